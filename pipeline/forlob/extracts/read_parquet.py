"""Reads a Parquet file; its first data row counts as row 2, as under a header."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.programme.programme import Format


def read_parquet(path: Path, name: str, form: Format) -> RawTable:
    """The cells of a Parquet file as they are typed there. Raises FileProblem where it is not one, or has no rows."""
    try:
        table = pq.ParquetFile(path).read()
        columns = [column.to_pylist() for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError):
        raise FileProblem("wrong_encoding", "the file is not Parquet or is damaged; deliver it again") from None
    records = {1: list(table.column_names)}
    records |= {number: list(row) for number, row in enumerate(zip(*columns, strict=True), 2)}
    return raw_table(name, records, 1, decimal=form.decimal or ".")
