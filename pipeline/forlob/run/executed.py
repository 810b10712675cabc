"""Executed notebooks as they are kept: the same bytes in each run, and read without checking again what was written."""

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from forlob.cleaning.identifiers import masked
from forlob.errors import own_error
from forlob.storage.atomic import write_text

#: The folder that a kernel says a cell's code lies in, which is another in each run.
OF_A_KERNEL = re.compile(r"[^\s\"'(]*ipykernel_\d+[/\\]")


def read_executed(path: Path) -> NotebookNode:
    """A notebook that `write_executed` has written."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))


def write_executed(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook without what differs from run to run, and with what an error says of a person masked."""
    made_repeatable(notebook)
    # A text is one string, not a list of its lines, which would take most of the time of writing it.
    text = nbformat.v4.writes(notebook, split_lines=False)
    # Half of a character, as a cell may print, is in no file of UTF-8.
    write_text(path, text.encode("utf-8", errors="replace").decode("utf-8") + "\n")


def made_repeatable(notebook: NotebookNode) -> NotebookNode:
    """A notebook that papermill has executed, changed in place."""
    notebook.cells = [
        cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
    ]
    notebook.metadata.pop("papermill", None)
    notebook.metadata.get("language_info", {}).pop("version", None)  # the report's provenance.json names it
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            cell.outputs = [_repeatable(output) for output in _joined(cell.outputs)]
    return notebook


def _joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Outputs with the pieces of a stream put together: where a kernel parts them is chance."""
    joined: list[NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream" and joined and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _repeatable(output: NotebookNode) -> NotebookNode:
    if output.output_type == "stream":
        output.text = OF_A_KERNEL.sub("", output.text)
    if output.output_type == "error":
        telephones = not own_error(output.ename)
        output.evalue = OF_A_KERNEL.sub("", masked(output.evalue, telephones=telephones))
        output.traceback = [OF_A_KERNEL.sub("", masked(line)) for line in output.traceback]
    return output
