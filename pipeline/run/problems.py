"""Where and how a notebook failed, as the executed notebook itself says."""

from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.v4 import new_output

from pipeline.cleaning.identifiers import masked


@dataclass(frozen=True)
class Problem:
    """`cell` counts from 1 as the researcher wrote them; the message holds nothing that identifies a person."""

    cell: int
    name: str
    message: str

    def __str__(self) -> str:
        return f"cell {self.cell}: {self.name}: {self.message}".removesuffix(": ")


def problem_in(path: Path) -> Problem | None:
    """The error that an executed notebook holds."""
    number = 0
    for cell in nbformat.read(path, as_version=4).cells:
        if _is_added(cell):
            continue
        number += 1
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                return Problem(number, output.ename, masked(" ".join(output.evalue.split())))
    return None


def write_problem(path: Path, name: str, message: str) -> None:
    """Put an error that no cell could report, such as a dead kernel, into the last cell that papermill has begun."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and not _is_added(cell)]
    begun = [cell for cell in code if cell.metadata.get("papermill", {}).get("start_time")]
    reached = begun[-1] if begun else code[0]
    # A kernel that is ended because its cell takes too long leaves a KeyboardInterrupt there.
    printed = [output for output in reached.outputs if output.output_type != "error"]
    reached.outputs = [*printed, new_output("error", ename=name, evalue=message, traceback=[])]
    nbformat.write(notebook, path)


def _is_added(cell: nbformat.NotebookNode) -> bool:
    """Whether papermill has added the cell."""
    return bool({"papermill-error-cell-tag", "injected-parameters"} & set(cell.metadata.get("tags", [])))
