"""Makes the folder of Markdown pages of a report from its executed notebooks and its measures."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forlob.cleaning.identifiers import masked
from forlob.measures.table import line
from forlob.printed.read_printed import read_printed
from forlob.programme.programme import Programme
from forlob.programme.selection import Selection
from forlob.run.executed import read_executed
from forlob.run.notebook_tasks import QUALITY, Task
from forlob.show.selected_texts import selected_texts
from forlob.show.words import Words
from forlob.site import front, method
from forlob.site.from_notebook import body
from forlob.site.other_outputs import is_own


@dataclass(frozen=True)
class Page:
    """One page: its file below the site, its title, the part of the contents it stands in, its Markdown."""

    file: str
    title: str
    part: str
    markdown: str
    subtitle: str = ""
    failed: bool = False


def make_pages(
    folder: Path,
    programme: Programme,
    words: Words,
    executed: dict[Task, Path],
    measures: Sequence[Mapping[str, Any]],
    selection: Selection,
    downloads: dict[str, str],
) -> list[Page]:
    """Write the pages, their figures and site.json below `folder`; the pages made, in the order of the contents.

    `measures`: the rows of the measures table; `executed`: task -> executed notebook, in the order of the report;
    `downloads`: file of the site -> what it is.
    """
    public = selection.profile != "internal"
    figures: dict[str, str] = {}
    of_projects = [
        _project_page(programme, words, project, executed, figures, public)
        for project in programme.projects
        if any(task.project == project for task in executed)
    ]
    of_programme = [
        _programme_page(programme, words, task, path, figures, public)
        for task, path in executed.items()
        if not task.project
    ]
    pages = [
        *of_projects,
        *sorted(of_programme, key=lambda page: page.file == f"{QUALITY}.md"),
    ]
    about = words.ui("method")
    alone = _only_project(executed)
    figures_printed = [figure for figure in read_printed(programme) if figure.project == alone or not alone]
    if figures_printed:
        from forlob.printed.page import Replication  # with pandas, which the other pages do without

        replication = Replication(figures_printed, measures, programme, words)
        pages.append(Page("printed.md", words.ui("replication"), about, replication.page()))
        for name, text in replication.files().items():
            (folder / name).write_text(text, encoding="utf-8")
    method_page = method.page(
        programme, (line(row["measure"], row["by"]) for row in measures), words, selection.profile, downloads
    )
    pages.append(Page("method.md", about, about, method_page))
    links = [(page.file, page.title, page.part) for page in pages]
    links += [(file, text, "") for file, text in downloads.items() if file.endswith(".docx")]
    failed = [page.title for page in pages if page.failed]
    notes = selected_texts(selection, words)
    title = programme.title.in_language(words.language)
    title = f"{words.place(alone)} – {title}" if alone else title
    pages.insert(
        0, Page("index.md", title, words.ui("contents"), front.page(programme, measures, words, links, failed, notes))
    )

    (folder / "projects").mkdir(parents=True)
    (folder / "figures").mkdir()
    for page in pages:
        (folder / page.file).write_text(_with_front_matter(page), encoding="utf-8")
    for name, svg in figures.items():
        (folder / "figures" / name).write_text(svg, encoding="utf-8")
    site = {
        "title": title,
        "language": words.language,
        "programme": programme.id,
        "note": words.made_up(),
        "pages": [{"file": page.file, "title": page.title, "part": page.part} for page in pages],
    }
    (folder / "site.json").write_text(json.dumps(site, ensure_ascii=False, indent=1), encoding="utf-8")
    return pages


def _only_project(executed: dict[Task, Path]) -> str:
    """The project that a report of one project is about; empty for a report of the programme."""
    of_report = {task.project for task in executed if task.notebook != QUALITY}
    return of_report.pop() if len(of_report) == 1 else ""


def _project_page(
    programme: Programme, words: Words, project: str, executed: dict[Task, Path], figures: dict[str, str], public: bool
) -> Page:
    parts, failed = [], False
    for task, path in executed.items():
        if task.project == project:
            own = is_own(task.notebook, programme)
            made = body(read_executed(path), words, f"{project}-", "../", public, own)
            parts.append(made.markdown)
            figures |= made.figures
            failed |= made.failed
    about = programme.projects[project]
    name = about.name.in_language(words.language)
    title = about.municipality or name
    subtitle = name if about.municipality else ""
    return Page(f"projects/{project}.md", title, words.ui("projects"), "\n\n".join(parts), subtitle, failed)


def _programme_page(
    programme: Programme, words: Words, task: Task, path: Path, figures: dict[str, str], public: bool
) -> Page:
    notebook = read_executed(path)
    made = body(notebook, words, "", "", public, is_own(task.notebook, programme))
    figures |= made.figures
    titles = notebook.metadata.get("forlob", {}).get("title", {})
    title = titles.get(words.language) or task.notebook.replace("_", " ").capitalize()
    whole = "across_projects" if words.programme and words.programme.projects else "programme_as_a_whole"
    part = words.ui("method" if task.notebook == QUALITY else whole)
    return Page(f"{task.notebook}.md", title, part, made.markdown, failed=made.failed)


def _with_front_matter(page: Page) -> str:
    head = {"title": page.title, "subtitle": page.subtitle, "status": "failed" if page.failed else ""}
    lines = [f"{key}: {json.dumps(masked(value), ensure_ascii=False)}" for key, value in head.items() if value]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + page.markdown.strip() + "\n"
