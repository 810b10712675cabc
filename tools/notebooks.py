"""Execute the notebooks of this checkout with their default parameters, and keep the outputs for the tests.

    make nb

The executed copies go to tests/notebooks; the notebooks themselves stay as they are, and hold no outputs in git. What
differs from run to run or from machine to machine (times, the version of Python) is left out of the copies.
"""

import os
import sys
from copy import deepcopy
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from tools.clean_notebook import clean, in_git

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, EXECUTED = ROOT / "notebooks", ROOT / "tests" / "notebooks"


def as_in_git(path: Path) -> nbformat.NotebookNode:
    """A notebook of this checkout as git will keep it, whatever its author works with."""
    kept = clean(path.read_bytes(), in_git(path.relative_to(ROOT).as_posix(), ROOT))
    return nbformat.reads(kept.decode(), as_version=4)


def execute(path: Path, copy: Path) -> None:
    notebook = as_in_git(path)
    metadata = deepcopy(notebook.metadata)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        kernel_manager_class="forlob.run.client.LocalKernelManager",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    notebook.metadata = metadata
    nbformat.write(notebook, copy)


def main() -> None:
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    for path in paths:
        print(path.name, flush=True)
        try:
            execute(path, EXECUTED / path.name)
        except CellExecutionError as error:
            sys.exit(f"{path.name} failed; its copy in tests/notebooks is left as it was:\n{error}")
    for copy in set(EXECUTED.glob("*.ipynb")) - {EXECUTED / path.name for path in paths}:
        copy.unlink()


if __name__ == "__main__":
    main()
