"""Time registrations: hours, the day and its part, and lengths that cannot be right."""

from collections.abc import Callable, Iterable
from typing import Literal

import numpy as np
import pandas as pd

from forlob.cleaning.categories import as_text, filled, sorted_places, texts_by_value
from forlob.cleaning.findings import make
from forlob.cleaning.times_of_day import band_of

SHORTEST, LONGEST = 5 / 60, 12.0
#: Of an hour.
MICROSECONDS = 3_600_000_000
REGISTER = "time_registrations"
#: Rows of the register -> for each the file's own name of a column.
Header = Callable[[pd.DataFrame], pd.Series | str]


def with_hours(
    rows: pd.DataFrame, of_minutes: pd.Series, of_hours: pd.Series
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """`hours` (from minutes where given) in place of `minutes` and `hours`; registrations of no time are set aside.

    Those below 5 minutes or above 12 hours are noted. `of_minutes` and `of_hours`: the file's own names of the columns,
    for each row; a finding names the one that the row's time stands in.
    """
    in_hours = rows["hours"].notna() if "hours" in rows else pd.Series(False, rows.index)
    if "minutes" in rows:
        in_hours &= rows["minutes"].isna()
    hours = pd.Series(float("nan"), rows.index)
    if "minutes" in rows:
        hours = rows["minutes"] / 60
    if "hours" in rows:
        hours = hours.fillna(rows["hours"])
    rows = rows.drop(columns=[c for c in ("minutes", "hours") if c in rows]).assign(hours=hours)
    none = ~(hours > 0)
    short, long = ~none & (hours < SHORTEST - 1e-9), hours > LONGEST + 1e-9
    found = []
    for rule, which, message in (
        ("time_not_positive", none, "the time is zero, negative or not registered; correct it in the source"),
        ("time_too_short", short, "shorter than 5 minutes, the minimum for a registration"),
        ("time_too_long", long, "more than 12 hours"),
    ):
        if which.any():
            where = rows.index[which]
            names = as_text(of_minutes.loc[where]).mask(in_hours[which], as_text(of_hours.loc[where]))
            found.append(make(rule, REGISTER, rows[which], names, message))
    return rows[~none], found


def with_moments(rows: pd.DataFrame, bands: Iterable[str]) -> pd.DataFrame:
    """`date`, `started_at` (the moment, where a time is given) and `time_of_day` (a band such as 09-12) of each row.

    They are put together of what was read: `date`, `started_at_day`, `started_at_minute`, `time_of_day_minute` and
    `time_of_day_band`, each where the register has it. The date given goes before that of the moment.
    What begins at 24:00 begins at 00:00 of the next day, and stays dated the day that was registered.
    """
    day = _column(rows, "date", "datetime64[us]").fillna(_column(rows, "started_at_day", "datetime64[us]"))
    minute = _column(rows, "started_at_minute", "Int64").fillna(_column(rows, "time_of_day_minute", "Int64"))
    bands = list(bands)
    of_clock = texts_by_value(minute, lambda m: pd.NA if pd.isna(m) else band_of(m, bands))
    moment = day + pd.to_timedelta(minute.astype("float64"), unit="m")
    made = rows.drop(columns=[c for c in rows.columns if c.startswith(("started_at_", "time_of_day_"))])
    if day.notna().any():
        made = made.assign(date=day)
    if minute.notna().any():
        made = made.assign(started_at=moment.astype("datetime64[us]"))
    band = filled(of_clock, rows.get("time_of_day_band", of_clock))
    return made.assign(time_of_day=band) if band.notna().any() or "time_of_day_band" in rows else made


def overlaps(rows: pd.DataFrame, header: Header) -> list[pd.DataFrame]:
    """Notes on registrations that begin before an earlier one of the same mentor ends; `rows` with `file` and `row`."""
    if "mentor_id" not in rows or "started_at" not in rows:
        return []
    timed = rows.loc[
        rows["started_at"].notna() & rows["mentor_id"].notna(), ["file", "row", "mentor_id", "started_at", "hours"]
    ]
    if timed.empty:
        return []
    mentor = pd.factorize(timed["mentor_id"])[0]
    began = timed["started_at"].to_numpy().astype("datetime64[us]").astype(np.int64)
    until = began + np.rint(timed["hours"].to_numpy() * MICROSECONDS).astype(np.int64)
    order = _in_time(mentor, began, timed)
    mentor, began, until = mentor[order], began[order], until[order]
    latest = pd.Series(until).groupby(mentor).cummax().to_numpy()
    again = np.append(False, (began[1:] < latest[:-1]) & (mentor[1:] == mentor[:-1]))
    again = timed.iloc[order[again]]
    message = "begins before an earlier registration of the same mentor ends"
    return [make("time_overlap", REGISTER, again, header(again), message)] if len(again) else []


def _in_time(mentor: np.ndarray, began: np.ndarray, rows: pd.DataFrame) -> np.ndarray:
    """The order of rows by mentor and time; those of one moment by file and row."""
    order = np.lexsort((began, mentor))
    other = (np.diff(mentor[order]) != 0) | (np.diff(began[order]) != 0)
    moment = np.cumsum(np.append(False, other))
    tied = np.append(False, ~other) | np.append(~other, False)
    some = order[tied]
    order[tied] = some[np.lexsort((rows["row"].to_numpy()[some], sorted_places(rows["file"])[some], moment[tied]))]
    return order


def _column(rows: pd.DataFrame, name: str, dtype: Literal["datetime64[us]", "Int64"]) -> pd.Series:
    return rows[name].astype(dtype) if name in rows else pd.Series(pd.NA, rows.index).astype(dtype)
