"""How complete the registers are, and what became of the rows that were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from forlob.cleaning.findings import NOT_READ
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.populations import CELLS, ROWS_READ
from forlob.measures.rows import count, no_rows, share

if TYPE_CHECKING:
    from forlob.cleaning.result import CleaningResult

#: Columns that cleaning makes from others.
DERIVED = {"participation_id", "exit_status", "identifier_at", "suppressed"}


@figures("share", CELLS, by_nature=("register", "column"))
def completeness(data: Data) -> pd.DataFrame | None:
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


@figures("share", ROWS_READ, by_nature=("register", "rule"))
def set_aside(result: CleaningResult) -> pd.DataFrame | None:
    """Rows of each register (group) that a rule (subgroup) has set aside, of the rows read. Unit: rows."""
    findings = result.findings
    return _of_findings(findings[findings["severity"] == "set_aside"], "rule", "rows", result)


@figures("share", ROWS_READ, by_nature=("register", "column"))
def not_read(result: CleaningResult) -> pd.DataFrame | None:
    """Cells of a column (subgroup, as the file names it) of each register (group) that could not be read, of the rows
    read: one a cell that becomes not registered. Unit: cells.
    """
    findings = result.findings
    return _of_findings(findings[findings["rule"].isin(NOT_READ)], "column", "cells", result)


@figures("share", ROWS_READ, by_nature=("register", "cause"))
def causes(result: CleaningResult) -> pd.DataFrame | None:
    """Rows or cells of each register (group) that the likeliest cause lost (subgroup `what: cause`), of the rows read.

    Of what a register lost more than a tenth of (`cleaning/losses.py`). Unit: rows.
    """
    lost = result.losses
    what = lost["lost"] + ": " + lost["cause"]
    return None if lost.empty else share("", lost["n"], lost["read"], "rows", lost["register"], what)


@figures("count", ROWS_READ, by_nature=("register", "step"))
def rows(result: CleaningResult) -> pd.DataFrame | None:
    """Rows read, kept and set aside (subgroup) of each register (group); read = kept + set_aside. Unit: rows."""
    if result.rows.empty:
        return None
    long = result.rows.melt("register", ["read", "kept", "set_aside"], "step", "n")
    long = long.sort_values("register", kind="stable")
    return count("", long["n"].to_numpy(), "rows", long["register"], long["step"])


def _of_findings(findings: pd.DataFrame, by: str, unit: str, result: CleaningResult) -> pd.DataFrame | None:
    n = findings.groupby(["register", by], sort=True).size().reset_index(name="n")
    n = n.merge(result.rows[["register", "read"]], on="register")
    return share("", n["n"], n["read"], unit, n["register"], n[by]) if len(n) else None
