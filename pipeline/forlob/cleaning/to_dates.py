"""From cells to dates, by the formats listed for the column and no others."""

import re
from datetime import date, datetime

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.month_names import NAMED, in_english
from forlob.cleaning.spelling import by_value, shown, squeezed, told_apart
from forlob.extracts.local_times import local
from forlob.programme.value_types import TIMEZONE

DEFAULT_FORMATS = ["%Y-%m-%d", "%d-%m-%Y"]
#: Excel's days 1910-01-02 to 9999-12-31; a smaller number, such as a year, is no day.
EXCEL_DAYS = (3654, 2958465)
#: An earlier year, such as 0212, is a slip.
FIRST_DAY = pd.Timestamp("1900-01-01")
#: What may follow a date that is asked for alone.
BESIDE = (" %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S", "T%H:%M", " %H.%M", " kl. %H:%M", " kl. %H.%M")
#: Without a clock in it, a cell has no time beside its date.
CLOCK = re.compile(r"\d[:.]\d\d")
TIMES = "dates ({}) have a time of the day beside them, the first in this row; the day alone is read"
ADJACENT = re.compile(r"%\w%\w")
#: A moment with its time zone, as many programs write it: 2023-12-31T23:00:00Z.
ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)")
#: How many digits each part of a date has, where all its digits stand together.
DIGITS = {"%Y": 4, "%y": 2, "%m": 2, "%d": 2}
NUMBERS = "dates ({}) are numbers, the first in this row; they are read as the days that a spreadsheet counts"


