"""Writes and reads the cleaned registers, one Parquet file each."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import UsageError
from pipeline.storage.atomic import staged_folder

TEXT = {pa.string(): pd.StringDtype(), pa.large_string(): pd.StringDtype()}


def write_registers(folder: Path, registers: dict[str, pd.DataFrame]) -> None:
    """Replace the registers of a programme in one step."""
    with staged_folder(folder) as new:
        for name, frame in registers.items():
            pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), new / f"{name}.parquet")


def read_registers(folder: Path, project: str | None = None) -> dict[str, pd.DataFrame]:
    """Register -> its rows, of one project or of all. Raises UsageError where nothing is cleaned yet."""
    files = sorted(folder.glob("*.parquet"))
    if not files:
        advice = "Run `forlob clean`, or notebooks/clean.ipynb, first."
        raise UsageError(f"{folder}: there are no cleaned registers. {advice}")
    registers = {}
    for file in files:
        of_project = project is not None and "project" in pq.read_schema(file).names
        table = pq.read_table(file, filters=[("project", "=", project)] if of_project else None)
        registers[file.stem] = table.to_pandas(types_mapper=TEXT.get)
    return registers
