"""Which rows of a file are rows of its table: what `where`, `skip` and `until` of programme.yaml leave out."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from forlob.cleaning.columns import place_of
from forlob.cleaning.findings import of_file
from forlob.cleaning.spelling import by_value, plain, squeezed, texts
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.row_models import EMPTY_ROW, AllBut

Found = list[pd.DataFrame]


def rows_of_table(table: RawTable, extract: Extract) -> RawTable:
    """The table without the rows that `where`, `skip` and `until` of its entry leave out.

    `until` is applied first, then `skip`, then `where`. The table's `left_out` holds the findings: one note a key with
    the number of rows that it leaves out, and one on what matches nothing. A table that has it already is as it was.
    """
    if table.left_out is not None or not extract.leaves_out:
        return table
    found: Found = []
    for leave_out in (_until, _skip, _where):
        left, said = leave_out(table, extract)
        found += said
        table = replace(table, cells=table.cells[~left])
    rows = set(table.cells.index)
    return replace(
        table,
        short_rows={row: cells for row, cells in table.short_rows.items() if row in rows},
        long_rows={row: cells for row, cells in table.long_rows.items() if row in rows},
        left_out=found,
    )


def columns_named(table: RawTable, extract: Extract) -> frozenset[int]:
    """The places of the columns that `where`, `skip` and `until` of an entry name."""
    names = {plain(name) for name in (*extract.where, *extract.skip, *extract.until) if name}
    return frozenset(place for place, header in enumerate(table.header) if plain(header) in names)


def says(wanted: Iterable[str]) -> Callable[[object], bool]:
    """Whether a cell says one of some texts, in whatever case, spaces and punctuation; `*` stands for any characters.

    >>> says(["I alt", "Total*"])("i alt:"), says(["Total*"])("Total 2023"), says([""])("-")
    (True, True, False)
    """
    spelt, exact, patterns = set(), set(), []
    for text in wanted:
        if "*" in text:
            patterns.append(re.compile(".*".join(re.escape(plain(part)) for part in text.split("*")), re.DOTALL))
        elif plain(text):
            spelt.add(plain(text))
        else:
            exact.add(text.strip())

    def said(cell: object) -> bool:
        key = plain(cell)
        if key in spelt or squeezed(cell) in exact:
            return True
        return bool(squeezed(cell)) and any(pattern.fullmatch(key) for pattern in patterns)

    return said


def first_filled(table: RawTable) -> pd.Series:
    """The first filled cell of each row, as text."""
    first = pd.Series("", table.cells.index, dtype=object)
    for place in table.cells:
        if (first != "").all():
            break
        first = first.where(first != "", texts(table.cells[place]))
    return first


def _until(table: RawTable, extract: Extract) -> tuple[np.ndarray, Found]:
    """The row where the table ends and all below it."""
    left = np.zeros(len(table.cells), dtype=bool)
    found: Found = []
    if not extract.until:
        return left, found
    ends = np.zeros(len(table.cells), dtype=bool)
    for column, wanted in extract.until.items():
        if not column and EMPTY_ROW in wanted:
            rows = table.cells.index.to_numpy()
            ends[1:] |= np.diff(rows) > 1
        ends |= _marked(table, column, wanted, "until", found)
    if ends.any():
        left[np.argmax(ends) :] = True
    elif not found:
        found.append(_note(table, "until: no row is where the table should end; all rows are read"))
    return left, [*found, *_counted(table, left, "until")]


def _skip(table: RawTable, extract: Extract) -> tuple[np.ndarray, Found]:
    """The rows that are totals, footnotes and the like."""
    left, found = np.zeros(len(table.cells), dtype=bool), []
    for column, wanted in extract.skip.items():
        for text in wanted:
            problems: Found = []
            marked = _marked(table, column, [text], "skip", problems)
            found += problems if text == wanted[0] else []
            if not marked.any() and not problems:
                found.append(_note(table, f"skip: no row says {text!r}", column))
            left |= marked
    return left, [*found, *_counted(table, left, "skip")]


def _where(table: RawTable, extract: Extract) -> tuple[np.ndarray, Found]:
    """The rows whose cells do not say what they should in every one of the columns."""
    left, found = np.zeros(len(table.cells), dtype=bool), []
    for column, wanted in extract.where.items():
        listed = wanted.not_ if isinstance(wanted, AllBut) else wanted
        place, problems = place_of(table, column, under="where")
        found += problems
        if place is None:
            continue
        cells = table.cells[place]
        for text in listed:
            if not by_value(cells, says([text])).any():
                found.append(_note(table, f"where: no row says {text!r}", column))
        said = by_value(cells, says(listed)).to_numpy(dtype=bool)
        left |= said if isinstance(wanted, AllBut) else ~said
    return left, [*found, *_counted(table, left, "where")]


def _marked(table: RawTable, column: str, wanted: list[str], key: str, found: Found) -> np.ndarray:
    """Where a row's first filled cell, or that of a column, says one of some texts."""
    if not column:
        return by_value(first_filled(table), says(wanted)).to_numpy(dtype=bool)
    place, problems = place_of(table, column, under=key)
    found += problems
    if place is None:
        return np.zeros(len(table.cells), dtype=bool)
    return by_value(table.cells[place], says(wanted)).to_numpy(dtype=bool)


def _counted(table: RawTable, left: np.ndarray, key: str) -> Found:
    if not left.any():
        return []
    number, first = int(left.sum()), int(table.cells.index[left][0])
    rows = "1 row is" if number == 1 else f"{number} rows are"
    return [of_file("rows_left_out", table.file, f"{rows} left out by {key}, the first in this row", first)]


def _note(table: RawTable, message: str, column: str = "") -> pd.DataFrame:
    advice = "; fix it in programme.yaml if it is misspelt"
    return of_file("rows_left_out", table.file, message + advice, column=column, action="nothing is left out")
