"""Where and how a notebook failed, as the executed notebook itself says."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forlob.cleaning.identifiers import masked


@dataclass(frozen=True)
class Problem:
    """`cell` counts from 1 as the researcher wrote them; the message holds nothing that identifies a person."""

    cell: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"cell {self.cell}: {self.name}: {self.message}".removesuffix(": ")


def problem_in(path: Path) -> Problem | None:
    """The error that an executed notebook in a file holds."""
    return problem_of(json.loads(path.read_text(encoding="utf-8")))


def problem_of(notebook: dict[str, Any]) -> Problem | None:
    """The error that an executed notebook holds."""
    number = 0
    for cell in notebook["cells"]:
        if _is_added(cell):
            continue
        number += 1
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return Problem(number, output["ename"], masked(" ".join(output["evalue"].split())))
    return None


def _is_added(cell: dict[str, Any]) -> bool:
    """Whether papermill has added the cell."""
    return bool({"papermill-error-cell-tag", "injected-parameters"} & set(cell["metadata"].get("tags", [])))
