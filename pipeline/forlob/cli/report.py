"""The steps of a report, in their order: clean, run, render. Each replaces its own results when they are complete.

The cleaning is of the programme, whatever is selected: its record and its results lie in the usual folder.
"""

import json
import os
import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from forlob.cli.deciding import decide
from forlob.errors import UsageError
from forlob.own.asked_for import FILE
from forlob.programme.programme import Programme
from forlob.programme.read_programme import read_programme
from forlob.programme.selection import Selection, check_selection, projects_of
from forlob.run import digests, stale
from forlob.run.fingerprints import Keys, digests_of_keys
from forlob.run.notebook_tasks import CLEAN, Task, clean_task, notebook_file, output_of, tasks
from forlob.run.outcome import Problem, problem_in
from forlob.storage.atomic import staged_folder, write_text
from forlob.storage.cleaning_files import read_findings
from forlob.storage.workspace import FOUND, Workspace, find_programme, is_selection, notebooks_folder, workspace

Progress = Callable[[str], None]

#: The converted pages of the last site, below the results.
PAGES = ".pages"


@dataclass(frozen=True)
class Job:
    """One programme and selection, with its folders and the way it is to be run.

    `called`: the programme and its folders as the command line names them.
    """

    programme: Programme
    selection: Selection
    folders: Workspace
    called: tuple[str, ...] = ()
    renderer: str = "auto"
    jobs: int | None = None
    scheduler: str = ""
    force: bool = False
    keep_going: bool = False
    word: bool = False
    progress: Progress = field(default=lambda line: None)

    @property
    def tasks(self) -> list[Task]:
        """The runs of the report; of some participations alone, those of the projects that these are in."""
        projects: Iterable[str] = self.programme.projects
        selection = self.selection
        of_some = selection.participant or selection.mentor or selection.where
        if of_some and self.folders.registers.is_dir():
            from forlob.storage.register_files import read_registers  # pandas is slow to import, and seldom needed here

            projects = projects_of(read_registers(self.folders.registers), self.selection, self.programme)
        return tasks(self.programme, self.selection, projects)

    @property
    def projects(self) -> list[str]:
        """The projects that the report has a page of, in its order."""
        return [project for project in self.programme.projects if self.selection.project in ("", project)]

    @property
    def outputs(self) -> dict[Task, Path]:
        """Each task of the report, in its order, and its executed notebook."""
        return {task: output_of(task, self.folders) for task in self.tasks}

    @cached_property
    def keys(self) -> Keys:
        """What the notebooks of the report are made from."""
        records = (stale.read_records(folder) for folder in (self.folders.results, self.folders.processed))
        known = next((record["code"] for record in records if "code" in record), None)
        return Keys(self.programme, self.folders, notebooks_folder(), known, self.is_protected)

    @property
    def is_protected(self) -> bool:
        """Whether small counts are suppressed in the report."""
        return self.selection.min_cell(self.programme) > 1

    @property
    def made(self) -> stale.CachedNotebooks:
        return stale.CachedNotebooks(self.folders.results)

    @property
    def due(self) -> stale.Due:
        """Which notebooks but the cleaning must run, and why."""
        return stale.Due.of(self.tasks, self.keys, self.made, self.folders)

    def remember(self, step: stale.Step) -> None:
        folder = self.folders.processed if step.name == "clean" else self.folders.results
        stale.remember(folder, step, self.keys.found)

    def command(self, step: str) -> str:
        """The command line of a step of this report, with its folders and its selection."""
        return shlex.join(["forlob", step, *self.called, *(self.selection.options if step != "clean" else ())])


