"""Joins cleaned chunks: participations numbered over all of them, what only all together show, a file for each
project.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from forlob.big.clean_chunk import CleanedChunk
from forlob.big.overlaps import PARTS, Overlaps, overlaps_of
from forlob.cleaning.clean import Cleaned, distinct_places, finished_register, unusable
from forlob.cleaning.findings import collect, counted_together, errors
from forlob.cleaning.losses import mostly_lost
from forlob.cleaning.participations import with_ids
from forlob.cleaning.time_registrations import REGISTER
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS
from forlob.storage.register_files import participations_before, write_order, write_register
from forlob.storage.workspace import part_file

#: Columns that a register no longer has when it is finished.
PLACE = ["file", "row"]
#: What time registrations get behind their other columns, in this order; a date only where it is no column of theirs.
MADE = ("date", "started_at", "time_of_day", "hours")
#: A chunk's file, the batch in it, and for each participation of the chunk its number within the project.
Source = tuple[Path, int, np.ndarray]
#: Where a participation was before it was numbered with those of all chunks.
WAS = ["chunk", "number"]


@dataclass(frozen=True)
class Joined:
    """The cleaned chunks of a programme as a whole."""

    programme: Programme
    chunks: Sequence[CleanedChunk]
    executor: Executor

    @cached_property
    def cleaned(self) -> Cleaned:
        """As `clean` gives it; of the registers those that were kept in memory, which are the participants at least."""
        findings = _findings([chunk.findings for chunk in self.chunks])
        if unusable(findings):
            findings = _findings([chunk.of_reading for chunk in self.chunks])
        rows = pd.concat([chunk.rows for chunk in self.chunks]).groupby("register", sort=False).sum().reset_index()
        rows = rows.sort_values("register", key=lambda names: names.map(list(REGISTERS).index), ignore_index=True)
        lost = mostly_lost(findings, rows)
        if lost or not errors(findings).empty:
            findings = pd.concat([findings, *lost], ignore_index=True)
            none = [table.head(0) for table in (self.chunks[0].rows, self.chunks[0].places, self.chunks[0].read)]
            return Cleaned({}, collect([findings], self.programme.names_to_mask), *none)
        begun = self._overlaps()
        registers = {name: finished_register(frame) for name, frame in self._frames.items()}
        overlaps = [found for future in begun for found in future.result()]
        findings = collect([findings, *(found for found, _ in overlaps)], self.programme.names_to_mask)
        places = pd.concat([chunk.places for chunk in self.chunks])
        places = distinct_places(pd.concat([places, *(of_rows for _, of_rows in overlaps)]))
        read = pd.concat([chunk.read for chunk in self.chunks]).groupby(["register", "project"], sort=False)["rows"]
        return Cleaned(registers, findings, rows, places, read.sum().reset_index())

    def write(self, folder: Path) -> None:
        """Write all registers below an empty folder."""
        before = participations_before(self._numbered["project"])
        for name, frame in self.cleaned.registers.items():
            write_register(folder / name, frame, before)
        numbers = list(self._numbers(before))
        tasks = []
        for name in self._split:
            (folder / name).mkdir()
            schema = self._schema(name)
            for project in [*filter(None, before), ""]:
                sources = list(self._sources(name, project, numbers))
                if project and not sources:
                    continue
                given = (folder / name, project, sources, schema)
                tasks.append((name, project, self.executor.submit(write_project, *given)))
        order: dict[str, dict[str, int]] = {name: {} for name in self._split}
        for name, project, written in tasks:
            rows = written.result()
            if rows:
                order[name][project] = rows
        for name, counts in order.items():
            in_order = {project: counts[project] for project in [*before, ""] if project in counts}
            projects, rows = pa.array(in_order.keys(), pa.string()), pa.array(in_order.values(), pa.int64())
            write_order(folder / name, pa.table({"project": projects, "rows": rows}))

    @property
    def _split(self) -> list[str]:
        return [name for name in REGISTERS if any(name in chunk.files for chunk in self.chunks)]

    @cached_property
    def _numbered(self) -> pd.DataFrame:
        """The participations of all chunks, numbered over all; `chunk` and `number` say which each was."""
        parts = [chunk.frames["participants"].assign(chunk=place) for place, chunk in enumerate(self.chunks)]
        place = {file: place for chunk in self.chunks for file, place in chunk.order.items()}
        participations = pd.concat(parts, ignore_index=True).rename(columns={"participation_id": "number"})
        participations = participations.assign(place=participations["file"].map(place)).sort_values(
            ["place", "row"], kind="stable"
        )
        return with_ids(participations.drop(columns="place"), self.programme)

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        frames = {**self.chunks[0].frames, "participants": self._numbered.drop(columns=WAS)}
        return {name: frames[name] for name in REGISTERS if name in frames}

    def _numbers(self, before: dict[str, int]) -> Iterator[np.ndarray]:
        """For each chunk the number within its project of each of its participations."""
        participations = self._numbered
        first = participations["project"].fillna("").map(before).to_numpy()
        within = participations["participation_id"].to_numpy(dtype=np.int64) - first
        was_chunk, was = participations["chunk"].to_numpy(), participations["number"].to_numpy(dtype=np.int64)
        order = np.lexsort((was, was_chunk))
        yield from np.split(within[order], np.searchsorted(was_chunk[order], np.arange(1, len(self.chunks))))

    def _sources(self, name: str, project: str, numbers: list[np.ndarray]) -> Iterator[Source]:
        for chunk, of_participations in zip(self.chunks, numbers, strict=True):
            if name in chunk.files and project in chunk.projects[name]:
                yield chunk.files[name], chunk.projects[name].index(project), of_participations

    def _schema(self, name: str) -> pa.Schema:
        """The columns that any chunk has, in the order in which cleaning makes them."""
        schemas = [_as_texts(_open(chunk.files[name]).schema) for chunk in self.chunks if name in chunk.files]
        fields = {field.name: field for schema in schemas for field in schema}
        everywhere = set.intersection(*(set(schema.names) for schema in schemas))
        last = [column for column in MADE if column in fields and not (column == "date" and column in everywhere)]
        return pa.schema([*(field for key, field in fields.items() if key not in last), *map(fields.get, last)])

    def _overlaps(self) -> list[Future[Overlaps]]:
        """To find what mentors have registered at the same time, with whichever participants; as `overlaps_of` does."""
        chunks = [chunk for chunk in self.chunks if REGISTER in chunk.files]
        files = [chunk.files[REGISTER] for chunk in chunks]
        header = {file: name for chunk in chunks for file, name in chunk.moments.items()}
        return [self.executor.submit(overlaps_of, files, part, PARTS, header) for part in range(PARTS if files else 0)]


def write_project(folder: Path, project: str, sources: Sequence[Source], schema: pa.Schema) -> int:
    """Write a project's rows of a register in the order of its participations, and return how many there are."""
    parts = [_renumbered(_open(path).get_batch(batch), numbers, schema) for path, batch, numbers in sources]
    rows = pa.concat_tables(parts) if parts else schema.empty_table()
    numbers = rows["participation_id"].fill_null(np.iinfo(np.int64).max).to_numpy()
    rows = rows.take(pa.array(np.argsort(numbers, kind="stable"))).drop_columns(PLACE)
    first = [name for name in ("participation_id", "participant_id", "project") if name in rows.column_names]
    rows = rows.select([*first, *(name for name in rows.column_names if name not in first)])
    final = part_file(folder, project)
    new = final.with_suffix(f".{uuid4().hex}")  # whoever else writes the same does not meet this
    pq.write_table(_as_pandas_reads(rows), new)
    os.replace(new, final)
    return len(rows)


