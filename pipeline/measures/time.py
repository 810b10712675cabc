"""Time that mentors and caseworkers registered (social mentors, midterm evaluation 2008). Unit: hours throughout."""

import pandas as pd

from pipeline.measures.data import Data
from pipeline.measures.groups import NOT_REGISTERED, labels
from pipeline.measures.rows import count, no_rows, share, statistic

REGISTER = "time_registrations"


def hours(data: Data) -> pd.DataFrame:
    """All hours registered."""
    table = data.register(REGISTER, "hours")
    return no_rows() if table is None else count("time.hours", table["hours"].sum(), "hours")


def hours_by_category(data: Data) -> pd.DataFrame:
    """Hours by what the time went to, of all hours."""
    return _hours_by(data, "category")


def hours_by_time_of_day(data: Data) -> pd.DataFrame:
    """Hours by part of the day in which the work began, of all hours."""
    return _hours_by(data, "time_of_day")


def hours_by_week(data: Data) -> pd.DataFrame:
    """Hours in each ISO week (2008-W05) from the first registered to the last, of all hours; undated ones apart."""
    table = data.register(REGISTER, "hours", "date")
    if table is None or table.empty:
        return no_rows()
    monday = table["date"].dt.normalize() - pd.to_timedelta(table["date"].dt.day_of_week, unit="D")
    weeks = pd.date_range(monday.min(), monday.max(), freq="7D") if monday.notna().any() else []
    sums = table.groupby(monday)["hours"].sum().reindex(weeks, fill_value=0)
    names = [f"{day.year}-W{day.week:02d}" for day in (stamp.isocalendar() for stamp in weeks)]
    undated = table.loc[monday.isna(), "hours"].sum()
    n = [*sums, undated] if undated else list(sums)
    return share("time.hours_by_week", n, table["hours"].sum(), "hours", [*names, NOT_REGISTERED][: len(n)])


def hours_by_category_and_time_of_day(data: Data) -> pd.DataFrame:
    """Hours by category (group) and part of the day (subgroup), of all hours."""
    table = data.register(REGISTER, "hours", "category", "time_of_day")
    if table is None:
        return no_rows()
    rows, columns = (labels(data.programme, name, table[name]) for name in ("category", "time_of_day"))
    sums = table["hours"].groupby([rows, columns], observed=False).sum()
    group, subgroup = (sums.index.get_level_values(level).astype(str) for level in (0, 1))
    measure = "time.hours_by_category_and_time_of_day"
    return share(measure, sums.to_numpy(), table["hours"].sum(), "hours", group, subgroup)


def hours_per_participant(data: Data) -> pd.DataFrame:
    """Mean hours a course: all hours divided by all enrolled (n), also those without any time registered."""
    table, enrolled = data.register(REGISTER, "hours"), data.enrolled
    if table is None or not enrolled:
        return no_rows()
    return statistic("time.hours_per_participant", enrolled, round(table["hours"].sum(), 9) / enrolled, "hours")


def hours_per_mentor(data: Data) -> pd.DataFrame:
    """Mean hours a mentor: hours with a known mentor divided by the mentors that have any (n)."""
    table = data.register(REGISTER, "hours", "mentor_id")
    mentors = 0 if table is None else table["mentor_id"].nunique()
    if not mentors:
        return no_rows()
    known = round(table.loc[table["mentor_id"].notna(), "hours"].sum(), 9)
    return statistic("time.hours_per_mentor", mentors, known / mentors, "hours")


def _hours_by(data: Data, column: str) -> pd.DataFrame:
    table = data.register(REGISTER, "hours", column)
    if table is None:
        return no_rows()
    sums = table["hours"].groupby(labels(data.programme, column, table[column]), observed=False).sum()
    return share(f"time.hours_by_{column}", sums.to_numpy(), table["hours"].sum(), "hours", sums.index.astype(str))
