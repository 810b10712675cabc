"""A table as it stands in a file, before anything is understood of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd

#: Day 0 of a workbook whose dates are numbers.
DAY_ZERO = date(1899, 12, 30)
#: From here on a workbook, which keeps 15 digits, may have lost some; so may any number with a floating point.
MOST_OF_WORKBOOK, MOST_OF_FLOAT = 10**15, 2.0**53


@dataclass(frozen=True)
class Note:
    """What a reader saw and the cells do not tell, said once a column, or once a table where `place` is None.

    `place`: that of the column; `row`: the first of the rows concerned; `severity`: where it is another than the
    rule's.
    """

    rule: str
    message: str
    place: int | None = None
    row: int | None = None
    severity: str | None = None


@dataclass(frozen=True)
class RawTable:
    """The cells of one file or sheet.

    `cells`: one row is a row of the file, its index the physical row (the file's first row is 1, as a spreadsheet
    counts); columns are numbered as they stand, their names are in `header`, which may hold a name twice, or an empty
    one. Cells are text from CSV, and also dates, times, lengths of time and numbers from other files; an empty cell is
    "". Rows with no filled cell are no rows. `short_rows` and `long_rows`: physical row -> number of cells, where that
    is smaller or larger than the header's. `other_headers`: the header that another delimiter would give. `header_row`:
    the physical row of the header. `ordinary_ids`: headers, as plain text, of ids of which one of nine digits is no CPR
    number, where that is known: the rows may be some of the file's. `left_out`: findings on the rows that
    programme.yaml leaves out of the table; None where none are left out yet. `notes`: what the reader saw in the whole
    file. `day_zero`: the day that a number counts from where it is a date; None where numbers of the file are none.
    `numbers`: place -> label -> the number that a statistical program shows as it.
    """

    file: str
    header: list[str]
    cells: pd.DataFrame
    decimal: str = "."
    short_rows: dict[int, int] = field(default_factory=dict)
    long_rows: dict[int, int] = field(default_factory=dict)
    other_headers: dict[str, list[str]] = field(default_factory=dict)
    header_row: int = 1
    ordinary_ids: frozenset[str] | None = None
    left_out: list[pd.DataFrame] | None = None
    notes: tuple[Note, ...] = ()
    day_zero: date | None = None
    numbers: Mapping[int, Mapping[str, int | float]] = field(default_factory=dict)


class FileProblem(Exception):
    """A file that cannot be read as declared: the rule it breaks and one sentence."""

    def __init__(self, rule: str, message: str, row: int | None = None):
        super().__init__(message)
        self.rule, self.message, self.row = rule, message, row

    def __reduce__(self) -> tuple:
        """What another process makes it of."""
        return type(self), (self.rule, self.message, self.row)


def raw_table(file: str, records: dict[int, list], header_row: int, **more: Any) -> RawTable:
    """Make a RawTable of records (physical row -> cells), the header being at `header_row`.

    Raises FileProblem where there is no header or no row below it.
    """
    header = [str(_cell(cell)).strip() for cell in records.get(header_row, [])]
    if not any(header):
        message = (
            f"row {header_row} should hold the header and is empty; deliver the file again, or set format.header_row"
        )
        raise FileProblem("empty_file", message, header_row if records else None)
    below = {number: [_cell(cell) for cell in record] for number, record in records.items() if number > header_row}
    filled = {number: record for number, record in below.items() if any(map(_is_filled, record))}
    if not filled:
        message = "the file has a header but no row below it; deliver it again, or take it out of extracts"
        raise FileProblem("no_rows", message)
    width = written = len(header)
    while not header[width - 1] and not any(len(r) >= width and _is_filled(r[width - 1]) for r in filled.values()):
        width -= 1
    rows, short, long = {}, {}, {}
    for number, record in filled.items():
        if len(record) < width:
            short[number] = len(record)
        elif any(map(_is_filled, record[written:])):
            long[number] = len(record)
        rows[number] = (record + [""] * width)[:width]
    cells = pd.DataFrame.from_dict(rows, orient="index", columns=range(width), dtype=object)
    return RawTable(file, header[:width], cells, short_rows=short, long_rows=long, header_row=header_row, **more)


def of_workbook(number: float) -> int | float | str:
    """A number of a workbook; one of more digits than a workbook keeps as text in scientific notation, which is no id.

    >>> of_workbook(17.0), of_workbook(123456789012346000)
    (17, '1.23456789012346E+17')
    """
    if abs(number) >= MOST_OF_WORKBOOK and number - number == 0:
        return f"{number:.14E}"
    return int(number) if number.is_integer() else number


def _cell(cell: object) -> object:
    """A cell as one of text, whole number, other number, date, moment, time and length of time; nothing is "".

    A number with a floating point that is too large to have all its digits is text in scientific notation.
    """
    if isinstance(cell, str):
        return cell
    if cell is None or cell is pd.NaT:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        if math.isnan(cell):
            return ""
        if abs(cell) >= MOST_OF_FLOAT and math.isfinite(cell):
            return f"{cell:.14E}"
        return int(cell) if cell.is_integer() else cell
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    return cell if isinstance(cell, int | date | time | timedelta) else str(cell)


def _is_filled(cell: object) -> bool:
    return not isinstance(cell, str) or bool(cell.strip())
