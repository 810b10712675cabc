"""Reads a Parquet file; its first data row counts as row 2, as under a header."""

from datetime import UTC
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from forlob.extracts.local_times import local
from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.programme.extract_models import Format


def read_parquet(path: Path, name: str, form: Format) -> RawTable:
    """The cells of a Parquet file as they are typed there, moments with a time zone by the clocks of `form.timezone`.

    Raises FileProblem where it is not one, or has no rows.
    """
    try:
        table = pq.ParquetFile(path).read()
        columns = [_cells(column, form.timezone) for column in table.columns]
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError):
        raise FileProblem("wrong_encoding", "the file is not Parquet or is damaged; deliver it again") from None
    records = {1: list(table.column_names)}
    records |= {number: list(row) for number, row in enumerate(zip(*columns, strict=True), 2)}
    return raw_table(name, records, 1, decimal=form.decimal or ".")


def _cells(column: pa.ChunkedArray, zone: str) -> list:
    """The cells of a column; a moment with a time zone is kept as one of UTC, whatever zone it is shown in."""
    if not (pa.types.is_timestamp(column.type) and column.type.tz):
        return column.to_pylist()
    in_utc = column.cast(pa.timestamp(column.type.unit)).to_pylist()
    times = {moment: local(moment.replace(tzinfo=UTC), zone) for moment in set(in_utc) - {None}}
    return [times.get(moment) for moment in in_utc]
