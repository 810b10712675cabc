"""How complete the registers are, and what became of the rows that were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from forlob.cleaning.findings import NOT_READ
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.populations import CELLS, NUMBERS, ROWS_READ
from forlob.measures.rows import count, share, together

if TYPE_CHECKING:
    from forlob.cleaning.result import CleaningResult

#: Columns that cleaning makes from others.
DERIVED = {"participation_id", "exit_status", "identifier_at", "suppressed"}


@figures(
    "share",
    CELLS,
    by_nature=("register", "column"),
    leaves_missing=True,
    da="Udfyldelsesgrad",
    en="Completeness",
    def_da="Antal udfyldte celler i en kolonne ud af alle registrets rækker.",
)
def completeness(data: Data) -> pd.DataFrame | None:
    """Number of filled cells in a column, out of all rows of the register."""
    return of_filled({name: filled(table) for name, table in data.registers.items()})


def filled(table: pd.DataFrame) -> tuple[dict[str, int], int]:
    """How many cells of each column of a register are filled, and how many rows it has."""
    return {str(name): int(number) for name, number in table.notna().sum().items()}, len(table)


def of_filled(counts: Mapping[str, tuple[Mapping[str, int], int]]) -> pd.DataFrame | None:
    """`completeness` from what `filled` counts of each register."""
    tables = []
    for name, (cells, rows) in counts.items():
        columns = [column for column in cells if column not in DERIVED]
        if columns:
            n = np.array([cells[column] for column in columns])
            tables.append(share(n, rows, "cells", [name] * len(columns), columns))
    return together(tables)


@figures(
    "share",
    ROWS_READ,
    by_nature=("register", "rule"),
    da="Rækker udeladt efter regel",
    en="Rows set aside by rule",
    def_da="Antal rækker i hvert register, der er udeladt efter en regel, ud af alle læste rækker.",
)
def set_aside(result: CleaningResult) -> pd.DataFrame | None:
    """Number of rows of each register that were set aside by a rule, out of all rows read."""
    findings = result.findings
    return _of_findings(findings[findings["severity"] == "set_aside"], "rule", "rows", result)


@figures(
    "share",
    ROWS_READ,
    by_nature=("register", "column"),
    da="Celler, der ikke kunne læses",
    en="Cells that could not be read",
    def_da="Antal celler i en kolonne, der ikke kunne læses og er uoplyst, ud af alle læste rækker.",
)
def not_read(result: CleaningResult) -> pd.DataFrame | None:
    """Number of cells of a column that could not be read and are not registered, out of all rows read."""
    findings = result.findings
    return _of_findings(findings[findings["rule"].isin(NOT_READ)], "column", "cells", result)


@figures(
    "share",
    ROWS_READ,
    by_nature=("register", "cause"),
    da="Sandsynlige årsager til, at meget mangler",
    en="Likely causes of what is missing",
    def_da=(
        "Antal rækker eller celler, der er gået tabt af den hyppigste årsag, ud af alle læste rækker, hvor over en "
        "tiendedel er gået tabt."
    ),
)
def causes(result: CleaningResult) -> pd.DataFrame | None:
    """Number of rows or cells that were lost by the most frequent cause, out of all rows read, where more than a tenth
    were lost.

    Of what a register lost more than a tenth of (`cleaning/losses.py`). Unit: rows.
    """
    lost = result.losses
    what = lost["lost"] + ": " + lost["cause"]
    return None if lost.empty else share(lost["n"], lost["read"], "rows", lost["register"], what)


@figures(
    "count",
    ROWS_READ,
    by_nature=("register", "step"),
    da="Rækker læst, medtaget og udeladt",
    en="Rows read, kept and set aside",
    def_da=(
        "Antal rækker, der er læst, medtaget og udeladt i hvert register, ud af alle læste rækker; læste rækker er "
        "summen af medtagne og udeladte."
    ),
)
def rows(result: CleaningResult) -> pd.DataFrame | None:
    """Number of rows read, kept and set aside in each register, out of all rows read; rows read are the sum of rows
    kept and rows set aside.
    """
    if result.rows.empty:
        return None
    long = result.rows.melt("register", ["read", "kept", "set_aside"], "step", "n")
    long = long.sort_values("register", kind="stable")
    return count(long["n"].to_numpy(), "rows", long["register"], long["step"])


@figures(
    "count",
    ROWS_READ,
    by_nature=("register", "severity", "rule"),
    da="Fund i udtrækkene",
    en="Findings in the extracts",
    def_da="Antal fund i hvert register efter alvor og regel; et fund er en række, en celle eller en hel fil.",
)
def findings(result: CleaningResult) -> pd.DataFrame | None:
    """Number of findings in each register by severity and rule; a finding is a row, a cell or a whole file."""
    found = result.findings
    if found.empty:
        return None
    keys = [found[name].fillna("") for name in ("register", "severity", "rule")]
    n = found.groupby(keys).size().reset_index(name="n")
    return count(n["n"].to_numpy(), "findings", n["register"], n["severity"], n["rule"])


@figures(
    "share",
    NUMBERS,
    da="Tal, der ikke vises",
    en="Numbers that are not shown",
    def_da=(
        "Tal om programmet og dets projekter, der er diskretioneret, ud af alle; de fortæller om for få "
        "personer, eller sådanne tal kunne regnes ud af dem."
    ),
)
def hidden(names: pd.Series) -> pd.DataFrame:
    """Numbers about the programme and its projects that disclosure control hides, out of all; they tell of too few
    people, or such numbers could be worked out from them.

    `names`: of each row of the decision which of its numbers are hidden (`disclosure/decision.py`).
    """
    return share(int(names.str.split().map(lambda each: "n" in each).sum()), len(names), "numbers")


#: What is counted of a cleaning.
OF_CLEANING = (rows, set_aside, not_read, causes, findings)


def _of_findings(findings: pd.DataFrame, by: str, unit: str, result: CleaningResult) -> pd.DataFrame | None:
    n = findings.groupby(["register", by], sort=True).size().reset_index(name="n")
    n = n.merge(result.rows[["register", "read"]], on="register")
    return share(n["n"], n["read"], unit, n["register"], n[by]) if len(n) else None
