"""Finds out from the files of a folder how each is written: encoding, delimiter, sheets, the row of the header."""

import csv
import io
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from forlob.extracts.decode import BYTE_ORDER_MARKS, decode
from forlob.extracts.file_kinds import KIND_OF_ENDING, Kind, kind_of
from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_archive import extract_in
from forlob.extracts.read_csv import DELIMITERS, EXCEL_HINT, GZIP
from forlob.extracts.read_excel import open_workbook
from forlob.extracts.read_extract import WORKBOOKS
from forlob.extracts.read_zip import unpack_gzip
from forlob.extracts.sheets import Sheet
from forlob.programme.extract_models import Format

TEXT = (".csv", ".txt", ".tsv", ".csv.gz")
#: Records at the top of a file that its delimiter and header are told by.
TOP = 50


def extract_files(folder: Path) -> dict[str, Path]:
    """Name below the folder -> path, for every file that may be an extract."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    endings = (*TEXT, *KIND_OF_ENDING)
    kept = [path for path in paths if not path.name.startswith((".", "~$")) and path.name.lower().endswith(endings)]
    return {path.relative_to(folder).as_posix(): path for path in kept}


def usual_encoding(paths: Iterable[Path]) -> str:
    """The encoding of most text files of a delivery: that of a file without any letter beyond ASCII may be any."""
    found = Counter(encoding for path in paths if _is_text(path) and (encoding := _encoding(_bytes(path))))
    return found.most_common(1)[0][0] if found else "utf-8"


def layouts(path: Path, usual: str = "utf-8") -> list[Format]:
    """How a file is written; a workbook has one layout a sheet. Raises FileProblem where that cannot be told."""
    kind: Kind = kind_of(path)
    if kind == "zip":
        name, data = extract_in(path)
        if not name.lower().endswith(TEXT):
            return _layouts_of_workbook(io.BytesIO(data), "xlsx")
        return [_layout_of_text(data, usual)]
    if kind in WORKBOOKS:
        return _layouts_of_workbook(path, kind)
    return [_layout_of_text(_bytes(path), usual)] if kind == "csv" else [Format()]


def sheets_in(path: Path) -> int:
    """The number of sheets of a workbook, the empty ones among them; 0 of one that lies in a zip."""
    if kind_of(path) not in WORKBOOKS:
        return 0
    with open_workbook(path, kind_of(path), Format().timezone) as book:
        return len(book.names)


def _is_text(path: Path) -> bool:
    return path.name.lower().endswith(TEXT)


def _bytes(path: Path) -> bytes:
    data = path.read_bytes()
    if path.suffix.lower() != ".gz" and not data.startswith(GZIP):
        return data
    try:
        return unpack_gzip(path)
    except (OSError, EOFError, zlib.error, FileProblem):
        return b""


def _encoding(data: bytes) -> str | None:
    """None where the bytes do not tell, being the same in several encodings."""
    mark = next((encoding for bom, encoding in BYTE_ORDER_MARKS.items() if data.startswith(bom)), None)
    if mark or data.isascii() or b"\0" in data:
        return mark
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _layout_of_text(data: bytes, usual: str) -> Format:
    encoding = _encoding(data)
    text = decode(data, encoding)
    if encoding is None and b"\0" not in data:
        encoding = usual if usual in ("utf-8", "cp1252") else "utf-8"
    hint = EXCEL_HINT.match(text)
    text = text[hint.end() :] if hint else text
    tops = {delimiter: _top(text, delimiter) for delimiter in ([hint[1]] if hint else DELIMITERS)}
    delimiter = max(tops, key=lambda d: _width(tops[d]))
    return Format(encoding=encoding, delimiter=delimiter, header_row=_header_row(tops[delimiter]))


def _top(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(2**31 - 1)
    records = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            records.append(record)
            if len(records) == TOP:
                break
    except csv.Error:
        pass
    return records


def _layouts_of_workbook(file: Path | IO[bytes], kind: Kind) -> list[Format]:
    """The sheets of a workbook that hold anything."""
    zone = Format().timezone
    with open_workbook(file, kind, zone) as book:
        tops = {name: _top_of_sheet(book.sheet(name, 0, TOP)) for name in book.names}
    return [Format(sheet=name, header_row=_header_row(top)) for name, top in tops.items() if any(map(_filled, top))]


def _top_of_sheet(sheet: Sheet) -> list[list]:
    last = min(max(sheet.rows, default=0), TOP)
    return [sheet.rows.get(row, []) for row in range(1, last + 1)]


def _width(records: list[list]) -> int:
    """The width of most records."""
    widths = Counter(len(record) for record in records if _filled(record))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _header_row(records: list[list]) -> int:
    """The first record, from 1, that fills most of the table's width: titles and empty rows may stand above it."""
    widest = max(map(_filled, records), default=0)
    return next((number for number, record in enumerate(records, 1) if _filled(record) > widest / 2), 1)


def _filled(record: list) -> int:
    return sum(cell is not None and str(cell).strip() != "" for cell in record)
