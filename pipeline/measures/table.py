"""The columns of the measures table, and one table of several as text; `rows.py` says what a row is."""

import csv
import io
from collections.abc import Iterable

from pipeline.errors import ForlobError

KEYS = ["programme", "project", "measure", "group", "subgroup", "from", "to", "unit"]
NUMBERS = ["n", "of", "value", "ci_low", "ci_high"]
COLUMNS = [
    *["programme", "project", "measure", "group", "subgroup", "from", "to"],
    *["n", "of", "value", "unit", "ci_low", "ci_high", "suppressed"],
]


def gathered(texts: Iterable[str]) -> str:
    """The rows of several measures.csv, each key once, in the order of first appearance.

    Raises ForlobError naming the key where the same key comes with different numbers.
    """
    key_at = [COLUMNS.index(name) for name in KEYS]
    rows: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        lines = csv.reader(io.StringIO(text))
        next(lines)
        for line in lines:
            key = tuple(line[at] for at in key_at)
            if rows.setdefault(key, line) != line:
                raise two_numbers(key)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows.values()])
    return out.getvalue()


def two_numbers(key: Iterable[str]) -> ForlobError:
    """What is wrong where one key, in the order of KEYS, has different numbers."""
    named = ", ".join(f"{name} {text}" for name, text in zip(KEYS, key, strict=True) if text)
    return ForlobError(f"Two different numbers for one row of measures ({named}). Count it in one place only.")
