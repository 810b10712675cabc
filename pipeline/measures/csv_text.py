"""The measures table as text: the same table is always the same bytes."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from pipeline.measures.table import COLUMNS, NUMBERS, TEXTS, read_rows


def to_csv_text(table: pd.DataFrame) -> str:
    """Comma separated: counts as whole numbers, other numbers with all their digits, suppressed as true or false."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(zip(*(map(_as_text, table[name].astype(object)) for name in COLUMNS), strict=True))
    return out.getvalue()


def from_csv_text(text: str) -> pd.DataFrame:
    """The table that to_csv_text wrote. Raises as `read_rows` does."""
    return as_table(read_rows(text))


def as_table(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as `read_rows` gives them."""
    kinds = dict.fromkeys(TEXTS, "str") | dict.fromkeys(NUMBERS, float) | {"suppressed": bool}
    kinds |= dict.fromkeys(("n", "of"), object)
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kinds[name]) for name in COLUMNS})


def _as_text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if pd.isna(cell):
        return ""
    if isinstance(cell, bool | np.bool_):
        return "true" if cell else "false"
    return str(int(cell)) if isinstance(cell, int | np.integer) else repr(float(cell))
