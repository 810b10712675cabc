"""Splits the extracts by participant: all rows of one, of every file, go to one chunk, and no row to two."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import uuid4

import numpy as np
import pandas as pd
import pyarrow as pa

from forlob.big.chunk_ids import chunk_of, column_of_participants, ordinary_in
from forlob.big.chunk_rows import PartOfBlocks, PartOfTable, write_block
from forlob.cleaning.nine_digit_ids import columns_of_ids, ordinary_ids
from forlob.cleaning.spelling import plain, texts
from forlob.cleaning.table_rows import rows_of_table
from forlob.extracts.file_kinds import kind_of
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_blocks import Block, Blocks, NotPlain
from forlob.extracts.read_extract import find, read_extract
from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme

#: Bytes of extracts for each chunk: some million rows. And how many chunks at least, so that each core has some.
OF_A_CHUNK = 50_000_000
FEWEST = 4
Part = PartOfBlocks | PartOfTable | FileProblem


@dataclass(frozen=True)
class Chunk:
    """Some participants: place in `programme.extracts` -> the file's part, or why it cannot be read."""

    number: int
    parts: dict[int, Part] = field(default_factory=dict)


@dataclass(frozen=True)
class SplitBlock:
    """What is known of a block that was split: `block` without its cells, which lie at `path`, a batch for each chunk.

    `ordinary`: headers of ids of which one of nine digits is no CPR number; `short` and `long`: those rows of it,
    by chunk.
    """

    path: Path
    block: Block
    ordinary: frozenset[str]
    short: list[dict[int, int]]
    long: list[dict[int, int]]


def split(programme: Programme, raw: Path, folder: Path, executor: Executor, most: int = 0) -> list[Chunk]:
    """Write the parts of all chunks below `folder`. What is not about participants goes to the first chunk whole.

    `most`: bytes of extracts for each chunk, where these are to be fewer than usual.
    """
    files = [_file(raw, extract) for extract in programme.extracts]
    size = sum(file.stat().st_size for file in files if file)
    number = max(FEWEST, size // min(most or OF_A_CHUNK, OF_A_CHUNK))
    begun = [
        _begun(extract, file, folder / str(place), number, executor)
        for place, (extract, file) in enumerate(zip(programme.extracts, files, strict=True))
    ]
    chunks = [Chunk(number) for number in range(number)]
    for place, extract in enumerate(programme.extracts):
        try:
            parts: Sequence[Part] = _of_blocks(begun[place], number) or _of_table(
                extract, raw, folder / str(place), number
            )
        except FileProblem as problem:
            parts = [problem] * number
        for chunk, part in zip(chunks, parts, strict=True):
            chunk.parts[place] = part
    return chunks


def _file(raw: Path, extract: Extract) -> Path | None:
    try:
        return find(raw, extract.file)
    except FileProblem:
        return None


@dataclass(frozen=True)
class _Begun:
    """A file whose blocks are being split."""

    blocks: Blocks
    split: list["Future[SplitBlock]"]


def _begun(extract: Extract, file: Path | None, path: Path, number: int, executor: Executor) -> _Begun | None:
    """None where the file must be read as a whole, as where some of its rows are no rows of its table."""
    if not file or extract.leaves_out:
        return None
    try:
        if kind_of(file) != "csv":
            return None
        blocks = Blocks(file, extract.file, extract.format)
    except (NotPlain, FileProblem, OSError):
        return None
    spans = enumerate(blocks.spans())
    return _Begun(
        blocks,
        [executor.submit(split_block, blocks, span, extract, f"{path}-{at}", number) for at, span in spans],
    )


def split_block(blocks: Blocks, span: tuple[int, int], extract: Extract, name: str, number: int) -> SplitBlock:
    """Split a block of a file, and write it to a file whose path begins with `name`. Raises NotPlain."""
    header, participants = blocks.table.header, column_of_participants(blocks.table, extract)
    block = blocks.read(*span, unlike=() if participants is None else (participants,))
    well_formed = block.cells.filter(pa.array(~np.isin(block.rows, list(block.long_rows))))
    ids = [plain(header[at]) for at in columns_of_ids(blocks.table, extract) if ordinary_in(well_formed[at])]
    chunks = np.zeros(len(block.rows), dtype=np.uint16)
    if participants is not None:
        chunks = chunk_of(block.cells[participants], number)
    path = Path(f"{name}-{uuid4().hex}.arrow")  # its own if the block is begun twice
    write_block(path, block, chunks, number)
    few, many = (
        _by_chunk(rows, chunks[np.searchsorted(block.rows, list(rows))], number)
        for rows in (block.short_rows, block.long_rows)
    )
    return SplitBlock(path, replace(block, rows=block.rows[:1], cells=pa.table({})), frozenset(ids), few, many)


def _by_chunk(rows: dict[int, int], chunks: Iterable[int], number: int) -> list[dict[int, int]]:
    found: list[dict[int, int]] = [{} for _ in range(number)]
    for (row, cells), chunk in zip(rows.items(), chunks, strict=True):
        found[chunk][row] = cells
    return found


def _of_blocks(begun: _Begun | None, number: int) -> list[PartOfBlocks]:
    """The part of each chunk; none where the file must be read as a whole."""
    if begun is None:
        return []
    try:
        done: list[SplitBlock] = [future.result() for future in begun.split]
        begun.blocks.check([one.block for one in done])
    except (NotPlain, OSError):
        return []
    first_rows = np.cumsum([2, *(one.block.length for one in done)]).tolist()
    ordinary = frozenset().union(*(one.ordinary for one in done))
    table = replace(begun.blocks.table, ordinary_ids=ordinary)
    files = tuple((one.path, first) for one, first in zip(done, first_rows, strict=False))

    def shifted(of_blocks: Iterable[dict[int, int]]) -> dict[int, int]:
        pairs = zip(first_rows, of_blocks, strict=False)
        return {first + row: cells for first, rows in pairs for row, cells in rows.items()}

    return [
        PartOfBlocks(
            *(files, chunk),
            replace(
                table,
                short_rows=shifted(one.short[chunk] for one in done),
                long_rows=shifted(one.long[chunk] for one in done),
            ),
        )
        for chunk in range(number)
    ]


def _of_table(extract: Extract, raw: Path, path: Path, number: int) -> list[PartOfTable]:
    """The part of each chunk of a file that is read as a whole. Raises FileProblem where it cannot be read."""
    table = rows_of_table(read_extract(raw, extract), extract)
    column = column_of_participants(table, extract)
    chunks = np.zeros(len(table.cells), dtype=np.uint16)
    if column is not None:
        chunks = chunk_of(pa.array(texts(table.cells[column]), pa.string()), number)
    ordinary = ordinary_ids(table, extract)
    parts = []
    for chunk in range(number):
        cells = table.cells[chunks == chunk]
        parts.append(PartOfTable(Path(f"{path}-{chunk}.pickle"), _with_rows(table, cells.index, ordinary)))
        cells.to_pickle(parts[-1].path)
    return parts


def _with_rows(table: RawTable, rows: pd.Index, ordinary: frozenset[str]) -> RawTable:
    """All of a table but its cells, which are others': `rows`."""
    here = set(rows)
    return replace(
        table,
        cells=table.cells.head(0),
        short_rows={row: cells for row, cells in table.short_rows.items() if row in here},
        long_rows={row: cells for row, cells in table.long_rows.items() if row in here},
        ordinary_ids=ordinary,
    )
