"""Keeps what a cleaning found beside the registers that it made, and reads it, also without pandas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forlob.errors import UsageError
from forlob.storage.csv_lines import csv_lines, csv_of, read_csv_lines
from forlob.storage.workspace import CLEAN_FIRST, COUNTED, FOUND

if TYPE_CHECKING:
    from forlob.cleaning.result import CleaningResult


def write_result(folder: Path, result: CleaningResult) -> None:
    """Write a result below the folder of the registers."""
    (folder / FOUND).write_bytes(csv_of(result.findings).encode("utf-8"))
    tables = {name: _records(getattr(result, name)) for name in ("rows", "losses")}
    (folder / COUNTED).write_text(json.dumps(tables, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_result(folder: Path) -> CleaningResult:
    """The result below the folder of the registers. Raises UsageError where there is none."""
    import pandas as pd

    from forlob.cleaning.result import LOSSES, ROWS, CleaningResult

    names, rows = read_csv_lines(_text(folder / FOUND))
    found = pd.DataFrame(rows, columns=list(names), dtype="string")
    found = found.assign(row=pd.to_numeric(found["row"].replace("", pd.NA)).astype("Int64"))
    tables = _tables(folder)
    counts = {
        name: pd.DataFrame(tables[name], columns=columns) for name, columns in (("rows", ROWS), ("losses", LOSSES))
    }
    return CleaningResult(found, **counts)


def read_findings(folder: Path, project: str) -> str:
    """The findings of the registers below a folder, of one project or of all, in the form of findings.csv."""
    names, rows = read_csv_lines(_text(folder / FOUND))
    row, projects = names.index("row"), names.index("projects")
    own = [one for one in rows if not project or not one[row] or project in one[projects].split(" ")]
    return csv_lines([cell for place, cell in enumerate(one) if place != projects] for one in [names, *own])


def read_losses(folder: Path, project: str) -> list[dict[str, Any]]:
    """What the registers below a folder lost much of, of one project or of the programme (`losses.causes`): rows, then
    cells.
    """
    own = [loss for loss in _tables(folder)["losses"] if loss["project"] == project]
    return sorted(own, key=lambda loss: str(loss["unit"]), reverse=True)


def _tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, list[dict[str, Any]]] = json.loads(_text(folder / COUNTED))
    return tables


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise UsageError(f"{file.parent}: there are no registers with their findings yet. {CLEAN_FIRST}") from None


def _records(table: Any) -> list[dict[str, Any]]:
    """The rows of a table of texts and whole numbers."""
    return [dict(zip(table.columns, row, strict=True)) for row in table.astype(object).to_numpy().tolist()]
