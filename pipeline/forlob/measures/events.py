"""What happened to participants on the way (social mentors, midterm evaluation 2008)."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import count, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import EVENTS
from forlob.measures.splitting import Distinct, distinct


@count(
    EVENTS,
    needs=["events.participation_id"],
    everything=True,
    da="Registrerede hændelser",
    en="Events registered",
    def_da="Antal registreringer af hændelser; en deltager kan have flere, og nøgletallet har ingen nævner.",
)
def registered(data: Data) -> pd.DataFrame:
    """Number of registrations of events; a participant may have several, and the measure has no denominator."""
    return data.registers["events"]


@share(
    of=enrolled,
    over=EVENTS,
    needs=["participants", "events.participation_id"],
    each_once=registered,
    da="Deltagere med en hændelse",
    en="Participants with an event",
    def_da="Antal forløb med mindst én registreret hændelse ud af alle påbegyndte forløb.",
)
def participants(data: Data) -> Distinct:
    """Number of participations with at least one event registered, out of all participations begun."""
    return distinct(data.registers["events"]["participation_id"])
