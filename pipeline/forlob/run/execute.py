"""Executes one notebook by papermill, in a kernel of its own."""

import contextlib
import copy
import os
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output

from forlob.errors import UsageError
from forlob.own.asked_for import assigned_in
from forlob.run.executed import write_executed
from forlob.run.outcome import Problem, problem_of

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


@dataclass(frozen=True)
class Executed:
    seconds: float
    problem: Problem | None = None


@dataclass(frozen=True)
class Timeouts:
    """Seconds that a cell may take, and all cells of a notebook together."""

    cell: int = 600
    notebook: int = 1800


#: The cleaning takes as long as the extracts are big: all of it is one cell.
OF_CLEANING = Timeouts(cell=24 * 3600, notebook=24 * 3600)


def execute(
    source: Path,
    output: Path,
    parameters: Mapping[str, str],
    environment: Mapping[str, str] | None = None,
    timeouts: Timeouts = Timeouts(),
) -> Executed:
    """Run a notebook with parameters; the executed notebook, also one that failed, is written to `output`.

    `environment`: that of the notebook's process, where it is not that of this one.
    Raises UsageError as `checked_parameters` does.
    """
    from forlob.run import forked

    forked.begin()  # while papermill is imported
    import papermill
    from papermill.exceptions import PapermillExecutionError

    declared = checked_parameters(source, parameters)
    notebook = _without_outputs(source)
    began = time.perf_counter()
    executed: list[NotebookNode] = []
    with contextlib.suppress(PapermillExecutionError):
        papermill.execute_notebook(
            notebook,
            None,
            {name: value for name, value in parameters.items() if name in declared},
            kernel_name="python3",
            engine_name=ENGINE,
            progress_bar=False,
            execution_timeout=timeouts.cell,
            notebook_timeout=timeouts.notebook,
            environment=environment,
            folder=str(source.parent),
            keep_in=executed,
        )
    write_executed(executed[0], output)
    return Executed(time.perf_counter() - began, problem_of(executed[0]))


def write_stopped(source: Path, output: Path, said: str) -> Executed:
    """A notebook that nobody could execute: its first cell says why."""
    notebook = _without_outputs(source)
    first = next(cell for cell in notebook.cells if cell.cell_type == "code")
    first.outputs = [new_output("error", ename="Stopped", evalue=said, traceback=[])]
    write_executed(notebook, output)
    return Executed(0.0, problem_of(notebook))


def checked_parameters(source: Path, parameters: Mapping[str, str]) -> set[str]:
    """The names of the parameters that a notebook declares.

    Raises UsageError where it is not there, is no notebook, or does not declare one that is given a value: papermill
    would only warn, and the figures would be those of another selection.
    """
    if not source.is_file():
        raise UsageError(f"{source.name}: no such notebook in {source.parent}. Fix pages in programme.yaml.")
    declared = _declared(source, _state(source))
    for name, value in parameters.items():
        if name not in declared and value and name not in ("language", "profile"):
            raise UsageError(f'{source.name} has no parameter {name}. Add {name} = "" to its cell tagged parameters.')
    return declared


def declared_parameters(notebook: NotebookNode) -> set[str]:
    """The names assigned in the cell tagged `parameters`. Raises SyntaxError where it is not Python."""
    cells = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    return {name for cell in cells for name in assigned_in(cell.source, strict=True)}


def _without_outputs(source: Path) -> NotebookNode:
    """A notebook as it is before it runs; it is read once for as long as it stays as it is."""
    return copy.deepcopy(_read(source, _state(source)))


def _state(source: Path) -> tuple[int, ...]:
    about = source.stat()
    return about.st_ino, about.st_size, about.st_mtime_ns


@lru_cache(maxsize=64)
def _declared(source: Path, state: tuple[int, ...]) -> set[str]:
    try:
        return declared_parameters(_read(source, state))
    except SyntaxError as error:
        said = f"its cell tagged parameters is not Python (line {error.lineno}: {error.msg}). Fix it"
        raise UsageError(f"{source}: {said}.") from None


@lru_cache(maxsize=64)
def _read(source: Path, state: tuple[int, ...]) -> NotebookNode:
    try:
        notebook = nbformat.read(source, as_version=4)
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
    except (nbformat.ValidationError, ValueError, TypeError, LookupError, AttributeError):
        said = "cannot be read as a notebook. Take back the last change to it, or save it again in JupyterLab"
        raise UsageError(f"{source}: {said}.") from None
    return notebook


def prepare_environment(folders: dict[str, str]) -> None:
    """Set what the kernels inherit: the folders of the programme, and quiet libraries."""
    os.environ.update(QUIET | folders)
    os.environ.setdefault(
        "IPYTHONDIR",
        os.path.join(tempfile.gettempdir(), f"forlob-ipython-{os.getuid() if hasattr(os, 'getuid') else 0}"),
    )
