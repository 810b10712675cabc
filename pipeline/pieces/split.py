"""Splits the extracts by participant: all rows of one, of every file, go to one piece, and no row to two."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.cleaning.columns import names_of
from pipeline.cleaning.persons import is_ordinary
from pipeline.cleaning.spelling import plain, texts
from pipeline.config.programme import Extract, Programme
from pipeline.config.registers import OF_PARTICIPANTS, REGISTERS
from pipeline.extracts.read_blocks import Blocks, NotPlain
from pipeline.extracts.read_extract import READERS, find, read_extract
from pipeline.extracts.tables import FileProblem, RawTable

#: Bytes of extracts for each piece: some 250,000 rows.
OF_A_PIECE = 12_000_000
#: Registers that are about participants, one by one.
SPLIT = ("participants", *(name for name in OF_PARTICIPANTS if name != "answers"))


@dataclass(frozen=True)
class Part:
    """The rows of one file that belong to a piece, at `path`; `table`: all else of the file's table."""

    path: Path
    table: RawTable

    def read(self) -> RawTable:
        """The table as it would be were these rows the whole file; the cells of text come as categories."""
        if self.path.suffix == ".pickle":
            return replace(self.table, cells=pd.read_pickle(self.path))
        with pa.memory_map(str(self.path)) as file:
            rows = pa.ipc.open_file(file).read_all().combine_chunks()
            index = pd.Index(rows["row"].to_numpy(zero_copy_only=False).copy())
            cells = {place: _as_categories(rows[str(place)]) for place in range(len(self.table.header))}
        return replace(self.table, cells=pd.DataFrame(cells).set_axis(index))


@dataclass(frozen=True)
class Piece:
    """Some participants: place in `programme.extracts` -> the file's part, or why it cannot be read."""

    number: int
    parts: Mapping[int, Part | FileProblem] = field(default_factory=dict)


def can_be_split(programme: Programme) -> bool:
    """Whether every extract is about participants alone, row by row, or not at all about them."""
    for extract in programme.extracts:
        about = [register in SPLIT for register in extract.registers]
        other = {"answers"} & set(extract.registers)
        if extract.long or other or (any(about) and not all(about)) or (all(about) and not _id_of(extract)):
            return False
    return any(set(extract.registers) & set(SPLIT) for extract in programme.extracts)


