"""Reads a big CSV file block by block, in any order, with the cells and physical rows that `read_csv` gives."""

import codecs
import csv
import io
import itertools
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from forlob.extracts.decode import without_end_mark
from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.extracts.read_csv import Dialect, breaks_off, dialect_of
from forlob.programme.extract_models import Format

#: Bytes that are read at a time.
BLOCK = 32_000_000
#: Bytes that tell how the file is written.
START = 100_000
ENCODINGS = ("utf-8", "cp1252")
#: What cp1252 has where ISO 8859-1, which is read faster and else the same, has nothing.
OF_CP1252 = bytes(range(0x80, 0xA0))
#: Columns with fewer different cells than this share of the rows come with each of them once.
FEW = 0.2
#: At most so many lines are taken for those of one quoted cell.
MOST_LINES = 10_000


class NotPlain(Exception):
    """The file is one that only `read_csv` understands, or can say what is wrong with."""


@dataclass(frozen=True)
class Block:
    """Rows that follow one another: where in the block each filled one stands, and its cells.

    `cells`: columns "0", "1", ...; text, or each different text once. `length`: rows, also those that are not filled.
    `ascii`, `utf8`: whether its bytes are such.
    """

    rows: np.ndarray
    cells: pa.Table
    length: int
    ascii: bool = False
    utf8: bool = False
    short_rows: dict[int, int] = field(default_factory=dict)
    long_rows: dict[int, int] = field(default_factory=dict)


class Blocks:
    """A CSV file in blocks; `table`: what is known of it, without rows; `ascii`, `utf8`: of the bytes of its header.

    Raises NotPlain where `read_csv` must read it, when it is opened or at any block.
    """

    def __init__(self, path: Path, name: str, form: Format) -> None:
        self.path, self.name = path, name
        self.encoding = codecs.lookup(form.encoding).name if form.encoding else "utf-8"
        if path.suffix.lower() == ".gz" or form.header_row != 1 or self.encoding not in ENCODINGS:
            raise NotPlain
        try:
            with path.open("rb") as file:
                self.ends = _end(file)
                data = _up_to_a_line(file, START)[: self.ends]
            mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) and self.encoding == "utf-8" else b""
            first = self._text(data.removeprefix(mark)).decode("utf-8")
            self.dialect: Dialect = dialect_of(first, form)
            line = first[: first.find("\n") + 1]
            header = next(csv.reader([line], delimiter=self.dialect.delimiter, strict=True), [])
        except (FileProblem, OSError, csv.Error):
            raise NotPlain from None
        if not line or line.count('"') % 2 or self.dialect.hint or not all(map(str.strip, header)):
            raise NotPlain
        self.table: RawTable = replace(
            raw_table(name, {1: header, 2: ["x"] * len(header)}, 1, **self.dialect.said),
            cells=pd.DataFrame(columns=range(len(header)), dtype=object),
        )
        self.begins = len(mark) + len(line.encode(self.encoding))
        self.ascii, self.utf8 = data[: self.begins].isascii(), _is_utf8(data[: self.begins])

    def spans(self) -> Iterator[tuple[int, int]]:
        """Where each block begins below the header, and ends: after a line, some BLOCK bytes on.

        A quoted cell may hold line breaks, so a block does not end where its quotes do not come in pairs.
        """
        with self.path.open("rb") as file:
            end = file.seek(self.begins)
            while data := _up_to_a_line(file, BLOCK):
                start, end = end, file.tell()
                if data.count(b'"') % 2:
                    more = itertools.islice(iter(file.readline, b""), MOST_LINES)
                    closing = next((line for line in more if line.count(b'"') % 2), None)
                    end = file.seek(file.tell() if closing else end)
                if start < min(end, self.ends):
                    yield start, min(end, self.ends)

    def read(self, start: int, end: int, unlike: Collection[int] = ()) -> Block:
        """The rows between two places. `unlike`: columns whose cells are mostly different ones."""
        with self.path.open("rb") as file:
            file.seek(start)
            data = file.read(end - start)
        text = self._text(data)
        block, plain = self._of_text(text), data.isascii()
        return replace(block, cells=_told_apart(block.cells, unlike), ascii=plain, utf8=plain or _is_utf8(data))

    def _of_text(self, text: bytes) -> Block:
        if b'"' not in text and b"\n\n" not in text and b"\n\r" not in text and text[:1] not in b"\r\n":
            try:
                return self._at_once(text)
            except pa.ArrowInvalid:  # a row has more cells than the others, or fewer
                pass
        return self._one_by_one(text)

    def check(self, blocks: list[Block]) -> None:
        """Raises NotPlain where all blocks together show that the file is not what it seems to be."""
        utf8 = self.utf8 and all(block.utf8 for block in blocks)
        utf8 = utf8 and not (self.ascii and all(block.ascii for block in blocks))
        if not any(len(block.rows) for block in blocks) or (self.encoding == "cp1252" and utf8):
            raise NotPlain
        short_rows = [block.short_rows for block in blocks]
        if breaks_off(short_rows, blocks[-1].length - 1) and not self._ends_in_a_line_break():
            raise NotPlain

    def _ends_in_a_line_break(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(self.ends - 1)
            return file.read(1) == b"\n"

    def _text(self, data: bytes) -> bytes:
        """In UTF-8."""
        if b"\0" in data or data.count(b"\r") != data.count(b"\r\n"):
            raise NotPlain
        if data.isascii():
            return data
        simple = self.encoding == "cp1252" and len(data.translate(None, OF_CP1252)) == len(data)
        try:
            return data.decode("latin-1" if simple else self.encoding).encode("utf-8")
        except UnicodeDecodeError:
            raise NotPlain from None

    def _at_once(self, text: bytes) -> Block:
        names = [str(place) for place in range(len(self.table.header))]
        cells = pyarrow.csv.read_csv(
            pa.py_buffer(text),
            pyarrow.csv.ReadOptions(column_names=names, use_threads=False),
            pyarrow.csv.ParseOptions(delimiter=self.dialect.delimiter, quote_char=False, ignore_empty_lines=False),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), null_values=[], strings_can_be_null=False
            ),
        ).combine_chunks()
        filled = _filled(cells)
        if not filled.all():
            cells = cells.filter(pa.array(filled))
        return Block(np.flatnonzero(filled), cells, len(filled))

    def _one_by_one(self, text: bytes) -> Block:
        lines = io.StringIO(text.decode("utf-8"), newline="")
        try:
            records = list(csv.reader(lines, delimiter=self.dialect.delimiter, strict=True))
        except csv.Error:
            raise NotPlain from None
        # The header is row -1: the rows of the block count from 0.
        try:
            table = raw_table(self.name, {-1: self.table.header, **dict(enumerate(records))}, -1)
        except FileProblem:
            table = self.table  # no row of the block is filled
        if len(table.header) != len(self.table.header):
            raise NotPlain
        cells = pa.table({str(place): pa.array(table.cells[place], pa.string()) for place in table.cells})
        rows = np.asarray(table.cells.index, dtype=np.int64)
        return Block(rows, cells, len(records), short_rows=table.short_rows, long_rows=table.long_rows)


