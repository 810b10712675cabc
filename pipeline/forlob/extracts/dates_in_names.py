"""The dates in the names of files and sheets, by a format such as %Y-%m."""

import re
from datetime import date

from forlob.extracts.calendar_words import MONTH_NUMBERS

#: Earlier and later years are numbers of something else, such as a municipality.
YEARS = range(1950, 2101)
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
#: What each part of a format looks like; the digits of a part that another follows at once must all be there.
PARTS = {"%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%b": _MONTH, "%B": _MONTH, "%%": "%"}
_NUMBERS = ("%Y", "%y", "%m", "%d")
_WORDS = ("%b", "%B")


def dates_in(name: str, form: str) -> set[date]:
    """The different dates of a form in a name, whole numbers and words of it; of a month, or year, its first day.

    >>> dates_in("jc10100101_20240201", "%Y%m%d"), dates_in("Marts 2024", "%B %Y")
    ({datetime.date(2024, 2, 1)}, {datetime.date(2024, 3, 1)})
    """
    parts = re.findall(r"%.|[^%]", form)
    pattern = "".join(map(_looks, parts, ["", *parts], [*parts[1:], ""]))
    before, after = _edge(parts[0], "<!"), _edge(parts[-1], "!")
    read = [part for part in parts if part in _NUMBERS + _WORDS]
    found = re.finditer(f"{before}(?={pattern}{after})", name, re.IGNORECASE)
    days = {_day(dict(zip(read, match.groups(), strict=True))) for match in found}
    return {day for day in days if day is not None}


def _looks(part: str, before: str, after: str) -> str:
    if part not in _NUMBERS + _WORDS:
        return PARTS.get(part, re.escape(part))
    beside = before in _NUMBERS or after in _NUMBERS
    digits = PARTS[part].replace("{1,2}", "{2}") if beside else PARTS[part]
    return f"({digits})" + (r"\.?" if part in _WORDS else "")


def _edge(part: str, what: str) -> str:
    """What must not stand beside a date that begins or ends with a number or word: more of it."""
    more = r"\d" if part in _NUMBERS else r"[^\W\d_]" if part in _WORDS else ""
    return f"(?{what}{more})" if more else ""


def _day(parts: dict[str, str]) -> date | None:
    short = parts.get("%y")
    year = int(parts["%Y"]) if short is None else int(short) + (2000 if int(short) < 69 else 1900)
    word = parts.get("%B") or parts.get("%b")
    month = MONTH_NUMBERS[word.casefold()] if word else int(parts.get("%m", 1))
    try:
        day = date(year, month, int(parts.get("%d", 1)))
    except ValueError:
        return None
    return day if day.year in YEARS else None
