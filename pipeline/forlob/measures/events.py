"""What happened to participants on the way (social mentors, midterm evaluation 2008)."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import count, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import EVENTS
from forlob.measures.splitting import Distinct, distinct


@count(EVENTS, needs=["events.participation_id"])
def registered(data: Data) -> pd.DataFrame:
    """Registrations of events. Unit: registrations."""
    return data.registers["events"]


@share(of=enrolled, over=EVENTS, needs=["participants", "events.participation_id"])
def participants(data: Data) -> Distinct:
    """Participations with at least one event, of all enrolled; one counts once in each group. Unit: participants."""
    return distinct(data.registers["events"]["participation_id"])
