"""The rows of one file that belong to a chunk, as they lie on the disk."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from forlob.extracts.raw_tables import RawTable
from forlob.extracts.read_blocks import Block

ROW = "row"


@dataclass(frozen=True)
class PartOfBlocks:
    """Rows of a file that was read in blocks. `files`: of each block, with the file's row that its first row is.

    `table`: all else of the table.
    """

    files: tuple[tuple[Path, int], ...]
    chunk: int
    table: RawTable

    def read(self) -> RawTable:
        """The table as it would be were these rows the whole file; its cells come as categories."""
        parts = []
        for path, first in self.files:
            with pa.memory_map(str(path)) as file:
                rows = pa.Table.from_batches([pa.ipc.open_file(file).get_batch(self.chunk)])
                at = np.asarray(rows[ROW]).astype(np.int64) + first
                parts.append(rows.set_column(len(self.table.header), ROW, pa.array(at)))
        index = pd.Index(np.concatenate([np.asarray(rows[ROW]) for rows in parts]))
        cells = {place: _categories([rows[place] for rows in parts]) for place in range(len(self.table.header))}
        return replace(self.table, cells=pd.DataFrame(cells).set_axis(index))


@dataclass(frozen=True)
class PartOfTable:
    """Rows of a file that was read as a whole, at `path`; `table`: all else of the table."""

    path: Path
    table: RawTable

    def read(self) -> RawTable:
        """The table as it would be were these rows the whole file."""
        return replace(self.table, cells=pd.read_pickle(self.path))


def write_block(path: Path, block: Block, chunks: np.ndarray, number: int) -> None:
    """Write the rows of a block, a batch for each chunk, with where in the block they stand as `row`."""
    order = np.argsort(chunks, kind="stable")
    rows = block.cells.append_column(ROW, pa.array(block.rows.astype(np.int32))).take(pa.array(order)).combine_chunks()
    ends = np.searchsorted(chunks[order], np.arange(number + 1))
    nothing = pa.RecordBatch.from_pylist([], rows.schema)
    batch = rows.to_batches()[0] if len(rows) else nothing
    with pa.ipc.new_file(path, rows.schema) as file:
        for start, end in zip(ends, ends[1:], strict=False):
            file.write_batch(batch.slice(start, end - start))


def _categories(parts: list[pa.ChunkedArray]) -> pd.Categorical:
    """The cells of several blocks, each different text once."""
    coded = [part.combine_chunks() for part in parts]
    coded = [part if pa.types.is_dictionary(part.type) else part.dictionary_encode() for part in coded]
    whole = pa.chunked_array(coded).unify_dictionaries().combine_chunks()
    values = whole.dictionary.to_numpy(zero_copy_only=False)
    return pd.Categorical.from_codes(whole.indices.to_numpy(), pd.Index(values, dtype=object), validate=False)
