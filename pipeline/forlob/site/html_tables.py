"""The tables of a piece of HTML, such as a DataFrame's or great_tables' own, as rows of plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from forlob.show.markdown import escape

#: What is in these is no text of the table.
_NO_TEXT = {"style", "script", "title", "head"}
_CELLS = {"td", "th"}
#: What separates two words in a cell as a space does.
_BREAKS = {"br", "p", "div", "li"}
_NUMBER = re.compile(r"[-+\u2212]?\d[\d.,\u00a0]*( ?%)?|NaN|<NA>|NaT|None|\u2013|-|")
#: A table of more columns is cut.
MOST_COLUMNS = 100


@dataclass
class HtmlTable:
    """A table: its heads, its rows of the same length, the title above it and the notes below."""

    title: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def markdown(self) -> str:
        """As a pipe table, columns of numbers to the right; title above and notes below it."""
        numeric = {at for at, column in enumerate(zip(*self.rows, strict=True)) if all(map(_NUMBER.fullmatch, column))}
        rule = ["-----:" if at in numeric else ":-----" for at in range(len(self.heads))]
        lines = [[escape(head) for head in self.heads], rule, *([escape(cell) for cell in row] for row in self.rows)]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        title = [f"**{escape(self.title)}**"] if self.title else []
        return "\n\n".join([*title, table, *map(escape, self.notes)])


def tables_in(html: str) -> list[HtmlTable]:
    """The tables of a piece of HTML, those without a cell left out; a table within a cell is text of that cell."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [table for read in reader.tables if (table := _made(read)) is not None]


def _number(said: str | None) -> int:
    return max(min(int(said), MOST_COLUMNS), 1) if said and said.isdecimal() and said.isascii() and len(said) < 6 else 1


@dataclass
class _Row:
    part: str
    cells: list[str] = field(default_factory=list)
    of_heads: bool = True


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[_Row]] = []
        self._depth = self._silent = self._span = 0
        #: Column -> how many rows a cell reaches down into it: those from rows above, and those of this row.
        self._from_above: dict[int, int] = {}
        self._begun: dict[int, int] = {}
        self._part, self._text = "", None  # type: tuple[str, list[str] | None]

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        if tag in _NO_TEXT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
                self._part = ""
        elif self._depth == 1 and tag in ("thead", "tbody", "tfoot", "caption"):
            self._part = tag
            if tag == "caption":
                self.tables[-1].append(_Row("caption"))
                self._text, self._span = [], 1
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self._from_above = {at: left for at, left in self._from_above.items() if left > 0} | self._begun
            self._begun = {}
            self.tables[-1].append(_Row(self._part))
        elif self._depth == 1 and tag in _CELLS and self.tables[-1]:
            self._end_cell()
            row, said = self.tables[-1][-1], dict(attributes)
            self._silent = 0
            self._leave_free(row)
            self._text, self._span = [], _number(said.get("colspan"))
            if (down := _number(said.get("rowspan"))) > 1:
                self._begun |= {len(row.cells) + at: down - 1 for at in range(self._span)}
            row.of_heads &= tag == "th"
        elif tag in _BREAKS and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NO_TEXT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "table":
            self._depth = max(self._depth - 1, 0)
        if self._depth <= 1 and tag in (*_CELLS, "tr", "caption", "table"):
            self._end_cell()

    def close(self) -> None:
        super().close()
        self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            said, row = " ".join("".join(self._text).split()), self.tables[-1][-1]
            row.cells += ([said] + [""] * (self._span - 1))[: max(MOST_COLUMNS - len(row.cells), 0)]
        self._text = None

    def _leave_free(self, row: "_Row") -> None:
        """Leave empty the columns that cells of rows above reach down into."""
        while self._from_above.get(len(row.cells), 0) > 0:
            self._from_above[len(row.cells)] -= 1
            row.cells.append("")


def _made(read: list[_Row]) -> HtmlTable | None:
    width = max((len(row.cells) for row in read if row.part != "caption"), default=0)
    if not width:
        return None
    made = HtmlTable(heads=[""] * width)
    titles = []
    for row in read:
        alone = row.cells[:1] if not any(row.cells[1:]) and (row.part == "caption" or width > 1) else []
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        if row.part == "tfoot":
            made.notes += [" ".join(filter(None, row.cells))]
        elif alone and row.part in ("caption", "thead") and alone[0]:
            titles += alone
        elif row.part == "thead" or (row.of_heads and not made.rows and not any(made.heads)):
            made.heads = [own or above for own, above in zip(cells, made.heads, strict=True)]
        elif any(cells):
            made.rows.append(cells)
    made.title = ". ".join(filter(None, titles))
    made.notes = [note for note in made.notes if note]
    return made