def split(programme: Programme, raw: Path, folder: Path, of_a_piece: int = OF_A_PIECE) -> list[Piece]:
    """Write the parts of all pieces below `folder`. What is not about participants goes to the first piece whole."""
    files = [_file(raw, extract) for extract in programme.extracts]
    number = max(1, sum(file.stat().st_size for file in files if file) // of_a_piece)
    pieces: list[dict[int, Part | FileProblem]] = [{} for _ in range(number)]
    for place, (extract, file) in enumerate(zip(programme.extracts, files, strict=True)):
        try:
            parts = _parts(extract, file, raw, folder, place, number)
        except FileProblem as problem:
            parts = [problem] * number
        for piece, part in zip(pieces, parts, strict=True):
            piece[place] = part
    return [Piece(number, parts) for number, parts in enumerate(pieces)]


def _file(raw: Path, extract: Extract) -> Path | None:
    try:
        return find(raw, extract.file)
    except FileProblem:
        return None


def _parts(extract: Extract, file: Path | None, raw: Path, folder: Path, place: int, number: int) -> list[Part]:
    """The part of each piece. Raises FileProblem where the file cannot be read."""
    if file and file.suffix.lower() not in READERS:
        try:
            return _of_blocks(Blocks(file, extract.file, extract.format), extract, folder, place, number)
        except NotPlain:
            pass
    table = read_extract(raw, extract)
    column = _place_of_id(table, extract)
    pieces = np.zeros(len(table.cells), dtype=np.int64)
    if column is not None:
        pieces = piece_of(pa.array(texts(table.cells[column]), pa.string()), number)
    ids = {str(at): pa.array(texts(table.cells[at]), pa.string()) for at in _places_of_ids(table, extract)}
    ordinary = {table.header[int(list(ids)[at])] for at in _ordinary(pa.table(ids), [*range(len(ids))])}
    table = replace(table, ordinary_ids=frozenset(ordinary))
    parts = []
    for piece in range(number):
        path = folder / f"{place}-{piece}.pickle"
        cells = table.cells[pieces == piece]
        cells.to_pickle(path)
        parts.append(Part(path, _without_cells(table, table.short_rows, table.long_rows, cells.index)))
    return parts


def _ordinary(block: pa.Table, places: list[int]) -> Iterator[int]:
    """The columns of ids in which one of nine digits is no CPR number."""
    for place in places:
        distinct = pc.unique(block[place])
        nines = distinct.filter(pc.match_substring_regex(distinct, r"^\s*\d{9}\s*$")).to_pylist()
        if any(is_ordinary(cell.strip()) for cell in nines):
            yield place


def _of_blocks(blocks: Blocks, extract: Extract, folder: Path, place: int, number: int) -> list[Part]:
    column = _place_of_id(blocks.table, extract)
    paths = [folder / f"{place}-{piece}.arrow" for piece in range(number)]
    names = [*map(str, range(len(blocks.table.header))), "row"]
    schema = pa.schema([(name, pa.int64() if name == "row" else pa.string()) for name in names])
    short: list[dict[int, int]] = [{} for _ in paths]
    long: list[dict[int, int]] = [{} for _ in paths]
    ids = _places_of_ids(blocks.table, extract)
    ordinary: set[str] = set()
    with ExitStack() as stack:
        files = [stack.enter_context(pa.ipc.new_file(path, schema)) for path in paths]
        for block in blocks:
            ordinary |= {blocks.table.header[place] for place in _ordinary(block.cells, ids)}
            of_row = np.zeros(len(block.rows), dtype=np.int64)
            if column is not None:
                of_row = piece_of(block.cells[column], number)
            order = np.argsort(of_row, kind="stable")
            sorted_ = block.cells.append_column("row", pa.array(block.rows)).take(pa.array(order)).cast(schema)
            ends = np.searchsorted(of_row[order], np.arange(number + 1))
            for piece, file in enumerate(files):
                file.write_table(sorted_.slice(ends[piece], ends[piece + 1] - ends[piece]))
            for rows, kept in ((block.short_rows, short), (block.long_rows, long)):
                for row, cells in rows.items():
                    kept[of_row[np.searchsorted(block.rows, row)]][row] = cells
    table = replace(blocks.table, ordinary_ids=frozenset(ordinary))
    return [
        Part(path, replace(table, short_rows=few, long_rows=many))
        for path, few, many in zip(paths, short, long, strict=True)
    ]


def piece_of(ids: pa.ChunkedArray | pa.Array, number: int) -> np.ndarray:
    """The piece of each id. What may be one person's ids, such as a CPR number with and without its sign, has one."""
    coded = pc.dictionary_encode(ids)
    coded = coded.combine_chunks() if isinstance(coded, pa.ChunkedArray) else coded
    signs = pc.replace_substring_regex(coded.dictionary, "[^0-9A-Za-z]", "")
    digits = pc.ascii_ltrim(signs, "0").to_numpy(zero_copy_only=False)
    pieces = (pd.util.hash_array(digits, categorize=False) % np.uint64(number)).astype(np.int64)
    return pieces[coded.indices.to_numpy(zero_copy_only=False)]


def _place_of_id(table: RawTable, extract: Extract) -> int | None:
    """Where the participant stands; None where the file has no such column, or none is asked for."""
    name = plain(_id_of(extract)) if set(extract.registers) <= set(SPLIT) else ""
    places = [place for place, header in enumerate(table.header) if plain(header) == name]
    return places[0] if name and len(places) == 1 else None


def _places_of_ids(table: RawTable, extract: Extract) -> list[int]:
    """Where the ids of any kind stand that the file's registers read."""
    names = {
        plain(name)
        for register, mapping in extract.registers.items()
        for column, kind in REGISTERS[register].columns.items()
        if kind == "id"
        for name in names_of(mapping.columns.get(column, column))
    }
    return [place for place, header in enumerate(table.header) if plain(header) in names]


def _id_of(extract: Extract) -> str:
    """The header of the participants' ids; empty where the registers of the file have not the same."""
    names = {mapping.columns.get("participant_id", "participant_id") for mapping in extract.registers.values()}
    name = names.pop()
    return name if not names and isinstance(name, str) and "participant_id" not in extract.constants else ""


def _without_cells(table: RawTable, short: dict[int, int], long: dict[int, int], rows: pd.Index) -> RawTable:
    here = set(rows)
    return replace(
        table,
        cells=table.cells.head(0),
        short_rows={row: cells for row, cells in short.items() if row in here},
        long_rows={row: cells for row, cells in long.items() if row in here},
    )


def _as_categories(column: pa.ChunkedArray) -> pd.Categorical:
    coded = column.combine_chunks().dictionary_encode()
    values = coded.dictionary.to_numpy(zero_copy_only=False)
    return pd.Categorical.from_codes(coded.indices.to_numpy(), pd.Index(values, dtype=object), validate=False)
