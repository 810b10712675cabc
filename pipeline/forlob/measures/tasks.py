"""What mentors did (social mentors, midterm evaluation 2008)."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import count, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import TASKS
from forlob.measures.splitting import Distinct, distinct


@count(TASKS, needs=["tasks.participation_id"])
def registered(data: Data) -> pd.DataFrame:
    """Registrations of tasks. Unit: registrations."""
    return data.registers["tasks"]


@share(of=enrolled, over=TASKS, needs=["participants", "tasks.participation_id"])
def participants(data: Data) -> Distinct:
    """Participations with at least one task, of all enrolled; one counts once in each group. Unit: participants."""
    return distinct(data.registers["tasks"]["participation_id"])
