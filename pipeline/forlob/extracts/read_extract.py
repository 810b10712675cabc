"""Reads one extract by what its file is."""

import unicodedata
from pathlib import Path

from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_csv import read_csv
from forlob.extracts.read_parquet import read_parquet
from forlob.extracts.read_qdpx import read_qdpx
from forlob.programme.programme import Extract, Format

#: What no reader reads.
REFUSED = (".xls", ".xlsb", ".ods")


def _read_excel(path: Path, name: str, form: Format) -> RawTable:
    from forlob.extracts.read_excel import read_excel  # openpyxl is slow to import, and most extracts are CSV

    return read_excel(path, name, form)


READERS = {".xlsx": _read_excel, ".xlsm": _read_excel, ".parquet": read_parquet, ".qdpx": read_qdpx}


def read_extract(folder: Path, extract: Extract) -> RawTable:
    """The cells of an extract's file below `folder`. Raises FileProblem where it is missing or not as declared."""
    path = find(folder, extract.file)
    if path.suffix.lower() in REFUSED:
        message = f"files ending in {path.suffix} are not read; save it as .xlsx or CSV"
        raise FileProblem("wrong_encoding", message)
    try:
        if path.stat().st_size == 0:
            raise FileProblem("empty_file", "the file is empty; deliver it again")
        return READERS.get(path.suffix.lower(), read_csv)(path, extract.file, extract.format)
    except OSError as error:
        raise FileProblem("file_missing", f"the file cannot be read ({error.strerror}); fix its permissions") from None


def find(folder: Path, name: str) -> Path:
    """The file of a name; å may be one character in the name and two (a and a ring) on the disk, or the reverse.

    Raises FileProblem where there is none.
    """
    there = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    if (folder / name).is_file():
        return folder / name
    same = [path for path in there if _composed(path.name) == _composed(name)]
    if same:
        return same[0]
    seen = (
        f"the folder holds {', '.join(path.name for path in there[:8])}"
        if there
        else "the folder is empty or not there"
    )
    message = f"the file is not in the folder of extracts ({seen}); put it there or fix file: in programme.yaml"
    raise FileProblem("file_missing", message)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
