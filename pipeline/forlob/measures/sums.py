"""Sums and means that do not depend on the order of the rows, on how they are split, or on the processor.

Hours are summed as whole microseconds, so that parts add up to their whole exactly; other numbers are summed without
rounding between (`math.fsum`; Shewchuk 1997, Discrete & Computational Geometry 18:305-363).
"""

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

MICROSECONDS_AN_HOUR = 3_600_000_000


def microseconds(hours: pd.Series) -> pd.Series:
    """Hours as whole microseconds: 20 minutes, 0.3333333333333333 hours, are 1,200,000,000. None may be missing."""
    return (hours.astype(float) * MICROSECONDS_AN_HOUR).round().astype("int64")


def total_hours(hours: pd.Series) -> float:
    """All hours together.

    >>> total_hours(pd.Series([0.1, 0.2]))
    0.3
    """
    return int(microseconds(hours).sum()) / MICROSECONDS_AN_HOUR


def hours_by(hours: pd.Series, *by: pd.Series | np.ndarray) -> pd.Series:
    """The hours of each group, or of each pair of groups; a category that nothing falls in has 0."""
    return microseconds(hours).groupby(list(by), observed=False).sum() / MICROSECONDS_AN_HOUR


def mean(values: Iterable[float]) -> float:
    """The mean; NaN of nothing.

    >>> mean([0.1, 0.2, 0.3])
    0.2
    """
    known = np.asarray(values, float).tolist()
    return math.fsum(known) / len(known) if known else math.nan
