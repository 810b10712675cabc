"""The measures table as text: the same table is always the same bytes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from forlob.measures.table import COLUMNS, COUNTS, NUMBERS, TEXTS, as_written, read_rows
from forlob.storage.csv_lines import csv_lines


def to_csv_text(table: pd.DataFrame) -> str:
    """Comma separated: counts as whole numbers, other numbers with ten digits, suppressed as true or false."""
    cells = (map(_as_text, table[name].astype(object)) for name in COLUMNS)
    return csv_lines([COLUMNS, *zip(*cells, strict=True)])


def from_csv_text(text: str) -> pd.DataFrame:
    """The table that to_csv_text wrote. Raises as `read_rows` does."""
    return as_table(read_rows(text))


def as_table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as `read_rows` gives them."""
    kinds = dict.fromkeys(TEXTS, "str") | dict.fromkeys(NUMBERS, float) | dict.fromkeys(COUNTS, object)
    kinds["suppressed"] = bool
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kinds[name]) for name in COLUMNS})


def _as_text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool | np.bool_):
        return "true" if cell else "false"
    if isinstance(cell, int | np.integer):
        return str(int(cell))
    return "" if pd.isna(cell) else str(float(as_written(cell)))
