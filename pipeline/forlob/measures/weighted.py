"""Time weighted by the register's own weights (participants.weight), for registers that are a sample of a population.

Weights enter nowhere else and never by themselves: a weighted number is a measure of this module, and its name says so.
n and of are always the participations, or hours, that were counted, without weights; value is weighted. A participation
without a weight is in none of these. There are no rows where the register has no weights. The intervals of weighted
numbers need the design of the sample, which no register tells, so there are none.
"""

import math

import numpy as np
import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import labels
from forlob.measures.populations import HOURS, PARTICIPATIONS
from forlob.measures.rows import estimate, no_rows, statistic
from forlob.measures.sums import hours_by, total_hours

NONE = (np.nan, np.nan)


@figures("weighted", PARTICIPATIONS, by_nature=("category",))
def with_time(data: Data) -> pd.DataFrame | None:
    """The weighted share of participations with any time in each category (group). Unit: participations."""
    found = _by_category(data)
    if found is None:
        return no_rows()
    hours, weight = found
    value = _weighted(hours > 0, weight) / math.fsum(weight)
    return estimate(
        "weighted.with_time", (hours > 0).sum(), len(hours), value, NONE, "participations", list(hours.columns)
    )


@figures("weighted", PARTICIPATIONS, by_nature=("category",))
def hours_per_participant_with_time(data: Data) -> pd.DataFrame | None:
    """Weighted mean hours in each category (group) of the participations that have any time in it. Unit: hours."""
    found = _by_category(data)
    if found is None:
        return no_rows()
    hours, weight = found
    of = _weighted(hours > 0, weight)
    value = _weighted(hours, weight) / of.where(of > 0)
    measure = "weighted.hours_per_participant_with_time"
    return statistic(measure, (hours > 0).sum(), value, "hours", list(hours.columns))


@figures("weighted", HOURS, by_nature=("category",))
def hours_by_category(data: Data) -> pd.DataFrame | None:
    """The weighted share of all hours that went to each category (group). Unit: hours."""
    found = _by_category(data)
    if found is None:
        return no_rows()
    hours, weight = found
    of = _weighted(hours, weight)
    whole = math.fsum(of)
    value = of / whole if whole > 0 else of * np.nan
    n = hours.apply(total_hours)
    return estimate("weighted.hours_by_category", n, total_hours(n), value, NONE, "hours", list(hours.columns))


def _by_category(data: Data) -> tuple[pd.DataFrame, pd.Series] | None:
    """Hours of each participation (row) in each category (column), and the weights of the participations."""
    participations = data.register("participants", "participation_id", "weight")
    table = data.register("time_registrations", "participation_id", "hours", "category")
    if participations is None or table is None:
        return None
    weight = participations.set_index("participation_id")["weight"].astype(float)
    weight = weight[weight > 0]
    if weight.empty:
        return None
    categories = labels(data.programme, "category", table["category"])
    hours = hours_by(table["hours"], table["participation_id"], categories).unstack(fill_value=0)
    return hours.reindex(weight.index, fill_value=0.0).astype(float).rename(columns=str), weight


def _weighted(table: pd.DataFrame, weight: pd.Series) -> pd.Series:
    """The weighted sum of each column."""
    return table.mul(weight, axis=0).apply(math.fsum)
