"""The measures table without pandas: its columns, its rows, and one text of several; `rows.py` says what a row is."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from forlob.errors import ForlobError
from forlob.storage.csv_lines import csv_lines, read_csv_lines

KEYS = ["programme", "project", "measure", "by", "group", "subgroup", "third", "at", "from", "to", "unit"]
COUNTS = ["n", "of"]
NUMBERS = [*COUNTS, "value", "ci_low", "ci_high"]
COLUMNS = [
    *["programme", "project", "measure", "by", "group", "subgroup", "third", "at", "from", "to"],
    *["n", "of", "value", "unit", "ci_low", "ci_high", "suppressed"],
]
TEXTS = [name for name in COLUMNS if name not in (*NUMBERS, "suppressed")]
#: The columns that hold the codes of what a row is split by, in the order of `by`.
CODES = ("group", "subgroup", "third")
BY = " by "
#: How many significant digits a number has that is no count.
DIGITS = 10


def line(measure: str, by: str = "") -> str:
    """A measure and what it is split by in one text.

    >>> line("participants.enrolled", "gender"), line("participants.enrolled")
    ('participants.enrolled by gender', 'participants.enrolled')
    """
    return f"{measure}{BY}{by}" if by else measure


def measure_and_by(text: str) -> tuple[str, str]:
    """What `line` put together."""
    measure, _, by = text.partition(BY)
    return measure, by


def dimensions_in(by: str) -> tuple[str, ...]:
    """The dimensions that a row is split by: `pathway, task` in the measures table."""
    return tuple(by.split(", ")) if by else ()


@lru_cache(maxsize=1 << 14)  # most numbers of a table stand in it more than once
def as_written(number: float) -> int | float:
    """A number as the measures table holds it outside the computation: a whole one exactly, others with ten digits.

    >>> as_written(2 / 3), as_written(0.1 + 0.2), as_written(12.0)
    (0.6666666667, 0.3, 12)
    """
    rounded = number if float(number).is_integer() else float(f"{number:.{DIGITS - 1}e}")
    return int(rounded) if float(rounded).is_integer() else float(rounded)


def as_fraction(number: float | Decimal) -> Fraction:
    """The number that was written: 0.3333333333 is a third, as hours are whole minutes where they can be.

    >>> as_fraction(0.3333333333), as_fraction(2.75), as_fraction(0.1234)
    (Fraction(1, 3), Fraction(11, 4), Fraction(617, 5000))
    """
    minutes = round(number * 60)
    return Fraction(minutes, 60) if as_written(minutes / 60) == number else Fraction(str(number))


def gathered(texts: Iterable[str]) -> str:
    """The rows of several measures.csv, each key once, in the order of first appearance.

    Raises ForlobError naming the key where the same key comes with different numbers.
    """
    key_at = [COLUMNS.index(name) for name in KEYS]
    rows: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        for line in read_csv_lines(text)[1]:
            key = tuple(line[at] for at in key_at)
            if rows.setdefault(key, line) != line:
                raise two_numbers(key)
    return csv_lines([COLUMNS, *rows.values()])


def read_rows(text: str) -> list[dict[str, Any]]:
    """The rows of a measures.csv: column -> text, number or None where there is none; `suppressed` is true or false.

    Raises KeyError where a column is not there, and ValueError where a number is none.
    """
    names, rows = read_csv_lines(text)
    at = {name: names.index(name) if name in names else -1 for name in COLUMNS}
    missing = [name for name in COLUMNS if at[name] < 0]
    if missing:
        raise KeyError(missing[0])
    return [{name: _READ[name](row[at[name]]) for name in COLUMNS} for row in rows]


def _count(cell: str) -> int | float | None:
    return int(cell) if cell and not set(cell) & set(".e") else _number(cell)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


_READ: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(COUNTS, _count),
    "suppressed": "true".__eq__,
}


def two_numbers(key: Iterable[str]) -> ForlobError:
    """What is wrong where one key, in the order of KEYS, has different numbers."""
    named = ", ".join(f"{name} {text}" for name, text in zip(KEYS, key, strict=True) if text)
    return ForlobError(f"Two different numbers for one row of measures ({named}). Count it in one place only.")
