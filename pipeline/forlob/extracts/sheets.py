"""A sheet of a workbook as its reader finds it, and the table that it comes to: far cells cost nothing."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from forlob.extracts.raw_tables import DAY_ZERO, Note, RawTable, raw_table
from forlob.programme.extract_models import Format

#: So many empty cells of a row are laid out; a cell after more of them is kept by itself.
GAP = 64

#: What a reader can see in cells: rule -> what is said of a column, `n` being their number.
SAID = {
    "formula_without_value": "no value is stored for the formulas of this column ({n}); open the file in Excel, save "
    "it and deliver it again",
    "error_value": "cells of this column hold an error such as #REF! in place of a value ({n}); correct them in the "
    "source",
    "merged_cells": "cells of this column are part of a merged cell and are read as its first ({n}); split them in "
    "the source if that is wrong",
    "leading_zeros": "numbers of this column are shown with leading zeros by their format ({n}), and are read as they "
    "are shown",
}
HIDDEN = (
    "rows of the sheet are hidden, by a filter or by hand, and are read like the others ({n}); delete them in the "
    "source if they should not count"
)


class Merge(NamedTuple):
    """Cells merged into one; rows from 1, columns from 0, the last ones included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Sheet:
    """`rows`: physical row -> its cells from the first column on; `far`: row -> column -> a cell far to the right.

    `seen`: (rule, column) -> number of cells below the header, and the first one's row. `hidden`: rows.
    """

    header_row: int = 1
    rows: dict[int, list] = field(default_factory=dict)
    far: dict[int, dict[int, object]] = field(default_factory=dict)
    merged: list[Merge] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    seen: dict[tuple[str, int], list[int]] = field(default_factory=dict)
    day_zero: date = DAY_ZERO

    def put(self, row: int, column: int, cell: object) -> None:
        """Keep a filled cell."""
        cells = self.rows.setdefault(row, [])
        gap = column - len(cells)
        if gap == 0:
            cells.append(cell)
        elif gap < 0:
            cells[column] = cell
        elif gap <= GAP:
            cells += [""] * gap
            cells.append(cell)
        else:
            self.far.setdefault(row, {})[column] = cell

    def saw(self, rule: str, row: int, column: int) -> None:
        """Count what a cell below the header shows."""
        if row > self.header_row:
            self.seen.setdefault((rule, column), [0, row])[0] += 1


def table_of(sheet: Sheet, file: str, form: Format) -> RawTable:
    """The table of a sheet, whose cells of a merge are filled from its first. Raises FileProblem as `raw_table` does.

    Columns far to the right stand beside the others, without the empty ones between.
    """
    width = max(map(len, sheet.rows.values()), default=0)
    far = sorted({column for cells in sheet.far.values() for column in cells if column >= width})
    columns = [*range(width), *far]
    places = {column: place for place, column in enumerate(columns)}
    records = {row: cells + [""] * (len(columns) - len(cells)) for row, cells in sorted(sheet.rows.items())}
    for row, apart in sheet.far.items():
        for column, cell in apart.items():
            records[row][places[column]] = cell
    _fill_merged(sheet, records, columns)
    table = raw_table(file, records, form.header_row, decimal=form.decimal or ",", day_zero=sheet.day_zero)
    notes = [
        Note(rule, SAID[rule].format(n=n), places[column], row)
        for (rule, column), (n, row) in sheet.seen.items()
        if column in places and places[column] < len(table.header)
    ]
    notes.sort(key=lambda note: (note.place or 0, note.rule))
    here = set(table.cells.index)
    hidden = [row for row in sheet.hidden if row in here]
    if hidden:
        notes.append(Note("hidden_rows", HIDDEN.format(n=len(hidden)), row=hidden[0]))
    return replace(table, notes=tuple(notes))


def _fill_merged(sheet: Sheet, records: dict[int, list], columns: list[int]) -> None:
    """Fill the empty cells of merges from the first: in rows that hold something of their own, and in the header."""
    rows = list(records)
    for merge in sheet.merged:
        first = records.get(merge.first_row)
        if first is None or merge.first_row == sheet.header_row:
            continue
        here = slice(bisect_left(columns, merge.first_column), bisect_right(columns, merge.last_column))
        if here.start == here.stop or columns[here.start] != merge.first_column or first[here.start] == "":
            continue
        cell = first[here.start]
        if merge.first_row < sheet.header_row:  # a header that takes up several rows
            if sheet.header_row <= merge.last_row and sheet.header_row in records:
                records[sheet.header_row][here.start] = records[sheet.header_row][here.start] or cell
            continue
        for row in rows[bisect_left(rows, merge.first_row) : bisect_right(rows, merge.last_row)]:
            for place in range(here.start, here.stop):
                if records[row][place] == "":
                    records[row][place] = cell
                    sheet.saw("merged_cells", row, columns[place])
