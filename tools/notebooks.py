"""Execute the notebooks of this checkout in place, with the parameters that stand in them, and keep their outputs.

    make nb

What differs from run to run or from machine to machine (times, the version of Python) is left out of the files.
"""

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def execute(path: Path) -> None:
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
    nbformat.write(notebook, path)


def main() -> None:
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        print(path.name, flush=True)
        try:
            execute(path)
        except CellExecutionError as error:
            sys.exit(f"{path.name} failed and is left as it was:\n{error}")


if __name__ == "__main__":
    main()
