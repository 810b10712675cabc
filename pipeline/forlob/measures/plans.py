"""Individual action plans (KVIK final evaluation 2014, part 5, chart 2)."""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import figures, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS


@share(
    of=enrolled,
    needs=["participants.participation_id", "plans.participation_id"],
    da="Deltagere med indsatsplan",
    en="Participants with an action plan",
    short_da="Indsatsplan",
    short_en="Action plan",
    def_da="Antal forløb med mindst én påbegyndt indsatsplan ud af alle påbegyndte forløb.",
)
def started(data: Data) -> pd.Series:
    """Number of participations with at least one action plan begun, out of all participations begun."""
    return participation_facts.having(data.registers["participants"], data.registers["plans"])


@figures(
    "curve",
    PARTICIPATIONS,
    at="month",
    ends_in=started,
    da="Deltagere med indsatsplan, akkumuleret",
    en="Participants with an action plan, cumulative",
    short_da="Med indsatsplan",
    short_en="With an action plan",
    def_da="Antal forløb med en indsatsplan påbegyndt senest ved månedens udgang ud af alle påbegyndte forløb.",
)
def cumulative(data: Data) -> pd.DataFrame | None:
    """Number of participations with an action plan begun by the end of the month, out of all participations begun."""
    return months.cumulative(data, participation_facts.first_dates(data, "plans"))
