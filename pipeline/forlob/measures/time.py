"""Time that mentors and caseworkers registered (social mentors, midterm evaluation 2008). Unit: hours throughout."""

import pandas as pd

from forlob.measures import sums
from forlob.measures.data import Data
from forlob.measures.groups import NOT_REGISTERED, labels
from forlob.measures.rows import count, no_rows, share, statistic

REGISTER = "time_registrations"


def hours(data: Data) -> pd.DataFrame:
    """All hours registered."""
    table = data.register(REGISTER, "hours")
    return no_rows() if table is None else count("time.hours", sums.total_hours(table["hours"]), "hours")


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
    weeks = pd.date_range(monday.min(), monday.max(), freq="7D") if monday.notna().any() else pd.DatetimeIndex([])
    by_group = sums.hours_by(table["hours"], monday).reindex(weeks, fill_value=0)
    names = [f"{day.year}-W{day.week:02d}" for day in (stamp.isocalendar() for stamp in weeks)]
    undated = sums.total_hours(table.loc[monday.isna(), "hours"])
    n = [*by_group, undated] if undated else list(by_group)
    whole = sums.total_hours(table["hours"])
    return share("time.hours_by_week", n, whole, "hours", [*names, NOT_REGISTERED][: len(n)])


def hours_by_category_and_time_of_day(data: Data) -> pd.DataFrame:
    """Hours by category (group) and part of the day (subgroup), of all hours."""
    table = data.register(REGISTER, "hours", "category", "time_of_day")
    if table is None:
        return no_rows()
    rows, columns = (labels(data.programme, name, table[name]) for name in ("category", "time_of_day"))
    by_group = sums.hours_by(table["hours"], rows, columns)
    group, subgroup = (by_group.index.get_level_values(level).astype(str) for level in (0, 1))
    measure = "time.hours_by_category_and_time_of_day"
    return share(measure, by_group.to_numpy(), sums.total_hours(table["hours"]), "hours", group, subgroup)


def hours_per_participant(data: Data) -> pd.DataFrame:
    """Mean hours a participation: all hours divided by all enrolled (n), also those without any time registered."""
    table, enrolled = data.register(REGISTER, "hours"), data.enrolled
    if table is None or not enrolled:
        return no_rows()
    return statistic("time.hours_per_participant", enrolled, sums.total_hours(table["hours"]) / enrolled, "hours")


def hours_per_mentor(data: Data) -> pd.DataFrame:
    """Mean hours a mentor: hours with a known mentor divided by the mentors that have any (n)."""
    table = data.register(REGISTER, "hours", "mentor_id")
    mentors = 0 if table is None else table["mentor_id"].nunique()
    if table is None or not mentors:
        return no_rows()
    known = sums.total_hours(table.loc[table["mentor_id"].notna(), "hours"])
    return statistic("time.hours_per_mentor", mentors, known / mentors, "hours")


def _hours_by(data: Data, column: str) -> pd.DataFrame:
    table = data.register(REGISTER, "hours", column)
    if table is None:
        return no_rows()
    by_group = sums.hours_by(table["hours"], labels(data.programme, column, table[column]))
    whole, names = sums.total_hours(table["hours"]), by_group.index.astype(str)
    return share(f"time.hours_by_{column}", by_group.to_numpy(), whole, "hours", names)
