"""What an earlier run left: each executed notebook and a record of each step, and so what of a report is stale."""

import json
import math
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forlob.run import digests
from forlob.run.fingerprints import Inputs, Keys, changes
from forlob.run.notebook_tasks import Task
from forlob.run.outcome import Problem
from forlob.storage.atomic import runs, write_text
from forlob.storage.workspace import Workspace

CACHE = ".made"
RUNNING = ".running-"
STATE = ".state.json"
FORMAT = 2


@dataclass(frozen=True)
class Step:
    """A step of one selection: `inputs`: kind of what it is made from -> name -> digest; `outputs`: what it makes."""

    name: str
    inputs: Inputs
    outputs: tuple[Path, ...]


def why_step(folder: Path, step: Step) -> str:
    """Why a step must run, in words; empty where its inputs and outputs are as it left them."""
    before = read_records(folder).get(step.name)
    if before is None:
        return "not made yet"
    gone = sorted(before["inputs"].keys() - step.inputs.keys())
    changed = "; ".join(filter(None, [changes(before["inputs"], step.inputs), *(f"{kind} went away" for kind in gone)]))
    if changed:
        return changed
    return "" if before["outputs"] == digests.of_files(step.outputs) else "its output was changed or removed"


def remember(folder: Path, step: Step, code: Mapping[str, Any]) -> None:
    """Keep what a step was made from, once it is done, and what was found out about `code` and large files."""
    states = read_records(folder)
    states[step.name] = {"inputs": step.inputs, "outputs": digests.of_files(step.outputs)}
    states["format"] = FORMAT
    states["code"] = dict(code)
    states["files"] = digests.to_remember()
    write_text(folder / STATE, json.dumps(states, ensure_ascii=False, sort_keys=True) + "\n")


def read_records(folder: Path) -> dict[str, Any]:
    """What is remembered; nothing where the record is missing, damaged or of another form."""
    try:
        remembered = json.loads((folder / STATE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return remembered if remembered.get("format") == FORMAT else {}


class CachedNotebooks:
    """The executed notebooks below the folder of a run's results, each with a record beside it."""

    def __init__(self, results: Path) -> None:
        self.folder = results / CACHE

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
        return "" if same else "its output was changed or removed"

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

    def _record(self, task: Task) -> dict[str, Any]:
        try:
            return json.loads(_beside(self.notebook(task)).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}


def _beside(notebook: Path) -> Path:
    return notebook.with_suffix(".json")


@dataclass(frozen=True)
class Due:
    """The notebooks of a report: `inputs`: what each is made from; `why`: why it must run, empty where it need not."""

    inputs: dict[Task, Inputs]
    why: dict[Task, str]
    step: Step

    @classmethod
    def of(cls, tasks: Iterable[Task], keys: Keys, made: CachedNotebooks, folders: Workspace) -> "Due":
        inputs = {task: keys.inputs(task) for task in tasks}
        why = {task: made.why_to_run(task, inputs[task]) for task in inputs}
        return cls(inputs, why, _run_step(inputs, folders))

    @property
    def tasks(self) -> list[Task]:
        """Those that must run, in the order of the report."""
        return [task for task, reason in self.why.items() if reason]

    def reason(self, results: Path) -> str:
        """Why the step must run; empty where nothing is due."""
        if len(self.tasks) == len(self.why) and not read_records(results).get("run"):
            return "not made yet"
        if self.tasks:
            return f"{len(self.tasks)} of {len(self.why)} notebooks are stale"
        return why_step(results, self.step)


def clean_step(task: Task, keys: Keys, folders: Workspace) -> Step:
    return Step("clean", keys.inputs(task), (folders.registers, folders.findings, folders.cleaned))


def _run_step(inputs: dict[Task, Inputs], folders: Workspace) -> Step:
    """What the notebooks together are made from; what each of them is, its own record says."""
    made_from = {task.label: digests.of_text(of_task) for task, of_task in inputs.items()}
    return Step("run", {"the notebooks": made_from}, (folders.notebooks, folders.measures))
