"""Reads CSV files of any delimiter, in UTF-8 (with or without a byte order mark), cp1252 or another encoding."""

import csv
import io
import itertools
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forlob.extracts.decode import decode
from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.extracts.read_zip import unpack_gzip
from forlob.programme.extract_models import Format

DELIMITERS = (";", ",", "\t", "|")
#: How many rows tell which delimiter a file has.
SAMPLE = 50
#: The first line of some files tells Excel the delimiter; Excel hides it, so that the header is row 1.
EXCEL_HINT = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
#: What a file packed with gzip begins with.
GZIP = b"\x1f\x8b\x08"
#: How well a delimiter fits that leaves the file one column.
ONE_COLUMN = (0.0, 0)


def read_csv(path: Path, name: str, form: Format) -> RawTable:
    """The cells of a CSV file, all as text; a quoted cell may hold line breaks, and its row still counts as one.

    Raises FileProblem for an encoding or delimiter other than the declared one, an empty file, no header, no rows,
    a quote that is never closed, or a file that breaks off.
    """
    return read_text(_bytes(path), name, form)


def read_text(data: bytes, name: str, form: Format) -> RawTable:
    """The cells of the bytes of a CSV file, as `read_csv` gives them."""
    text = decode(data, form.encoding)
    dialect = dialect_of(text, form)
    text = text[dialect.hint :]
    records = _records(text, dialect.delimiter)
    table = raw_table(name, records, form.header_row, **dialect.said)
    if not text.endswith(("\n", "\r")):
        _check_end(table, max(records))
    return table


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written; `hint`: how many characters before its header tell Excel the delimiter."""

    delimiter: str
    decimal: str
    other_headers: dict[str, list[str]]
    hint: int

    @property
    def said(self) -> dict[str, Any]:
        """What a RawTable keeps of it."""
        return {"decimal": self.decimal, "other_headers": self.other_headers}


def dialect_of(text: str, form: Format) -> Dialect:
    """How a text is written, from its first rows. Raises FileProblem where that is not as declared, or it is empty."""
    hint = EXCEL_HINT.match(text)
    if hint:
        text = text[hint.end() :]
    if not text.strip():
        raise FileProblem("empty_file", "the file is empty; deliver it again")
    tried = dict.fromkeys([d for d in (form.delimiter, hint and hint[1], *DELIMITERS) if d and d not in '"\r\n'])
    samples = {delimiter: _sample(text, delimiter, form.header_row) for delimiter in tried}
    best = max(samples, key=lambda delimiter: _fit(samples[delimiter]))
    delimiter = form.delimiter or (hint and hint[1]) or best
    if delimiter not in samples or (_fit(samples[delimiter]) == ONE_COLUMN and _fit(samples[best]) > (0.5, 0)):
        width = len(samples[best][0])
        message = (
            f"the delimiter {delimiter!r} gives one column, {best!r} gives {width}; set format.delimiter to {best!r}"
        )
        raise FileProblem("wrong_delimiter", f"{message} in programme.yaml", form.header_row)
    others = {d: sample[0] for d, sample in samples.items() if d != delimiter and sample and len(sample[0]) > 1}
    return Dialect(delimiter, form.decimal or ("," if delimiter == ";" else "."), others, hint.end() if hint else 0)


def _check_end(table: RawTable, last: int) -> None:
    """Raises FileProblem where a file seems to break off: its last row, without a line break, is the shortest.

    Where empty cells at the end are left out, other rows may be short too. A row of one cell with several words is a
    footnote, which `skip` leaves out.
    """
    if breaks_off([table.short_rows], last) and not _is_footnote(table, last):
        cells = f"{table.short_rows[last]} of {len(table.header)} cells"
        message = f"the last row has {cells}, and no line break follows: the file seems to break off"
        repair = "deliver it again, or end the row with a line break if nothing is missing"
        raise FileProblem("damaged_file", f"{message}; {repair}", last)


def _is_footnote(table: RawTable, row: int) -> bool:
    words = [word for word in str(table.cells.at[row, 0]).split() if word[0].isalpha()]
    return table.short_rows[row] == 1 and len(words) > 1


def breaks_off(short_rows: Sequence[Mapping[int, int]], last: int) -> bool:
    """Whether the last row is the shortest; `short_rows` of each block of the file, `last` in the last of them."""
    cells = short_rows[-1].get(last)
    alike = sum(number <= cells for block in short_rows for number in block.values()) if cells else 0
    return alike == 1


def _bytes(path: Path) -> bytes:
    """The bytes of a file, unpacked where it is packed with gzip."""
    data = path.read_bytes()
    if path.suffix.lower() != ".gz" and not data.startswith(GZIP):
        return data
    try:
        return unpack_gzip(path)
    except (OSError, EOFError, zlib.error):
        raise FileProblem("wrong_encoding", "the file is not packed with gzip; deliver it again") from None


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(2**31 - 1)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _sample(text: str, delimiter: str, header_row: int) -> list[list[str]]:
    """The header and the first filled rows, as far as they can be read with a delimiter."""
    records: list[list[str]] = []
    try:
        for record in itertools.islice(_reader(text, delimiter), header_row - 1, header_row + SAMPLE):
            if record or not records:
                records.append(record)
    except csv.Error:
        pass
    return records


def _fit(sample: list[list[str]]) -> tuple[float, int]:
    """How well a delimiter fits: the share of rows as wide as the header, and that width."""
    width = len(sample[0]) if sample else 0
    if width < 2:
        return ONE_COLUMN
    widths = Counter(len(record) for record in sample)
    return round(widths[width] / len(sample), 1), width


def _records(text: str, delimiter: str) -> dict[int, list[str]]:
    records, number = {}, 0
    try:
        for number, record in enumerate(_reader(text, delimiter), 1):
            records[number] = record
    except csv.Error:
        message = "a quoted cell is not closed, or text follows its closing quote; fix the quotes in that row"
        raise FileProblem("ragged_row", message, number + 1) from None
    return records
