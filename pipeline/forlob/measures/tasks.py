"""What mentors did (social mentors, midterm evaluation 2008)."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import count, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import TASKS
from forlob.measures.splitting import Distinct, distinct


@count(
    TASKS,
    needs=["tasks.participation_id"],
    everything=True,
    da="Registrerede opgaver",
    en="Tasks registered",
    def_da=(
        "Antal registreringer af opgaver, som mentorer har løst; en deltager kan have flere, og nøgletallet har ingen "
        "nævner."
    ),
)
def registered(data: Data) -> pd.DataFrame:
    """Number of registrations of tasks done by mentors; a participant may have several, and the measure has no
    denominator.
    """
    return data.registers["tasks"]


@share(
    of=enrolled,
    over=TASKS,
    needs=["participants", "tasks.participation_id"],
    each_once=registered,
    da="Deltagere, der er løst en opgave for",
    en="Participants for whom a task was done",
    def_da="Antal forløb med mindst én opgave løst af en mentor ud af alle påbegyndte forløb.",
)
def participants(data: Data) -> Distinct:
    """Number of participations with at least one task done by a mentor, out of all participations begun."""
    return distinct(data.registers["tasks"]["participation_id"])
