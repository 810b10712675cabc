"""The whole line with Quarto, tried on a stand-in program that reads the project as Quarto does."""

import os
import sys
from pathlib import Path

import pytest

from forlob.site import render_quarto
from tests.end_to_end.line import Line, contents, text_of

STAND_IN = Path(__file__).parents[1] / "site" / "stand_in_quarto.py"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for Quarto is a shell script")


@pytest.fixture
def quarto(tmp_path, monkeypatch):
    """Puts a stand-in that behaves as asked in the place of Quarto."""

    def put(behaviour: str) -> None:
        program = tmp_path / "bin" / "quarto"
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{STAND_IN}" {behaviour} "$@"\n', encoding="utf-8")
        program.chmod(0o755)
        monkeypatch.setenv("QUARTO_PATH", str(program))

    return put


def test_quarto_renders_where_it_is_found(line: Line, quarto):
    """The same pages with the same text as from the built-in renderer, and only rendering is done again."""
    builtin = {path.relative_to(line.site): text_of(path) for path in line.site.rglob("*.html")}
    quarto("works")
    done = line.run("report", "--renderer", "auto")
    assert done.code == 0, done.err
    assert "clean: nothing to do" in done.err and "run: nothing to do" in done.err and "Quarto 1.7.31" in done.err
    made = {path.relative_to(line.site): text_of(path) for path in line.site.rglob("*.html")}
    assert made.keys() == builtin.keys()
    assert "Mand 7 50 %" in line.page("projects/nordby")
    assert (line.site / "measures.csv").read_bytes() == (line.processed / "measures.csv").read_bytes()
    again = line.run("report", "--renderer", "quarto")
    assert again.code == 0 and "render: nothing to do" in again.err


@pytest.mark.parametrize("behaviour", ["fails", "dies_in_silence", "leaves_out", "writes_garbage", "writes_nothing"])
def test_a_failure_of_quarto_is_exit_5_and_the_last_good_report_stays(line: Line, quarto, behaviour):
    good = contents(line.site, line.processed)
    quarto(behaviour)
    done = line.run("report", "--renderer", "quarto", "--quiet")
    assert done.code == 5 and done.err.startswith("forlob: ") and done.err.count("\n") == 1
    assert "Traceback" not in done.err
    assert contents(line.site, line.processed) == good
    assert not [path for path in line.site.parent.iterdir() if path.name.startswith(".site")]


def test_quarto_that_is_asked_for_and_not_there_is_exit_5(line: Line, monkeypatch, tmp_path):
    good = contents(line.site)
    monkeypatch.delenv("QUARTO_PATH", raising=False)
    monkeypatch.setattr(render_quarto, "_candidates", lambda: [])
    asked = line.run("report", "--renderer", "quarto", "--quiet")
    assert asked.code == 5 and "--renderer builtin" in asked.err and asked.err.count("\n") == 1
    auto = line.run("report", "--renderer", "auto")
    assert auto.code == 0 and "render: nothing to do" in auto.err
    assert contents(line.site) == good


def test_a_path_to_quarto_that_leads_nowhere_is_named(line: Line, monkeypatch, tmp_path):
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "nowhere" / "quarto"))
    done = line.run("report", "--renderer", "auto", "--quiet")
    assert done.code == 5 and "QUARTO_PATH" in done.err and done.err.count("\n") == 1


def test_an_old_quarto_is_passed_over(line: Line, quarto):
    quarto("old")
    done = line.run("report", "--renderer", "auto")
    assert done.code == 0 and "render: nothing to do" in done.err
