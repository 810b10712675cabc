"""The measures table without pandas: its columns, its rows, and one text of several; `rows.py` says what a row is."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from pipeline.errors import ForlobError

KEYS = ["programme", "project", "measure", "group", "subgroup", "from", "to", "unit"]
NUMBERS = ["n", "of", "value", "ci_low", "ci_high"]
COLUMNS = [
    *["programme", "project", "measure", "group", "subgroup", "from", "to"],
    *["n", "of", "value", "unit", "ci_low", "ci_high", "suppressed"],
]
TEXTS = [name for name in COLUMNS if name not in (*NUMBERS, "suppressed")]


def gathered(texts: Iterable[str]) -> str:
    """The rows of several measures.csv, each key once, in the order of first appearance.

    Raises ForlobError naming the key where the same key comes with different numbers.
    """
    key_at = [COLUMNS.index(name) for name in KEYS]
    rows: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        lines = csv.reader(io.StringIO(text))
        next(lines, None)
        for line in lines:
            key = tuple(line[at] for at in key_at)
            if rows.setdefault(key, line) != line:
                raise two_numbers(key)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([COLUMNS, *rows.values()])
    return out.getvalue()


def read_rows(text: str) -> list[dict[str, Any]]:
    """The rows of a measures.csv: column -> text, number or None where there is none; `suppressed` is true or false.

    Raises KeyError where a column is not there, and ValueError where a number is none.
    """
    return [
        {
            name: row[name]
            if name in TEXTS
            else row[name] == "true"
            if name == "suppressed"
            else _number(row[name], whole=name in ("n", "of"))
            for name in COLUMNS
        }
        for row in csv.DictReader(io.StringIO(text))
    ]


def _number(cell: str, whole: bool) -> int | float | None:
    if not cell:
        return None
    return int(cell) if whole and not set(cell) & set(".e") else float(cell)


def two_numbers(key: Iterable[str]) -> ForlobError:
    """What is wrong where one key, in the order of KEYS, has different numbers."""
    named = ", ".join(f"{name} {text}" for name, text in zip(KEYS, key, strict=True) if text)
    return ForlobError(f"Two different numbers for one row of measures ({named}). Count it in one place only.")
