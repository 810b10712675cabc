"""The cells of a programme's notebooks as plain functions, one after the other in one process.

python -m benchmarks.functions PROGRAMME [--without-drawing] FOLDERS      prints the number of notebooks
"""

import argparse
import contextlib
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat

from forlob.cli import report
from forlob.programme.selection import Selection
from forlob.run.notebook_tasks import Task, notebook_file
from forlob.show import charts
from forlob.show.markdown import block
from forlob.storage.workspace import notebooks_folder

FOLDERS = ("raw", "processed", "reports")


def main() -> None:
    parser = options()
    parser.add_argument("--without-drawing", action="store_true")
    given = parser.parse_args()
    if given.without_drawing:
        for name in charts.MODULES:
            setattr(charts, name, lambda *rows, **more: block(""))
    runs = as_functions(given)
    for run in runs:
        run()
    print(len(runs))


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("programme")
    for name in FOLDERS:
        parser.add_argument(f"--{name}")
    return parser


def as_functions(given: argparse.Namespace) -> list[Callable[[], None]]:
    """A function for each notebook of the report that the options name."""
    job = report.prepare(given.programme, Selection(), {name: getattr(given, name) for name in FOLDERS})
    os.environ.update(job.folders.as_environment())
    folder = notebooks_folder()
    os.chdir(folder)
    return [_as_function(task, notebook_file(task.notebook, job.programme, folder)) for task in job.tasks]


def _as_function(task: Task, source: Path) -> Callable[[], None]:
    """The code cells of a notebook, its parameters in place; what they show is written nowhere."""
    cells = [cell for cell in nbformat.read(source, as_version=4).cells if cell.cell_type == "code"]
    code = [compile(cell.source, source.name, "exec") for cell in cells]
    declared = ["parameters" in cell.metadata.get("tags", []) for cell in cells]

    def run() -> None:
        names: dict[str, Any] = {}
        with contextlib.redirect_stdout(io.StringIO()):
            for cell, is_declared in zip(code, declared, strict=True):
                exec(cell, names)
                if is_declared:
                    names |= {name: value for name, value in task.parameters if name in names}

    return run


if __name__ == "__main__":
    main()
