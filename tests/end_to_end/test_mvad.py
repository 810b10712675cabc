"""A real programme, 712 school leavers with a state a month: its published unweighted counts come out."""

from pathlib import Path

import pytest

from tests.end_to_end.line import Line, forlob, measures, text_of

PROGRAMME = Path(__file__).parents[1] / "real_data" / "mvad" / "programme.yaml"
REGIONS = ["belfast", "north_eastern", "southern", "south_eastern", "western"]
#: The counts of FACTS.md; a state that it does not name had nobody.
JUNE_1999 = {"employment": 484, "HE": 118, "joblessness": 93, "FE": 9, "training": 8, "school": 0}
SEPTEMBER_1993 = {"FE": 275, "school": 179, "training": 158, "employment": 83, "joblessness": 17, "HE": 0}


@pytest.fixture(scope="module")
def mvad(shared_folder, tmp_path_factory) -> Line:
    """Run with the internal profile: the public one suppresses the smallest counts, of real people."""
    folder = tmp_path_factory.mktemp("mvad")
    raw = ["--raw", str(shared_folder / "realdata" / "mvad")]
    own = ["--processed", str(folder / "processed"), "--reports", str(folder / "site"), "--profile", "internal"]
    done = forlob("report", str(PROGRAMME), *raw, *own)
    assert done.code == 0, done.err
    return Line(folder)


@pytest.fixture(scope="module")
def table(mvad):
    return measures(mvad.processed / "profile-internal" / "measures.csv")


def counts(table, measure: str, project: str = "", at: str = "") -> dict[str, int]:
    """Group -> n, where something is counted."""
    wanted = (measure, project, at)
    rows = [row for row in table if (row["line"], row["project"], row["at"]) == wanted]
    return {row["group"]: int(row["n"]) for row in rows}


def test_where_they_stood_in_june_1999(table):
    status = counts(table, "participants.enrolled by exit_reason")
    assert {state: status[state] for state in JUNE_1999} == JUNE_1999
    assert sum(status.values()) == 712


def test_where_they_stood_in_september_1993(table):
    assert counts(table, "spells.in_state by state", at="1993-09") | {"not_registered": 0} == SEPTEMBER_1993 | {
        "not_registered": 0
    }


def test_the_regions_add_up(table):
    whole = counts(table, "participants.enrolled by exit_reason")
    regions = [counts(table, "participants.enrolled by exit_reason", region) for region in REGIONS]
    assert {state: sum(region[state] for region in regions) for state in whole} == whole
    assert sum(counts(table, "participants.enrolled", region)[""] for region in REGIONS) == 712
    assert counts(table, "participants.enrolled") == {"": 712}


def test_every_young_person_is_in_a_state_each_month(table):
    months = [f"{year}-{month:02}" for year in range(1993, 2000) for month in range(1, 13)][6:78]
    states = [counts(table, "spells.in_state by state", at=month) for month in months]
    assert [sum(of_month.values()) for of_month in states] == [712] * 72


def test_the_pages_are_there(mvad):
    site = mvad.site / "profile-internal"
    for page in ["index", "programme", "quality", "method", *(f"projects/{region}" for region in REGIONS)]:
        assert len(text_of(site / f"{page}.html")) > 500
    page = text_of(site / "projects" / "belfast.html")
    assert "North-Eastern" in page and "Higher education" in page
    assert "synthetic" not in page
