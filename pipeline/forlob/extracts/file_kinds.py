"""What a file is by its content: endings are changed by hand, content is not."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Literal

from forlob.extracts.raw_tables import FileProblem

Kind = Literal["csv", "xlsx", "xls", "xlsb", "ods", "parquet", "qdpx", "sav", "dta", "sas7bdat", "xport", "zip"]

#: The ending of a file -> what it is read as where its content does not tell.
KIND_OF_ENDING: dict[str, Kind] = {
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xls": "csv",  # many programs give text this ending, for Excel to open it
    ".xlsb": "xlsb",
    ".ods": "ods",
    ".parquet": "parquet",
    ".qdpx": "qdpx",
    ".sav": "sav",
    ".zsav": "sav",
    ".dta": "dta",
    ".sas7bdat": "sas7bdat",
    ".xpt": "xport",
    ".zip": "zip",
}
#: What files of a kind begin with.
BEGINNINGS: dict[bytes, Kind] = {
    b"PAR1": "parquet",
    b"$FL2": "sav",
    b"$FL3": "sav",
    b"<stata_dta>": "dta",
    b"HEADER RECORD*******LIB": "xport",
    b"\0" * 12 + b"\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\x00\x09\xc7\x31\x8c": "sas7bdat",
}
#: Older Stata files begin with their version, the order of bytes and two fixed bytes.
OLD_STATA = re.compile(rb"[\x69\x6c\x6e\x6f\x71-\x73][\x01\x02]\x01\x00", re.DOTALL)
ZIPPED, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: A part that a zip file of a kind has.
PARTS: dict[str, Kind] = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "project.qde": "qdpx",
    "content.xml": "ods",
}
WEB_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|table|meta|head|body)\b", re.IGNORECASE)
SPREADSHEET_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml.{0,600}urn:schemas-microsoft-com:office", re.DOTALL)
HEAD = 1000


def kind_of(path: Path) -> Kind:
    """What a file is. Raises FileProblem where it is locked, or of a kind that is not read; OSError as `open` does."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(ZIPPED):
            return _of_zip(file) or _of_ending(path, "zip")
        if head.startswith(COMPOUND):
            return _of_compound(head + file.read())
    for beginning, kind in BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if OLD_STATA.match(head):
        return "dta"
    ending = _of_ending(path, "csv")
    if ending == "csv" and (WEB_PAGE.match(head) or SPREADSHEET_XML.match(head)):
        raise FileProblem(
            "wrong_encoding", "the file is a web page or XML for Excel to open; open it in Excel and save it as .xlsx"
        )
    return ending


def _of_ending(path: Path, otherwise: Kind) -> Kind:
    return KIND_OF_ENDING.get(path.suffix.lower(), otherwise)


def _of_zip(file: IO[bytes]) -> Kind | None:
    try:
        with zipfile.ZipFile(file) as parts:
            names = {name.replace("\\", "/").lower() for name in parts.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError):
        return None
    found = next((kind for part, kind in PARTS.items() if part in names), None)
    if found is None and "[content_types].xml" in names:
        return "xlsx"  # its list of sheets has another name
    return None if found == "ods" and "mimetype" not in names else found


def _of_compound(data: bytes) -> Kind:
    """What a compound file of Microsoft's is: the names of its streams tell."""
    if _stream("EncryptedPackage") in data:
        message = "the workbook is locked with a password; open it in Excel, remove the password and save it again"
        raise FileProblem("unsafe_file", message)
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    raise FileProblem("wrong_encoding", "the file is an Office document but no workbook; save it as .xlsx or CSV")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"
