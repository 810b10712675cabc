"""Keeps each executed notebook as soon as it is done, with what it was made from: a killed run is taken up there."""

import json
import math
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from forlob.run import digests
from forlob.run.fingerprints import Inputs, changes
from forlob.run.notebook_tasks import Task
from forlob.run.outcome import Problem
from forlob.storage.atomic import runs, write_text

NAME = ".made"
RUNNING = ".running-"


class Made:
    """The executed notebooks below the folder of a run's results, each with a record beside it."""

    def __init__(self, results: Path) -> None:
        self.folder = results / NAME

    def notebook(self, task: Task) -> Path:
        return self.folder / task.place

    def why_to_run(self, task: Task, inputs: Inputs) -> str:
        """Why a notebook must run, in words; empty where what is kept was made from the same."""
        record = self._record(task)
        if not record:
            return "never run"
        if record["failed"]:
            return "it failed when it last ran"
        changed = changes(record["inputs"], inputs)
        if changed:
            return changed
        same = digests.of_file(self.notebook(task)) == record["notebook"]
        return "" if same else "what it made was changed or removed"

    def keep(self, task: Task, inputs: Inputs, executed: Path, problem: Problem | None, seconds: float) -> None:
        """Take over an executed notebook; one that failed is kept to be shown, and runs again."""
        kept = self.notebook(task)
        kept.parent.mkdir(parents=True, exist_ok=True)
        os.replace(executed, kept)
        record = {"failed": bool(problem), "notebook": digests.of_file(kept), "inputs": inputs, "seconds": seconds}
        write_text(_beside(kept), json.dumps(record, ensure_ascii=False) + "\n")

    @contextmanager
    def running(self) -> Iterator[Path]:
        """A folder to execute notebooks in, before they are kept; what runs that were killed have left goes away."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{RUNNING}*"):
            if not runs(left.name.removeprefix(RUNNING).partition("-")[0]):
                shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=f"{RUNNING}{os.getpid()}-", dir=self.folder) as new:
            yield Path(new)

    def failed(self, task: Task) -> bool:
        """Whether the kept notebook of a task failed, or is not known to be whole."""
        return self._record(task).get("failed", True)

    def seconds(self, task: Task) -> float:
        """What a task took when it last ran; infinity where that is not known."""
        return self._record(task).get("seconds", math.inf)

    def assemble(self, tasks: Collection[Task], folder: Path) -> None:
        """Put the notebooks of all tasks into a folder, without a copy where the file system can do without."""
        for task in tasks:
            (folder / task.place).parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(self.notebook(task), folder / task.place)
            except OSError:
                shutil.copyfile(self.notebook(task), folder / task.place)

    def prune(self, tasks: Collection[Task]) -> None:
        """Remove what no task of the report uses."""
        used = {path for task in tasks for path in (self.notebook(task), _beside(self.notebook(task)))}
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if any(part.startswith(RUNNING) for part in path.parts):
                continue
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in used:
                path.unlink()

    def _record(self, task: Task) -> dict:
        try:
            return json.loads(_beside(self.notebook(task)).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}


def _beside(notebook: Path) -> Path:
    return notebook.with_suffix(".json")
