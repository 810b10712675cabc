"""Runs a report's notebooks side by side and gathers their measures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from forlob.measures.codebook import from_csv, to_csv
from forlob.measures.table import gathered
from forlob.programme.programme import Programme
from forlob.run.execute import Executed, checked_parameters
from forlob.run.executors import Executor, LocalExecutor, Order
from forlob.run.machine import side_by_side
from forlob.run.notebook_tasks import Task, notebook_file
from forlob.run.outcome import Problem, records_in
from forlob.storage.workspace import FOUND, Workspace

Progress = Callable[[str], None]


@contextmanager
def executor(jobs: int | None, scheduler: str, folders: Workspace, progress: Progress) -> Iterator[Executor]:
    """The workers that a scheduler has, or this machine where none is named.

    Raises UsageError where the scheduler or a worker cannot be used; nothing has been begun then.
    """
    if scheduler:
        from forlob.run.cluster import cluster
        from forlob.run.remote import Expected

        files = [folders.programme_file, *sorted(folders.registers.rglob("*.parquet"))[:1], folders.registers / FOUND]
        with cluster(scheduler, folders, Expected.here(files)) as workers:
            progress(f"{workers.size} workers at {scheduler}")
            yield workers
        return
    room, fewer = side_by_side()
    if fewer and not jobs:
        progress(fewer)
    yield LocalExecutor(jobs or room)


@dataclass(frozen=True)
class Run:
    """What came of the notebooks: in the order of the tasks, whatever finished first."""

    executed: dict[Task, Executed]

    @property
    def problems(self) -> dict[Task, Problem]:
        return {task: result.problem for task, result in self.executed.items() if result.problem}


def run_notebooks(
    by: Executor,
    programme: Programme,
    tasks: list[Task],
    notebooks: Path,
    output: Callable[[Task], Path],
    progress: Progress,
    keep: Callable[[Task, Executed], None] = lambda task, executed: None,
    seconds: Callable[[Task], float] = lambda task: 0.0,
) -> Run:
    """Execute tasks. A notebook that fails stops no other; what it got to is written too.

    `keep` is called, in this process, as soon as a notebook is done. `seconds`: what a task took when it last ran, or
    infinity; the longest are begun first. Raises UsageError, before any is begun, where a notebook is not there or does
    not declare its parameters.
    """
    orders = {
        task: Order(notebook_file(task.notebook, programme, notebooks), output(task), dict(task.parameters))
        for task in tasks
    }
    for order in orders.values():
        checked_parameters(order.source, order.parameters)
    longest_first = sorted(tasks, key=seconds, reverse=True)
    done: dict[Task, Executed] = {}
    digits = len(str(len(tasks)))
    for place, executed in by.executed([orders[task] for task in longest_first]):
        task = longest_first[place]
        done[task] = executed
        keep(task, executed)
        failed = " FAILED" if executed.problem else ""
        progress(f"[{len(done):>{digits}}/{len(tasks)}] {task.label} ({executed.seconds:.1f} s){failed}")
    return Run({task: done[task] for task in tasks})


def gathered_measures(notebooks: list[Path]) -> tuple[str, str]:
    """The measures.csv of a report, the rows that its executed notebooks hold, each key once; and its codebook.csv.

    Raises ForlobError where two notebooks give different numbers for one key.
    """
    kept = [record for path in notebooks for record in records_in(path)]
    return gathered(rows for rows, _ in kept), to_csv(from_csv(words for _, words in kept).values())
