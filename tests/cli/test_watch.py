"""What `forlob watch` takes for a change, and when."""

import threading
import time
from pathlib import Path

import pytest

from forlob.cli import watch
from forlob.cli.watch import Files
from tests.end_to_end.line import lille


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """What is said to have changed in a folder by what somebody does there meanwhile."""
    monkeypatch.setattr(watch, "EVERY", 0.1)
    monkeypatch.setattr(watch, "_code", dict)
    monkeypatch.chdir(tmp_path)
    files = Files([tmp_path])

    def said(happens) -> str:
        before = (files.seen(), {})
        somebody = threading.Timer(0.2, happens)
        somebody.start()
        try:
            return watch._named(before, watch._changed(files, before))
        finally:
            somebody.join()

    return said


def test_a_file_is_changed_added_or_removed(tmp_path, changed):
    file = tmp_path / "raw" / "plans.csv"
    file.parent.mkdir()
    assert changed(lambda: file.write_text("id;date\n1;2012-01-16\n")) == "raw/plans.csv"
    assert changed(lambda: file.write_text("id;date\n1;2012-01-17\n")) == "raw/plans.csv"
    assert changed(file.unlink) == "raw/plans.csv"


def test_three_names_are_said(tmp_path, changed):
    def happens():
        for name in "edcba":
            (tmp_path / name).touch()

    assert changed(happens) == "a, b, c, 2 more"


def test_a_file_is_awaited_until_it_is_written(tmp_path, changed):
    """Half a second it grows every twentieth of a second: what is read after that is whole."""
    file = tmp_path / "big.csv"

    def happens():
        with file.open("w") as out:
            for _ in range(10):
                out.write("a line\n")
                out.flush()
                time.sleep(0.05)

    assert changed(happens) == "big.csv"
    assert len(file.read_text().splitlines()) == 10


def test_hidden_files_and_what_reports_make_are_no_change(tmp_path):
    """An editor's lock, a notebook's checkpoints, compiled code, and results in the folder of the extracts."""
    for name in (".#plans.csv", ".ipynb_checkpoints/a.ipynb", "__pycache__/a.pyc", "out/measures.csv", "out/a/b.csv"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "output.csv").touch()
    seen = Files([tmp_path], {str(tmp_path / "out")}).seen()
    assert [Path(path).name for path in seen] == ["output.csv"]


def test_a_report_is_made_from_what_all_are_its_programme_and_extracts(tmp_path):
    line = lille(tmp_path)
    folders = {"raw": str(line.raw), "processed": str(line.processed), "reports": str(line.site)}
    files = Files.of([tmp_path / "notebooks"], [line.programme], folders)
    extracts = [line.raw / name for name in ("deltagere.csv", "planer.csv", "praktik.csv")]
    assert [*files.below] == [tmp_path / "notebooks", line.programme.parent, line.raw, *extracts]
    assert files.but == {str(line.processed), str(line.site)}


def test_links_are_followed_to_extracts_and_deliveries(tmp_path):
    """An extract below a linked folder, and a folder of extracts that is a link put to the next delivery."""
    line = lille(tmp_path)
    (line.raw / "planer.csv").unlink()
    for place in ("april", "may"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "planer.csv").write_text("Borger-id;Påbegyndt\n", encoding="utf-8")
    (line.raw / "sub").symlink_to(tmp_path / "april")
    line.change_programme("file: planer.csv", "file: sub/planer.csv")
    given = tmp_path / "given"
    given.symlink_to(line.raw)
    files = Files.of([], [line.programme], {"raw": str(given)})
    before = files.seen()
    assert str(given / "sub" / "planer.csv") in before
    (tmp_path / "april" / "planer.csv").write_text("Borger-id;Påbegyndt\n9001;16-01-2012\n", encoding="utf-8")
    changed = files.seen()
    assert changed != before
    given.unlink()
    given.symlink_to(tmp_path / "may")
    assert files.seen() != changed


def test_a_programme_that_cannot_be_read_is_watched_all_the_same(tmp_path):
    file = tmp_path / "programme.yaml"
    file.write_text("id: [")
    assert file.parent in Files.of([], [file], {}).below


def test_modules_that_are_no_python_are_named(tmp_path):
    (tmp_path / "good.py").write_text("a = 1\n")
    (tmp_path / "bad.py").write_text("a = 1\ndef (:\n")
    assert watch._not_python([str(tmp_path / "good.py")]) == ""
    assert watch._not_python(map(str, sorted(tmp_path.iterdir()))) == f"{tmp_path}/bad.py, line 2: invalid syntax"