def _as_pandas_reads(table: pa.Table) -> pa.Table:
    """With what pandas keeps of its types, as where it writes a table itself."""
    types = {pa.string(): "string", pa.large_string(): "string", pa.int64(): "Int64"}
    mapper = {arrow: pd.api.types.pandas_dtype(name) for arrow, name in types.items()}
    frame = table.slice(0, 0).to_pandas(types_mapper=mapper.get)
    return table.cast(pa.Schema.from_pandas(frame, preserve_index=False))


def _renumbered(batch: pa.RecordBatch, numbers: np.ndarray, schema: pa.Schema) -> pa.Table:
    columns = []
    for field in schema:
        if field.name not in batch.schema.names:
            columns.append(pa.nulls(len(batch), field.type))
        elif field.name == "participation_id":
            was = batch["participation_id"]
            now = np.append(numbers, 0)[was.fill_null(0).to_numpy() - 1]  # the last: of no participation
            columns.append(pa.array(now, field.type, mask=was.is_null().to_numpy(zero_copy_only=False)))
        else:
            columns.append(batch[field.name].cast(field.type))
    return pa.table(columns, schema=schema)


def _as_texts(schema: pa.Schema) -> pa.Schema:
    """With texts where a chunk has each different one once."""
    coded = [field.with_type(pa.string()) if pa.types.is_dictionary(field.type) else field for field in schema]
    return pa.schema(coded)


def _open(path: Path) -> pa.ipc.RecordBatchFileReader:
    return pa.ipc.open_file(pa.memory_map(str(path)))


def _findings(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The findings of all chunks, what several of them say of a file once; that it has no row, only if all say so."""
    columns = list(tables[0].columns)
    said = pd.concat([table.assign(chunk=chunk) for chunk, table in enumerate(tables)], ignore_index=True)
    again = said[said.duplicated(columns, keep=False)]
    first: dict[tuple[str, ...], int] = {}
    by = [first.setdefault(tuple(finding), chunk) for *finding, chunk in again.astype(object).fillna("").to_numpy()]
    kept = said.drop(again.index[again["chunk"].to_numpy() != np.array(by, dtype=np.int64)])
    without_rows = said[said["rule"] == "no_rows"].groupby(["file", "register"])["chunk"].nunique()
    somewhere = without_rows.index[without_rows < len(tables)]
    wrong = (kept["rule"] == "no_rows") & pd.MultiIndex.from_frame(kept[["file", "register"]]).isin(somewhere)
    return counted_together(kept.loc[~wrong, columns].reset_index(drop=True))
