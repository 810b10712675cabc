"""Median days, with those counted who have not got there yet; and the lengths of events, in weeks.

n is the number at risk, value the median; there is none where fewer than half ever get there. Definitions: Putter,
Fiocco & Geskus (2007), Statistics in Medicine 26:2389-2430; Kaplan & Meier (1958). Events carry their length when they
are registered, so that nothing is censored: n is the events with a length, value their median or mean.
"""

from collections.abc import Callable

import pandas as pd

from forlob.measures import times_to
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.lengths import event_lengths
from forlob.measures.populations import EVENTS, PARTICIPATIONS, PLACEMENTS
from forlob.measures.rows import no_rows, statistic
from forlob.measures.sums import mean
from forlob.measures.survival import aalen_johansen, kaplan_meier, median_of_incidence, median_survival


@figures("median", PARTICIPATIONS)
def to_plan(data: Data) -> pd.DataFrame | None:
    """Days from enrolment by which half of all participations have their first action plan; exit without one
    competes, the trial's end censors.
    """
    return _to_first("durations.to_plan", data, "plans")


@figures("median", PARTICIPATIONS)
def to_placement(data: Data) -> pd.DataFrame | None:
    """Days from enrolment by which half of all participations have begun a placement; exit without one competes, the
    trial's end censors.
    """
    return _to_first("durations.to_placement", data, "placements")


@figures("median", PARTICIPATIONS)
def to_exit(data: Data) -> pd.DataFrame | None:
    """Days from enrolment by which half have left; still enrolled and left because the trial ended are censored."""
    times = times_to.to_exit(data)
    if times is None:
        return no_rows()
    return _median("durations.to_exit", times["days"], times["cause"].notna())


@figures("median", PLACEMENTS)
def of_placement(data: Data) -> pd.DataFrame | None:
    """Days that half of the placements last at most, first and last day included; those still running are censored."""
    times = times_to.of_placements(data)
    return no_rows() if times is None else _median("durations.of_placement", times["days"], times["ended"])


@figures("median", EVENTS, by_nature=("event",))
def of_event(data: Data) -> pd.DataFrame | None:
    """Median weeks of each event that carries a length (group); n is the registrations with one. Unit: weeks."""
    return _of_events("durations.of_event", data, pd.Series.median)


@figures("mean", EVENTS, by_nature=("event",))
def mean_of_event(data: Data) -> pd.DataFrame | None:
    """Mean weeks of each event that carries a length (group); n is the registrations with one. Unit: weeks."""
    return _of_events("durations.mean_of_event", data, lambda weeks: mean(weeks.dropna()))


def _of_events(measure: str, data: Data, middle: Callable[[pd.Series], float]) -> pd.DataFrame:
    lengths = event_lengths(data)
    if lengths is None:
        return no_rows()
    by = lengths["weeks"].groupby(lengths["event"], observed=False)
    return statistic(measure, by.count().to_numpy(), by.agg(middle).to_numpy(), "weeks", by.count().index.astype(str))


def _to_first(measure: str, data: Data, register: str) -> pd.DataFrame:
    times = times_to.to_first(data, register)
    if times is None:
        return no_rows()
    curve = aalen_johansen(times["days"], times["cause"], [register, times_to.EXIT])
    return statistic(measure, len(times), median_of_incidence(curve[register]), "days")


def _median(measure: str, days: pd.Series, happened: pd.Series) -> pd.DataFrame:
    return statistic(measure, len(days), median_survival(kaplan_meier(days, happened)), "days")
