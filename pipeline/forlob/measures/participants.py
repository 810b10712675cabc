"""Who takes part. One row of the register is a participation: one participant in one project; the programme counts
participations.

Definitions: KVIK final evaluation 2014, part 5 (facts box, participant profile, chart 3).
"""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import count, figures
from forlob.measures.populations import EXPECTED, PARTICIPATIONS, PERSONS
from forlob.measures.splitting import Distinct, distinct


@count(PARTICIPATIONS, needs=["participants"])
def enrolled(data: Data) -> pd.DataFrame:
    """Participations begun. Unit: participations."""
    return data.registers["participants"]


@count(PERSONS, needs=["participants.participant_id"])
def persons(data: Data) -> Distinct:
    """Different persons among the participations, told apart by pseudonym, else by participant id. Unit: persons."""
    return distinct(participation_facts.person_ids(data.registers["participants"]))


@count(PARTICIPATIONS, needs=["participants"])
def exited(data: Data) -> pd.Series | None:
    """Participations that have ended: those with a date or a reason of exit. Unit: participations."""
    return _exited(data)


@count(PARTICIPATIONS, needs=["participants"])
def active(data: Data) -> pd.Series | None:
    """Participations that have not ended at the cut-off. Unit: participations. With exited they make all enrolled."""
    gone = _exited(data)
    return None if gone is None else ~gone


@count(EXPECTED)
def expected(data: Data) -> int | None:
    """The number of participants that was planned, from programme.yaml; no row where a project lacks it."""
    if data.project is not None and data.project not in data.programme.projects:
        return None
    return data.programme.expected_participants(data.project)


@figures("cumulative", PARTICIPATIONS, needs=["participants.enrolled_on"], by_nature=("month",))
def cumulative(data: Data) -> pd.DataFrame | None:
    """Participations enrolled by the end of each month of the period. Unit: participations."""
    return months.cumulative(data, data.registers["participants"]["enrolled_on"])


def _exited(data: Data) -> pd.Series | None:
    table = data.registers["participants"]
    known = any(column in table for column in participation_facts.OF_EXIT)
    return participation_facts.exited(table) if known else None
