"""Writes and reads the cleaned registers: a folder each, a Parquet file for every project in it.

`workspace.py` says where they lie. A project's file depends on the rows of that project alone: its participations are
numbered from 1 in it, and get the numbers of the whole programme when all projects are read.
"""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from forlob.errors import UsageError
from forlob.storage.used_codes import write_codes_used
from forlob.storage.workspace import CLEAN_FIRST, ORDER, REST, file_of, part_file, register_files

__all__ = ["in_parts", "read_registers", "register_files", "runs", "write_order", "write_registers"]

TEXT = {pa.string(): pd.StringDtype(), pa.large_string(): pd.StringDtype()}


def write_registers(folder: Path, registers: Mapping[str, pd.DataFrame]) -> None:
    """Write the registers of a programme below a folder, which holds none of them yet."""
    folder.mkdir(parents=True, exist_ok=True)
    before = participations_before(registers["participants"]["project"]) if "participants" in registers else {}
    for name, frame in registers.items():
        write_register(folder / name, frame, before)
    write_codes_used(folder, registers)


def write_register(folder: Path, frame: pd.DataFrame, before: Mapping[str, int]) -> None:
    """A register as a folder, which must not be there yet. `before`: as of `participations_before`."""
    folder.mkdir()
    table = pa.Table.from_pandas(frame, preserve_index=False)
    for project, rows in in_parts(table, before):
        pq.write_table(rows, part_file(folder, project))
    write_order(folder, runs(table))


def participations_before(projects: pd.Series) -> dict[str, int]:
    """Project (empty: none) -> how many participations stand before its own, from the projects of all participations in
    order.
    """
    first = projects.fillna("").reset_index(drop=True).drop_duplicates()
    return dict(zip(first, first.index, strict=True))


def in_parts(table: pa.Table, before: Mapping[str, int]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each project in their order, its participations numbered from 1; last, even if none, those of no
    project.

    `before`: as of `participations_before`. All parts have the columns and types of the whole.
    """
    if "project" in table.column_names:
        coded = _coded(table["project"])
        projects, places = coded.dictionary.to_pylist(), np.asarray(coded.indices)
        order = np.argsort(places, kind="stable")
        ends = np.searchsorted(places[order], np.arange(len(projects) + 1))
        table = table.take(pa.array(order))
        for place, project in enumerate(projects):
            if project:
                rows = table.slice(ends[place], ends[place + 1] - ends[place])
                yield project, _renumbered(rows, -before.get(project, 0))
        rest = projects.index("") if "" in projects else len(projects)
        table = table.slice(ends[rest], ends[rest + 1] - ends[rest]) if "" in projects else table.slice(0, 0)
    yield "", _renumbered(table, -before.get("", 0))


def _coded(texts: pa.ChunkedArray) -> pa.DictionaryArray:
    """Each different text once, in the order in which they come; nothing is an empty one."""
    return texts.cast(pa.string()).fill_null("").combine_chunks().dictionary_encode()


def runs(table: pa.Table) -> pa.Table:
    """Rows of one project that follow one another: project (empty: none), rows."""
    projects = table["project"].fill_null("") if "project" in table.column_names else pa.nulls(len(table), pa.string())
    parts = pc.run_end_encode(projects.combine_chunks() if isinstance(projects, pa.ChunkedArray) else projects)
    ends = np.asarray(parts.run_ends)
    names = pc.fill_null(parts.values.cast(pa.string()), "")
    return pa.table({"project": names, "rows": pa.array(np.diff(ends, prepend=0), pa.int64())})


def write_order(register: Path, order: pa.Table) -> None:
    pq.write_table(order, register / ORDER)


def read_registers(
    folder: Path, project: str | None = None, only: Collection[str] | None = None
) -> dict[str, pd.DataFrame]:
    """Register -> its rows, of one project (whose participations then count from 1) or of all, in the order of the
    cleaning.

    `only`: the registers wanted. Raises UsageError where nothing is cleaned yet.
    """
    names = sorted({file.parent.name for file in register_files(folder)})
    if not names:
        raise UsageError(f"{folder}: there are no cleaned registers. {CLEAN_FIRST}")
    wanted = [name for name in names if only is None or name in only]
    before = _all_participations_before(folder) if project is None else {}
    return {
        name: (_whole(folder / name, before) if project is None else _of_project(folder / name, project)).to_pandas(
            types_mapper=TEXT.get
        )
        for name in wanted
    }


def count_filled(folder: Path, project: str | None = None) -> dict[str, tuple[dict[str, int], int]]:
    """Register -> how many cells of each column are filled and how many rows there are, without reading them.

    Of a project only the registers whose rows carry one.
    """
    counts = {}
    for register in sorted({file.parent for file in register_files(folder)}):
        columns = pq.read_schema(part_file(register, "")).names
        if project is None:
            files = sorted(file for file in register.iterdir() if file.name != ORDER)
        elif "project" in columns:
            files = [file for file in [part_file(register, project)] if file.is_file()]
        else:
            continue
        parts = [_filled(pq.read_metadata(file)) for file in files]
        cells = {name: sum(cells[name] for cells, _ in parts) for name in columns}
        counts[register.name] = cells, sum(rows for _, rows in parts)
    return counts


def _filled(about: pq.FileMetaData) -> tuple[dict[str, int], int]:
    """From what a file says of itself: filled cells of each column, and rows."""
    groups = [group for group in map(about.row_group, range(about.num_row_groups)) if group.num_rows]
    cells = {
        about.schema.column(place).name: sum(
            group.num_rows - group.column(place).statistics.null_count for group in groups
        )
        for place in range(about.num_columns)
    }
    return cells, about.num_rows


def _of_project(register: Path, project: str) -> pa.Table:
    """A project's rows; none, with all columns, where it has none; all where the register has no column `project`."""
    file = file_of(register, project)
    rows = _read(file)
    return rows if file.name != REST or "project" not in rows.column_names else rows.slice(0, 0)


def _whole(register: Path, before: Mapping[str, int]) -> pa.Table:
    order = _read(register / ORDER)
    codes = order["project"].combine_chunks().dictionary_encode()
    projects, places = codes.dictionary.to_pylist(), np.asarray(codes.indices)
    missing = [] if "" in projects else [""]  # its file has no rows, but the columns
    parts = [
        _renumbered(_read(part_file(register, project)), before.get(project, 0)) for project in [*projects, *missing]
    ]
    table = pa.concat_tables(parts)
    if len(places) == len(projects):
        return table
    of_rows = np.repeat(places, np.asarray(order["rows"]))
    where = np.empty(len(of_rows), dtype=np.int64)
    where[np.argsort(of_rows, kind="stable")] = np.arange(len(of_rows))
    return table.take(pa.array(where))


def _all_participations_before(folder: Path) -> dict[str, int]:
    if not (folder / "participants" / ORDER).is_file():
        return {}
    order = _read(folder / "participants" / ORDER)
    ends = np.cumsum([0, *order["rows"].to_pylist()])
    return {project: int(end) for project, end in reversed(list(zip(order["project"].to_pylist(), ends, strict=False)))}


def _renumbered(table: pa.Table, more: int) -> pa.Table:
    """With `more` added to each number of a participation."""
    if not more or "participation_id" not in table.column_names:
        return table
    place = table.column_names.index("participation_id")
    field = table.schema.field(place)
    return table.set_column(place, field, pc.add(table["participation_id"], pa.scalar(more, field.type)))


def _read(file: Path) -> pa.Table:
    """Small files are read by one thread and as they are, without a scan of their folder."""
    return pq.ParquetFile(file).read(use_threads=False)
