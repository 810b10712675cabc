"""Whether everything that a report needs is there, as forlob doctor says it."""

import importlib.metadata
import json
import os
import sys

import pytest

from forlob.cli import doctor
from forlob.cli.main import main
from forlob.errors import RenderError
from forlob.site import render_quarto

PROGRAMME = """
id: demo
title: Demo
extracts:
  - file: deltagere.csv
    registers: {participants: {}}
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to stand in, with one programme and its one extract."""
    (tmp_path / "programmes" / "demo").mkdir(parents=True)
    (tmp_path / "programmes" / "demo" / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "data" / "raw" / "demo").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "demo" / "deltagere.csv").write_text("participant_id\n1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def state_of(what, capsys):
    """Exit code, state and text of one check."""
    code = main(["doctor", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert said["exit_code"] == code
    (check,) = [check for check in said["checks"] if check["what"] == what]
    return code, check["state"], check["text"]


def test_a_report_can_be_made_here(folder, capsys):
    assert main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ok       Python: " + ".".join(map(str, sys.version_info[:3]))
    assert f"ok       extracts of demo: {folder / 'data' / 'raw' / 'demo'}" in lines
    assert lines[-1] == "A report can be made."
    assert not (folder / "reports").exists() and not (folder / "data" / "processed").exists()


def test_python_3_10_is_too_old():
    assert doctor.python((3, 10, 12)).state == "wrong"
    assert doctor.python((3, 11, 0)).state == "ok"


def test_the_packages_are_those_of_pyproject():
    needed = doctor.requirements()
    assert any(text.startswith("pandas==") for text in needed)
    assert doctor.packages(needed).state == "ok"


def test_a_package_that_is_not_installed_is_named():
    found = doctor.packages(["pandas", "no-such-package>=1"])
    assert found.state == "missing" and "no-such-package" in found.text


def test_another_version_than_asked_for_is_a_warning():
    version = importlib.metadata.version("pandas")
    found = doctor.packages(["pandas<1", "dvc; extra == 'lab'"])
    assert found.state == "warning" and f"pandas is {version}, <1 is asked for" in found.text


def test_an_extract_that_is_not_there(folder, capsys):
    (folder / "data" / "raw" / "demo" / "deltagere.csv").unlink()
    code, state, text = state_of("extracts of demo", capsys)
    assert (code, state) == (2, "missing") and text.startswith("deltagere.csv not in")


def test_one_programme_with_extracts_is_enough(folder, capsys):
    later = folder / "programmes" / "later"
    later.mkdir()
    (later / "programme.yaml").write_text(PROGRAMME.replace("demo", "later"), encoding="utf-8")
    code, state, _ = state_of("extracts of later", capsys)
    assert (code, state) == (0, "warning")


def test_a_programme_that_cannot_be_read(folder, capsys):
    file = folder / "programmes" / "demo" / "programme.yaml"
    file.write_text(PROGRAMME.replace("title", "titel"), encoding="utf-8")
    code, state, text = state_of("programme demo", capsys)
    assert (code, state) == (2, "wrong") and "did you mean title?" in text


def test_outside_any_checkout(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    code, state, _ = state_of("programmes", capsys)
    assert (code, state) == (2, "missing")


def test_a_file_where_a_folder_should_be(folder, capsys):
    (folder / "reports").write_text("", encoding="utf-8")
    code, state, text = state_of(f"folder {folder / 'reports'}", capsys)
    assert (code, state) == (2, "wrong") and "is a file" in text


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root can write everywhere")
def test_a_folder_that_may_not_be_written_to(folder):
    (folder / "reports").mkdir(mode=0o500)
    assert doctor.writable(folder / "reports").state == "wrong"


def test_little_space():
    assert [doctor.space(megabytes * 2**20).state for megabytes in (100, 1000, 5000)] == ["wrong", "warning", "ok"]


def test_without_quarto_the_built_in_renderer_is_used(monkeypatch):
    monkeypatch.setattr(render_quarto, "find_quarto", lambda: None)
    assert doctor.quarto().state == "ok" and "built-in" in doctor.quarto().text


def test_a_wrong_quarto_path_is_a_warning(monkeypatch):
    def raises():
        raise RenderError("QUARTO_PATH says /nowhere, but no program is there.")

    monkeypatch.setattr(render_quarto, "find_quarto", raises)
    assert doctor.quarto().state == "warning" and "/nowhere" in doctor.quarto().text


def test_pandoc_is_needed_only_without_quarto(monkeypatch):
    import pypandoc

    def raises():
        raise OSError

    monkeypatch.setattr(pypandoc, "get_pandoc_version", raises)
    assert (doctor.pandoc(needed=True).state, doctor.pandoc(needed=False).state) == ("missing", "warning")


def test_no_notebooks(tmp_path):
    assert doctor.notebooks(tmp_path).state == "missing"
