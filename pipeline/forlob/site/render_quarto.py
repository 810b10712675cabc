"""Chooses the renderer, and renders with Quarto where it is found: one website project, one `quarto render`.

The project is made in a temporary folder. Its pages hold the same text as the built-in renderer reads, each with the
frame of `frame.template`; figures, tables and callouts are made by the theme's Lua filter, which Quarto runs before
its own (`at: pre-ast`, there since 1.4). So both renderers give the same pages.
"""

import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString as Quoted

from forlob.errors import RenderError
from forlob.site import check_site, frame, render_builtin
from forlob.site.render_builtin import copy_files
from forlob.site.run_quarto import run_quarto
from forlob.site.site_folder import Page, Site, read_site, theme_folder

NEEDED = (1, 4)
SECONDS = 900
# As render_builtin.READ; Quarto takes the front matter off itself.
READ = "markdown-tex_math_dollars-raw_tex"
# What Quarto writes for a search box and for search engines, which the pages do not have.
LEFT_OUT = ("search.json", "listings.json", "sitemap.xml", "robots.txt")


@dataclass(frozen=True)
class Quarto:
    """The program and its version, such as "1.7.31"; an empty version is one that it did not say."""

    path: Path
    version: str

    @property
    def problem(self) -> str:
        """Why it cannot be used, or nothing."""
        if not self.version:
            return f"{self.path} did not say its version: it does not seem to be Quarto."
        if tuple(map(int, self.version.split("."))) < NEEDED:
            return f"Quarto {self.version} at {self.path} is too old: {'.'.join(map(str, NEEDED))} or newer is needed."
        return ""


def find_quarto() -> Quarto | None:
    """Quarto, looked for in QUARTO_PATH, then on PATH, then in an installed quarto_cli package.

    Raises RenderError where QUARTO_PATH names no program.
    """
    for path in _candidates():
        return Quarto(path, _version(path))
    return None


def render(
    pages: Path,
    out: Path,
    progress: Callable[[str], None] | None = None,
    quarto: Quarto | None = None,
    seconds: float = SECONDS,
) -> None:
    """Writes the site of a folder of pages into the empty folder `out`, which Quarto itself never touches.

    `progress` gets Quarto's own lines, such as "[ 3/18] projects/assens.qmd". Raises RenderError where Quarto is
    missing, too old, fails, takes longer than `seconds` or leaves a page out, and where the pages cannot make a site.
    """
    site, theme, out = read_site(pages), theme_folder(), Path(out)
    quarto = quarto or find_quarto()
    if quarto is None:
        raise RenderError("Quarto is not found. Set QUARTO_PATH to its program, or use --renderer builtin.")
    if quarto.problem:
        raise RenderError(f"{quarto.problem} Set QUARTO_PATH to another, or use --renderer builtin.")
    with tempfile.TemporaryDirectory(prefix="forlob-quarto-", ignore_cleanup_errors=True) as folder:
        project = Path(folder).resolve() / "project"
        write_project(site, theme, project)
        run_quarto([str(quarto.path), "render", "."], project, seconds, progress)
        made = project / "_site"
        if not made.is_dir():
            raise RenderError("Quarto ended without an error, but made no site.")
        for page in site.pages:
            if not (made / page.html).is_file():
                raise RenderError(f"Quarto ended without an error, but left out the page {page.file}.")
        shutil.copytree(made, out, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
    copy_files(site, out)
    frame.stylesheet(theme, out)
    check_site.check_site(site, out)


def write_project(site: Site, theme: Path, project: Path) -> None:
    """A Quarto project of the site: _quarto.yml, a .qmd and a template per page, the filter, the figures."""
    copy_files(site, project)
    frame.stylesheet(theme, project)
    own = project / "_forlob"
    own.mkdir()
    shutil.copyfile(theme / "forlob.lua", own / "forlob.lua")
    (project / "_quarto.yml").write_text(_yaml(project_settings(site)), encoding="utf-8")
    for page in site.pages:
        template = own / (page.file.removesuffix(".md").replace("/", "-") + ".html")
        template.write_text(frame.template(site, page, theme), encoding="utf-8")
        path = project / _source(page)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{_yaml(page_settings(page, template.name))}---\n\n{page.text}", encoding="utf-8")


def project_settings(site: Site) -> dict[str, Any]:
    """What _quarto.yml says: pages without Quarto's own theme, scripts, navigation and search."""
    html = {
        "theme": "none",
        "minimal": True,
        "toc": True,
        "toc-depth": 3,
        "section-divs": False,
        "html-math-method": "plain",
    }
    return {
        "project": {"type": "website", "output-dir": "_site", "render": [_source(page) for page in site.pages]},
        "website": {"title": Quoted(site.title), "search": False},
        "lang": site.language,
        "from": READ,
        "format": {"html": html},
    }


def page_settings(page: Page, template: str) -> dict[str, Any]:
    """The front matter of one page: nothing to execute, its own template, the theme's filter before Quarto's."""
    return {
        "title": Quoted(page.heading),
        "engine": "markdown",
        "template": page.link_to(f"_forlob/{template}"),
        "filters": [{"path": page.link_to("_forlob/forlob.lua"), "at": "pre-ast"}],
    }


def _source(page: Page) -> str:
    return page.file.removesuffix(".md") + ".qmd"


def _yaml(settings: dict[str, Any]) -> str:
    writer, text = YAML(), io.StringIO()
    writer.width = 4096
    writer.dump(settings, text)
    return text.getvalue()


def _candidates() -> Iterator[Path]:
    named = os.environ.get("QUARTO_PATH")
    if named:
        places = (Path(named), Path(named, "bin", "quarto"), Path(named, "quarto"))
        path = next((path for path in places if path.is_file() and os.access(path, os.X_OK)), None)
        if path is None:
            raise RenderError(f"QUARTO_PATH says {named}, but no program is there.")
        yield path
    found = shutil.which("quarto")
    if found:
        yield Path(found)
    package = importlib.util.find_spec("quarto_cli")
    for folder in (package and package.submodule_search_locations) or []:
        yield from (path for path in sorted(Path(folder).rglob("bin/quarto")) if os.access(path, os.X_OK))
    if package and (beside := Path(sys.executable).parent / "quarto").is_file():
        yield beside


def _version(path: Path) -> str:
    try:
        said = subprocess.run(
            [str(path), "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    match = re.match(r"\s*v?(\d+(?:\.\d+)+)\b", said.stdout)
    return match[1] if match and said.returncode == 0 else ""


@dataclass(frozen=True)
class Renderer:
    name: str
    render: Callable[[Path, Path, Callable[[str], None]], None]

    def keeping(self, folder: Path, jobs: int | None) -> "Renderer":
        """The renderer with a folder to keep converted pages in, and so many at a time, where it makes pages alone."""
        alone = self.render is render_builtin.render
        return replace(self, render=partial(render_builtin.render, kept=folder, jobs=jobs)) if alone else self


def choose(wish: str) -> Renderer:
    """The renderer for `auto`, `quarto` or `builtin`. Raises RenderError where Quarto is asked for and not there."""
    quarto = find_quarto() if wish in ("auto", "quarto") else None
    if quarto and (wish == "quarto" or not quarto.problem):
        return Renderer(f"Quarto {quarto.version}", render)
    if wish == "quarto":
        raise RenderError("Quarto is not found. Set QUARTO_PATH to its program, or use --renderer builtin.")
    return Renderer("the built-in renderer", render_builtin.render)
