"""Individual action plans (KVIK final evaluation 2014, part 5, chart 2)."""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import figures, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS


@share(of=enrolled, needs=["participants.participation_id", "plans.participation_id"])
def started(data: Data) -> pd.Series:
    """Participations with at least one action plan, of all enrolled. Unit: participations."""
    return participation_facts.having(data.registers["participants"], data.registers["plans"])


@figures("cumulative", PARTICIPATIONS, by_nature=("month",))
def cumulative(data: Data) -> pd.DataFrame | None:
    """Participations whose first action plan was begun by the end of each month of the period. Unit: participations."""
    return months.cumulative(data, participation_facts.first_dates(data, "plans"))
