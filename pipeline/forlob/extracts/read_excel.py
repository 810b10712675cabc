"""Reads a sheet of a workbook: .xlsx and .xlsm, .ods, and the older .xls and .xlsb."""

from pathlib import Path
from typing import IO, Protocol, Self

from forlob.extracts.file_kinds import Kind
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_calamine import OldWorkbook
from forlob.extracts.read_ods import Ods
from forlob.extracts.read_xlsx import Xlsx
from forlob.extracts.sheets import Sheet, table_of
from forlob.programme.extract_models import Format


class Workbook(Protocol):
    """What the readers of workbooks have in common."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    @property
    def names(self) -> list[str]: ...

    def sheet(self, name: str, header_row: int, rows: int | None = None) -> Sheet: ...


def open_workbook(file: Path | IO[bytes], kind: Kind, zone: str) -> Workbook:
    """The workbook of a file, to be used with `with`. Raises FileProblem where it is none, is locked or too large."""
    if kind in ("xls", "xlsb"):
        return OldWorkbook(file, kind)
    if kind == "ods":
        return Ods(file, zone)
    try:
        return Xlsx(file, zone)
    except FileProblem as problem:
        raise _not_excel() if problem.rule == "damaged_file" else problem from None


def read_excel(file: Path | IO[bytes], name: str, form: Format, kind: Kind = "xlsx") -> RawTable:
    """The cells of the sheet `form.sheet` (the first, where none is named), with notes on what they do not tell.

    Raises FileProblem where the file is no workbook, is too large when unpacked, or has no such sheet, no header or no
    rows.
    """
    with open_workbook(file, kind, form.timezone) as book:
        names = book.names
        if not names or (form.sheet is not None and form.sheet not in names):
            said = f"no sheet {form.sheet!r}, only {', '.join(names)}" if names else "no sheet"
            raise FileProblem("file_missing", f"the workbook has {said}; fix format.sheet in programme.yaml")
        try:
            sheet = book.sheet(form.sheet or names[0], form.header_row)
        except FileProblem as problem:
            raise _not_excel() if problem.rule == "damaged_file" and kind == "xlsx" else problem from None
    return table_of(sheet, f"{name}#{form.sheet}" if form.sheet else name, form)


def _not_excel() -> FileProblem:
    return FileProblem("wrong_encoding", "the file is not an Excel workbook (.xlsx) or is damaged; save it as one")
