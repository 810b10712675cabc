"""Cleans one chunk of the extracts, as any process can that sees the folder."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pandas as pd
import pyarrow as pa

from forlob.big.chunk_ids import SPLIT
from forlob.big.split import Chunk
from forlob.cleaning.categories import as_text, is_coded
from forlob.cleaning.clean import clean_rows
from forlob.cleaning.schemas import broken
from forlob.cleaning.time_registrations import REGISTER
from forlob.extracts.raw_tables import FileProblem
from forlob.programme.programme import Programme
from forlob.storage.register_files import in_parts

#: Each different text once, with a number for each row.
TEXTS = pa.dictionary(pa.int32(), pa.string())


class KeyNeeded(Exception):
    """An id of the chunk is a CPR number."""


@dataclass(frozen=True)
class CleanedChunk:
    """What a chunk came to: its small tables as in `CleanedRows`, and the files of its registers.

    `places`: of the rows that a finding names. `frames`: the participants, with ids that count within the chunk, and
    what is not split. `files`: the other registers, each a file of Arrow with a batch for each of `projects`, the rows
    in the order of their participations; `file` and `row` are still in it. `moments`: file of time registrations -> its
    own name of the column with their moment. `of_reading`: as in `CleanedRows`. `order`: file -> its place among
    extracts.
    """

    findings: pd.DataFrame
    rows: pd.DataFrame
    places: pd.DataFrame
    read: pd.DataFrame
    frames: dict[str, pd.DataFrame]
    files: dict[str, Path]
    projects: dict[str, list[str]]
    moments: dict[str, str]
    of_reading: pd.DataFrame
    order: dict[str, int]


def clean_chunk(chunk: Chunk, programme: Programme, key: bytes | None, folder: Path) -> CleanedChunk:
    """Clean a chunk and write its registers below `folder`. Raises KeyNeeded where it needs `key` and has none."""

    def get_key() -> bytes:
        if key is None:
            raise KeyNeeded
        return key

    tables = {place: part if isinstance(part, FileProblem) else part.read() for place, part in chunk.parts.items()}
    cleaned = clean_rows(programme, tables, get_key)
    frames: dict[str, pd.DataFrame] = {}
    files: dict[str, Path] = {}
    projects: dict[str, list[str]] = {}
    for name, frame in cleaned.registers.items():
        problem = broken(name, frame.drop(columns=["file", "row"]), programme)
        if problem:
            raise AssertionError(f"{name} does not hold its schema after cleaning: {problem}")
        if name == "participants" or name not in SPLIT:
            frames[name] = frame
        else:
            files[name] = folder / f"{name}-{chunk.number}-{uuid4().hex}.arrow"  # its own if the chunk is begun twice
            projects[name] = _write(files[name], frame)
    moments = {}
    if REGISTER in cleaned.registers:
        timed = cleaned.registers[REGISTER].drop_duplicates("file")
        moments = dict(zip(timed["file"], cleaned.header(timed), strict=True))
    order = {table.file: place for place, table in tables.items() if not isinstance(table, FileProblem)}
    of_all = (cleaned.findings, cleaned.rows, cleaned.places, cleaned.read)
    return CleanedChunk(*of_all, frames, files, projects, moments, cleaned.of_reading, order)


def _write(path: Path, frame: pd.DataFrame) -> list[str]:
    """Write a batch of each project's rows, each different text once; their projects."""
    ordered = frame.sort_values("participation_id", kind="stable", na_position="last")
    coded = {name for name in ordered.columns if is_coded(ordered[name]) and not ordered[name].cat.categories.empty}
    others = ordered.assign(**{name: as_text(ordered[name]) for name in ordered.columns if name not in coded})
    table = pa.Table.from_pandas(others, preserve_index=False).replace_schema_metadata(None)
    for place, field in enumerate(table.schema):
        if field.name in coded:
            table = table.set_column(place, field.name, table[place].cast(TEXTS))
        elif pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            table = table.set_column(place, field.name, table[place].cast(pa.string()).dictionary_encode().cast(TEXTS))
    table = table.unify_dictionaries()
    parts = list(in_parts(table, {}))
    nothing = next(iter(table.to_batches()), pa.RecordBatch.from_pylist([], table.schema)).slice(0, 0)
    with pa.ipc.new_file(path, table.schema) as file:
        for _, rows in parts:
            file.write_batch(next(iter(rows.combine_chunks().to_batches()), nothing))
    return [project for project, _ in parts]
