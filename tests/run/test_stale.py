"""What a step remembers, and why it must run again."""

import os
import time

import pytest

from forlob.run import digests, stale

MADE_FROM = {"the extracts": {"planer.csv": "1"}, "the code": {"pipeline/forlob/a.py": "2"}}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def why(tmp_path):
    """Why a step that has just been done must run again, if it is now made from something else."""
    write(tmp_path / "out" / "page.html", "<p>")
    step = stale.Step("render", MADE_FROM, (tmp_path / "out",))
    stale.remember(tmp_path, step, {})
    return lambda inputs=MADE_FROM: stale.why_step(tmp_path, stale.Step("render", inputs, step.outputs))


def test_nothing_is_due_where_nothing_changed(why):
    assert why() == ""


@pytest.mark.parametrize("record", [None, "{half", '{"render": {"inputs": {}, "outputs": ""}}'])
def test_a_record_that_is_not_there_or_cannot_be_read_counts_for_nothing(why, tmp_path, record):
    (tmp_path / stale.STATE).unlink()
    if record:
        write(tmp_path / stale.STATE, record)
    assert why() == "not made yet"


def test_what_changed_is_named(why):
    changed = {"the extracts": {"planer.csv": "9", "ny.csv": "1"}, "the code": {}}
    assert why(changed) == "the extracts changed: planer.csv, ny.csv; the code changed: pipeline/forlob/a.py"


def test_of_much_that_changed_the_first_three_are_named(why):
    many = {f"{name}.csv": "1" for name in "abcde"}
    assert why({**MADE_FROM, "the extracts": many}) == "the extracts changed: planer.csv, a.csv, b.csv, 3 more"


def test_a_kind_of_input_that_went_away(why):
    assert why({"the extracts": MADE_FROM["the extracts"]}) == "the code went away"


def test_a_result_that_was_changed_or_removed(why, tmp_path):
    write(tmp_path / "out" / "page.html", "<p>by hand")
    assert why() == "its output was changed or removed"
    (tmp_path / "out" / "page.html").unlink()
    assert why() == "its output was changed or removed"


def test_selections_and_records_of_the_run_are_no_part_of_a_result(why, tmp_path):
    for place in ("lang-en/index.html", "from-2012-01-01_to-2012-12-31/index.html", "provenance.json", ".hidden"):
        write(tmp_path / "out" / place, "x")
    assert why() == ""
    write(tmp_path / "out" / "projects" / "nordby.html", "x")
    assert why() != ""


def test_names_count_as_well_as_contents(tmp_path):
    write(tmp_path / "a" / "one", "1")
    before = digests.of_files([tmp_path / "a"])
    (tmp_path / "a" / "one").rename(tmp_path / "a" / "two")
    assert digests.of_files([tmp_path / "a"]) != before


def test_a_large_file_is_read_again_only_where_its_place_time_or_size_differ(tmp_path, monkeypatch):
    """A file of a megabyte that settled long ago: its digest is remembered, until the file is another."""
    monkeypatch.setattr(digests, "_known", {})
    file = write(tmp_path / "big", "a" * digests.LARGE)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(digests, "SOON", 0)
    before = digests.of_file(file)
    assert list(digests.to_remember()) == [str(file)]
    digests._known[str(file)][-1] = "remembered"
    assert digests.of_file(file) == "remembered"
    os.utime(file, (1_000_000_001, 1_000_000_001))
    assert digests.of_file(file) == before


def test_a_large_file_changed_in_place_is_read_again_if_it_gets_its_old_time_back(tmp_path, monkeypatch):
    monkeypatch.setattr(digests, "_known", {})
    monkeypatch.setattr(digests, "SOON", 0)
    file = write(tmp_path / "big", "a" * digests.LARGE)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    before = digests.of_file(file)
    time.sleep(0.02)  # as fine as a disk's clock is
    with file.open("r+") as text:
        text.write("b")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert digests.of_file(file) != before


def test_a_large_file_that_was_just_written_is_not_trusted_to_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(digests, "_known", {})
    monkeypatch.setattr(digests, "SOON", 10**18)
    digests.of_file(write(tmp_path / "big", "a" * digests.LARGE))
    assert digests.to_remember() == {}
