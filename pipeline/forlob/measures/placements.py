"""Company placements (KVIK final evaluation 2014, part 5, charts 2 and 3 and the use of company placement)."""

import pandas as pd

from forlob.measures import exits, months, participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import count, figures, share
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS, PLACEMENTS

NEEDS = ["participants.participation_id", "placements.participation_id"]


@count(
    PLACEMENTS,
    needs=["placements"],
    everything=True,
    da="Virksomhedspraktikker",
    en="Company placements",
    def_da="Antal virksomhedspraktikker; et forløb kan have flere, og nøgletallet har ingen nævner.",
)
def registered(data: Data) -> pd.DataFrame:
    """Number of company placements; a participation may have several, and the measure has no denominator."""
    return data.registers["placements"]


@share(
    of=enrolled,
    needs=NEEDS,
    da="Deltagere i virksomhedspraktik",
    en="Participants in company placement",
    short_da="Virksomhedspraktik",
    short_en="Company placement",
    def_da="Antal forløb med mindst én påbegyndt virksomhedspraktik ud af alle påbegyndte forløb.",
)
def started(data: Data) -> pd.Series:
    """Number of participations with at least one company placement begun, out of all participations begun."""
    return participation_facts.having(data.registers["participants"], data.registers["placements"])


@share(
    of=exits.self_supporting,
    needs=[*NEEDS, "participants.exit_reason"],
    da="Virksomhedspraktik blandt selvforsørgende",
    en="Company placement among the self-supporting",
    def_da=(
        "Antal forløb afmeldt til job eller uddannelse, som har haft mindst én virksomhedspraktik, ud af alle forløb "
        "afmeldt til job eller uddannelse."
    ),
)
def among_self_supporting(data: Data) -> pd.Series:
    """Number of participations exited to job or education that had at least one company placement, out of all
    participations exited to job or education.
    """
    participations = data.registers["participants"]
    left = participation_facts.self_supporting(data, participations)
    return left & participation_facts.having(participations, data.registers["placements"])


@figures(
    "curve",
    PARTICIPATIONS,
    at="month",
    ends_in=started,
    da="Deltagere i virksomhedspraktik, akkumuleret",
    en="Participants in company placement, cumulative",
    short_da="Med virksomhedspraktik",
    short_en="With a company placement",
    def_da=(
        "Antal forløb med en virksomhedspraktik påbegyndt senest ved månedens udgang ud af alle påbegyndte forløb."
    ),
)
def cumulative(data: Data) -> pd.DataFrame | None:
    """Number of participations with a company placement begun by the end of the month, out of all participations
    begun.
    """
    return months.cumulative(data, participation_facts.first_dates(data, "placements"))
