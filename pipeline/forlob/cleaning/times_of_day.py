"""Times of the day: the moment a registration began, and the part of the day (band) that it lies in."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, only, shown, squeezed
from forlob.cleaning.to_codes import to_codes
from forlob.cleaning.to_dates import parsed
from forlob.programme.value_types import TIMEZONE

CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?", re.ASCII)
#: The end of a day after its date: 10-09-2008 24:00.
MIDNIGHT = re.compile(r"(.*\d)(?: |T| kl\. ?)24[:.]00(?:[:.]00)?", re.ASCII)
BESIDE_A_DATE = re.compile(r"(?: |T|kl\. ?)\d{1,2}[:.]\d{2}(?:[:.]\d{2})?$", re.ASCII)
BAND = re.compile(r"(\d{2})-(\d{2})", re.ASCII)
#: Of a day.
MINUTES = 24 * 60
#: What a moment has after its date.
TIMES = ("", " %H:%M", " %H:%M:%S", " %H.%M", "T%H:%M", "T%H:%M:%S", " kl. %H:%M", " kl. %H.%M")


def to_moments(
    cells: pd.Series,
    where: pd.DataFrame,
    formats: list[str],
    *,
    register: str,
    header: pd.Series | str,
    severity: str | None = None,
    names: Iterable[str] = (),
    day_zero: date | None = None,
    zone: str = TIMEZONE,
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """`day` and `minute` (of the day) of each cell: a date with a time, a time alone, or a date alone.

    24:00 is minute 1440, the first of the next day. A cell that is none of these is a bad_date; one that two listed
    formats read as different dates is an error.
    Moments of Excel that are all at midnight are dates alone. `day_zero`, `zone`: as of `to_dates`.
    """
    alone = by_value(cells, parse_clock)
    ends = by_value(cells, lambda cell: _day_that_ends(cell) != cell)
    ends = ends.astype(bool)
    days = by_value(cells, _day_that_ends)
    read = parsed(only(days, alone.isna()), formats, TIMES, day_zero=day_zero, zone=zone)
    typed = by_value(cells, lambda cell: isinstance(cell, datetime | float | int)).astype(bool)
    timed = read["clock"] | (typed & bool((typed & read["clock"]).any()))
    minute = (read["day"].dt.hour * 60 + read["day"].dt.minute).where(timed & read["day"].notna()).astype("Float64")
    minute = minute.mask(ends & read["day"].notna(), MINUTES)
    made = pd.DataFrame({"day": read["day"].dt.normalize(), "minute": minute.fillna(alone.astype("Float64"))})
    findings = []
    twice, bad = read["which"] == "ambiguous", read["which"] == "bad"
    if twice.any():
        advice = " fits two of the listed date formats and is two dates; list one of them for the column"
        message = by_value(cells[twice], lambda cell: shown(cell, names) + advice)
        findings.append(make("second_date_format", register, where[twice], header, message, severity="error"))
    if bad.any():
        advice = f" is not a time such as 14:30, alone or after a date of the form {' or '.join(formats)}; correct it"
        message = by_value(cells[bad], lambda cell: shown(cell, names) + advice)
        findings.append(make("bad_date", register, where[bad], header, message, severity=severity))
    return made.astype({"minute": "Int64"}), findings


def _day_that_ends(cell: object) -> object:
    """The date of a cell that is the end of a day; any other cell as it is."""
    found = MIDNIGHT.fullmatch(squeezed(cell)) if isinstance(cell, str) else None
    return found[1] if found else cell


def has_clock(rows: pd.DataFrame) -> pd.Series:
    """Whether each row says at what time of the day it began: in `time_of_day`, or in `started_at` beside its date."""
    said = pd.Series(False, rows.index)
    if "time_of_day" in rows:
        said |= by_value(rows["time_of_day"], lambda cell: parse_clock(cell) is not None).astype(bool)
    if "started_at" in rows:
        said |= by_value(rows["started_at"], _with_clock).astype(bool)
    return said


def _with_clock(cell: object) -> bool:
    if isinstance(cell, str):
        return BESIDE_A_DATE.search(cell) is not None or parse_clock(cell) is not None
    return isinstance(cell, time | float) or (isinstance(cell, datetime) and cell.time() != time())


def to_bands(
    cells: pd.Series, where: pd.DataFrame, answers: Mapping[str, str | None], bands: Iterable[str], **about: Any
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """`minute` and `band` of each cell: a time of the day, or a part of it as the code list has it.

    What is written as a time and is none, such as 25:99, is a bad_date.
    """
    bands = list(bands)
    minute = by_value(cells, parse_clock)
    wrong = minute.isna() & by_value(cells, lambda cell: _like_a_clock(cell) and squeezed(cell) not in answers)
    wrong = wrong.astype(bool)
    codes, findings = to_codes(only(cells, minute.isna() & ~wrong), where, answers, column="time_of_day", **about)
    if wrong.any():
        advice = " is not a time of day, from 00:00 to 24:00; correct it in the source"
        message = by_value(cells[wrong], lambda cell: shown(cell, about.get("names", ())) + advice)
        severity = about.get("severity")
        findings.append(make("bad_date", about["register"], where[wrong], about["header"], message, severity=severity))
    band = codes.fillna(by_value(minute, lambda m: pd.NA if m is None else band_of(m, bands)).astype("string"))
    return pd.DataFrame({"minute": minute.astype("Int64"), "band": band}), findings


def parse_clock(cell: object) -> int | None:
    """Minute of the day of 14:30, 14.30, 14:30:00 or a time of Excel, also as a length of time since midnight; None
    where the cell is no time of a day.

    24:00 is 1440, where the day ends and the next begins.

    >>> parse_clock("14.30")
    870
    """
    if isinstance(cell, time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, timedelta):
        minute = int(cell.total_seconds() // 60)
        return minute if 0 <= minute <= MINUTES else None
    if isinstance(cell, float) and 0 < cell < 1:
        return round(cell * 1440) % 1440
    match = CLOCK.fullmatch(squeezed(cell)) if isinstance(cell, str) else None
    if not match or int(match[2]) > 59:
        return None
    minute = int(match[1]) * 60 + int(match[2])
    return minute if minute <= MINUTES else None


def _like_a_clock(cell: object) -> bool:
    return isinstance(cell, str) and CLOCK.fullmatch(squeezed(cell)) is not None


def band_of(minute: int, bands: Iterable[str]) -> str | None:
    """The band HH-HH that a minute of the day falls in: from its first hour up to, not including, its last.

    A band such as 22-06 goes past midnight, and minute 1440 is the first of the next day; codes that are no such bands
    are passed over.

    >>> band_of(12 * 60, ["09-12", "12-17"])
    '12-17'
    """
    minute %= MINUTES
    for band in bands:
        match = BAND.fullmatch(band)
        if match:
            first, last = int(match[1]) * 60, int(match[2]) * 60
            if first <= minute < last or (first > last and (minute >= first or minute < last)):
                return band
    return None