def prepare(name: str, selection: Selection, folders: dict[str, str | None], **how: Any) -> Job:
    """The job of a programme by name or path. Raises UsageError where the programme or the selection is not there."""
    file = find_programme(name)
    programme = read_programme(file)
    check_selection(selection, programme)
    if programme.breakdowns or (programme.folder / FILE).exists() or "forlob.measures.catalogue" in sys.modules:
        from forlob.own.measures_file import asked_splits, use_own_measures  # with pandas: only where there are any

        use_own_measures(programme)
        asked_splits(programme)
    called = (name, *(part for key, path in folders.items() if path for part in (f"--{key}", path)))
    job = Job(programme, selection, workspace(file, programme.id, **folders, selection=selection.folder), called, **how)
    for folder in {job.folders.processed, job.folders.results}:
        digests.remembered(stale.read_records(folder).get("files", {}))
    return job


def clean(job: Job, force: bool = False) -> bool:
    """Run clean.ipynb: the programme's registers and findings.csv. False where nothing was to be done.

    Raises ExtractsUnusable where the extracts hold an error; findings.csv then says why, and nothing else is written.
    """
    step = clean_step(job)
    if not _due(job, "clean", stale.why_step(job.folders.processed, step), force):
        return False
    from forlob.run.execute import OF_CLEANING, execute, prepare_environment

    task, folders = clean_task(job.programme), job.folders
    prepare_environment(folders.as_environment())
    with tempfile.TemporaryDirectory() as temporary, cleaners_of(job) as cleaners:
        output, source = Path(temporary) / "clean.ipynb", notebook_file(CLEAN, job.programme, notebooks_folder())
        result = execute(source, output, dict(task.parameters), {**os.environ, **cleaners}, OF_CLEANING)
        if result.problem:
            raise result.problem.as_error("clean.ipynb")
        write_text(folders.cleaned, output.read_text(encoding="utf-8"))
    job.progress(f"clean ({result.seconds:.1f} s)")
    job.remember(step)
    return True


def cleaners_of(job: Job) -> AbstractContextManager[dict[str, str]]:
    """The environment of a cleaning. Raises UsageError as `cleaners` does."""
    from forlob.run.cleaners import cleaners

    return cleaners(job.programme, job.folders, job.jobs, job.scheduler, job.progress)


def run(job: Job) -> bool:
    """Run the notebooks that are due, and gather measures and codebook from all. False where nothing was to be done."""
    folders, made = job.folders, job.made
    if not (folders.registers / FOUND).is_file():
        raise UsageError(f"{folders.registers}: the extracts are not cleaned yet. Run `{job.command('clean')}` first.")
    decide(job)
    due = job.due
    if not _due(job, "run", due.reason(folders.results), job.force):
        return False
    from forlob.run.notebooks import gathered_measures

    _execute(job, due, list(due.why) if job.force else due.tasks)
    with staged_folder(folders.notebooks) as new:
        made.assemble(due.why, new)
        measures, codebook = gathered_measures([new / task.place for task in due.why])
    write_text(folders.measures, measures)
    write_text(folders.codebook, codebook)
    made.prune(due.why)
    job.remember(due.step)
    return True


def _execute(job: Job, due: stale.Due, chosen: list[Task]) -> None:
    """Run notebooks; each is kept as soon as it is done."""
    if not chosen:
        return
    from forlob.run.execute import Executed, prepare_environment
    from forlob.run.notebooks import executor, run_notebooks

    prepare_environment(job.folders.as_environment())
    made = job.made
    with made.running() as new, executor(job.jobs, job.scheduler, job.folders, job.progress) as by:

        def keep(task: Task, executed: Executed) -> None:
            made.keep(task, due.inputs[task], new / task.place, executed.problem, executed.seconds)

        run_notebooks(
            *(by, job.programme, chosen, notebooks_folder(), lambda task: new / task.place),
            *(job.progress, keep, made.seconds),
        )


