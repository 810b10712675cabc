"""A public report is decided once: its pages show what the decision says, alone and together."""

import csv
import json

import pytest

from tests.end_to_end.line import lille, measures, text_of

OF_CLEANING = {f"quality.{name}" for name in ("rows", "set_aside", "not_read", "causes", "findings")}
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


def test_what_is_hidden_is_said_with_why(line):
    """Of all numbers and of each page; and what a smaller min_cell, or two groups as one, would show."""
    assert line.run().code == 0
    done = line.run("disclosure", "--json")
    assert done.code == 0, done.err
    (said,) = json.loads(done.out)
    with (line.processed / "disclosure.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["measure"] not in OF_CLEANING]
    hidden = [row for row in rows if row["hidden"].startswith("n")]
    assert (said["hidden"], said["of"], said["min_cell"]) == (len(hidden), len(rows), 5) and hidden
    assert sum(said["why"].values()) == len(hidden) and all(row["why"] for row in hidden)
    assert all(row["sake"] for row in hidden if row["why"] == "sake")
    shown = measures(line.processed / "measures.csv")
    assert sum(page["hidden"] for page in said["pages"].values()) >= sum(row["suppressed"] == "true" for row in shown)
    others = said["other_settings"]
    assert others["min_cell 3"]["hidden"] < said["hidden"] < others["min_cell 10"]["hidden"]
    (quality,) = (row for row in shown if row["measure"] == "quality.hidden")
    assert (int(quality["n"]), int(quality["of"])) == (said["hidden"], said["of"])
    assert f"{said['hidden']} af {said['of']} tal" in (line.site / "quality.html").read_text(encoding="utf-8")


def test_what_is_hidden_is_said_for_readers_too(line):
    line.change_programme("disclosure: {}", "disclosure: {min_cell: 0, because: synthetic participants}")
    assert "every number is shown" in line.run("disclosure").out


def test_no_single_finding_is_in_a_report_that_protects_small_numbers(line):
    plans = line.raw / "planer.csv"
    last = plans.read_text(encoding="utf-8").splitlines()[-1]
    plans.write_text(plans.read_text(encoding="utf-8") + last + "\n", encoding="utf-8")
    assert line.run().code == 0
    assert not list(line.site.rglob("findings*.csv"))
    (found,) = (row for row in measures(line.processed / "measures.csv") if row["measure"] == "quality.findings")
    assert (found["third"], found["n"], found["suppressed"]) == ("duplicate_row", "", "true")
    assert "enkeltpersoner" in (line.site / "quality.html").read_text(encoding="utf-8")


def test_of_other_dates_it_is_said_what_both_reports_tell(line):
    """What of both is shown and differs by 1 to 4 is counted from the two tables."""
    assert line.run().code == 0
    done = line.run("report", "--to", "2012-09-30")
    assert done.code == 0, done.err
    (folder,) = (path.parent for path in line.processed.glob("*/measures.csv"))
    keys = [key for key in KEYS if key not in ("from", "to")]
    main, other = (
        {tuple(row[key] for key in keys): float(row["n"]) for row in measures(at / "measures.csv") if row["n"]}
        for at in (line.processed, folder)
    )
    near = [key for key, n in other.items() if key in main and 0 < abs(n - main[key]) < 5]
    assert near and f"{len(near)} counts differ by 1 to 4 from the report of all dates: do not publish both" in done.out


def test_of_a_project_of_three_it_is_said_that_nothing_is_published(line):
    """Its page, its report of its own and the downloads have no number of it; the other projects' pages have theirs."""
    place = "  sydby:"
    line.change_programme(place, f"  vestby: {{name: {{da: Tre i alt, en: Three}}, municipality: Vestby}}\n{place}")
    extract = line.raw / "deltagere.csv"
    people = "".join(
        f"990{n};Vestby;02-01-2012;14-03-1990;Mand;Matchgruppe 2;30-04-2012;Job\r\n" for n in range(3)
    ).encode("cp1252")
    extract.write_bytes(extract.read_bytes().rstrip(b"\r\n") + b"\r\n" + people)
    assert line.run().code == 0
    said = "Tallene offentliggøres ikke, for at beskytte deltagerne."
    page = (line.site / "projects" / "vestby.html").read_text(encoding="utf-8")
    assert said in page and "<table" not in page and "<svg" not in page and "<figure" not in page
    assert said not in line.page("projects/nordby") and said not in line.page("index")
    of_it = [row for row in measures(line.site / "measures.csv") if row["project"] == "vestby"]
    assert of_it and all(row["suppressed"] == "true" and not (row["n"] + row["value"] + row["of"]) for row in of_it)
    done = line.run("report", "--project", "vestby")
    assert done.code == 0, done.err
    (alone,) = (path.parent for path in line.site.glob("*/measures.csv"))
    assert measures(alone / "measures.csv") == []
    assert all(said in text_of(alone / f"{name}.html") for name in ("quality", "projects/vestby"))


def test_a_decision_of_an_earlier_version_is_made_anew(line):
    """Its file had no column that says what a row is about; until the next report it is as good as none."""
    assert line.run().code == 0
    file = line.processed / "disclosure.csv"
    made = file.read_text(encoding="utf-8")
    file.write_text("".join(row.rpartition(",")[0] + "\n" for row in made.splitlines()), encoding="utf-8")
    status = line.run("status")
    assert status.code == 0 and "KeyError" not in status.err + status.out, status.err
    assert line.run("report", "--force").code == 0 and file.read_text(encoding="utf-8") == made


def test_a_row_that_is_set_aside_makes_the_page_on_quality_anew_and_no_other(line):
    assert line.run().code == 0
    extract = line.raw / "planer.csv"
    first = extract.read_bytes().splitlines(keepends=True)[1]
    extract.write_bytes(extract.read_bytes() + first)
    done = line.run()
    assert done.code == 0 and "decided what may be shown" in done.err and "quality (" in done.err, done.err
    assert "programme (" not in done.err and "nordby" not in done.err, done.err
