"""What the number format of a workbook's cell makes of a number: a date, a time, a length of time, leading zeros."""

import re
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple

from forlob.extracts.raw_tables import DAY_ZERO

Kind = Literal["date", "time", "length", "zeros"]

#: Day 0 of workbooks of the other date system, as some made on a Mac have it.
ZERO_OF_1904 = date(1904, 1, 1)
#: The numbers of formats that a workbook does not write out; 27 to 36 and 50 to 58 are dates of eastern Asia.
BUILT_IN: dict[int, Kind] = {
    **dict.fromkeys([14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)], "date"),
    **dict.fromkeys([18, 19, 20, 21, 45, 47], "time"),
    46: "length",
}
#: What is no letter of a format: text in quotes, an escaped character, a space as wide as one, a filling one.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
LENGTH = re.compile(r"\[(?:h+|m+|s+)\]")
BRACKETS = re.compile(r"\[[^\]]*\]")
#: Zeros alone, perhaps with signs between them (000000-0000) or a text before them ("P"0000).
ZEROS = re.compile(r'(?P<before>(?:"[^"0]*"|\\.)*)(?P<zeros>0(?:0|\\?[- ])*0)')
#: So many zeros must stand after a text: two may be a number with its unit.
AFTER_TEXT = 3
A_DAY = 86_400_000  # milliseconds


class NumberFormat(NamedTuple):
    """A number format that matters; `pattern`: of leading zeros, the format without quotes and escapes."""

    kind: Kind
    pattern: str = ""


def number_format(code: str) -> NumberFormat | None:
    """What a format's code says a number is; None where it stays one.

    >>> number_format("dd/mm/yyyy;@"), number_format("[h]:mm"), number_format('0.0" timer"')
    (NumberFormat(kind='date', pattern=''), NumberFormat(kind='length', pattern=''), None)
    """
    first = code.partition(";")[0]
    letters = LITERAL.sub("", first).lower()
    if LENGTH.search(letters):
        return NumberFormat("length")
    letters = BRACKETS.sub("", letters)
    if letters == "general":
        return None
    if set(letters) & set("dy"):
        return NumberFormat("date")
    if set(letters) & set("hs"):
        return NumberFormat("time")
    if letters.strip() and not letters.strip().strip("m"):
        return NumberFormat("date")
    found = ZEROS.fullmatch(BRACKETS.sub("", first).strip())
    if found and (not found["before"] or found["zeros"].count("0") >= AFTER_TEXT):
        return NumberFormat("zeros", re.sub(r'["\\]', "", found[0]))
    return None


def shown_as(number: int | float, form: NumberFormat, zero: date) -> object:
    """A number as its format has it: a datetime, a time, a timedelta or a text; the number itself where it is none.

    `zero`: day 0 of the workbook. A day before 1900-03-01 is counted as Excel does, who takes 1900 for a leap year.
    """
    if form.kind == "zeros":
        return _with_zeros(int(number), form.pattern) if number >= 0 and number == int(number) else number
    days, part = divmod(number, 1)
    milliseconds = timedelta(milliseconds=round(part * A_DAY))
    if form.kind == "length" or (form.kind == "time" and number >= 1):
        return timedelta(days=days) + milliseconds
    if number < 0:
        return number
    if days == 0 and milliseconds.days == 0:
        return (datetime.min + milliseconds).time()
    early = zero == DAY_ZERO and number < 60
    try:
        return datetime.combine(zero, time()) + timedelta(days=days + early) + milliseconds
    except OverflowError:
        return number


def _with_zeros(number: int, pattern: str) -> str:
    """The digits of a number in the places of the zeros, from the last; the first takes what is left.

    >>> _with_zeros(101851234, "000000-0000"), _with_zeros(1234, "000")
    ('010185-1234', '1234')
    """
    zeros = pattern.count("0")
    digits = str(number).zfill(zeros)
    left = list(digits[len(digits) - zeros :])
    extra = digits[: len(digits) - zeros]
    made = "".join(left.pop(0) if char == "0" else char for char in pattern)
    first = pattern.index("0")
    return made[:first] + extra + made[first:]
