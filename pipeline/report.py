"""The steps of a report, in their order: clean, run, render. Each replaces its own results when they are complete."""

import io
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from pipeline.cleaning.findings import sentence
from pipeline.config.programme import Programme
from pipeline.config.read_programme import read_programme
from pipeline.errors import ExtractsUnusable, NotebookFailed, UsageError
from pipeline.measures.csv_text import from_csv_text, to_csv_text
from pipeline.run import state
from pipeline.run.execute import execute, prepare_environment
from pipeline.run.notebooks import gathered_measures, records, run_notebooks
from pipeline.run.problems import Problem, problem_in
from pipeline.run.tasks import CLEAN, Task, clean_task, notebook_file, output_of, tasks
from pipeline.selection import Selection, check_selection, projects_of
from pipeline.storage.atomic import staged_folder, write_text
from pipeline.storage.registers import read_registers
from pipeline.storage.workspace import Workspace, find_programme, is_selection, notebooks_folder, workspace

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """One programme and selection, with its folders and the way it is to be run."""

    programme: Programme
    selection: Selection
    folders: Workspace
    renderer: str = "auto"
    jobs: int = 2
    force: bool = False
    keep_going: bool = False
    word: bool = False
    progress: Progress = field(default=lambda line: None)

    @property
    def tasks(self) -> list[Task]:
        """The runs of the report; of a participant or mentor, those of the projects that the courses are in."""
        one = self.selection.participant or self.selection.mentor
        registers = read_registers(self.folders.registers) if one and self.folders.cleaned.is_file() else None
        projects = self.programme.projects
        if registers is not None:
            projects = projects_of(registers, self.selection, self.programme)
        return tasks(self.programme, self.selection, projects)

    @property
    def projects(self) -> list[str]:
        """The projects that the report has a page of, in its order."""
        return [project for project in self.programme.projects if self.selection.project in ("", project)]

    @property
    def outputs(self) -> dict[Task, Path]:
        """Each task of the report, the cleaning last, and its executed notebook."""
        all_tasks = [*self.tasks, clean_task(self.programme, self.selection)]
        return {task: output_of(task, self.folders) for task in all_tasks}


def prepare(name: str, selection: Selection, folders: dict[str, str | None], **how) -> Job:
    """The job of a programme by name or path. Raises UsageError where the programme or the selection is not there."""
    file = find_programme(name)
    programme = read_programme(file)
    check_selection(selection, programme)
    return Job(programme, selection, workspace(file, programme.id, **folders, selection=selection.folder), **how)


def clean(job: Job) -> bool:
    """Run clean.ipynb: registers, findings.csv and the page on data quality. False where nothing was to be done.

    Raises ExtractsUnusable where the extracts hold an error; findings.csv then says why, and nothing else is written.
    """
    step = clean_step(job)
    if not _due(job, step):
        return False
    task, folders = clean_task(job.programme, job.selection), job.folders
    prepare_environment(folders.as_environment())
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary) / "clean.ipynb"
        result = execute(notebook_file(CLEAN, job.programme, notebooks_folder()), output, dict(task.parameters))
        if result.problem:
            if result.problem.name == ExtractsUnusable.__name__:
                raise ExtractsUnusable(said_of_errors(folders))
            raise NotebookFailed(f"clean.ipynb failed in {result.problem}. Nothing else was run.")
        folders.results.mkdir(parents=True, exist_ok=True)
        write_text(folders.cleaned, output.read_text(encoding="utf-8"))
    job.progress(f"clean ({result.seconds:.1f} s)")
    state.remember(folders.results, clean_step(job))
    return True


def run(job: Job) -> bool:
    """Run the notebooks of projects and programme, and gather measures.csv. False where nothing was to be done."""
    step = run_step(job)
    if not job.folders.cleaned.is_file():
        raise UsageError(f"{job.folders.cleaned}: the extracts are not cleaned yet. Run `forlob clean` first.")
    if not _due(job, step):
        return False
    folders = job.folders
    prepare_environment(folders.as_environment())
    with staged_folder(folders.notebooks) as new:
        ran = run_notebooks(
            job.programme, job.tasks, notebooks_folder(), lambda task: new / task.place, job.jobs, job.progress
        )
        executed = [new / task.place for task in job.tasks]
        measures = gathered_measures([*executed, folders.cleaned])
    write_text(folders.measures, to_csv_text(measures))
    if not ran.problems:
        state.remember(folders.results, run_step(job))
    return True


