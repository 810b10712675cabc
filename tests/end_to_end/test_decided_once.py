"""A public report is decided once: its pages show what the decision says, alone and together."""

import csv

import pytest

from tests.end_to_end.line import lille, measures

KEYS = ("project", "measure", "by", "group", "subgroup", "third", "at", "from", "to", "unit")


@pytest.fixture
def line(tmp_path):
    made = lille(tmp_path)
    made.change_programme("disclosure: {min_cell: 0, because: synthetic participants}", "disclosure: {}")
    return made


def decision(folder):
    with (folder / "disclosure.csv").open(encoding="utf-8", newline="") as file:
        return {tuple(row[key] for key in KEYS): row["hidden"] for row in csv.DictReader(file)}


def test_the_pages_show_what_is_decided(line):
    done = line.run()
    assert done.code == 0 and "decided what may be shown" in done.err, done.err
    decided = decision(line.processed)
    rows = measures(line.processed / "measures.csv")
    hidden = [row for row in rows if row["suppressed"] == "true"]
    assert hidden and all(decided[tuple(row[key] for key in KEYS)].startswith("n") for row in hidden)
    assert all(row["n"] == "" for row in hidden)
    known = [row for row in rows if tuple(row[key] for key in KEYS) in decided]
    assert len(known) > len(rows) / 2
    assert all((decided[tuple(row[key] for key in KEYS)][:1] == "n") == (row["suppressed"] == "true") for row in known)
    assert "decided" not in line.run().err  # nothing is another than before


def test_a_report_of_one_project_hides_what_the_whole_report_hides(line):
    assert line.run().code == 0 and line.run("report", "--project", "nordby").code == 0
    (folder,) = (path.parent for path in line.processed.glob("*/disclosure.csv"))
    assert decision(folder) == decision(line.processed)


def test_the_internal_report_needs_no_decision(line):
    assert line.run("report", "--profile", "internal").code == 0
    assert not list(line.processed.rglob("disclosure.csv"))


def test_a_preview_decides_what_it_shows(line):
    """No report was made before: the preview decides by itself."""
    assert line.run("clean").code == 0
    done = line.run("preview", "--notebook", "programme", "--profile", "public")
    assert done.code == 0, done.err
    assert decision(line.processed)
