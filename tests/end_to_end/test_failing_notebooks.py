"""Notebooks that raise, kill their kernel or never end: the rest of the report is made and says what is missing."""

import json
from types import SimpleNamespace

import pytest

from forlob.run import executors
from forlob.run.execute import Timeouts, execute
from tests.end_to_end.line import contents, lille, no_traceback
from tests.end_to_end.notebooks import write_notebook

PAGES = "pages: {project: [progression, outcomes], programme: [programme]}"
#: A personal number, as a value that an error names may hold one; not to be found in the code itself.
RAISES = 'if project == "sydby":\n    raise ValueError(f"no figures for {project}, CPR {10190:06}-{1234}")'


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """The small programme with three notebooks of its own that fail, each in a way of its own; and what was said."""
    line = lille(tmp_path_factory.mktemp("broken"))
    line.change_programme(PAGES, "pages: {project: [progression, own], programme: [deadly, endless]}")
    folder = line.programme.parent
    write_notebook(folder / "own.ipynb", "print(f'Here is {project}')", RAISES, "print('not reached')", public=[3])
    write_notebook(folder / "deadly.ipynb", "print('before')", "import os\nos._exit(9)", "print('after')")
    write_notebook(folder / "endless.ipynb", "import time\ntime.sleep(600)")

    def with_timeout(source, *given, **more):
        timeouts = Timeouts(cell=2) if source.stem == "endless" else Timeouts()
        return execute(source, *given, **more, timeouts=timeouts)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executors, "execute", with_timeout)
        cleaned = line.run("clean")
        ran = line.run("run", "--keep-going", "--json")
    return SimpleNamespace(line=line, cleaned=cleaned, ran=ran, rendered=line.run("render"), status=line.run("status"))


def test_with_keep_going_the_run_ends_well_and_status_does_not(broken):
    assert (broken.cleaned.code, broken.ran.code, broken.rendered.code, broken.status.code) == (0, 0, 0, 4)


def test_notebook_cell_and_error_are_named(broken):
    failed = json.loads(broken.ran.out)[0]["failed"]
    assert failed == {
        "deadly": "cell 4: Stopped: the kernel died",
        "endless": "cell 3: Stopped: the cell took more than 2 s",
        "sydby: own": "cell 4, line 2: ValueError: no figures for sydby, CPR […]",
    }
    for label, problem in failed.items():
        assert f"lille: {label} failed in {problem}" in broken.status.out
    assert no_traceback(broken.ran) and no_traceback(broken.status)


def test_the_other_notebooks_are_done(broken):
    assert broken.line.measure("participants.enrolled", "nordby")["n"] == "14"
    assert broken.line.measure("participants.enrolled", "sydby")["n"] == "10"
    assert "Here is nordby" in broken.line.page("projects/nordby")
    assert "mislykkedes" not in broken.line.page("projects/nordby")


def test_the_failed_page_shows_where_and_what_came_before(broken):
    page = broken.line.page("projects/sydby")
    assert "Here is sydby" in page and "SU-berettiget uddannelse" in page
    assert "celle 4" in page and "ValueError: no figures for sydby" in page
    assert 'if project == "sydby"' in page and "not reached" not in page
    assert "the kernel died" in broken.line.page("deadly") and "celle 4" in broken.line.page("deadly")
    assert "more than 2 s" in broken.line.page("endless") and "celle 3" in broken.line.page("endless")


def test_the_front_page_lists_what_failed(broken):
    page = broken.line.page("index")
    assert "Dele af rapporten mangler Sydby, Deadly, Endless" in page
    assert "ValueError" not in page


def test_no_personal_number_of_an_error_gets_into_the_report(broken):
    for path, data in contents(broken.line.site).items():
        assert b"010190" not in data, path.name
    for said in (broken.ran, broken.status, broken.rendered):
        assert "010190" not in said.out + said.err


def test_a_report_with_a_failed_notebook_is_exit_4_until_it_is_mended(broken):
    line = broken.line
    line.change_programme("programme: [deadly, endless]", "programme: []")
    done = line.run("report", "--quiet")
    assert done.code == 4 and done.out.rstrip().endswith("index.html")
    assert "Sydby" in line.page("index").split("mangler", 1)[-1]
    write_notebook(line.programme.parent / "own.ipynb", "print(f'All is well in {project}')", public=[3])
    fixed = line.run("report")
    assert fixed.code == 0 and "clean: nothing to do" in fixed.err
    assert "All is well in sydby" in line.page("projects/sydby") and "ValueError" not in line.page("projects/sydby")
    assert not (line.site / "deadly.html").exists()
    assert line.run("status").code == 0


def test_one_mistake_is_said_once_for_all_projects(line):
    line.change_programme(PAGES, "pages: {project: [own], programme: [own]}")
    write_notebook(line.programme.parent / "own.ipynb", "1 / 0")
    done = line.run("report", "--json")
    assert done.code == 4
    problem = "cell 3, line 1: ZeroDivisionError: division by zero"
    assert json.loads(done.out)[0]["failed"] == dict.fromkeys(["own", "nordby: own", "sydby: own"], problem)
    said = f"lille: own failed in {problem}\nlille: own of 2 projects (nordby, sydby) failed in {problem}\n"
    assert said in line.run("status").out


def test_a_clean_notebook_that_raises_leaves_all_as_it_was(line):
    good = contents(line.processed, line.site)
    write_notebook(line.programme.parent / "clean.ipynb", "raise KeyError('no such rule')", parameters='programme = ""')
    done = line.run("report", "--quiet")
    assert done.code == 4 and done.err.count("\n") == 1
    assert "clean.ipynb failed in cell 3, line 1: KeyError" in done.err
    assert contents(line.processed, line.site) == good


@pytest.mark.parametrize("content", ["", '{"cells": [', "[]", "{}", "<<<<<<< a\n{}", '{"nbformat": 4, "cells": [1]}'])
def test_a_notebook_that_is_none_is_named(line, content):
    good = contents(line.processed / "registers", line.site)
    own = line.programme.parent / "outcomes.ipynb"
    own.write_text(content, encoding="utf-8")
    done = line.run("report", "--quiet")
    assert done.code == 2 and done.err.count("\n") == 1 and no_traceback(done)
    assert f"{own}: cannot be read as a notebook. Take back the last change to it" in done.err
    assert contents(line.processed / "registers", line.site) == good


def test_parameters_that_are_no_python(line):
    write_notebook(line.programme.parent / "outcomes.ipynb", "print('never')", parameters="project = = 1")
    done = line.run("report", "--quiet")
    assert done.code == 2 and "outcomes.ipynb: its cell tagged parameters is not Python (line 1: " in done.err


def test_a_notebook_that_is_not_there_is_named(line):
    good = contents(line.processed, line.site)
    line.change_programme(PAGES, "pages: {project: [progres], programme: [programme]}")
    done = line.run("report", "--quiet")
    assert done.code == 2 and done.err.count("\n") == 1 and "progres.ipynb: no such notebook" in done.err
    now = contents(line.site, line.processed / "notebooks", line.processed / "registers")
    assert all(good[path] == data for path, data in now.items())