def _told_apart(cells: pa.Table, unlike: Collection[int]) -> pa.Table:
    """With each different text once in the columns that have few."""
    for place, name in enumerate(cells.column_names):
        if place in unlike:
            continue
        coded = cells[name].combine_chunks().dictionary_encode()
        if len(coded.dictionary) <= FEW * len(coded):
            cells = cells.set_column(place, name, coded)
    return cells


def _filled(cells: pa.Table) -> np.ndarray:
    """Whether each row has a cell with more than spaces; mostly its first has."""
    first = cells[0].combine_chunks()
    blank = pc.or_(pc.utf8_is_space(first), pc.equal(pc.binary_length(first), 0))
    filled = ~blank.to_numpy(zero_copy_only=False)
    doubtful = np.flatnonzero(~filled)
    if len(doubtful):
        some = cells.take(pa.array(doubtful)).to_pandas().apply(lambda column: column.str.strip() != "")
        filled[doubtful] = some.any(axis=1).to_numpy()
    return filled


def _end(file: io.BufferedReader) -> int:
    """Where the text of a file ends: before the sign that ended files of old. The file is at its beginning after."""
    last = max(file.seek(0, os.SEEK_END) - 3, 0)
    file.seek(last)
    text = without_end_mark(file.read().decode("latin-1"))
    file.seek(0)
    return last + len(text)


def _up_to_a_line(file: io.BufferedReader, most: int) -> bytes:
    data = file.read(most)
    return data if not data or data.endswith(b"\n") else data + file.readline()


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
