"""Dates that contradict one another, or lie outside the programme's period."""

from datetime import date

import pandas as pd

from forlob.cleaning.findings import make
from forlob.programme.programme import Period


def outside_period(
    rows: pd.DataFrame, register: str, dated: str, period: Period, headers: pd.Series
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Set aside the rows dated outside the programme's period, where one is given; both its days are within."""
    if dated not in rows:
        return rows, []
    outside = pd.Series(False, rows.index)
    if period.from_:
        outside |= rows[dated] < pd.Timestamp(period.from_)
    if period.to:
        outside |= rows[dated] >= pd.Timestamp(period.to) + pd.Timedelta(days=1)
    if not outside.any():
        return rows, []
    said = f" lies outside the period {period.from_ or '…'} to {period.to or '…'}"
    message = rows.loc[outside, dated].dt.strftime("%Y-%m-%d") + said
    return rows[~outside], [make("outside_period", register, rows[outside], headers, message)]


def after_extract(
    rows: pd.DataFrame, register: str, column: str, drawn_on: date | None, headers: pd.Series
) -> list[pd.DataFrame]:
    """Notes on dates later than the day the extracts were drawn; they count as they are."""
    late = rows[column] >= pd.Timestamp(drawn_on) + pd.Timedelta(days=1) if drawn_on and column in rows else None
    if late is None or not late.any():
        return []
    message = rows.loc[late, column].dt.strftime("%Y-%m-%d") + f" lies after the extract date {drawn_on}"
    return [make("after_extract_date", register, rows[late], headers, message)]


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