def render(job: Job) -> bool:
    """Make the pages and the site. False where nothing was to be done. Raises RenderError where the renderer fails."""
    from pipeline.display.words import Words
    from pipeline.site import exports
    from pipeline.site.make_pages import make_pages
    from pipeline.site.provenance import provenance
    from pipeline.site.renderer import choose
    from pipeline.site.site_pages import read_site

    folders = job.folders
    if not folders.measures.is_file():
        raise UsageError(f"{folders.measures}: the notebooks have not been run yet. Run `forlob run` first.")
    renderer = choose(job.renderer)
    step = render_step(job, renderer.name)
    if not _due(job, step):
        return False
    words = Words(job.selection.language or job.programme.language, job.programme)
    measures = from_csv_text(folders.measures.read_text(encoding="utf-8"))
    with staged_folder(folders.report, keep=lambda path: is_selection(path.name)) as site:
        pages = Path(tempfile.mkdtemp(prefix="forlob-pages-"))
        try:
            exports.write_tables(pages, measures, _findings(job), words, job.selection.profile)
            (pages / "provenance.json").write_text(
                json.dumps(provenance(job.programme), indent=1) + "\n", encoding="utf-8"
            )
            with_word = [project for project in job.projects if job.word and job.programme.project_pages]
            offered = exports.downloads(words, with_word)
            make_pages(pages, job.programme, words, job.outputs, measures, job.selection, offered)
            if with_word:
                job.progress("write Word files")
                exports.write_word_files(read_site(pages), with_word, words, alone=bool(job.selection.project))
            job.progress(f"render with {renderer.name}")
            renderer.render(pages, site, job.progress)
        finally:
            shutil.rmtree(pages, ignore_errors=True)
    state.remember(folders.results, render_step(job, renderer.name))
    return True


def clean_step(job: Job) -> state.Step:
    extracts = tuple(job.folders.raw / extract.file for extract in job.programme.extracts)
    source = notebook_file(CLEAN, job.programme, notebooks_folder())
    inputs = {
        "the extracts": state.digest_of([path for path in extracts if path.is_file()]),
        "programme.yaml": state.digest_of([job.folders.programme_file]),
        "clean.ipynb": state.digest_of_sources([source]),
        "the code": state.digest_of_code(),
    }
    return state.Step("clean", inputs, (job.folders.registers, job.folders.findings, job.folders.cleaned))


def run_step(job: Job) -> state.Step:
    sources = sorted({notebook_file(task.notebook, job.programme, notebooks_folder()) for task in job.tasks})
    inputs = {
        "the registers": state.digest_of([job.folders.registers]),
        "the data-quality page": state.digest_of([job.folders.cleaned]),
        "the programme's folder": state.digest_of(
            [job.programme.folder / name for name in _programme_files(job.programme)]
        ),
        "the notebooks": state.digest_of_sources(sources),
        "the code": state.digest_of_code(),
    }
    return state.Step("run", inputs, (job.folders.notebooks, job.folders.measures))


def render_step(job: Job, renderer: str) -> state.Step:
    from pipeline.site.site_pages import theme_folder

    inputs = {
        "the executed notebooks": state.digest_of([job.folders.notebooks, job.folders.cleaned]),
        "the measures": state.digest_of([job.folders.measures, job.folders.findings]),
        "the programme's folder": state.digest_of(
            [job.programme.folder / name for name in _programme_files(job.programme)]
        ),
        "the theme": state.digest_of([theme_folder()]),
        "the renderer": renderer,
        "the code": state.digest_of_code(),
        **({"Word files": "asked for"} if job.word else {}),
    }
    return state.Step("render", inputs, (job.folders.report,))


def failures(job: Job) -> dict[Task, Problem]:
    """The notebooks that failed when they last ran, and where."""
    found = {task: problem_in(path) for task, path in job.outputs.items() if path.is_file()}
    return {task: problem for task, problem in found.items() if problem}


def said_of_errors(folders: Workspace, most: int = 10) -> str:
    """The errors of findings.csv, a sentence each."""
    findings = pd.read_csv(folders.findings, keep_default_na=False, dtype=str)
    wrong = findings[findings["severity"] == "error"]
    lines = [sentence(finding) for _, finding in wrong.head(most).iterrows()]
    more = [f"and {len(wrong) - most} more in {folders.findings}"] if len(wrong) > most else []
    return "\n".join([*lines, *more])


def _findings(job: Job) -> pd.DataFrame:
    """The findings that go with a report: all, or those of the selected project, which its cleaning has kept."""
    if not job.selection.project:
        return pd.read_csv(job.folders.findings, keep_default_na=False, dtype=str)
    text = "".join(records(job.folders.cleaned, "findings"))
    return pd.read_csv(io.StringIO(text), keep_default_na=False, dtype=str)


def _programme_files(programme: Programme) -> list[str]:
    names = ["programme.yaml", "texts", programme.printed_figures]
    return [name for name in names if name and (programme.folder / name).exists()]


def _due(job: Job, step: state.Step) -> bool:
    why = "forced" if job.force else state.why_to_run(job.folders.results, step)
    if not why:
        job.progress(f"{step.name}: nothing to do")
    return bool(why)
