"""How complete the registers are, and what became of the rows that were read."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from forlob.cleaning.findings import NOT_READ
from forlob.measures.data import Data
from forlob.measures.rows import count, no_rows, share

#: Columns that cleaning makes from others.
DERIVED = {"participation_id", "exit_status", "identifier_at", "suppressed"}


def completeness(data: Data) -> pd.DataFrame:
    """Filled cells of each column (subgroup) of each register (group), of its rows. Unit: cells."""
    return of_filled({name: filled(table) for name, table in data.registers.items()})


def filled(table: pd.DataFrame) -> tuple[dict[str, int], int]:
    """How many cells of each column of a register are filled, and how many rows it has."""
    return {str(name): int(number) for name, number in table.notna().sum().items()}, len(table)


def of_filled(counts: Mapping[str, tuple[Mapping[str, int], int]]) -> pd.DataFrame:
    """`completeness` from what `filled` counts of each register."""
    tables = []
    for name, (cells, rows) in counts.items():
        columns = [column for column in cells if column not in DERIVED]
        if columns:
            where = {"group": [name] * len(columns), "subgroup": columns}
            n = np.array([cells[column] for column in columns])
            tables.append(share("quality.completeness", n, rows, "cells", **where))
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def set_aside(findings: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Rows of each register (group) that a rule (subgroup) has set aside, of the rows read. Unit: rows.

    Takes the findings, one a row set aside, and `counts` as `rows` does.
    """
    return _of_findings("quality.set_aside", "rows", findings[findings["severity"] == "set_aside"], "rule", counts)


def not_read(findings: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Cells of a column (subgroup, as the file names it) of each register (group) that could not be read, of the rows
    read. Unit: cells.

    Takes the findings, one a cell that becomes not registered, and `counts` as `rows` does.
    """
    return _of_findings("quality.not_read", "cells", findings[findings["rule"].isin(NOT_READ)], "column", counts)


def causes(lost: pd.DataFrame) -> pd.DataFrame:
    """Rows or cells of each register (group) that the likeliest cause lost (subgroup `what: cause`), of the rows read.

    Takes one row a register and what it lost more than a tenth of (`cleaning/losses.py`). Unit: rows.
    """
    if lost.empty:
        return no_rows()
    what = lost["lost"] + ": " + lost["cause"]
    return share("quality.causes", lost["n"], lost["read"], "rows", lost["register"], what)


def _of_findings(measure: str, unit: str, findings: pd.DataFrame, by: str, counts: pd.DataFrame) -> pd.DataFrame:
    n = findings.groupby(["register", by], sort=True).size().reset_index(name="n")
    n = n.merge(counts[["register", "read"]], on="register")
    return share(measure, n["n"], n["read"], unit, n["register"], n[by]) if len(n) else no_rows()


def rows(counts: pd.DataFrame) -> pd.DataFrame:
    """Rows read, kept and set aside (subgroup) of each register (group). Unit: rows.

    Takes one row a register with the columns register, read, kept and set_aside; read = kept + set_aside.
    """
    if counts.empty:
        return no_rows()
    long = counts.melt("register", ["read", "kept", "set_aside"], "step", "n").sort_values("register", kind="stable")
    return count("quality.rows", long["n"].to_numpy(), "rows", long["register"], long["step"])
