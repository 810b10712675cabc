"""Company placements (KVIK final evaluation 2014, part 5, charts 2 and 3 and the use of company placement)."""

import pandas as pd

from forlob.measures import exits, months, participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import count, figures, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS, PLACEMENTS

NEEDS = ["participants.participation_id", "placements.participation_id"]


@count(PLACEMENTS, needs=["placements"])
def registered(data: Data) -> pd.DataFrame:
    """Placements; one participation may have several. Unit: placements."""
    return data.registers["placements"]


@share(of=enrolled, needs=NEEDS)
def started(data: Data) -> pd.Series:
    """Participations with at least one company placement, of all enrolled. Unit: participations."""
    return participation_facts.having(data.registers["participants"], data.registers["placements"])


@share(of=exits.self_supporting, needs=[*NEEDS, "participants.exit_reason"])
def among_self_supporting(data: Data) -> pd.Series:
    """Self-supporting participations that had a placement, of all that left for job or education. Unit:
    participations.
    """
    participations = data.registers["participants"]
    left = participation_facts.self_supporting(data, participations)
    return left & participation_facts.having(participations, data.registers["placements"])


@figures("cumulative", PARTICIPATIONS, by_nature=("month",))
def cumulative(data: Data) -> pd.DataFrame | None:
    """Participations whose first placement was begun by the end of each month of the period. Unit: participations."""
    return months.cumulative(data, participation_facts.first_dates(data, "placements"))
