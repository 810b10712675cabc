"""Execute the notebooks of this checkout with the parameters that stand in them, and keep the outputs for the tests.

    make nb

The executed copies go to tests/notebooks; the notebooks themselves hold no outputs. What differs from run to run or
from machine to machine (times, the version of Python) is left out of the copies.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, EXECUTED = ROOT / "notebooks", ROOT / "tests" / "notebooks"


def execute(path: Path, copy: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        kernel_manager_class="forlob.run.client.LocalKernelManager",
        record_timing=False,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    notebook.metadata = nbformat.from_dict(
        {
            "forlob": notebook.metadata["forlob"],
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
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
