"""The XML of a workbook's sheets, read bit by bit: the texts that cells share, and the cells."""

import re
from datetime import date, datetime, time
from typing import IO, Any
from xml.parsers import expat

from forlob.extracts.local_times import local
from forlob.extracts.number_formats import NumberFormat, shown_as
from forlob.extracts.raw_tables import MOST_OF_WORKBOOK, FileProblem, of_workbook
from forlob.extracts.sheets import Merge, Sheet

CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
#: How a character that XML cannot hold is written.
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


class Stop(Exception):
    """Enough of a sheet is read."""


class TextParser:
    """The shared texts: each `si` is one, of one or several `t`; those of `rPh` say how it is pronounced."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._parts: list[str] = []
        self._within = self._spoken = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._within = not self._spoken
        elif name == "si":
            self._parts = []
        elif name == "rPh":
            self._spoken = True

    def text(self, text: str) -> None:
        if self._within:
            self._parts.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._within = False
        elif name == "si":
            self.texts.append(_unescaped("".join(self._parts)))
        elif name == "rPh":
            self._spoken = False


class CellParser:
    """The cells of a sheet, put into `sheet` as they are read."""

    def __init__(
        self,
        sheet: Sheet,
        texts: list[str],
        formats: list[NumberFormat | None],
        recalculated: bool,
        zone: str,
        rows: int | None,
    ) -> None:
        self.sheet, self.texts, self.recalculated, self.zone, self.rows = sheet, texts, recalculated, zone, rows
        self.formats = {str(number): form for number, form in enumerate(formats) if form}
        self.columns: dict[str, int] = {}
        self.row, self.column = 0, -1
        self.kind, self.style, self.formula = "n", "", False
        self.parts: list[str] | None = None
        self.within = self.spoken = self.in_cell = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            place = attributes.get("r")
            letters = place.rstrip("0123456789") if place else ""
            self.column = self._column(letters) if letters else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.formula, self.parts, self.in_cell = False, None, True
        elif name in ("v", "t"):
            if self.in_cell and not self.spoken:
                self.within = True
                self.parts = self.parts or []
        elif name == "f":
            self.formula = self.in_cell
        elif name == "row":
            place = attributes.get("r", "")
            self.row, self.column = int(place) if place.isdecimal() else self.row + 1, -1
            if self.rows is not None and self.row > self.rows:
                raise Stop
            if "hidden" in attributes and is_true(attributes["hidden"]) and self.row > self.sheet.header_row:
                self.sheet.hidden.append(self.row)
        elif name == "rPh":
            self.spoken = True
        elif name == "mergeCell":
            ends = [CELL.fullmatch(end) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                (left, top), (right, bottom) = ends[0].groups(), ends[1].groups()
                self.sheet.merged.append(Merge(int(top), self._column(left), int(bottom), self._column(right)))

    def text(self, text: str) -> None:
        if self.within and self.parts is not None:
            self.parts.append(text)

    def end(self, name: str) -> None:
        if name == "v" or name == "t":
            self.within = False
        elif name == "c":
            self.in_cell = False
            cell = self._cell("" if self.parts is None else "".join(self.parts))
            if cell != "":
                self.sheet.put(self.row, self.column, cell)
        elif name == "rPh":
            self.spoken = False

    def _column(self, letters: str) -> int:
        """The column of its letters, from 0."""
        found = self.columns.get(letters)
        if found is None:
            number = 0
            for letter in letters.strip("$"):
                number = number * 26 + ord(letter) - ord("A") + 1
            found = self.columns[letters] = number - 1
        return found

    def _cell(self, text: str) -> object:
        kind = self.kind
        if kind == "s":
            number = int(text) if text.isdecimal() else -1
            return self.texts[number] if 0 <= number < len(self.texts) else ""
        if kind in ("inlineStr", "str"):
            return _unescaped(text)
        if self.formula and (text == "" or (self.recalculated and text == "0")):
            # A program that does not calculate writes no value, or 0, and has Excel calculate when it opens the file.
            self.sheet.saw("formula_without_value", self.row, self.column)
            return ""
        if text == "":
            return ""
        if kind == "e":
            self.sheet.saw("error_value", self.row, self.column)
            return ""
        if kind == "b":
            return text in ("1", "true")
        if kind == "d":
            return _day(text, self.zone)
        return self._number(text)

    def _number(self, text: str) -> object:
        try:
            number: int | float = int(text)
        except ValueError:
            try:
                number = float(text)
            except ValueError:
                return text
        if not -MOST_OF_WORKBOOK < number < MOST_OF_WORKBOOK and number == number:
            return of_workbook(number)
        form = self.formats.get(self.style)
        if form is None or number != number or number in (float("inf"), -float("inf")):
            return number
        shown = shown_as(number, form, self.sheet.day_zero)
        if form.kind == "zeros" and shown != str(number):
            self.sheet.saw("leading_zeros", self.row, self.column)
        return shown


def _day(text: str, zone: str) -> object:
    """A date, a moment or a time as Strict Open XML writes it."""
    try:
        return local(datetime.fromisoformat(text), zone) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return time.fromisoformat(text.removeprefix("T"))
    except ValueError:
        return text


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def parse(file: IO[bytes], handler: Any) -> None:
    """Read XML bit by bit. Raises FileProblem where it is none, or holds a DOCTYPE."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    names: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(names.get(name) or names.setdefault(name, name.rpartition(":")[2]), attributes)

    def end(name: str) -> None:
        handler.end(names[name])

    def doctype(*_: Any) -> None:
        raise FileProblem("unsafe_file", "a part of the file holds a DOCTYPE, which a workbook has no need of")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.ParseFile(file)
    except Stop:
        pass
    except (expat.ExpatError, ValueError, IndexError, OverflowError):
        raise FileProblem(
            "damaged_file", "a part of an Excel workbook (.xlsx) is damaged; save it as one again"
        ) from None
