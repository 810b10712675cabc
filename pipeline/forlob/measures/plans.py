"""Individual action plans (KVIK final evaluation 2014, part 5, chart 2)."""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.rows import no_rows, share


def started(data: Data) -> pd.DataFrame:
    """Participations with at least one action plan, of all enrolled. Unit: participations."""
    participants, plans = data.register("participants", "participation_id"), data.register("plans", "participation_id")
    if participants is None or plans is None:
        return no_rows()
    return share(
        "plans.started", participation_facts.having(participants, plans).sum(), len(participants), "participations"
    )


def cumulative(data: Data) -> pd.DataFrame:
    """Participations whose first action plan was begun by the end of each month of the period. Unit: participations."""
    first = participation_facts.first_dates(data, "plans")
    return no_rows() if first is None else months.cumulative("plans.cumulative", data, first)
