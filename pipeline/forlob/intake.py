"""Takes a programme's extracts in: reads them, cleans them, and keeps registers and findings."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from forlob.big.chunk_ids import can_be_split
from forlob.big.clean_in_chunks import clean_in_chunks
from forlob.big.join import Joined
from forlob.big.workers import folder_of_chunks, workers
from forlob.cleaning.clean import Cleaned, clean
from forlob.cleaning.findings import errors_as_text
from forlob.cleaning.schemas import broken
from forlob.errors import ExtractsUnusable, UsageError
from forlob.extracts.expand import expanded, files_of
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_extract import read_extract
from forlob.programme.programme import Programme
from forlob.programme.read_programme import read_programme
from forlob.programme.seen_by import seen_by_cleaning
from forlob.storage.atomic import staged_folder, write_text
from forlob.storage.cleaning_files import write_result
from forlob.storage.csv_lines import csv_of
from forlob.storage.register_files import write_registers
from forlob.storage.secret import get_key
from forlob.storage.used_codes import write_codes_used
from forlob.storage.workspace import Workspace, workspace_of_notebook

#: Bytes of extracts from which they are cleaned in chunks: some million rows, which take gigabytes in memory.
BIG = 60_000_000
#: The environment variable that names another number of bytes.
CHUNKS_FROM = "FORLOB_CHUNKS_FROM"

#: Writes the registers below an empty folder.
Write = Callable[[Path], None]


def clean_programme(programme: str) -> Cleaned:
    """Clean the extracts of a programme, by its name: what clean.ipynb does. Raises as `take_in` does."""
    folders = workspace_of_notebook(programme)
    return take_in(seen_by_cleaning(read_programme(folders.programme_file)), folders)


def check(programme: Programme, folders: Workspace) -> Cleaned:
    """Clean the extracts and write findings.csv alone."""
    with _cleaned(expanded(programme, folders.raw), folders) as (cleaned, _):
        _keep_findings(cleaned, folders)
        return cleaned


def take_in(programme: Programme, folders: Workspace) -> Cleaned:
    """Clean the extracts; write findings.csv and, where no finding is an error, the registers with what was found.

    Raises ExtractsUnusable where one is: the registers of the last good extracts stay as they are. Of big extracts the
    registers that come with the answer are those small enough for it.
    """
    with _cleaned(expanded(programme, folders.raw), folders) as (cleaned, write):
        _keep_findings(cleaned, folders)
        if said := errors_as_text(cleaned.findings, folders.findings):
            raise ExtractsUnusable(said)
        with staged_folder(folders.registers) as new:
            write(new)
            write_result(new, cleaned.result)
        return cleaned


def clean_whole(programme: Programme, folders: Workspace) -> Cleaned:
    """The cleaned registers, each checked against its schema, and the findings, in memory."""
    cleaned = clean(programme, _read(programme, folders), get_key)
    for register, frame in cleaned.registers.items():
        problem = broken(register, frame, programme)
        if problem:
            raise AssertionError(f"{register} does not hold its schema after cleaning: {problem}")
    return cleaned


def in_chunks(programme: Programme, folders: Workspace) -> bool:
    """Whether the extracts are cleaned in chunks."""
    return _size(programme, folders) >= (_given() or BIG) and can_be_split(programme)


@contextmanager
def _cleaned(programme: Programme, folders: Workspace) -> Iterator[tuple[Cleaned, Write]]:
    if not in_chunks(programme, folders):
        cleaned = clean_whole(programme, folders)
        yield cleaned, lambda folder: write_registers(folder, cleaned.registers)
        return
    with folder_of_chunks(folders.processed) as folder, workers() as executor:
        joined = clean_in_chunks(programme, folders.raw, folder, get_key, executor, _given())
        yield joined.cleaned, lambda new: _write(joined, folder / "registers", new)


def _write(joined: Joined, made: Path, new: Path) -> None:
    """Have the registers made beside the chunks, and move them: what a lost worker still writes is not among them."""
    made.mkdir()
    joined.write(made)
    for file in sorted(made.glob("*/*.parquet")):
        (new / file.parent.name).mkdir(exist_ok=True)
        os.replace(file, new / file.parent.name / file.name)
    write_codes_used(new)


def _read(programme: Programme, folders: Workspace) -> Mapping[int, RawTable | FileProblem]:
    """Place in `programme.extracts` -> the file's cells, or why they cannot be read."""
    tables: dict[int, RawTable | FileProblem] = {}
    for place, extract in enumerate(programme.extracts):
        try:
            tables[place] = read_extract(folders.raw, extract)
        except FileProblem as problem:
            tables[place] = problem
    return tables


def _given() -> int:
    """The bytes from which extracts are cleaned in chunks, and that a chunk has, where they are to be fewer; else 0."""
    given = os.environ.get(CHUNKS_FROM, "")
    if given and not given.isdigit():
        raise UsageError(f"{CHUNKS_FROM}={given}: that is no number of bytes.")
    return int(given or 0)


def _size(programme: Programme, folders: Workspace) -> int:
    """The bytes of the extracts that are there."""
    return sum(file.stat().st_size for file in files_of(programme, folders.raw).values() if file.is_file())


def _keep_findings(cleaned: Cleaned, folders: Workspace) -> None:
    write_text(folders.findings, csv_of(cleaned.findings))
