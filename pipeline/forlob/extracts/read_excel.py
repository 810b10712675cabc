"""Reads a sheet of an Excel workbook; dates and numbers stay what they are in the sheet."""

import warnings
from pathlib import Path
from typing import Any

import openpyxl

from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.extracts.read_zip import Zip
from forlob.programme.programme import Format


def read_excel(path: Path, name: str, form: Format) -> RawTable:
    """The cells of the sheet `form.sheet` (the first, where none is named); error values such as #REF! are empty.

    Raises FileProblem where the file is no workbook, is too large when unpacked, or has no such sheet, no header or no
    rows.
    """
    check_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        except Exception:  # a damaged workbook makes openpyxl, zipfile and the XML parser raise what they like
            raise _not_excel() from None
        try:
            sheet = _sheet(book, form.sheet)
            sheet.reset_dimensions()
            records = {number: [_value(cell) for cell in row] for number, row in enumerate(sheet.iter_rows(), 1)}
        except FileProblem:
            raise
        except Exception:
            raise _not_excel() from None
        finally:
            book.close()
    shown = f"{name}#{form.sheet}" if form.sheet else name
    width = max((len(record) for record in records.values()), default=0)
    padded = {number: record + [""] * (width - len(record)) for number, record in records.items()}
    return raw_table(shown, padded, form.header_row, decimal=form.decimal or ",")


def check_workbook(path: Path) -> None:
    """Raises FileProblem where a file is no zip file, as workbooks are, or is one made to fill the memory."""
    try:
        with Zip(path, "an Excel workbook (.xlsx)") as parts:
            parts.bound()
    except FileProblem as problem:
        raise _not_excel() if problem.rule == "damaged_file" else problem from None


def _sheet(book: openpyxl.Workbook, wanted: str | None) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if not names or (wanted is not None and wanted not in names):
        message = (
            f"the workbook has no sheet {wanted!r}, only {', '.join(names)}" if names else "the workbook has no sheet"
        )
        raise FileProblem("file_missing", f"{message}; fix format.sheet in programme.yaml")
    return book[wanted] if wanted is not None else book.worksheets[0]


def _not_excel() -> FileProblem:
    return FileProblem("wrong_encoding", "the file is not an Excel workbook (.xlsx) or is damaged; save it as one")


def _value(cell: Any) -> object:
    return "" if cell.data_type == "e" else cell.value
