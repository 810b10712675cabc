"""The folder of pages that a site is made from: site.json, a Markdown file per page, figures and downloads.

Both renderers read the folder through `read_site`, which stops at what would make a broken site and names the page.
"""

import json
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from forlob.errors import RenderError
from forlob.storage.workspace import PACKAGE

CODE = re.compile(r"^(`{3,}|~{3,})[^\n]*\n.*?^\1[`~]*[ \t]*$", re.MULTILINE | re.DOTALL)
FIGURE = re.compile(r"!\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(\s*<?([^)\s>]+)")
ATTRIBUTES = re.compile(r"\{((?:\"[^\"\n]*\"|[^{}\"\n])*)\}")
IDENTIFIER = re.compile(r"(?<!\S)#([\w.:-]+)")
REFERENCE = re.compile(r"(?<![\w@.\\])@((?:fig|tbl)-[\w-]*\w)")
ALT = re.compile(r"fig-alt=\"[^\"\n]*\"")
OUTSIDE = re.compile(r"^[A-Za-z][\w+.-]*:|^//")


@dataclass(frozen=True)
class Page:
    """One page: its place in the contents (`title`, `part`), its front matter and its Markdown below that."""

    file: str
    title: str
    part: str
    heading: str
    subtitle: str
    failed: bool
    text: str

    @property
    def html(self) -> str:
        return self.file.removesuffix(".md") + ".html"

    def link_to(self, target: str) -> str:
        """The way from this page to another file of the site."""
        return posixpath.relpath(target, posixpath.dirname(self.file) or ".")


@dataclass(frozen=True)
class Site:
    """A site as site.json describes it; `files` are what the pages show or offer, such as figures and downloads."""

    folder: Path
    title: str
    language: str
    programme: str
    note: str
    pages: tuple[Page, ...]
    files: tuple[str, ...]


def theme_folder() -> Path:
    """The folder of the stylesheet, template and filter: beside the package in a checkout, inside it in a wheel."""
    for folder in (PACKAGE.parents[1] / "reports" / "theme", PACKAGE / "_theme"):
        if (folder / "forlob.css").is_file():
            return folder
    raise RenderError(f"The report's theme is missing: neither reports/theme nor _theme is there beside {PACKAGE}.")


def read_site(folder: Path) -> Site:
    """The site in a folder of pages, checked.

    Raises RenderError where site.json does not say what it must, a page's file or a figure that it shows is
    missing, an id is used twice, or a reference leads to no figure or table.
    """
    folder = Path(folder)
    about = _read_json(folder / "site.json")
    pages = tuple(_read_page(folder, entry) for entry in about["pages"])
    named = [page.file for page in pages]
    for file in named:
        if named.count(file) > 1:
            raise RenderError(f"site.json lists {file} more than once.")
    if "index.md" not in named:
        raise RenderError("site.json lists no index.md: a site needs a first page.")
    for page in pages:
        _check_page(folder, page)
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    files = tuple(file for file in found if file != "site.json" and not file.endswith(".md"))
    about = {key: str(about.get(key) or "") for key in ("title", "language", "programme", "note")}
    return Site(folder=folder, pages=pages, files=files, **about)


def _read_json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise RenderError(f"{path} is missing: it lists the pages of the site.")
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RenderError(f"{path} is not valid JSON: {error}.") from error
    for key in ("title", "language", "pages"):
        if not isinstance(about, dict) or not about.get(key):
            raise RenderError(f"{path} says nothing of '{key}'.")
    return about


def _read_page(folder: Path, entry: dict[str, str]) -> Page:
    file = entry.get("file", "")
    if not file.endswith(".md") or file.startswith("/") or ".." in file.split("/"):
        raise RenderError(f"site.json names the page {file!r}: it must be a .md file in the folder of pages.")
    path = folder / file
    if not path.is_file():
        raise RenderError(f"The page {file} is listed in site.json, but the file is missing.")
    front, text = _split_front_matter(file, path.read_text(encoding="utf-8"))
    heading = str(front.get("title") or entry.get("title") or "").strip()
    if not heading:
        raise RenderError(f"The page {file} has no title, neither in its front matter nor in site.json.")
    return Page(
        file=file,
        title=str(entry.get("title") or heading),
        part=str(entry.get("part") or ""),
        heading=heading,
        subtitle=str(front.get("subtitle") or ""),
        failed=front.get("status") == "failed",
        text=text,
    )


def _split_front_matter(file: str, text: str) -> tuple[dict[str, Any], str]:
    match = re.match(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if not match:
        return {}, text
    try:
        front = YAML(typ="safe").load(match[1])
    except YAMLError as error:
        said = " ".join(str(error).split())
        raise RenderError(f"The front matter of the page {file} is not valid YAML: {said}") from error
    return (front if isinstance(front, dict) else {}), text[match.end() :]


def _check_page(folder: Path, page: Page) -> None:
    text = ALT.sub("", re.sub(r"`[^`\n]*`", "", CODE.sub("", page.text)))
    for figure in FIGURE.findall(text):
        if OUTSIDE.match(figure):
            raise RenderError(f"The page {page.file} shows {figure}: a report shows only figures of its own folder.")
        if not (folder / page.file).parent.joinpath(figure).is_file():
            raise RenderError(f"The page {page.file} shows the figure {figure}, which is missing.")
    attributes = (re.sub(r"\"[^\"]*\"", "", found) for found in ATTRIBUTES.findall(text))
    identifiers = [name for found in attributes for name in IDENTIFIER.findall(found)]
    for identifier in identifiers:
        if identifiers.count(identifier) > 1:
            raise RenderError(f"The page {page.file} uses the id {identifier} more than once.")
    for reference in REFERENCE.findall(text):
        if reference not in identifiers:
            raise RenderError(f"The page {page.file} refers to @{reference}, but has no figure or table of that id.")
