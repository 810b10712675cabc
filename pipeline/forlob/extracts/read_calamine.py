"""Reads the older workbooks, .xls and .xlsb, by calamine; how far their cells stand apart is looked at before."""

from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import IO

from forlob.extracts.file_kinds import Kind
from forlob.extracts.raw_tables import FileProblem, of_workbook
from forlob.extracts.sheet_bounds import check_xls, check_xlsb
from forlob.extracts.sheets import Sheet

#: A clock that has gone on for days is read as a moment of these.
DAY_BEFORE, LAST_DAY = datetime(1899, 12, 31), datetime(1900, 2, 1)


class OldWorkbook:
    """A workbook's sheets, by name, in their order; to be used with `with`.

    Raises FileProblem where the file is no workbook, is locked with a password, or its cells stand too far apart.
    """

    def __init__(self, path: Path | IO[bytes], kind: Kind) -> None:
        from python_calamine import CalamineWorkbook, PasswordError

        data = path.read_bytes() if isinstance(path, Path) else path.read()
        try:
            (check_xls if kind == "xls" else check_xlsb)(data)
            self._book = CalamineWorkbook.from_filelike(BytesIO(data))  # of a path it would believe the ending
        except PasswordError:
            message = "the workbook is locked with a password; open it in Excel, remove the password and save it again"
            raise FileProblem("unsafe_file", message) from None
        except BaseException as error:
            raise _problem(error) from None

    def __enter__(self) -> "OldWorkbook":
        return self

    def __exit__(self, *_: object) -> None:
        self._book.close()

    @property
    def names(self) -> list[str]:
        return list(self._book.sheet_names)

    def sheet(self, name: str, header_row: int, rows: int | None = None) -> Sheet:
        """The cells of a sheet, or of its first `rows`."""
        sheet = Sheet(header_row)
        try:
            found = self._book.get_sheet_by_name(name)
            begins = found.start
            cells = found.to_python(skip_empty_area=True, nrows=rows) if begins else []
        except BaseException as error:
            raise _problem(error) from None
        top, left = begins or (0, 0)
        for row, record in enumerate(cells, top + 1):
            for column, cell in enumerate(record, left):
                if cell != "":
                    sheet.put(row, column, _as_stored(cell))
        return sheet


def _as_stored(cell: object) -> object:
    if isinstance(cell, float):
        return of_workbook(cell)
    if isinstance(cell, datetime) and DAY_BEFORE <= cell < LAST_DAY:
        return timedelta(seconds=(cell - DAY_BEFORE).total_seconds())
    return cell


def _problem(error: BaseException) -> BaseException:
    """What an error of calamine's means; a damaged file makes it panic too, which Python takes for no Exception."""
    if isinstance(error, FileProblem | OSError | KeyboardInterrupt | SystemExit):
        return error
    return FileProblem("damaged_file", "the workbook is damaged; open it in Excel and save it as .xlsx")
