"""The files that a report offers beside its pages: measures, findings, Word files, and how the report was made."""

import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from forlob import __version__
from forlob.measures.codebook import to_csv
from forlob.measures.table import read_rows
from forlob.programme.programme import Programme
from forlob.run.notebook_tasks import QUALITY
from forlob.show.excel_csv import findings_for_excel, measures_for_excel
from forlob.show.words import Words
from forlob.site.site_folder import Site
from forlob.site.word import write_word
from forlob.storage.csv_lines import csv_lines, read_csv_lines

#: File -> the phrase that says what it is.
TABLES = {
    "measures.csv": "download_measures",
    "measures-excel.csv": "download_measures_excel",
    "codebook.csv": "download_codebook",
    "findings.csv": "download_findings",
    "findings-excel.csv": "download_findings_excel",
    "provenance.json": "download_provenance",
}

#: What lists the findings one by one.
FINDINGS = ("findings.csv", "findings-excel.csv")


def word_file(project: str) -> str:
    """The Word file of a project, below the site."""
    return f"{project}.docx"


def downloads(words: Words, with_word: Iterable[str], protected: bool) -> dict[str, str]:
    """File of the site -> what it is; `with_word`: the projects that have a Word file.

    `protected`: small numbers are, so that there is no list of findings.
    """
    of_projects = {word_file(project): words.ui("download_word", project=words.place(project)) for project in with_word}
    tables = {file: phrase for file, phrase in TABLES.items() if not (protected and file in FINDINGS)}
    return of_projects | {file: words.ui(phrase) for file, phrase in tables.items()}


def write_tables(folder: Path, measures: str, findings: str, words: Words, profile: str, protected: bool) -> None:
    """Write measures and findings, given as CSV, into the folder of pages, plain and for Excel.

    In the public profile the findings go without their messages, which cite answers. Where small numbers are
    `protected` there are none: row for row they tell of single people.
    """
    names, rows = read_csv_lines(findings)
    shown = [name for name in names if profile != "public" or name != "message"]
    found = [dict(zip(names, row, strict=True)) for row in rows]
    texts = {
        "measures.csv": measures,
        "measures-excel.csv": measures_for_excel(read_rows(measures), words),
        "codebook.csv": to_csv(words.codebook.values()),
        "findings.csv": csv_lines([shown, *([finding[name] for name in shown] for finding in found)]),
        "findings-excel.csv": findings_for_excel(found, words, with_message="message" in shown),
    }
    for name, text in texts.items():
        if protected and name in FINDINGS:
            continue
        (folder / name).write_bytes(text.encode("utf-8"))


def write_word_files(site: Site, projects: Iterable[str], words: Words, alone: bool) -> None:
    """Write a Word file a project into the folder of pages: the project's page, and the page on method.

    `alone`: the site is one project's; then the page on data quality, which is about that project, goes in too.
    """
    assert words.programme is not None
    pages = {page.file: page for page in site.pages}
    for project in projects:
        wanted = [f"projects/{project}.md", *([f"{QUALITY}.md"] if alone else []), "method.md"]
        chosen = [pages[file] for file in wanted if file in pages]
        title = words.programme.title.in_language(words.language)
        subtitle = " – ".join(part for part in (chosen[0].subtitle, title) if part)
        write_word(site, chosen, words.place(project), subtitle, site.folder / word_file(project))


LIBRARIES = ("pandas", "pyarrow", "matplotlib", "seaborn", "papermill", "pypandoc_binary", "dvc")


def provenance(programme: Programme) -> dict[str, Any]:
    """Time, versions, commit and whether the checkout differs from it (dvc.lock, which a run itself writes, aside)."""
    changed = _git(programme, "status", "--porcelain", "--untracked-files=no")
    return {
        "programme": programme.id,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "forlob": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "commit": _git(programme, "rev-parse", "HEAD"),
        "checkout_changed": None if changed is None else any(line[3:] != "dvc.lock" for line in changed.splitlines()),
    }


def _version(library: str) -> str | None:
    """The installed version; conda knows some libraries by another name."""
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _git(programme: Programme, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=programme.folder, capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.rstrip("\n")
