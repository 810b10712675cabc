"""Reads the sheets of an OpenDocument workbook (.ods) from its XML."""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO

from forlob.extracts.local_times import local
from forlob.extracts.raw_tables import MOST_OF_WORKBOOK, FileProblem, of_workbook
from forlob.extracts.read_xml import read_xml
from forlob.extracts.read_zip import MEGABYTE, Zip
from forlob.extracts.sheet_xml import Stop, parse
from forlob.extracts.sheets import GAP, Merge, Sheet

WHAT = "an OpenDocument workbook (.ods)"
CONTENT, PARTS = "content.xml", "META-INF/manifest.xml"
MOST_OF_PARTS = 16 * MEGABYTE
#: A filled cell or row may be repeated so many times; more is made to fill the memory.
MOST_REPEATED = 10_000
LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


class Ods:
    """A workbook's sheets, by name, in their order. To be closed, or used with `with`.

    Raises FileProblem where the file is no workbook, is locked with a password, or is too large when unpacked.
    """

    def __init__(self, path: Path | IO[bytes], zone: str) -> None:
        self._parts, self._zone = Zip(path, WHAT), zone
        try:
            self._parts.bound()
            self._check_open()
            self._names = _Names()
            self._parse(self._names)
        except FileProblem:
            self._parts.close()
            raise

    def __enter__(self) -> "Ods":
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.close()

    @property
    def names(self) -> list[str]:
        return self._names.names

    def sheet(self, name: str, header_row: int, rows: int | None = None) -> Sheet:
        """The cells of a sheet, or of its first `rows`."""
        sheet = Sheet(header_row)
        self._parse(_Cells(sheet, name, self._zone, rows))
        return sheet

    def _check_open(self) -> None:
        if CONTENT not in self._parts:
            raise FileProblem("damaged_file", f"the file is not {WHAT} or is damaged; save it as one")
        listed = PARTS in self._parts and read_xml(self._parts.read(PARTS, MOST_OF_PARTS), "the list of parts")
        if listed is not False and listed.find(".//encryption-data") is not None:
            message = "the workbook is locked with a password; open it, remove the password and save it again"
            raise FileProblem("unsafe_file", message)

    def _parse(self, handler: object) -> None:
        with self._parts.opened(CONTENT) as file:
            parse(file, handler)


class _Names:
    """The names of the sheets."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table" and "table:name" in attributes:
            self.names.append(attributes["table:name"])

    def text(self, text: str) -> None:
        """Texts are cells'."""

    def end(self, name: str) -> None:
        """What ends is known already."""


class _Cells:
    """The cells of the sheet `wanted`, put into `sheet` as they are read."""

    def __init__(self, sheet: Sheet, wanted: str, zone: str, rows: int | None) -> None:
        self.sheet, self.wanted, self.zone, self.rows = sheet, wanted, zone, rows
        self.here = False
        self.row, self.next_row, self.column = 0, 1, 0
        self.cells: list[tuple[int, int, object]] = []  # column, how often, cell
        self.about: dict[str, str] | None = None
        self.paragraphs: list[str] = []
        self.beside = 0  # within a comment

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table" and "table:name" in attributes:
            self.here = attributes["table:name"] == self.wanted
        if not self.here:
            return
        if name == "table-row":
            self.row, self.column, self.cells = self.next_row, 0, []
            self.next_row += _number(attributes, "table:number-rows-repeated")
            if self.rows is not None and self.row > self.rows:
                raise Stop
            if attributes.get("table:visibility", "visible") != "visible" and self.row > self.sheet.header_row:
                self.sheet.hidden += range(self.row, min(self.next_row, self.row + MOST_REPEATED))
        elif name in ("table-cell", "covered-table-cell"):
            self.about, self.paragraphs = attributes, []
        elif name == "annotation":
            self.beside += 1
        elif self.about is not None and not self.beside:
            if name == "p":
                self.paragraphs.append("")
            elif self.paragraphs and name in ("s", "tab", "line-break"):
                signs = {"s": " ", "tab": "\t", "line-break": "\n"}[name]
                self.paragraphs[-1] += signs * min(_number(attributes, "text:c"), MOST_REPEATED)

    def text(self, text: str) -> None:
        if self.here and self.paragraphs and not self.beside:
            self.paragraphs[-1] += text

    def end(self, name: str) -> None:
        if not self.here:
            return
        if name in ("table-cell", "covered-table-cell") and self.about is not None:
            times = _number(self.about, "table:number-columns-repeated")
            cell = self._cell(self.about, "\n".join(self.paragraphs))
            if cell != "":
                self.cells.append((self.column, times, cell))
                self._merge(self.about)
            self.column, self.about, self.paragraphs = self.column + times, None, []
        elif name == "table-row":
            self._put_row()
        elif name == "annotation":
            self.beside -= 1
        elif name == "table":
            self.here = False

    def _put_row(self) -> None:
        repeated = self.next_row - self.row
        if not self.cells:
            return
        if repeated * sum(times for _, times, _ in self.cells) > MOST_REPEATED * GAP:
            raise FileProblem("unsafe_file", "a row or cell is repeated too often; delete the copies and save it again")
        for row in range(self.row, self.next_row):
            for column, times, cell in self.cells:
                for place in range(column, column + times):
                    self.sheet.put(row, place, cell)

    def _merge(self, about: dict[str, str]) -> None:
        down, right = (_number(about, f"table:number-{what}-spanned") for what in ("rows", "columns"))
        if down > 1 or right > 1:
            merge = Merge(self.row, self.column, self.row + down - 1, self.column + right - 1)
            self.sheet.merged.append(merge)

    def _cell(self, about: dict[str, str], shown: str) -> object:
        kind = about.get("office:value-type", "")
        if about.get("calcext:value-type") == "error" or (kind != "string" and shown.startswith(("#REF!", "Err:"))):
            self.sheet.saw("error_value", self.row, self.column)
            return ""
        if not kind and "table:formula" in about:
            self.sheet.saw("formula_without_value", self.row, self.column)
            return ""
        if kind == "date":
            return _day(about.get("office:date-value", ""), self.zone)
        if kind == "time":
            return _time(about.get("office:time-value", ""))
        if kind == "boolean":
            return about.get("office:boolean-value") == "true"
        if kind in ("float", "percentage", "currency"):
            return self._number(about.get("office:value", ""), shown)
        return about.get("office:string-value", shown)

    def _number(self, text: str, shown: str) -> object:
        try:
            number = float(text)
        except ValueError:
            return text
        if (
            abs(number) < MOST_OF_WORKBOOK
            and shown.isdecimal()
            and shown.startswith("0")
            and len(shown) > 1
            and int(shown) == number
        ):
            self.sheet.saw("leading_zeros", self.row, self.column)
            return shown
        return of_workbook(number)


def _number(attributes: dict[str, str], name: str) -> int:
    """A count that is 1 where nothing is said."""
    text = attributes.get(name, "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1


def _day(text: str, zone: str) -> object:
    try:
        return local(datetime.fromisoformat(text), zone) if "T" in text else date.fromisoformat(text)
    except ValueError:
        return text


def _time(text: str) -> object:
    """A time of the day, or a length of time of a day and more."""
    found = LENGTH.fullmatch(text)
    if not found:
        return text
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return length if length >= timedelta(days=1) else (datetime.combine(date.min, time()) + length).time()
