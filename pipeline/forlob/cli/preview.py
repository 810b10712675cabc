"""`forlob preview`: one notebook of a programme as the page that the report would show, without making a report."""

import json
import re
import tempfile
from base64 import b64encode
from pathlib import Path

from forlob.cli.deciding import decide
from forlob.cli.report import Job, prepare
from forlob.errors import UsageError
from forlob.programme.pages import TAKEN
from forlob.programme.selection import Selection
from forlob.run.notebook_tasks import Task, notebook_file
from forlob.storage.atomic import write_text
from forlob.storage.workspace import FOUND, notebooks_folder

#: What is beside the pages of a selection.
FOLDER = ".preview"
_STYLE = re.compile(r'<link rel="stylesheet" href="(?:\.\./)?([^"]+)">')
_ICON = re.compile(r'<link rel="icon"[^>]*>')
#: A link to another page of the report, which is not there.
_ELSEWHERE = re.compile(r'<a(?=[^>]*\shref="(?!#|[a-z]+:))(?:\s[^>]*)?(?=>)')
_FIGURE = re.compile(r'(<img[^>]*\ssrc=")(?:\.\./)?(figures/[^"]+)(")')


def preview_command(
    programme: str, notebook: str, selection: Selection, folders: dict[str, str | None], as_json: bool
) -> int:
    """Execute a saved notebook and write its page as one file that needs no other; print its path.

    Raises UsageError where there is no such notebook, or no registers, and NotebookFailed where it fails.
    """
    job = prepare(programme, selection, folders)
    source = notebook_file(notebook, job.programme, notebooks_folder())
    if notebook in TAKEN or not re.fullmatch(r"\w[\w-]*", notebook):
        raise UsageError(f"{notebook} makes no page. Name a notebook of the report, or one beside programme.yaml.")
    if not source.is_file():
        raise UsageError(f"{notebook}: no such notebook beside {job.programme.folder.name}/programme.yaml.")
    if not (job.folders.registers / FOUND).is_file():
        raise UsageError(f"the extracts are not cleaned yet. Run `{job.command('clean')}` first.")
    decide(job)
    page = job.folders.results / FOLDER / f"{notebook}.html"
    write_text(page, _page(job, notebook, source))
    print(json.dumps({"exit_code": 0, "page": str(page)}) if as_json else f"Page: {page}")
    return 0


def _page(job: Job, notebook: str, source: Path) -> str:
    """The page of a notebook as HTML that holds its figures and its style."""
    from forlob.measures.codebook import from_csv
    from forlob.measures.table import gathered, read_rows
    from forlob.run.execute import checked_parameters, execute, prepare_environment
    from forlob.run.outcome import records_in
    from forlob.show.words import Words
    from forlob.site.make_pages import make_pages
    from forlob.site.render_builtin import render

    given = {"programme": job.programme.id, **job.selection.parameters(job.programme)}
    declared = checked_parameters(source, {})
    task = Task(notebook, "", tuple((name, value) for name, value in given.items() if name in declared))
    prepare_environment(job.folders.as_environment())
    with tempfile.TemporaryDirectory(prefix="forlob-") as folder:
        done, pages, site = (Path(folder) / name for name in ("done.ipynb", "pages", "site"))
        result = execute(source, done, dict(task.parameters))
        if result.problem:
            raise result.problem.as_error(source.name)
        kept = list(records_in(done))
        words = Words(job.selection.language or job.programme.language, job.programme, from_csv(w for _, w in kept))
        pages.mkdir()
        site.mkdir()
        rows = read_rows(gathered(text for text, _ in kept)) if kept else []
        make_pages(pages, job.programme, words, {task: done}, rows, job.selection, {})
        render(pages, site)
        return _in_one(site / f"{notebook}.html", site)


def _in_one(page: Path, site: Path) -> str:
    """A page with the style and the figures that it links to."""

    def figure(found: re.Match[str]) -> str:
        svg = b64encode((site / found[2]).read_bytes()).decode()
        return f"{found[1]}data:image/svg+xml;base64,{svg}{found[3]}"

    text = _ELSEWHERE.sub("<a", _ICON.sub("", page.read_text(encoding="utf-8")))
    text = _STYLE.sub(lambda found: f"<style>\n{(site / found[1]).read_text(encoding='utf-8')}\n</style>", text)
    return _FIGURE.sub(figure, text)
