"""The measures table as text: the same table is always the same bytes."""

import csv
import io
from typing import Any

import numpy as np
import pandas as pd

from pipeline.measures.table import COLUMNS, NUMBERS

TEXTS = [name for name in COLUMNS if name not in (*NUMBERS, "suppressed")]


def to_csv_text(table: pd.DataFrame) -> str:
    """Comma separated: counts as whole numbers, other numbers with all their digits, suppressed as true or false."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(zip(*(map(_as_text, table[name].astype(object)) for name in COLUMNS), strict=True))
    return out.getvalue()


def from_csv_text(text: str) -> pd.DataFrame:
    """The table that to_csv_text wrote."""
    rows = list(csv.DictReader(io.StringIO(text)))
    columns: dict[str, pd.Series] = {}
    for name in COLUMNS:
        cells = [row[name] for row in rows]
        if name in TEXTS:
            columns[name] = pd.Series(cells, dtype="str")
        elif name == "suppressed":
            columns[name] = pd.Series([cell == "true" for cell in cells], dtype=bool)
        elif name in ("n", "of"):
            columns[name] = pd.Series([_number(cell) for cell in cells], dtype=object)
        else:
            columns[name] = pd.Series([float(cell) if cell else float("nan") for cell in cells], dtype=float)
    return pd.DataFrame(columns)


def _as_text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if pd.isna(cell):
        return ""
    if isinstance(cell, bool | np.bool_):
        return "true" if cell else "false"
    return str(int(cell)) if isinstance(cell, int | np.integer) else repr(float(cell))


def _number(cell: str) -> int | float | None:
    if not cell:
        return None
    return float(cell) if set(cell) & set(".e") else int(cell)
