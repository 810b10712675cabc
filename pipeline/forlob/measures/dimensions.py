"""Dimensions: what measures can be split by. Each is declared once: of which population, and in which groups.

The labels of a dimension are categorical: the categories are all its groups in their order, so that zeros are counted
too. A dimension of participations splits whatever carries a participation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from forlob.measures import participation_facts
from forlob.measures.data import Data
from forlob.measures.groups import NOT_REGISTERED, age_bands, labels
from forlob.measures.populations import (
    COMPANIES,
    EFFORTS,
    EVENTS,
    HOURS,
    PARTICIPATIONS,
    PLACEMENTS,
    TASKS,
    Population,
)
from forlob.programme.programme import Programme

#: What the group of a participation is that has not ended, where it is split by how it ended.
ACTIVE = "active"
#: Groups of companies by their number of participants.
SIZES = pd.Index(["0", "1", "2", "3_or_more"])

#: The labels of a population's rows; None where they cannot be known.
Labels = Callable[[Data, pd.DataFrame], pd.Series | None]


@dataclass(frozen=True)
class Dimension:
    """What rows of a population are split by; `column`: what of the register it is made from.

    `coarsens`: the dimension whose groups its own are made of, all but those of the same name; `also_from`: columns by
    which cleaning fills the column.
    """

    name: str
    population: Population
    column: str
    labels: Labels
    coarsens: str = ""
    also_from: tuple[str, ...] = ()


def _coded(column: str) -> Labels:
    return lambda data, rows: labels(data.programme, column, rows[column])


def _by_age(data: Data, rows: pd.DataFrame) -> pd.Series:
    return age_bands(data.programme, rows["age"])


def _by_reason(data: Data, rows: pd.DataFrame) -> pd.Series:
    return _at_exit(data, rows, "exit_reason", rows["exit_reason"])


def _by_status(data: Data, rows: pd.DataFrame) -> pd.Series:
    reasons = rows["exit_reason"].astype(object)
    status_of = {reason: data.programme.status_of(reason) for reason in reasons.dropna().unique()}
    return _at_exit(data, rows, "exit_status", reasons.map(status_of, na_action="ignore"))


def _at_exit(data: Data, rows: pd.DataFrame, column: str, codes: pd.Series) -> pd.Series:
    ended = participation_facts.exited(rows)
    return labels(data.programme, column, codes.astype(object).where(ended, ACTIVE), also=[ACTIVE])


def _by_week(data: Data, rows: pd.DataFrame) -> pd.Series:
    """ISO weeks (2008-W05) from the first registered to the last; the undated apart, where there are any."""
    monday = rows["date"].dt.normalize() - pd.to_timedelta(rows["date"].dt.day_of_week, unit="D")
    weeks = pd.date_range(monday.min(), monday.max(), freq="7D") if monday.notna().any() else pd.DatetimeIndex([])
    names = [f"{day.year}-W{day.week:02d}" for day in (stamp.isocalendar() for stamp in weeks)]
    undated = [NOT_REGISTERED] if monday.isna().any() else []
    places = pd.Series(weeks.get_indexer(pd.DatetimeIndex(monday)), rows.index).replace(-1, len(names))
    return pd.Series(pd.Categorical.from_codes(places.to_numpy(), pd.Index([*names, *undated])), rows.index)


def _by_participants(data: Data, rows: pd.DataFrame) -> pd.Series | None:
    """Companies by how many participants are attached to them."""
    attached = participation_facts.attached_to_companies(data)
    if attached is None:
        return None
    sizes = attached.groupby("company_id")["participation_id"].nunique().reindex(rows["company_id"], fill_value=0)
    many = pd.Categorical.from_codes(sizes.clip(upper=len(SIZES) - 1).to_numpy(int), SIZES)
    return pd.Series(many, rows.index)


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        Dimension("age_band", PARTICIPATIONS, "age", _by_age, also_from=("birth_date", "birth_year")),
        *(
            Dimension(column, PARTICIPATIONS, column, _coded(column))
            for column in ("gender", "match_group", "education", "work_experience", "benefit", "pathway", "arm")
        ),
        Dimension("exit_reason", PARTICIPATIONS, "exit_reason", _by_reason),
        Dimension("status_group", PARTICIPATIONS, "exit_reason", _by_status, coarsens="exit_reason"),
        Dimension("form", PLACEMENTS, "form", _coded("form")),
        Dimension("event", EVENTS, "event", _coded("event")),
        Dimension("task", TASKS, "task", _coded("task")),
        Dimension("parallel_effort", EFFORTS, "effort", _coded("effort")),
        Dimension("category", HOURS, "category", _coded("category")),
        Dimension("time_of_day", HOURS, "time_of_day", _coded("time_of_day")),
        Dimension("week", HOURS, "date", _by_week),
        *(
            Dimension(column, COMPANIES, column, _coded(column))
            for column in ("ownership", "prior_experience", "industry")
        ),
        Dimension("participants", COMPANIES, "company_id", _by_participants),
    )
}


def dimension_named(name: str, programme: Programme) -> Dimension | None:
    """A dimension, or a coded column of participants that programme.yaml declares; None where there is none."""
    own = programme.own_columns.get(name)
    if own is not None and own.kind == "code":
        return Dimension(name, PARTICIPATIONS, name, _coded(name))
    return DIMENSIONS.get(name)


@lru_cache(maxsize=64)
def labels_of(dimension: Dimension, data: Data, population: Population) -> pd.Series | None:
    """The groups of a population's rows by a dimension of its own, or by one of the participations that they are about.

    None where the register or the column is not there, or where the rows have no such dimension.
    """
    own = dimension.population.rows(data)
    if own is None or dimension.column not in own:
        return None
    made = dimension.labels(data, own)
    if made is None or population == dimension.population:
        return made
    rows = population.rows(data)
    if dimension.population != PARTICIPATIONS or rows is None or "participation_id" not in rows:
        return None
    codes = pd.Series(made.cat.codes.to_numpy(), own["participation_id"])
    of_nobody = len(made.cat.categories) - 1  # not_registered
    places = participation_facts.look_up(codes, rows["participation_id"]).fillna(of_nobody).astype(int)
    return pd.Series(pd.Categorical.from_codes(places.to_numpy(), made.cat.categories), rows.index)
