"""What of a report is due, and why: its cleaning, and each of its notebooks."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from forlob.run import digests, step_records
from forlob.run.cached_notebooks import Made
from forlob.run.fingerprints import Inputs, Keys
from forlob.run.notebook_tasks import Task
from forlob.storage.workspace import Workspace


@dataclass(frozen=True)
class Due:
    """The notebooks of a report: `inputs`: what each is made from; `why`: why it must run, empty where it need not."""

    inputs: dict[Task, Inputs]
    why: dict[Task, str]
    step: step_records.Step

    @classmethod
    def of(cls, tasks: Iterable[Task], keys: Keys, made: Made, folders: Workspace) -> "Due":
        inputs = {task: keys.inputs(task) for task in tasks}
        why = {task: made.why_to_run(task, inputs[task]) for task in inputs}
        return cls(inputs, why, _run_step(inputs, folders))

    @property
    def tasks(self) -> list[Task]:
        """Those that must run, in the order of the report."""
        return [task for task, reason in self.why.items() if reason]

    def said(self, results: Path) -> str:
        """Why the step must run; empty where nothing is due."""
        if len(self.tasks) == len(self.why) and not step_records.read(results).get("run"):
            return "not made yet"
        if self.tasks:
            return f"{len(self.tasks)} of {len(self.why)} notebooks are due"
        return step_records.why_to_run(results, self.step)


def clean_step(task: Task, keys: Keys, folders: Workspace) -> step_records.Step:
    return step_records.Step("clean", keys.inputs(task), (folders.registers, folders.findings, folders.cleaned))


def _run_step(inputs: dict[Task, Inputs], folders: Workspace) -> step_records.Step:
    """What the notebooks together are made from; what each of them is, its own record says."""
    all_inputs = {
        "the notebooks": {task.label: digests.of_text(made_from) for task, made_from in inputs.items()},
        "the data-quality page": {folders.cleaned.name: digests.of_file(folders.cleaned)},
    }
    return step_records.Step("run", all_inputs, (folders.notebooks, folders.measures))
