"""Numbers, dates and percents as a reader sees them, the Danish way (`da`) and the English way (`en`).

A percent is whole and rounded half up from exact counts: 1 of 40 is 2.5 % and prints 3.
"""

import math
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from forlob.measures.table import as_fraction

if TYPE_CHECKING:
    from typing_extensions import TypeIs

Number = int | float | Decimal

#: Stands where disclosure control has removed a number; never 0.
SUPPRESSED = ":"
#: Stands where there is no number: nothing to divide by, or nobody reached the event.
NO_VALUE = "–"

MONTHS = {
    "da": ("januar", "februar", "marts", "april", "maj", "juni")
    + ("juli", "august", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June")
    + ("July", "August", "September", "October", "November", "December"),
}
SHORT_MONTHS = {
    "da": ("jan.", "feb.", "mar.", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
_DAYS = {"da": ("dag", "dage"), "en": ("day", "days")}


def missing(value: object) -> "TypeIs[None]":
    """Whether there is no number: None, NaN or pandas' NA. What is not missing is not None."""
    return value is None or type(value).__name__ == "NAType" or value != value


def exact(value: Number) -> Decimal:
    """The decimal that a number is written as: 0.145 is 145/1000, not its binary neighbour."""
    return Decimal(int(value)) if float(value).is_integer() else Decimal(repr(float(value)))


def round_half_up(value: Number, decimals: int = 0) -> Decimal:
    """2.5 -> 3, -2.5 -> -3, 0.145 with two decimals -> 0.15."""
    return exact(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def percent(n: Number | None, of: Number | None) -> int | None:
    """The whole percent that n is of `of`, half up; None without a number or a denominator.

    That is floor((200 n + of) / (2 of)); hours, which need not be whole, are taken as fractions.
    """
    if missing(n) or missing(of) or of == 0:
        return None
    if float(n).is_integer() and float(of).is_integer():
        return (200 * int(n) + int(of)) // (2 * int(of))
    part, whole = as_fraction(n), as_fraction(of)
    return math.floor((200 * part + whole) / (2 * whole))


def number(value: Number | None, language: str, decimals: int | None = None) -> str:
    """1234.5 -> 1.234,5 or 1,234.5. Without `decimals`: none for whole numbers, else one."""
    if missing(value):
        return NO_VALUE
    if decimals is None:
        decimals = 0 if float(value).is_integer() else 1
    text = f"{round_half_up(value, decimals):,f}"
    return text.translate(str.maketrans(",.", ".,")) if language == "da" else text


def percent_text(whole: Number | None, language: str) -> str:
    """83 -> "83 %" or "83%"."""
    if whole is None:
        return NO_VALUE
    return f"{number(whole, language)} %" if language == "da" else f"{number(whole, language)}%"


def share(n: Number | None, of: Number | None, language: str) -> str:
    """51 of 72 -> "71 %"."""
    return percent_text(percent(n, of), language)


def count_and_share(n: Number | None, of: Number | None, language: str, decimals: int | None = None) -> str:
    """51 of 72 -> "51 (71 %)"; without a denominator the count alone."""
    whole = percent(n, of)
    count = number(n, language, decimals)
    return count if whole is None else f"{count} ({percent_text(whole, language)})"


def interval(low: Number | None, high: Number | None, language: str) -> str:
    """Two shares, 0.596 and 0.802 -> "60–80 %"."""
    if missing(low) or missing(high):
        return NO_VALUE
    ends = (number(round_half_up(exact(end) * 100), language) for end in (low, high))
    return "–".join(ends) + (" %" if language == "da" else "%")


def days(value: Number | None, language: str) -> str:
    """34 -> "34 dage" or "34 days"; 1 -> "1 dag"."""
    if missing(value):
        return NO_VALUE
    one, many = _DAYS[language]
    return f"{number(value, language)} {one if value == 1 else many}"


def kroner(amount: Number | None, language: str) -> str:
    """1020751 -> "1.020.751 kr." or "DKK 1,020,751"."""
    if missing(amount):
        return NO_VALUE
    return f"{number(amount, language)} kr." if language == "da" else f"DKK {number(amount, language)}"


def day(value: date | datetime | str | None, language: str) -> str:
    """2013-03-31 -> "31-03-2013" or "31 March 2013"."""
    if missing(value):
        return NO_VALUE
    when = date.fromisoformat(str(value)[:10])
    if language == "da":
        return f"{when:%d-%m-%Y}"
    return f"{when.day} {MONTHS['en'][when.month - 1]} {when.year}"


def is_month(code: str) -> bool:
    """Whether a group is a month of the measures table, such as 2012-03."""
    year, dash, month = str(code).partition("-")
    return bool(dash) and len(year) == 4 and year.isdigit() and month.isdigit() and 1 <= int(month) <= 12


def is_week(code: str) -> bool:
    """Whether a group is an ISO week of the measures table, such as 2008-W05."""
    return len(code) == 8 and code[4:6] == "-W" and (code[:4] + code[6:]).isdigit()


def month(code: str, language: str, short: bool = False) -> str:
    """2012-03 -> "marts 2012" or "March 2012", short "mar. 2012" or "Mar 2012"."""
    year, _, number_of_month = code.partition("-")
    names = SHORT_MONTHS if short else MONTHS
    return f"{names[language][int(number_of_month) - 1]} {year}"
