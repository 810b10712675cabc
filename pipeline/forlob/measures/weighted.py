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
from forlob.measures.rows import statistic
from forlob.measures.sums import hours_by, total_hours
from forlob.measures.time import hours as hours_of_time


@figures(
    "weighted",
    PARTICIPATIONS,
    by_nature=("category",),
    da="Andel med tid i kategorien, vægtet",
    en="Share with time in the category, weighted",
    short_da="Andel med tid, vægtet",
    short_en="Share with time, weighted",
    def_da=(
        "Summen af vægte for forløb med tid i kategorien divideret med summen af vægte for alle forløb med vægt; "
        "antallene er uvægtede."
    ),
)
def with_time(data: Data) -> pd.DataFrame | None:
    """Sum of weights of the participations with time in the category, divided by the sum of weights of all
    participations with a weight; the counts are unweighted.
    """
    found = _by_category(data)
    if found is None:
        return None
    hours, weight = found
    value = _weighted(hours > 0, weight) / math.fsum(weight)
    return statistic((hours > 0).sum(), value, "participations", list(hours.columns), of=len(hours))


@figures(
    "weighted",
    PARTICIPATIONS,
    by_nature=("category",),
    n_of=with_time,
    tells_of=hours_of_time,
    da="Timer pr. deltager med tid i kategorien, vægtet",
    en="Hours per participant with time in the category, weighted",
    short_da="Timer pr. deltager med tid, vægtet",
    short_en="Hours per participant with time, weighted",
    def_da=(
        "Vægtet gennemsnit af timerne i kategorien blandt forløb, der har tid i den; antallet af forløb er uvægtet."
    ),
)
def hours_per_participant_with_time(data: Data) -> pd.DataFrame | None:
    """Weighted mean of the hours in the category among the participations that have time in it; the number of
    participations is unweighted.

    Unit: hours.
    """
    found = _by_category(data)
    if found is None:
        return None
    hours, weight = found
    of = _weighted(hours > 0, weight)
    value = _weighted(hours, weight) / of.where(of > 0)
    return statistic((hours > 0).sum(), value, "hours", list(hours.columns))


@figures(
    "weighted",
    HOURS,
    by_nature=("category",),
    adds_up=True,
    tells_of=hours_of_time,
    da="Timer fordelt på kategori, vægtet",
    en="Hours by category, weighted",
    short_da="Andel af timerne, vægtet",
    short_en="Share of the hours, weighted",
    def_da=(
        "Summen af vægtede timer i kategorien divideret med summen af alle vægtede timer; timetallene er uvægtede."
    ),
)
def hours(data: Data) -> pd.DataFrame | None:
    """Sum of weighted hours in the category divided by the sum of all weighted hours; the numbers of hours are
    unweighted.

    Unit: hours.
    """
    found = _by_category(data)
    if found is None:
        return None
    hours, weight = found
    of = _weighted(hours, weight)
    whole = math.fsum(of)
    value = of / whole if whole > 0 else of * np.nan
    n = hours.apply(total_hours)
    return statistic(n, value, "hours", list(hours.columns), of=total_hours(n))


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