def render(job: Job) -> bool:
    """Make the pages and the site. False where nothing was to be done. Raises RenderError where the renderer fails."""
    from forlob.site.render_quarto import choose

    folders = job.folders
    if not folders.measures.is_file():
        raise UsageError(f"{folders.measures}: the notebooks have not been run yet. Run `{job.command('run')}` first.")
    renderer = choose(job.renderer)
    step = render_step(job, renderer.name)
    if not _due(job, "render", stale.why_step(folders.results, step), job.force):
        return False
    from forlob.measures.codebook import from_csv
    from forlob.measures.table import read_rows
    from forlob.show.words import Words
    from forlob.site import exports
    from forlob.site.exports import provenance
    from forlob.site.make_pages import make_pages
    from forlob.site.site_folder import read_site

    codebook = from_csv([folders.codebook.read_text(encoding="utf-8")])
    words = Words(job.selection.language or job.programme.language, job.programme, codebook)
    kept = folders.results / PAGES
    measures = folders.measures.read_bytes().decode("utf-8")
    with staged_folder(folders.report, keep=lambda path: is_selection(path.name)) as site:
        pages = Path(tempfile.mkdtemp(prefix="forlob-pages-"))
        try:
            findings = read_findings(folders.registers, job.selection.project)
            exports.write_tables(pages, measures, findings, words, job.selection.profile, job.is_protected)
            (pages / "provenance.json").write_text(
                json.dumps(provenance(job.programme), indent=1) + "\n", encoding="utf-8"
            )
            with_word = [project for project in job.projects if job.word and job.programme.project_pages]
            offered = exports.downloads(words, with_word, job.is_protected)
            make_pages(pages, job.programme, words, job.outputs, read_rows(measures), job.selection, offered)
            if with_word:
                job.progress("write Word files")
                exports.write_word_files(read_site(pages), with_word, words, alone=bool(job.selection.project))
            job.progress(f"render with {renderer.name}")
            if job.force:
                shutil.rmtree(kept, ignore_errors=True)
            renderer.keeping(kept, job.jobs).render(pages, site, job.progress)
        finally:
            shutil.rmtree(pages, ignore_errors=True)
    job.remember(step)
    return True


def clean_step(job: Job) -> stale.Step:
    return stale.clean_step(clean_task(job.programme), job.keys, job.folders)


def render_step(job: Job, renderer: str) -> stale.Step:
    from forlob.site.site_folder import theme_folder

    printed = job.programme.printed_figures
    folders = job.folders
    inputs = {
        "the executed notebooks": {
            task.label: digests.of_file(path) for task, path in job.outputs.items() if path.is_file()
        },
        "the measures": {path.name: digests.of_file(path) for path in (folders.measures, folders.registers / FOUND)},
        "programme.yaml": digests_of_keys(job.programme),
        "the programme's folder": {printed: digests.of_file(job.programme.folder / printed)} if printed else {},
        "the theme": {path.name: digests.of_file(path) for path in sorted(theme_folder().iterdir())},
        "the renderer": {"name": renderer},
        "the code": job.keys.code,
        **({"Word files": {"asked for": "yes"}} if job.word else {}),
    }
    return stale.Step("render", inputs, (folders.report,))


def failures(job: Job) -> dict[Task, Problem]:
    """The notebooks that failed when they last ran, and where."""
    paths = {task: path for task, path in job.outputs.items() if job.made.failed(task) and path.is_file()}
    found = {task: problem_in(path) for task, path in paths.items()}
    return {task: problem for task, problem in found.items() if problem}


def left_off(job: Job) -> dict[Task, list[int]]:
    """The cells of the programme's own notebooks whose outputs a public page leaves off, a number an output."""
    from forlob.site import other_outputs

    if job.selection.profile == "internal":
        return {}
    own = [task for task in job.outputs if other_outputs.is_own(task.notebook, job.programme)]
    notebooks = {task: json.loads(job.outputs[task].read_text(encoding="utf-8")) for task in own}
    found = {task: other_outputs.left_off(notebook, own=True) for task, notebook in notebooks.items()}
    return {task: cells for task, cells in found.items() if cells}


def _due(job: Job, name: str, why: str, force: bool) -> bool:
    if not why and not force:
        job.progress(f"{name}: nothing to do")
    return bool(why) or force
