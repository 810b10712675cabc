"""Which notebooks a report runs, with which parameters, and where each result goes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from forlob.programme.pages import ALWAYS
from forlob.programme.programme import Programme
from forlob.programme.selection import Selection
from forlob.storage.workspace import Workspace

CLEAN, QUALITY = "clean", ALWAYS


@dataclass(frozen=True)
class Task:
    """One run of a notebook; `project` is that whose page it is a part of, empty for a page of its own."""

    notebook: str
    project: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def about(self) -> str:
        """The project that it counts; empty for the programme as a whole."""
        return dict(self.parameters).get("project", "")

    @property
    def label(self) -> str:
        return f"{self.project}: {self.notebook}" if self.project else self.notebook

    @property
    def place(self) -> str:
        """The executed notebook's path below the folder of notebooks."""
        return f"{self.project}/{self.notebook}.ipynb" if self.project else f"{self.notebook}.ipynb"


def clean_task(programme: Programme) -> Task:
    """The cleaning of the whole programme, whatever is selected."""
    return Task(CLEAN, "", (("programme", programme.id),))


def tasks(programme: Programme, selection: Selection, projects: Iterable[str]) -> list[Task]:
    """All runs of a report but the cleaning: the programme's notebooks, which count the most, then each project's, then
    the page on data quality.

    `projects`: those that have pages. A selection of a project has that project's notebooks alone.
    """
    if selection.project:
        each = [_task(programme, selection, name) for name in programme.project_pages]
        return [*each, _quality_task(programme, selection)]
    whole = [_task(programme, selection, name) for name in programme.programme_pages]
    each = [
        _task(programme, replace(selection, project=project), name)
        for project in projects
        for name in programme.project_pages
    ]
    return [*whole, *each, _quality_task(programme, selection)]


def _quality_task(programme: Programme, selection: Selection) -> Task:
    """The page on data quality: of all rows that were read, of the programme or of the selection's project."""
    chosen = Selection(selection.project, language=selection.language, profile=selection.profile)
    return replace(_task(programme, chosen, QUALITY), project="")


def notebook_file(name: str, programme: Programme, folder: Path) -> Path:
    """Where a notebook lies: beside programme.yaml where the programme has its own, else among the built-in ones."""
    own = programme.folder / f"{name}.ipynb"
    return own if own.is_file() else folder / f"{name}.ipynb"


def output_of(task: Task, folders: Workspace) -> Path:
    return folders.notebooks / task.place


def _task(programme: Programme, selection: Selection, notebook: str) -> Task:
    return Task(
        notebook, selection.project, tuple({"programme": programme.id, **selection.parameters(programme)}.items())
    )
