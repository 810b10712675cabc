"""How far apart the cells of the older workbooks stand, which their reader lays out with all the empty ones between."""

import struct
from collections.abc import Iterator
from io import BytesIO

from forlob.extracts.compound_files import read_stream
from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_zip import MOST_UNPACKED, Zip

#: So many cells are laid out: a whole sheet of an .xls workbook, which may have 65,536 rows of 256.
MOST_CELLS = 20_000_000
BEGINS_OF_XLS = (0x0809, 0x0009, 0x0209, 0x0409)
#: Records of an .xls workbook that hold cells: they begin with row and column. The first holds several.
SEVERAL_OF_XLS = 0x00BD
CELLS_OF_XLS = (0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x00D6, 0x0003, 0x0004, 0x0002, 0x0005, SEVERAL_OF_XLS)
#: Records of an .xlsb workbook: a row, and cells with a value, which begin with their column.
ROW_OF_XLSB, CELLS_OF_XLSB = 0, range(2, 12)


def check_xls(file: bytes) -> None:
    """Raises FileProblem where the cells of a sheet stand too far apart, or the file is damaged."""
    data = read_stream(file, ("Workbook", "Book"))
    sheet: list[tuple[int, int]] = []
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        if kind in BEGINS_OF_XLS:
            _check(sheet)
            sheet = []
        elif kind in CELLS_OF_XLS and size >= 4:
            row, column = struct.unpack_from("<HH", data, at + 4)
            sheet.append((row, column + (size - 6) // 6 if kind == SEVERAL_OF_XLS else column))
            sheet.append((row, column))
        at += 4 + size
        sheet = _ends(sheet) if len(sheet) > 10_000 else sheet
    _check(sheet)


def check_xlsb(file: bytes) -> None:
    """Raises FileProblem where the cells of a sheet stand too far apart, or the file is damaged or too large."""
    with Zip(BytesIO(file), "an Excel workbook (.xlsb)") as parts:
        parts.bound()
        for name in parts.names:
            if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".bin"):
                sheet: list[tuple[int, int]] = []
                row = 0
                for kind, content in _records(parts.read(name, MOST_UNPACKED)):
                    if kind == ROW_OF_XLSB and len(content) >= 4:
                        row = int.from_bytes(content[:4], "little")
                    elif kind in CELLS_OF_XLSB and len(content) >= 4:
                        sheet.append((row, int.from_bytes(content[:4], "little")))
                        sheet = _ends(sheet) if len(sheet) > 10_000 else sheet
                _check(sheet)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record; both kind and size are written in bytes of seven bits."""
    at = 0

    def number(most: int) -> int:
        nonlocal at
        made = 0
        for place in range(most):
            byte = data[at]
            at += 1
            made |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                break
        return made

    while at < len(data) - 1:
        kind, size = number(2), number(4)
        yield kind, data[at : at + size]
        at += size


def _ends(cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Two corners that hold all cells."""
    rows, columns = zip(*cells, strict=True)
    return [(min(rows), min(columns)), (max(rows), max(columns))]


def _check(cells: list[tuple[int, int]]) -> None:
    if not cells:
        return
    (top, left), (bottom, right) = _ends(cells)
    if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
        message = "cells of a sheet stand too far apart; delete the far one, or save the workbook as .xlsx"
        raise FileProblem("unsafe_file", message)
