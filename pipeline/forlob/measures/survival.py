"""Time to an event when not everyone has had it yet, and when several events compete. Ties are handled exactly.

Aalen-Johansen and Kaplan-Meier estimators as in Putter, Fiocco & Geskus (2007), Statistics in Medicine 26:2389-2430.
At one and the same time events come before censoring: who is censored on a day was at risk on that day.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

#: Products of fractions that should be one half may miss it by this much.
TOLERANCE = 1e-12


def aalen_johansen(times: ArrayLike, causes: ArrayLike, named: Sequence[str]) -> pd.DataFrame:
    """The probability of having left for each cause by each time at which somebody left.

    Args:
        times: time to the event or to the censoring, one a person.
        causes: what happened then; None where the person was censored.
        named: the causes.

    Returns:
        One row a time: `at_risk`, `event_free`, and for each cause its cumulative incidence and, as `<cause>_error`,
        its standard error. Cumulative incidences and event_free add to 1.

    Example: of four, one leaves for a job on day 1 and one for education on day 3; one is censored on day 2.
        event_free .75 on day 1; on day 3 two are at risk: education .75 / 2 = .375, job still .25.
    """
    time, why = np.asarray(times, float), np.asarray(causes, object)
    at = np.unique(time[pd.notna(why)])
    risk = len(time) - np.searchsorted(np.sort(time), at, side="left")
    ended = {cause: _counts(time[why == cause], at) for cause in named}
    all_ended = sum(ended.values(), np.zeros(len(at)))
    free = np.cumprod(1 - all_ended / risk) if len(at) else np.zeros(0)
    before = np.concatenate([[1.0], free[:-1]]) if len(at) else free
    table = pd.DataFrame({"at_risk": risk, "event_free": free}, index=pd.Index(at, name="time"))
    for cause, n in ended.items():
        incidence = np.cumsum(before * n / risk)
        table[cause] = incidence
        table[f"{cause}_error"] = np.sqrt(_variance(incidence, before, all_ended, n, risk))
    return table


def kaplan_meier(times: ArrayLike, happened: ArrayLike) -> pd.Series:
    """The probability of no event yet, by each time at which one happened."""
    causes = np.where(np.asarray(happened, bool), np.array("event", object), np.array(None))
    return aalen_johansen(times, causes, ["event"])["event_free"]


def at_times(curve: pd.Series, times: ArrayLike, start: float = 0.0) -> np.ndarray:
    """The value of a step curve at some times; `start` before its first step."""
    place = np.searchsorted(curve.index.to_numpy(float), np.asarray(times, float), side="right")
    return np.concatenate([[start], curve.to_numpy(float)])[place]


def median_of_incidence(incidence: pd.Series) -> float:
    """The first time at which a cumulative incidence is at least one half; NaN where it never is."""
    reached = incidence.index[incidence >= 0.5 - TOLERANCE]
    return float(reached[0]) if len(reached) else float("nan")


def median_survival(survival: pd.Series) -> float:
    """The first time at which at most one half is left without the event; NaN where more are."""
    return median_of_incidence(1 - survival)


def _counts(times: np.ndarray, at: np.ndarray) -> np.ndarray:
    ordered = np.sort(times)
    return (np.searchsorted(ordered, at, side="right") - np.searchsorted(ordered, at, side="left")).astype(float)


def _variance(
    incidence: np.ndarray, before: np.ndarray, all_ended: np.ndarray, ended: np.ndarray, risk: np.ndarray
) -> np.ndarray:
    """Greenwood's variance of a cumulative incidence (delta method; Marubini & Valsecchi 1995, section 10.2.2).

    Sum over earlier times j of (F - F_j)^2 a_j - 2 (F - F_j) c_j + b_j, with the square multiplied out. Powers are
    products, which every processor rounds alike.
    """
    a = np.divide(all_ended, risk * (risk - all_ended), out=np.zeros(len(risk)), where=risk > all_ended)
    risk = risk.astype(float)
    b = before * before * (risk - ended) * ended / (risk * risk * risk)
    c = before * ended / (risk * risk)
    squared = incidence * incidence
    square = squared * np.cumsum(a) - 2 * incidence * np.cumsum(a * incidence) + np.cumsum(a * squared)
    return np.maximum(square + np.cumsum(b) - 2 * incidence * np.cumsum(c) + 2 * np.cumsum(c * incidence), 0)
