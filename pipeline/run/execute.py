"""Executes one notebook by papermill, in a kernel of its own."""

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from pipeline.cleaning.identifiers import masked
from pipeline.errors import UsageError
from pipeline.run.problems import Problem, problem_in

ENGINE = "forlob"
#: Kernels read no start-up files of the user and take the environment's own kernel; one thread each, and none in the
#: process that they are forked from: the allocator of pyarrow would begin one as it is imported.
QUIET = {
    "JUPYTER_PREFER_ENV_PATH": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "PYTHONHASHSEED": "0",
    "MALLOC_CONF": "background_thread:false",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}


#: The folder that a kernel says a cell's code lies in, which is another in each run.
OF_A_KERNEL = re.compile(r"[^\s\"'(]*ipykernel_\d+[/\\]")


@dataclass(frozen=True)
class Executed:
    seconds: float
    problem: Problem | None = None


@dataclass(frozen=True)
class Timeouts:
    """Seconds that a cell may take, and all cells of a notebook together."""

    cell: int = 600
    notebook: int = 1800


def execute(
    source: Path,
    output: Path,
    parameters: Mapping[str, str],
    environment: Mapping[str, str] | None = None,
    timeouts: Timeouts = Timeouts(),
) -> Executed:
    """Run a notebook with parameters; the executed notebook, also one that failed, is written to `output`.

    `environment`: that of the notebook's process, where it is not that of this one.
    Raises UsageError where the notebook does not declare a parameter that is given a value: papermill would only warn,
    and the figures would be those of another selection.
    """
    import papermill
    from papermill.exceptions import PapermillExecutionError

    if not source.is_file():
        raise UsageError(f"{source.name}: no such notebook in {source.parent}. Mend pages in programme.yaml.")
    declared = declared_parameters(source)
    for name, value in parameters.items():
        if name not in declared and value and name not in ("language", "profile"):
            raise UsageError(f'{source.name} has no parameter {name}. Add {name} = "" to its cell tagged parameters.')
    output.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with contextlib.suppress(PapermillExecutionError):
        papermill.execute_notebook(
            str(source),
            str(output),
            {name: value for name, value in parameters.items() if name in declared},
            kernel_name="python3",
            engine_name=ENGINE,
            progress_bar=False,
            request_save_on_cell_execute=False,
            execution_timeout=timeouts.cell,
            notebook_timeout=timeouts.notebook,
            environment=environment,
            folder=str(source.parent),
        )
    make_repeatable(output)
    return Executed(time.perf_counter() - began, problem_in(output))


def declared_parameters(source: Path) -> set[str]:
    """The names assigned in the cell tagged `parameters`."""
    import ast

    notebook = nbformat.read(source, as_version=4)
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    trees = [ast.parse(cell.source) for cell in cells]
    return {
        target.id
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def prepare_environment(folders: dict[str, str]) -> None:
    """Set what the kernels inherit: the folders of the programme, and quiet libraries."""
    os.environ.update(QUIET | folders)
    os.environ.setdefault(
        "IPYTHONDIR",
        os.path.join(tempfile.gettempdir(), f"forlob-ipython-{os.getuid() if hasattr(os, 'getuid') else 0}"),
    )


def make_repeatable(path: Path) -> None:
    """Take out of an executed notebook what differs from run to run, and mask what an error says of a person."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [
        cell for cell in notebook.cells if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
    ]
    notebook.metadata.pop("papermill", None)
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if cell.cell_type == "code":
            cell.outputs = [_repeatable(output) for output in _joined(cell.outputs)]
    nbformat.write(notebook, path)


def _joined(outputs: list[nbformat.NotebookNode]) -> list[nbformat.NotebookNode]:
    """Outputs with the pieces of a stream put together: where a kernel parts them is chance."""
    joined: list[nbformat.NotebookNode] = []
    for output in outputs:
        if output.output_type == "stream" and joined and joined[-1].get("name") == output.name:
            joined[-1].text += output.text
        else:
            joined.append(output)
    return joined


def _repeatable(output: nbformat.NotebookNode) -> nbformat.NotebookNode:
    if output.output_type == "stream":
        output.text = OF_A_KERNEL.sub("", output.text)
    if output.output_type == "error":
        output.evalue = OF_A_KERNEL.sub("", masked(output.evalue))
        output.traceback = [OF_A_KERNEL.sub("", masked(line)) for line in output.traceback]
    return output
