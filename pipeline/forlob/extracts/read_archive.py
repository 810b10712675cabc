"""Reads the one extract that a zip file holds."""

import io
import posixpath
from pathlib import Path

from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_csv import read_text
from forlob.extracts.read_excel import read_excel
from forlob.extracts.read_zip import MOST_UNPACKED, Zip
from forlob.programme.extract_models import Format

TEXT, WORKBOOKS = (".csv", ".txt", ".tsv"), (".xlsx", ".xlsm")
MOST_NAMED = 8


def read_archive(path: Path, name: str, form: Format) -> RawTable:
    """The cells of the CSV file or workbook in a zip file. Raises FileProblem where it holds none, or several."""
    entry, data = extract_in(path)
    if entry.lower().endswith(WORKBOOKS):
        return read_excel(io.BytesIO(data), name, form)
    return read_text(data, name, form)


def extract_in(path: Path) -> tuple[str, bytes]:
    """Name and bytes of the one extract in a zip file. Raises FileProblem as `read_archive` does."""
    with Zip(path, "a zip file") as files:
        names = [name for name in files.names if not _is_hidden(name)]
        extracts = [name for name in names if name.lower().endswith((*TEXT, *WORKBOOKS))]
        if len(extracts) != 1:
            held = extracts or names
            shown = ", ".join(held[:MOST_NAMED]) + (", ..." if len(held) > MOST_NAMED else "")
            what = "no CSV file or Excel workbook" if not extracts else f"{len(extracts)} of them"
            message = f"a zip file is read if it holds one CSV file or Excel workbook, and this holds {what}"
            raise FileProblem("wrong_encoding", f"{message} ({shown or 'it is empty'}); unpack it and name the files")
        return extracts[0], files.read(extracts[0].replace("\\", "/"), MOST_UNPACKED)


def _is_hidden(name: str) -> bool:
    """Whether a program has put a file beside the others, as Macs do."""
    parts = name.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or posixpath.basename(name).startswith((".", "~$"))
