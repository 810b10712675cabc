"""Reports of one jobcentre, one mentor and one participant, and what is noted of their time registrations."""

import csv
import shutil
from pathlib import Path

import pytest

from tests.end_to_end.line import Line, measures

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent / "mentorer"


@pytest.fixture(scope="module")
def line(tmp_path_factory) -> Line:
    folder = tmp_path_factory.mktemp("mentorer")
    shutil.copytree(HERE / "raw", folder / "raw")
    (folder / "programme").mkdir()
    shutil.copyfile(HERE / "programme.yaml", folder / "programme" / "programme.yaml")
    return Line(folder)


def made(line: Line, selection: str, *options: str) -> dict[tuple[str, str, str], str]:
    """(measure, project, group) -> n of the rows without subgroup, of a report of its own."""
    done = line.run("report", *options)
    assert done.code == 0, done.err
    table = measures(line.processed / selection / "measures.csv")
    return {(row["line"], row["project"], row["group"]): row["n"] for row in table if not row["subgroup"]}


def pages(line: Line, selection: str) -> set[str]:
    return {path.stem for path in (line.site / selection / "projects").glob("*.html")}


def test_one_jobcentre(line):
    """Nord: 1.5 + 0.5 + 0.25 + 2 + 0.05 + 13 hours on its three participants."""
    n = made(line, "project-nord", "--project", "nord")
    assert n["time.hours", "nord", ""] == "17.3" and n["participants.enrolled", "nord", ""] == "3"
    assert n["tasks.registered by task", "nord", "conversation"] == "3"
    assert pages(line, "project-nord") == {"nord"}
    assert "17,3" in line.page("projects/nord", "project-nord")


def test_one_mentor(line):
    """Mia spent 4.25 hours on two participants of Nord and 1 on one of Syd; Eva's and Ole's hours are not hers."""
    selection = "mentor-mia_profile-internal"
    n = made(line, selection, "--mentor", "mia", "--profile", "internal")
    assert [n["time.hours", project, ""] for project in ("", "nord", "syd")] == ["5.25", "4.25", "1"]
    assert [n["participants.enrolled", project, ""] for project in ("", "nord", "syd")] == ["3", "2", "1"]
    assert n["time.hours by category", "", "work"] == "0.5"
    assert n["companies.registered", "", ""] == "2" and n["tasks.registered by task", "nord", "conversation"] == "2"
    assert pages(line, selection) == {"nord", "syd"}
    page = line.page("hours", selection)
    assert "én mentors registreringer" in page and "5,3" in page
    assert "én mentors registreringer" in line.page("index", selection)


def test_one_participant(line):
    """D1, of Nord alone: 2.25 hours, two tasks, one company. Syd has no page, and no page is about anybody else."""
    selection = "participant-d1_profile-internal"
    n = made(line, selection, "--participant", "d1", "--profile", "internal")
    assert n["time.hours", "", ""] == n["time.hours", "nord", ""] == "2.25" and ("time.hours", "syd", "") not in n
    assert n["companies.registered", "", ""] == "1" and n["companies.registered by ownership", "", "private"] == "1"
    assert [n["tasks.registered by task", "nord", task] for task in ("conversation", "accompany")] == ["1", "1"]
    assert pages(line, selection) == {"nord"}
    assert "omfatter én deltager" in line.page("hours", selection)
    front = line.page("index", selection)
    assert "omfatter én deltager" in front and "ét projekt" in front


def test_nobody_of_that_name(line):
    done = line.run("report", "--participant", "d9", "--profile", "internal")
    assert done.code == 2 and done.err.endswith("forlob: participant: the registers have no such participant.\n")


def test_findings_of_the_time_registrations_are_made_and_shown(line):
    """Mia's 13:45 overlaps her 13:30; Ole has a registration of 3 minutes, one of 13 hours, and one at 25:99."""
    made(line, "", "--force")
    with (line.processed / "findings.csv").open(encoding="utf-8", newline="") as file:
        found = {(f["rule"], f["severity"], int(f["row"]), f["column"]) for f in csv.DictReader(file) if f["row"]}
    assert found == {
        ("time_too_short", "note", 6, "hours"),
        ("time_too_long", "note", 7, "hours"),
        ("time_overlap", "note", 5, "time_of_day"),
        ("starts_after_exit", "note", 4, "date"),
        ("bad_date", "repaired", 7, "time_of_day"),
    }
    page = line.page("quality")
    rules = ["Meget kort tidsregistrering", "Meget lang tidsregistrering", "Overlappende tidsregistreringer"]
    for said in (*rules, "Begyndt efter afmelding", "Ugyldig dato"):
        assert said in page, said
