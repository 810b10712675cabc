"""Reads one extract by what its file is."""

from pathlib import Path

from forlob.extracts.expand import composed
from forlob.extracts.file_kinds import kind_of
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_archive import read_archive
from forlob.extracts.read_csv import read_csv
from forlob.extracts.read_excel import read_excel
from forlob.extracts.read_parquet import read_parquet
from forlob.extracts.read_qdpx import read_qdpx
from forlob.extracts.read_statistics import PROGRAMS, read_statistics
from forlob.programme.extract_models import Extract, Format

#: Kinds of workbook.
WORKBOOKS = ("xlsx", "xls", "xlsb", "ods")


def read_extract(folder: Path, extract: Extract) -> RawTable:
    """The cells of an extract's file below `folder`. Raises FileProblem where it is missing or not as declared."""
    path = find(folder, extract.file)
    try:
        if path.stat().st_size == 0:
            raise FileProblem("empty_file", "the file is empty; deliver it again")
        return _read(path, extract.file, extract.format)
    except OSError as error:
        raise FileProblem("file_missing", f"the file cannot be read ({error.strerror}); fix its permissions") from None


def _read(path: Path, name: str, form: Format) -> RawTable:
    kind = kind_of(path)
    if kind in WORKBOOKS:
        return read_excel(path, name, form, kind)
    if kind == "parquet":
        return read_parquet(path, name, form)
    if kind == "qdpx":
        return read_qdpx(path, name, form)
    if kind == "zip":
        return read_archive(path, name, form)
    if kind in PROGRAMS:
        return read_statistics(path, name, form, kind)
    return read_csv(path, name, form)


def find(folder: Path, name: str) -> Path:
    """The file of a name; å may be one character in the name and two (a and a ring) on the disk, or the reverse.

    Raises FileProblem where there is none.
    """
    there = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    if (folder / name).is_file():
        return folder / name
    same = [path for path in there if composed(path.name) == composed(name)]
    if same:
        return same[0]
    seen = (
        f"the folder holds {', '.join(path.name for path in there[:8])}"
        if there
        else "the folder is empty or not there"
    )
    message = f"the file is not in the folder of extracts ({seen}); put it there or fix file: in programme.yaml"
    raise FileProblem("file_missing", message)
