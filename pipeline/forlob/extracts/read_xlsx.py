"""Reads the sheets of a workbook (.xlsx, .xlsm) from its XML, as Excel, LibreOffice and other programs write it.

Names are taken without their namespaces, so a Strict Open XML workbook is read like any; of the style sheet only the
number formats are read, so faults in the rest do not matter.
"""

import posixpath
from pathlib import Path
from typing import IO

from forlob.extracts.number_formats import BUILT_IN, ZERO_OF_1904, NumberFormat, number_format
from forlob.extracts.raw_tables import DAY_ZERO, FileProblem
from forlob.extracts.read_xml import read_xml
from forlob.extracts.read_zip import MEGABYTE, Zip
from forlob.extracts.sheet_xml import CellParser, TextParser, is_true, parse
from forlob.extracts.sheets import Sheet

WHAT = "an Excel workbook (.xlsx)"
#: What the parts that are read as a whole may come to: the list of sheets, the styles.
MOST_OF_PART = 64 * MEGABYTE


class Xlsx:
    """A workbook's sheets, by name, in their order. To be closed, or used with `with`.

    Raises FileProblem where the file is no workbook, or is too large when unpacked.
    """

    def __init__(self, path: Path | IO[bytes], zone: str) -> None:
        self._parts, self._zone = Zip(path, WHAT), zone
        try:
            self._parts.bound()
            self._open()
        except FileProblem:
            self._parts.close()
            raise

    def __enter__(self) -> "Xlsx":
        return self

    def __exit__(self, *_: object) -> None:
        self._parts.close()

    @property
    def names(self) -> list[str]:
        return list(self._sheets)

    def sheet(self, name: str, header_row: int, rows: int | None = None) -> Sheet:
        """The cells of a sheet, or of its first `rows`."""
        sheet = Sheet(header_row, day_zero=self._zero)
        with self._parts.opened(self._sheets[name]) as file:
            parse(file, CellParser(sheet, self._texts(), self._formats(), self._recalculated, self._zone, rows))
        return sheet

    def _open(self) -> None:
        root = self._relations("")
        book = next((target for kind, target in root.values() if kind == "officeDocument"), "xl/workbook.xml")
        if book not in self._parts:
            raise FileProblem("damaged_file", f"the file is not {WHAT} or is damaged; save it as one")
        self._targets = self._relations(book)
        content = read_xml(self._parts.read(book, MOST_OF_PART), "the list of sheets")
        about, counting = content.find("workbookPr"), content.find("calcPr")
        self._zero = ZERO_OF_1904 if about is not None and is_true(about.get("date1904")) else DAY_ZERO
        self._recalculated = counting is not None and is_true(counting.get("fullCalcOnLoad"))
        self._sheets: dict[str, str] = {}
        for sheet in content.iterfind("sheets/sheet"):
            kind, target = self._targets.get(sheet.get("id", ""), ("", ""))
            if kind == "worksheet" and target in self._parts:
                self._sheets[sheet.get("name", "")] = target

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id -> kind and part, of what a part refers to."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self._parts:
            return {}
        root = read_xml(self._parts.read(listed, MOST_OF_PART), "the list of parts")
        return {
            one.get("Id", ""): (
                one.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join(folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in root.iterfind("Relationship")
        }

    def _part(self, kind: str) -> str | None:
        return next((target for of, target in self._targets.values() if of == kind and target in self._parts), None)

    def _texts(self) -> list[str]:
        """The texts that cells refer to by their number."""
        part = self._part("sharedStrings")
        parser = TextParser()
        if part:
            with self._parts.opened(part) as file:
                parse(file, parser)
        return parser.texts

    def _formats(self) -> list[NumberFormat | None]:
        """The number format of each style; none where the style sheet cannot be read."""
        part = self._part("styles")
        try:
            root = read_xml(self._parts.read(part, MOST_OF_PART), "the style sheet") if part else None
        except FileProblem:
            root = None
        if root is None:
            return []
        own = {one.get("numFmtId"): number_format(one.get("formatCode", "")) for one in root.iterfind("numFmts/numFmt")}
        of_styles = [style.get("numFmtId", "0") for style in root.iterfind("cellXfs/xf")]
        return [own[number] if number in own else _built_in(number) for number in of_styles]


def _built_in(number: str) -> NumberFormat | None:
    kind = BUILT_IN.get(int(number)) if number.isdecimal() else None
    return NumberFormat(kind) if kind else None
