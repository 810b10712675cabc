"""Finds out from the files of a folder how each is written: encoding, delimiter, sheets, the row of the header."""

import csv
import io
import warnings
import zlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl

from forlob.extracts.decode import BYTE_ORDER_MARKS, decode
from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_csv import DELIMITERS, EXCEL_HINT
from forlob.extracts.read_excel import check_workbook
from forlob.extracts.read_zip import unpack_gzip
from forlob.programme.programme import Format

TEXT, EXCEL = (".csv", ".txt", ".tsv", ".csv.gz"), (".xlsx", ".xlsm")
#: Files that have one layout only.
OTHERS = (".parquet", ".qdpx")
#: Records at the top of a file that its delimiter and header are told by.
TOP = 50


def extract_files(folder: Path) -> dict[str, Path]:
    """Name below the folder -> path, for every file that may be an extract."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    endings = (*TEXT, *EXCEL, *OTHERS)
    kept = [path for path in paths if not path.name.startswith((".", "~$")) and path.name.lower().endswith(endings)]
    return {path.relative_to(folder).as_posix(): path for path in kept}


def usual_encoding(paths: Iterable[Path]) -> str:
    """The encoding of most text files of a delivery: that of a file without any letter beyond ASCII may be any."""
    found = Counter(encoding for path in paths if _is_text(path) and (encoding := _encoding(_bytes(path))))
    return found.most_common(1)[0][0] if found else "utf-8"


def layouts(path: Path, usual: str = "utf-8") -> list[Format]:
    """How a file is written; a workbook has one layout a sheet. Raises FileProblem where that cannot be told."""
    if _is_text(path):
        return [_layout_of_text(_bytes(path), usual)]
    return _layouts_of_workbook(path) if path.suffix.lower() in EXCEL else [Format()]


def _is_text(path: Path) -> bool:
    return path.name.lower().endswith(TEXT)


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() != ".gz":
        return path.read_bytes()
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


def _layouts_of_workbook(path: Path) -> list[Format]:
    """The sheets of a workbook that hold anything."""
    check_workbook(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            tops = {sheet.title: _top_of_sheet(sheet) for sheet in book.worksheets}
            book.close()
        except Exception:  # a damaged workbook makes openpyxl, zipfile and the XML parser raise what they like
            raise FileProblem("wrong_encoding", "the file is not an Excel workbook (.xlsx) or is damaged") from None
    return [Format(sheet=name, header_row=_header_row(top)) for name, top in tops.items() if any(map(_filled, top))]


def _top_of_sheet(sheet: Any) -> list[list]:
    sheet.reset_dimensions()
    return [list(row) for row in sheet.iter_rows(max_row=TOP, values_only=True)]


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
