"""In which order notebooks are begun, and that their results keep the report's, whatever finished first."""

import math
from pathlib import Path

import pytest

from forlob.errors import UsageError
from forlob.run.execute import Executed
from forlob.run.notebook_tasks import Task
from forlob.run.notebooks import run_notebooks
from tests.end_to_end.notebooks import write_notebook


class Backwards:
    """Finishes in the opposite order; `begun`: the notebooks as they were begun."""

    begun: list[str]

    def executed(self, orders):
        self.begun = [order.output.stem for order in orders]
        for place in reversed(range(len(orders))):
            yield place, Executed(1.0)


class Programme:
    folder: Path


def tasks(*names: str) -> list[Task]:
    return [Task(name, "", ()) for name in names]


def run(folder: Path, crew, chosen, **more):
    programme = Programme()
    programme.folder = folder
    said = []
    done = run_notebooks(crew, programme, chosen, folder, lambda task: folder / task.place, said.append, **more)
    return done, said


def test_the_longest_is_begun_first_and_the_results_stay_in_order(tmp_path):
    """b took 9 s and c 3 s when they last ran; a and d, never run, may take longest and keep their order."""
    for name in "abcd":
        write_notebook(tmp_path / f"{name}.ipynb")
    took = {"b": 9.0, "c": 3.0}
    crew, kept = Backwards(), []
    done, said = run(
        *(tmp_path, crew, tasks("a", "b", "c", "d")),
        keep=lambda task, executed: kept.append(task.notebook),
        seconds=lambda task: took.get(task.notebook, math.inf),
    )
    assert crew.begun == ["a", "d", "b", "c"]
    assert kept == ["c", "b", "d", "a"]
    assert [task.notebook for task in done.executed] == ["a", "b", "c", "d"]
    assert said[0] == "[1/4] c (1.0 s)" and said[-1] == "[4/4] a (1.0 s)"


def test_nothing_is_begun_where_a_notebook_is_not_there(tmp_path):
    write_notebook(tmp_path / "a.ipynb")
    crew = Backwards()
    with pytest.raises(UsageError, match="b.ipynb: no such notebook in"):
        run(tmp_path, crew, tasks("a", "b"))
    assert not hasattr(crew, "begun")
