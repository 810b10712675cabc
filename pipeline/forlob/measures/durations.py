"""Median days, with those counted who have not got there yet; and the lengths of events, in weeks.

n is the number at risk, value the median; there is none where fewer than half ever get there. Definitions: Putter,
Fiocco & Geskus (2007), Statistics in Medicine 26:2389-2430; Kaplan & Meier (1958). Events carry their length when they
are registered, so that nothing is censored: n is the events with a length, value their median or mean.
"""

from collections.abc import Callable

import pandas as pd

from forlob.measures import events, placements, times_to
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.lengths import event_lengths
from forlob.measures.participants import enrolled
from forlob.measures.populations import EVENTS, PARTICIPATIONS, PLACEMENTS
from forlob.measures.rows import statistic
from forlob.measures.sums import mean
from forlob.measures.survival import aalen_johansen, kaplan_meier, median_of_incidence, median_survival


@figures(
    "median",
    PARTICIPATIONS,
    within=enrolled,
    leaves_missing=True,
    da="Dage til indsatsplan",
    en="Days to action plan",
    def_da=(
        "Median antal dage fra indskrivning til første indsatsplan blandt forløb i risiko; medianen er ikke nået, når "
        "færre end halvdelen har fået en plan. Afmelding uden plan er en konkurrerende hændelse; forløb, der "
        "sluttede, fordi forsøget gjorde, er censureret."
    ),
)
def to_plan(data: Data) -> pd.DataFrame | None:
    """Median number of days from enrolment to the first action plan among the participations at risk; the median is
    not reached where fewer than half have a plan. Exit without one competes; participations that ended because the
    trial did are censored.
    """
    return _to_first(data, "plans")


@figures(
    "median",
    PARTICIPATIONS,
    within=enrolled,
    leaves_missing=True,
    da="Dage til virksomhedspraktik",
    en="Days to company placement",
    def_da=(
        "Median antal dage fra indskrivning til første virksomhedspraktik blandt forløb i risiko; medianen er ikke "
        "nået, når færre end halvdelen har været i praktik. Afmelding uden praktik er en konkurrerende hændelse; "
        "forløb, der sluttede, fordi forsøget gjorde, er censureret."
    ),
)
def to_placement(data: Data) -> pd.DataFrame | None:
    """Median number of days from enrolment to the first company placement among the participations at risk; the median
    is not reached where fewer than half have had a placement. Exit without one competes; participations that ended
    because the trial did are censored.
    """
    return _to_first(data, "placements")


@figures(
    "median",
    PARTICIPATIONS,
    within=enrolled,
    leaves_missing=True,
    da="Dage til afmelding",
    en="Days to exit",
    def_da=(
        "Median antal dage fra indskrivning til afmelding blandt forløb i risiko; forløb, der fortsat er i gang på "
        "skæringsdatoen, eller som sluttede, fordi forsøget gjorde, er censureret."
    ),
)
def to_exit(data: Data) -> pd.DataFrame | None:
    """Median number of days from enrolment to exit among the participations at risk; participations still under way on
    the cut-off date, or that ended because the trial did, are censored.
    """
    times = times_to.to_exit(data)
    if times is None:
        return None
    return _median(times["days"], times["cause"].notna())


@figures(
    "median",
    PLACEMENTS,
    within=placements.registered,
    leaves_missing=True,
    da="Virksomhedspraktikkens længde i dage",
    en="Length of company placement in days",
    def_da=(
        "Median antal dage fra en virksomhedspraktiks start til dens slutning blandt alle virksomhedspraktikker; en "
        "praktik uden slutdato regnes til skæringsdatoen."
    ),
)
def of_placement(data: Data) -> pd.DataFrame | None:
    """Median number of days from the start of a company placement to its end among all company placements; a placement
    without an end runs to the cut-off date.
    """
    times = times_to.of_placements(data)
    return None if times is None else _median(times["days"], times["ended"])


@figures(
    "median",
    EVENTS,
    by_nature=("event",),
    within=events.registered,
    leaves_missing=True,
    da="Hændelsers længde i uger, median",
    en="Length of events in weeks, median",
    def_da=(
        "Median antal uger for hver hændelse blandt registreringerne af den, der har en længde: det registrerede "
        "antal uger, ellers dagene fra start til slut, begge medregnet."
    ),
)
def of_event(data: Data) -> pd.DataFrame | None:
    """Median number of weeks of each event among its registrations that have a length: the weeks registered, else the
    days from start to end, both included.

    Unit: weeks.
    """
    return _of_events(data, pd.Series.median)


@figures(
    "mean",
    EVENTS,
    by_nature=("event",),
    n_of=of_event,
    da="Hændelsers længde i uger, gennemsnit",
    en="Length of events in weeks, mean",
    def_da=(
        "Gennemsnitligt antal uger for hver hændelse, dvs. summen af længder divideret med antallet af "
        "registreringer, der har en længde."
    ),
)
def mean_of_event(data: Data) -> pd.DataFrame | None:
    """Mean number of weeks of each event: the sum of lengths divided by the number of registrations that have a
    length.

    Unit: weeks.
    """
    return _of_events(data, lambda weeks: mean(weeks.dropna()))


def _of_events(data: Data, middle: Callable[[pd.Series], float]) -> pd.DataFrame | None:
    lengths = event_lengths(data)
    if lengths is None:
        return None
    by = lengths["weeks"].groupby(lengths["event"], observed=False)
    return statistic(by.count().to_numpy(), by.agg(middle).to_numpy(), "weeks", by.count().index.astype(str))


def _to_first(data: Data, register: str) -> pd.DataFrame | None:
    times = times_to.to_first(data, register)
    if times is None:
        return None
    curve = aalen_johansen(times["days"], times["cause"], [register, times_to.EXIT])
    return statistic(len(times), median_of_incidence(curve[register]), "days")


def _median(days: pd.Series, happened: pd.Series) -> pd.DataFrame:
    return statistic(len(days), median_survival(kaplan_meier(days, happened)), "days")
