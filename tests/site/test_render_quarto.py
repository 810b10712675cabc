"""The wrapper of Quarto, tried on a stand-in program that reads the project as Quarto does."""

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from forlob.errors import RenderError
from forlob.site import render_builtin, render_quarto
from forlob.site.site_folder import read_site, theme_folder

PAGES = Path(__file__).parent / "pages"
STAND_IN = Path(__file__).parent / "stand_in_quarto.py"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for Quarto is a shell script")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Makes a stand-in that behaves as asked, and the only Quarto there is."""

    def make(behaviour: str) -> Path:
        path = tmp_path / "bin" / "quarto"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STAND_IN}" {behaviour} "$@"\n')
        path.chmod(0o755)
        monkeypatch.setenv("QUARTO_PATH", str(path))
        return path

    return make


@pytest.fixture
def no_quarto(monkeypatch):
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setattr(render_quarto.shutil, "which", lambda name: None)
    monkeypatch.setattr(render_quarto.importlib.util, "find_spec", lambda name: None)


def files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def is_running(process: int) -> bool:
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def ended(process: int) -> bool:
    for _ in range(100):
        if not is_running(process):
            return True
        time.sleep(0.05)
    return False


def test_both_renderers_give_the_same_site(program, tmp_path):
    program("well")
    for name, renderer in (("quarto", render_quarto), ("builtin", render_builtin)):
        (tmp_path / name).mkdir()
        renderer.render(PAGES, tmp_path / name)
    assert files(tmp_path / "quarto") == files(tmp_path / "builtin")


def test_progress_is_passed_on_line_by_line_without_colours(program, tmp_path):
    program("well")
    said = []
    render_quarto.render(PAGES, tmp_path / "out", said.append)
    assert said[0] == "[ 1/6] index.qmd"
    assert said[1] == "[ 2/6] projects/fjordby.qmd"
    assert said[-1] == "Output created: _site/index.html"


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (
            "fails",
            "Quarto stopped with exit status 1 while it rendered projects/fjordby.qmd: "
            "ERROR: Error running filter _forlob/forlob.lua: / attempt to index a nil value (field 'x')",
        ),
        (
            "dies_in_silence",
            "Quarto stopped with exit status 3 while it rendered projects/fjordby.qmd: it said nothing",
        ),
        ("writes_nothing", "Quarto ended without an error, but made no site."),
        ("leaves_out", "Quarto ended without an error, but left out the page projects/fjordby.md."),
        ("writes_garbage", "The page projects/fjordby.md was not made whole: projects/fjordby.html has no text."),
    ],
)
def test_a_failure_is_one_message_that_names_the_page(program, tmp_path, behaviour, said):
    program(behaviour)
    with pytest.raises(RenderError) as raised:
        render_quarto.render(PAGES, tmp_path / "out")
    assert str(raised.value) == said


def test_a_program_that_hangs_is_ended_with_what_it_started(program, tmp_path):
    program("hangs")
    said = []
    with pytest.raises(RenderError, match=r"not done after 4 seconds while it rendered projects/fjordby\.qmd"):
        render_quarto.render(PAGES, tmp_path / "out", said.append, seconds=4)
    assert ended(int(said[-1].removeprefix("child ")))


def test_ctrl_c_ends_quarto_and_what_it_started(program, tmp_path):
    program("hangs")
    children = []

    def stop_at_the_child(line: str) -> None:
        if line.startswith("child"):
            children.append(int(line.removeprefix("child ")))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_quarto.render(PAGES, tmp_path / "out", stop_at_the_child)
    assert ended(children[0])


def test_a_program_that_cannot_start(tmp_path):
    quarto = render_quarto.Quarto(tmp_path / "nowhere", "1.7.31")
    with pytest.raises(RenderError, match="Quarto cannot be started"):
        render_quarto.render(PAGES, tmp_path / "out", quarto=quarto)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ("old", r"Quarto 1\.3\.450 at .* is too old: 1\.4 or newer is needed"),
        ("garbage", "did not say its version"),
        ("silent", "did not say its version"),
    ],
)
def test_a_program_that_cannot_be_used(program, tmp_path, behaviour, said):
    program(behaviour)
    with pytest.raises(RenderError, match=said):
        render_quarto.render(PAGES, tmp_path / "out")


def test_nothing_is_left_in_the_folder_of_temporary_files(program, tmp_path, monkeypatch):
    program("well")
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    render_quarto.render(PAGES, tmp_path / "out")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_quarto_is_found_by_its_variable_then_on_the_path_then_as_a_package(program, tmp_path, monkeypatch):
    path = program("well")
    assert render_quarto.find_quarto() == render_quarto.Quarto(path, "1.7.31")
    monkeypatch.setenv("QUARTO_PATH", str(path.parent))
    assert render_quarto.find_quarto().path == path
    monkeypatch.delenv("QUARTO_PATH")
    monkeypatch.setenv("PATH", str(path.parent), prepend=os.pathsep)
    assert render_quarto.find_quarto().path == path
    package = tmp_path / "packages" / "quarto_cli"
    (package / "bin").mkdir(parents=True)
    (package / "__init__.py").touch()
    path.rename(package / "bin" / "quarto")
    monkeypatch.setattr(render_quarto.shutil, "which", lambda name: None)
    monkeypatch.syspath_prepend(package.parent)
    assert render_quarto.find_quarto() == render_quarto.Quarto(package / "bin" / "quarto", "1.7.31")


def test_no_quarto(no_quarto, tmp_path):
    assert render_quarto.find_quarto() is None
    with pytest.raises(RenderError, match="Quarto is not found"):
        render_quarto.render(PAGES, tmp_path)


def test_the_variable_names_no_program(no_quarto, monkeypatch, tmp_path):
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "quarto"))
    with pytest.raises(RenderError, match="QUARTO_PATH says .*, but no program is there"):
        render_quarto.find_quarto()


def test_the_project_as_quarto_reads_it(tmp_path):
    render_quarto.write_project(read_site(PAGES), theme_folder(), tmp_path)
    assert (tmp_path / "_quarto.yml").read_text(encoding="utf-8") == (
        "project:\n  type: website\n  output-dir: _site\n  render:\n"
        "  - index.qmd\n  - projects/fjordby.qmd\n  - projects/sandmark.qmd\n  - programme.qmd\n  - quality.qmd\n"
        "  - method.qmd\n"
        'website:\n  title: "Evaluering af Fjordprogrammet"\n  search: false\n'
        "lang: da\nfrom: markdown-tex_math_dollars-raw_tex\n"
        "format:\n  html:\n    theme: none\n    minimal: true\n    toc: true\n    toc-depth: 3\n"
        "    section-divs: false\n    html-math-method: plain\n"
    )
    assert (
        (tmp_path / "projects" / "fjordby.qmd")
        .read_text(encoding="utf-8")
        .startswith(
            '---\ntitle: "Fjordby"\nengine: markdown\ntemplate: ../_forlob/projects-fjordby.html\n'
            "filters:\n- path: ../_forlob/forlob.lua\n  at: pre-ast\n---\n\n"
        )
    )
    assert (tmp_path / "figures" / "fjordby-plans.svg").is_file()
