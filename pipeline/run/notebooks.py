"""Runs a report's notebooks side by side and gathers their measures."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.config.programme import Programme
from pipeline.measures.csv_text import from_csv_text
from pipeline.measures.rows import combine
from pipeline.run.execute import Executed, execute
from pipeline.run.problems import Problem
from pipeline.run.tasks import Task, notebook_file

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Run:
    """What came of the notebooks: in the order of the tasks, whatever finished first."""

    executed: dict[Task, Executed]

    @property
    def problems(self) -> dict[Task, Problem]:
        return {task: result.problem for task, result in self.executed.items() if result.problem}


def run_notebooks(
    programme: Programme,
    tasks: list[Task],
    notebooks: Path,
    output: Callable[[Task], Path],
    jobs: int,
    progress: Progress,
    keep: Callable[[Task, Executed], None] = lambda task, executed: None,
) -> Run:
    """Execute tasks, `jobs` at a time. A notebook that fails stops no other; what it got to is written too.

    `keep` is called, in this process, as soon as a notebook is done.
    """
    done: dict[Task, Executed] = {}
    digits = len(str(len(tasks)))
    pool = ThreadPoolExecutor(max_workers=jobs)
    try:
        futures = {
            pool.submit(
                execute, notebook_file(task.notebook, programme, notebooks), output(task), dict(task.parameters)
            ): task
            for task in tasks
        }
        for future in as_completed(futures):
            task = futures[future]
            done[task] = future.result()
            keep(task, done[task])
            failed = " FAILED" if done[task].problem else ""
            progress(f"[{len(done):>{digits}}/{len(tasks)}] {task.label} ({done[task].seconds:.1f} s){failed}")
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)  # Ctrl-C waits for nobody; the kernels end with this process
        raise
    except BaseException:
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()
    return Run({task: done[task] for task in tasks})


def gathered_measures(notebooks: list[Path]) -> pd.DataFrame:
    """The measures table of a report: the rows that its executed notebooks hold, each key once.

    Raises ForlobError where two notebooks give different numbers for one key.
    """
    return combine(*(from_csv_text(text) for path in notebooks for text in records(path, "measures")))


def records(path: Path, kind: str) -> Iterator[str]:
    """The tables of a kind, as CSV, that an executed notebook keeps: measures, or findings."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if output.get("metadata", {}).get("forlob", {}).get("kind") == kind:
                yield "".join(output["data"]["text/csv"])
