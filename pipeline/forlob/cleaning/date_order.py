"""Dates that contradict one another, or lie outside the programme's period."""

import pandas as pd

from forlob.cleaning.categories import as_text
from forlob.cleaning.findings import make
from forlob.programme.programme import Period, Programme


def outside_period(
    rows: pd.DataFrame, register: str, dated: str, period: Period, headers: pd.Series
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Set aside the rows dated before the programme's period, where its first day is given; that day is within."""
    outside = rows[dated] < pd.Timestamp(period.from_) if period.from_ and dated in rows else None
    if outside is None or not outside.any():
        return rows, []
    message = rows.loc[outside, dated].dt.strftime("%Y-%m-%d") + f" lies before the period, which begins {period.from_}"
    return rows[~outside], [make("outside_period", register, rows[outside], headers, message)]


def after_cut_off(
    rows: pd.DataFrame, register: str, column: str, programme: Programme, headers: pd.Series
) -> list[pd.DataFrame]:
    """Notes on dates later than the cut-off of the row's project: what is planned then is not counted."""
    days = {project: programme.cut_off(project, register) for project in (None, *programme.projects)}
    first = min((day for day in days.values() if day), default=None)
    late = rows.index[rows[column] > pd.Timestamp(first)] if first and column in rows else rows.index[:0]
    if late.empty:
        return []
    project = as_text(rows.loc[late, "project"]) if "project" in rows else pd.Series(pd.NA, late, dtype="string")
    last = pd.to_datetime(project.astype(object).map(lambda name: days.get(name, days[None]) or days[None]))
    late = late[rows.loc[late, column] > last]
    dates = rows.loc[late, column].dt.strftime("%Y-%m-%d")
    message = (
        dates
        + " lies after the cut-off date "
        + last[late].dt.strftime("%Y-%m-%d")
        + ", so that it is planned, not done"
    )
    return [make("after_cut_off", register, rows.loc[late], headers, message)] if len(late) else []


def ends(
    rows: pd.DataFrame, register: str, dated: str, headers: pd.Series, expected: bool
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """An end before its start becomes not registered; a missing end is noted where one is expected."""
    if "ended_on" not in rows:
        return rows, []
    found = []
    wrong = rows["ended_on"] < rows[dated]
    if wrong.any():
        message = "the end is dated before the start; correct it in the source"
        found.append(make("ends_before_start", register, rows[wrong], headers, message))
    open_ = rows["ended_on"].isna()
    if expected and open_.any():
        found.append(make("open_end", register, rows[open_], headers, "no end is registered"))
    return rows.assign(ended_on=rows["ended_on"].mask(wrong)), found


def lengths(events: pd.DataFrame, lasting: set[str], headers: pd.Series) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Less than no weeks becomes not registered; an event of a kind that has a length (`lasting`) with neither an end
    nor weeks is noted, where the register has a column for one of them."""
    found = []
    if "weeks" in events:
        wrong = events["weeks"] < 0
        if wrong.any():
            message = "the number of weeks is negative; correct it in the source"
            found.append(make("bad_number", "events", events[wrong], headers, message))
        events = events.assign(weeks=events["weeks"].mask(wrong))
    columns = [column for column in ("weeks", "ended_on") if column in events]
    open_ = events["event"].isin(lasting) & events[columns].isna().all(axis=1)
    if columns and open_.any():
        message = "the event is of a kind that has a length, and none is registered"
        found.append(make("open_end", "events", events[open_], headers, message))
    return events, found


def outside_participation(
    rows: pd.DataFrame, participations: pd.DataFrame, register: str, dated: str, headers: pd.Series
) -> list[pd.DataFrame]:
    """Notes on rows that start before their participation's enrolment or after its exit; they count as they are."""
    dates = [column for column in ("enrolled_on", "exited_on") if column in participations]
    participation = (
        participations.set_index("participation_id")[dates].reindex(rows["participation_id"]).set_axis(rows.index)
    )
    found = []
    before = rows[dated] < participation["enrolled_on"]
    if before.any():
        message = "starts before the enrolment"
        found.append(make("starts_before_enrolment", register, rows[before], headers, message))
    if "exited_on" in participation:
        after = rows[dated] > participation["exited_on"]
        if after.any():
            found.append(make("starts_after_exit", register, rows[after], headers, "starts after the exit"))
    return found
