"""How complete the registers are, and what became of the rows that were read."""

import pandas as pd

from pipeline.measures.data import Data
from pipeline.measures.rows import count, no_rows, share

#: Columns that cleaning makes from others.
DERIVED = {"course_id", "exit_status", "identifier_at"}


def completeness(data: Data) -> pd.DataFrame:
    """Filled cells of each column (subgroup) of each register (group), of its rows. Unit: cells."""
    tables = []
    for name, table in data.registers.items():
        filled = table.drop(columns=[column for column in table if column in DERIVED]).notna().sum()
        if len(filled):
            where = {"group": [name] * len(filled), "subgroup": filled.index.astype(str)}
            tables.append(share("quality.completeness", filled.to_numpy(), len(table), "cells", **where))
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def rows(counts: pd.DataFrame) -> pd.DataFrame:
    """Rows read, kept and set aside (subgroup) of each register (group). Unit: rows.

    Takes one row a register with the columns register, read, kept and set_aside; read = kept + set_aside.
    """
    if counts.empty:
        return no_rows()
    long = counts.melt("register", ["read", "kept", "set_aside"], "step", "n").sort_values("register", kind="stable")
    return count("quality.rows", long["n"].to_numpy(), "rows", long["register"], long["step"])
