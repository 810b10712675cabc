"""What an executed notebook holds of its run: the tables that it keeps, and where and how it failed."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forlob.cleaning.identifiers import masked
from forlob.errors import ForlobError, NotebookFailed, own_error
from forlob.show.outputs import ROWS, made_by_page

#: Where IPython says that a cell went wrong: the last such place is nearest to the error.
LINE = re.compile(r"Cell(?: In\[\d+\])?, line (\d+)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


@dataclass(frozen=True)
class Problem:
    """An error of a notebook: `cell` and `line` (0 where unknown) count from 1 as the researcher wrote them.

    The message holds nothing that identifies a person.
    """

    cell: int
    line: int
    name: str
    message: str

    def __str__(self) -> str:
        where = f"cell {self.cell}, line {self.line}" if self.line else f"cell {self.cell}"
        return f"{where}: {self.name}: {' '.join(self.message.split())}".removesuffix(": ")

    def as_error(self, notebook: str) -> ForlobError:
        """The error itself where it is one of this package, else that the notebook failed, and where."""
        kind = own_error(self.name)
        return kind(self.message) if kind else NotebookFailed(f"{notebook} failed in {self}. Nothing else was run.")


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
                lines = LINE.findall(COLOUR.sub("", "\n".join(output["traceback"])))
                message = masked(output["evalue"], telephones=not own_error(output["ename"]))
                return Problem(number, int(lines[-1]) if lines else 0, output["ename"], message)
    return None


def records_in(path: Path) -> Iterator[tuple[str, str]]:
    """Rows of the measures table, and the codebook of their measures, both as CSV, that Page has kept in a notebook.

    Others, such as a Record that a cell displays by itself, have not passed the gate.
    """
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if made_by_page(output) and ROWS in output["data"]:
                yield "".join(output["data"][ROWS]), output["metadata"]["forlob"]["codebook"]


def _is_added(cell: dict[str, Any]) -> bool:
    """Whether papermill has added the cell."""
    return bool({"papermill-error-cell-tag", "injected-parameters"} & set(cell["metadata"].get("tags", [])))
