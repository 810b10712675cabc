"""Reads a big CSV file block by block, with the cells and physical rows that `read_csv` gives."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from pipeline.config.programme import Format
from pipeline.extracts.read_csv import Dialect, dialect_of
from pipeline.extracts.tables import FileProblem, RawTable, raw_table

#: Bytes that are read at a time.
BLOCK = 32_000_000
#: Bytes that tell how the file is written.
START = 100_000
ENCODINGS = ("utf-8", "cp1252")
#: What cp1252 has where ISO 8859-1, which is read faster and else the same, has nothing.
OF_CP1252 = bytes(range(0x80, 0xA0))


class NotPlain(Exception):
    """The file is one that only `read_csv` understands, or can say what is wrong with."""


@dataclass(frozen=True)
class Block:
    """Rows that follow one another: the physical row and the cells (columns "0", "1", ...; text) of each filled one."""

    rows: np.ndarray
    cells: pa.Table
    short_rows: dict[int, int] = field(default_factory=dict)
    long_rows: dict[int, int] = field(default_factory=dict)


class Blocks:
    """A CSV file in blocks; `table`: what is known of it, without rows.

    Raises NotPlain where `read_csv` must read it, when it is opened or at any block.
    """

    def __init__(self, path: Path, name: str, form: Format) -> None:
        self.path, self.name, self.form = path, name, form
        self.encoding = codecs.lookup(form.encoding).name if form.encoding else "utf-8"
        if path.suffix.lower() == ".gz" or form.header_row != 1 or self.encoding not in ENCODINGS:
            raise NotPlain
        with path.open("rb") as file:
            first = self._text(_up_to_a_line(file, START))
        self.dialect: Dialect = dialect_of(first, form)
        line = first[: first.find("\n") + 1]
        header = next(csv.reader([line], delimiter=self.dialect.delimiter), [])
        if first.startswith("\ufeff") or self.dialect.hint or not all(map(str.strip, header)):
            raise NotPlain
        self.table: RawTable = replace(
            raw_table(name, {1: header, 2: ["x"] * len(header)}, 1, **self.dialect.said),
            cells=pd.DataFrame(columns=range(len(header)), dtype=object),
        )
        self._begin = len(line.encode(self.encoding))

    def __iter__(self) -> Iterator[Block]:
        row, ascii_, utf8, rows = 2, True, True, 0
        with self.path.open("rb") as file:
            file.seek(self._begin)
            while data := _up_to_a_line(file, BLOCK):
                ascii_ = ascii_ and data.isascii()
                utf8 = utf8 and (ascii_ or _is_utf8(data))
                text = self._text(data)
                block, row = self._block(text, row)
                rows += len(block.rows)
                yield block
        if not rows or (self.encoding == "cp1252" and utf8 and not ascii_):
            raise NotPlain

    def _text(self, data: bytes) -> str:
        if b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
            raise NotPlain
        simple = self.encoding == "cp1252" and len(data.translate(None, OF_CP1252)) == len(data)
        try:
            return data.decode("latin-1" if simple else self.encoding)
        except UnicodeDecodeError:
            raise NotPlain from None

    def _block(self, text: str, row: int) -> tuple[Block, int]:
        """The rows of a text that begins at a physical row, and the row that follows it."""
        if '"' not in text and "\n\n" not in text and "\n\r" not in text and text[0] not in "\r\n":
            try:
                return self._at_once(text, row)
            except pa.ArrowInvalid:  # a row has more cells than the others, or fewer
                pass
        return self._one_by_one(text, row)

    def _at_once(self, text: str, row: int) -> tuple[Block, int]:
        names = [str(place) for place in range(len(self.table.header))]
        cells = pyarrow.csv.read_csv(
            pa.py_buffer(text.encode("utf-8")),
            pyarrow.csv.ReadOptions(column_names=names),
            pyarrow.csv.ParseOptions(delimiter=self.dialect.delimiter, quote_char=False, ignore_empty_lines=False),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
            ),
        )
        rows = np.arange(row, row + len(cells))
        filled = _filled(cells)
        return Block(rows[filled], cells.filter(pa.array(filled)) if not filled.all() else cells), row + len(cells)

    def _one_by_one(self, text: str, row: int) -> tuple[Block, int]:
        try:
            records = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.dialect.delimiter, strict=True))
        except csv.Error:
            raise NotPlain from None
        numbered = {1: self.table.header, **dict(enumerate(records, row))}
        try:
            table = raw_table(self.name, numbered, 1)
        except FileProblem:
            table = self.table  # no row of the block is filled
        if len(table.header) != len(self.table.header):
            raise NotPlain
        cells = pa.table({str(place): pa.array(table.cells[place], pa.string()) for place in table.cells})
        rows = np.asarray(table.cells.index, dtype=np.int64)
        return Block(rows, cells, table.short_rows, table.long_rows), row + len(records)


def _filled(cells: pa.Table) -> np.ndarray:
    """Whether each row has a cell with more than spaces; mostly its first has."""
    filled = np.asarray(pc.match_substring_regex(cells[0], "[0-9A-Za-z]"))
    if filled.all():
        return filled
    doubtful = np.flatnonzero(~filled)
    some = cells.take(pa.array(doubtful)).to_pandas().apply(lambda column: column.str.strip() != "")
    return np.insert(filled[filled], doubtful - np.arange(len(doubtful)), some.any(axis=1).to_numpy())


def _up_to_a_line(file: io.BufferedReader, most: int) -> bytes:
    data = file.read(most)
    return data if not data or data.endswith(b"\n") else data + file.readline()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