def to_dates(
    cells: pd.Series,
    where: pd.DataFrame,
    formats: list[str] | None,
    *,
    register: str,
    header: pd.Series | str,
    severity: str | None = None,
    personal: bool = False,
    day_zero: date | None = None,
    zone: str = TIMEZONE,
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Days (datetime64[us]) of a column, and findings.

    A cell that fits no listed format is a bad_date (not registered, or an error by `severity`); one that fits a format
    other than the first is noted; one that two listed formats read as different dates is an error. Dates of Excel
    and Parquet are dates already. A number is read by the listed formats that are digits alone, such as %Y%m%d, a zero
    before it put back; else it is a day counted from `day_zero`, noted once, or a bad_date where that is None. Of a
    moment with a time zone the day is that of the clocks of `zone`. No message names a `personal` date.
    """
    formats = formats or DEFAULT_FORMATS
    read = parsed(cells, formats, day_zero=day_zero, zone=zone)
    bad = read["which"] == "bad"
    if bad.any() and by_value(cells[bad], lambda cell: CLOCK.search(squeezed(cell)) is not None).any():
        read[bad] = parsed(cells[bad], formats, BESIDE, day_zero=day_zero, zone=zone)
    days, which = read["day"].dt.normalize(), read["which"]
    findings = []
    beside = bad & (which != "bad")
    if beside.any():
        column = header[beside].head(1) if isinstance(header, pd.Series) else header
        said_once = TIMES.format(int(beside.sum()))
        findings.append(make("time_beside_date", register, where[beside].head(1), column, said_once))

    counted = which == "number"
    if counted.any():
        column = header[counted].head(1) if isinstance(header, pd.Series) else header
        said_once = NUMBERS.format(int(counted.sum()))
        findings.append(make("numbers_as_dates", register, where[counted].head(1), column, said_once))

    def find(rule: str, found: pd.Series, message: pd.Series | str, **more: str | None) -> None:
        if found.any():
            said = by_value(cells[found], lambda cell: "the date" if personal else shown(cell))
            findings.append(make(rule, register, where[found], header, said + message, **more))

    two = " fits two of the listed date formats and is two dates; list one of them for the column"
    find("second_date_format", which == "ambiguous", two, severity="error")
    second = which == "second"
    as_read = "" if personal else " as " + days[second].dt.strftime("%Y-%m-%d")
    find("second_date_format", second, " is read" + as_read + f", not by the first listed format {formats[0]}")
    forms = " or ".join(formats)
    advice = f" is not a date of the form {forms}; correct it in the source, or list its form under format.dates"
    find("bad_date", which == "bad", advice, severity=severity)
    return days, findings


def with_two_digits(cells: pd.Series, formats: list[str]) -> pd.Series:
    """Which dates are written with a year of two digits: those that no format with the whole year reads."""
    return parsed(cells, [form for form in formats if "%y" not in form])["day"].isna()


def parsed(
    cells: pd.Series,
    formats: list[str],
    suffixes: tuple[str, ...] = ("",),
    *,
    day_zero: date | None = None,
    zone: str = TIMEZONE,
) -> pd.DataFrame:
    """One row a cell: `day` (with its time, where a format has one), `clock` (whether one has), and `which`.

    `which`: first, second (a listed format other than the first), number (a day counted from `day_zero`), typed (a date
    already, or a moment with its time zone), ambiguous, bad, or empty.
    """
    width = _width_of_digits(formats)
    zero = None if width else day_zero
    distinct = pd.Series(sorted({_digits(cell, width) for cell in told_apart(cells)[1]} - {""}), dtype=object)
    day = pd.Series(pd.NaT, distinct.index, dtype="datetime64[us]")
    which, clock = pd.Series("bad", distinct.index), pd.Series(False, distinct.index)
    for form in formats:
        for suffix in suffixes:
            one = _strptime(distinct, form + suffix)
            which = which.mask(day.notna() & one.notna() & (one != day), "ambiguous")
            which = which.mask(day.isna() & one.notna(), "first" if form == formats[0] else "second")
            clock = clock.mask(day.isna() & one.notna(), suffix != "")
            day = day.fillna(one)
    by_text = {t: read for t, *read in zip(distinct, day, clock, which, strict=True)}

    def read(cell: object) -> tuple:
        typed = _from_typed(cell, zero, zone)
        if typed is not None:
            return typed, bool(typed != typed.normalize()), "number" if isinstance(cell, int | float) else "typed"
        return tuple(by_text.get(_digits(cell, width), (pd.NaT, False, "empty")))

    places, values = told_apart(cells)
    made = pd.DataFrame([read(cell) for cell in values], columns=["day", "clock", "which"])
    made = made.astype({"day": "datetime64[us]", "clock": bool, "which": object})
    return made.take(places).set_axis(cells.index)


def _width_of_digits(formats: list[str]) -> int:
    """How many digits a date has by the listed formats that are nothing else; 0 where none is."""
    parts = ([form[at : at + 2] for at in range(0, len(form), 2)] for form in formats)
    return max((sum(DIGITS[part] for part in form) for form in parts if set(form) <= set(DIGITS)), default=0)


def _digits(cell: object, width: int) -> str:
    """The text of a cell; a whole number that has lost its first zero has it back."""
    if width and isinstance(cell, int | float) and cell == int(cell):
        return str(int(cell)).zfill(width if len(str(int(cell))) == width - 1 else 0)
    return squeezed(cell)


def _strptime(text: pd.Series, form: str) -> pd.Series:
    """Dates of texts by one format; where nothing parts the day from the month, all digits must be there."""
    if NAMED.search(form):
        text = text.map(lambda one: in_english(one, form))
    dates = pd.to_datetime(text, format=form, errors="coerce").astype("datetime64[us]")
    dates = dates.where(dates >= FIRST_DAY)
    if ADJACENT.search(form):
        dates = dates.where(dates.dt.strftime(form) == text)
    return dates


def _from_typed(cell: object, day_zero: date | None, zone: str) -> pd.Timestamp | None:
    """A date of Excel or Parquet, a number that is one in Excel, or a text with a time zone; None for anything else."""
    if isinstance(cell, str):
        zoned = len(cell) > 16 and ZONED.fullmatch(cell.strip())
        return _local(zoned[0], zone) if zoned else None
    if isinstance(cell, date) and cell.year >= FIRST_DAY.year:
        return pd.Timestamp(cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day))
    if day_zero and isinstance(cell, int | float) and EXCEL_DAYS[0] <= cell <= EXCEL_DAYS[1] + 1:
        return (pd.Timestamp(day_zero) + pd.Timedelta(days=float(cell))).round("s")
    return None


def _local(text: str, zone: str) -> pd.Timestamp | None:
    try:
        return pd.Timestamp(local(datetime.fromisoformat(text), zone)).round("s")
    except (ValueError, OverflowError):
        return None
