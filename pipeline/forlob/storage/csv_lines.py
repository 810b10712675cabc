"""Tables as CSV text: the same cells are always the same bytes, and every reader finds the same cells again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def csv_lines(rows: Iterable[Iterable[object]]) -> str:
    """Rows separated by line feeds, cells by commas; a cell with a line break of any kind stands in quotes.

    >>> csv_lines([["a", "b"], [1, "two\\rlines"]])
    'a,b\\n1,"two\\rlines"\\n'
    """
    lines: list[str] = []
    # What is quoted depends on how lines end: with a carriage return, one in a cell is quoted as well.
    csv.writer(SimpleNamespace(write=lines.append), lineterminator="\r\n").writerows(rows)
    return "".join(f"{line[:-2]}\n" for line in lines)


def csv_of(table: pd.DataFrame) -> str:
    """A table of texts and whole numbers; what is missing is empty."""
    return csv_lines([table.columns, *table.astype(object).where(table.notna(), "").to_numpy().tolist()])


def read_csv_lines(text: str) -> tuple[Sequence[str], list[list[str]]]:
    """The names of the columns, and the rows, of what `csv_lines` wrote; no names where there is nothing."""
    lines = csv.reader(io.StringIO(text, newline=""))
    return next(lines, []), list(lines)
