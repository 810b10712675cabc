"""Executes one notebook by papermill, in a kernel of its own."""

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError

from pipeline.cleaning.identifiers import masked
from pipeline.errors import UsageError
from pipeline.run.problems import Problem, problem_in, write_problem

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


def execute(source: Path, output: Path, parameters: dict[str, str], timeout: int = 600) -> Executed:
    """Run a notebook with parameters; the executed notebook, also one that failed, is written to `output`.

    Raises UsageError where the notebook does not declare a parameter that is given a value: papermill would only warn,
    and the figures would be those of another selection.
    """
    import papermill
    from papermill.engines import papermill_engines
    from papermill.exceptions import PapermillExecutionError

    from pipeline.run.engine import Engine

    if not source.is_file():
        raise UsageError(f"{source.name}: no such notebook in {source.parent}. Mend pages in programme.yaml.")
    declared = declared_parameters(source)
    for name, value in parameters.items():
        if name not in declared and value and name not in ("language", "profile"):
            raise UsageError(f'{source.name} has no parameter {name}. Add {name} = "" to its cell tagged parameters.')
    output.parent.mkdir(parents=True, exist_ok=True)
    papermill_engines.register(ENGINE, Engine)
    began, died = time.perf_counter(), ""
    try:
        papermill.execute_notebook(
            str(source),
            str(output),
            {name: value for name, value in parameters.items() if name in declared},
            kernel_name="python3",
            engine_name=ENGINE,
            progress_bar=False,
            execution_timeout=timeout,
            request_save_on_cell_execute=False,
            keep_in=str(output),
            resources={"metadata": {"path": str(source.parent)}},
            kernel_manager_class="pipeline.run.kernels.LocalKernelManager",
        )
    except PapermillExecutionError:
        pass
    except CellTimeoutError:
        died = f"the cell took more than {timeout} s"
    except (DeadKernelError, RuntimeError):
        died = "the kernel died"
    if not output.exists():
        output.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    if died:
        write_problem(output, "Stopped", died)
    _write_repeatable(output)
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


def _write_repeatable(path: Path) -> None:
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
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                output.evalue, output.traceback = masked(output.evalue), [masked(line) for line in output.traceback]
    nbformat.write(notebook, path)
