"""The social mentors from their extracts: every printed figure comes out, and one digit off would be noticed."""

import copy
import re

import pytest

from forlob.storage.register_files import read_registers
from tests.end_to_end.line import contents, measures, text_of
from tests.end_to_end.published import by_key, figure_differs, figures_of, key_of, neighbours, parts_of, read_published

PUBLISHED = read_published("social-mentors")
FIGURES = figures_of(PUBLISHED)
NAMES = [f"{p or 'all'}-{row['measure']}-{row.get('group', '')}-{row.get('to', '')}".strip("-") for p, row in FIGURES]
DATES = sorted({str(row.get("to", "")) for _, row in FIGURES})


@pytest.fixture(scope="module")
def table(social_mentors):
    return measures(social_mentors.processed / "measures.csv")


@pytest.fixture(scope="module")
def rows(table):
    """Cut-off day, or "" -> its rows."""
    return {to: by_key(table, to) for to in DATES}


def of_its_day(rows, printed):
    return rows[str(printed.get("to", ""))]


@pytest.mark.parametrize(("project", "printed"), FIGURES, ids=NAMES)
def test_a_printed_figure_comes_out_and_another_digit_is_noticed(rows, project, printed):
    assert parts_of(printed)
    assert figure_differs(project, printed, of_its_day(rows, printed)) == ""
    for other in neighbours(printed):
        assert figure_differs(project, other, of_its_day(rows, printed))


@pytest.mark.parametrize(("project", "printed"), FIGURES, ids=NAMES)
def test_a_wrong_digit_in_the_measures_is_noticed(rows, project, printed):
    key = key_of(project, printed)
    wrong = copy.deepcopy(of_its_day(rows, printed))
    row = wrong[key]
    if "value" in printed:
        row["value"] = str(float(row["value"]) + 0.2)
    else:
        row["n"] = str(float(row["n"]) + (1 if "n" in printed else float(row["of"]) / 50))
    assert figure_differs(project, printed, wrong)


def test_all_seventy_figures_are_held_against_their_own_cut_off_day():
    assert len(FIGURES) == 70 and DATES == ["", "2008-09-10"]
    assert sum(str(row.get("to", "")) == "2008-09-10" for _, row in FIGURES) == 5


def test_the_table_of_all_hours_lacks_what_was_registered_after_it(rows):
    late = {}
    for group in ("home", "work", "contact", "other"):
        whole, of_the_table = (float(rows[to]["", "time.hours by category", group]["n"]) for to in DATES)
        late[group] = round(whole - of_the_table, 6)
    assert late == {"home": 0, "work": 0, "contact": 0, "other": 34}


def test_jobcentres_add_up_to_the_programme(rows):
    """Counts and hours, for every group of the registers that have a row for each participant or registration."""
    uncut, jobcentres = rows[""], list(PUBLISHED["projects"])
    keys = [
        (measure, group)
        for project, measure, group in uncut
        if not project and measure.startswith(("participants.enrolled by ", "time.hours by ", "events.", "tasks."))
        if all((jobcentre, measure, group) in uncut for jobcentre in jobcentres)
    ]
    assert {measure for measure, _ in keys} >= {
        "participants.enrolled by pathway",
        "time.hours by category",
        "tasks.registered by task",
    }
    for measure, group in keys:
        parts = [float(uncut[jobcentre, measure, group]["n"]) for jobcentre in jobcentres]
        assert sum(parts) == pytest.approx(float(uncut["", measure, group]["n"])), (measure, group)


def test_every_page_is_there_and_nobody_can_be_recognised_on_it(social_mentors):
    participants = read_registers(social_mentors.processed / "registers")["participants"]
    identities = set(participants["participant_id"])
    assert len(identities) == 91
    pages = {path.relative_to(social_mentors.site).with_suffix("").as_posix() for path in contents(social_mentors.site)}
    assert {"index", "programme", "quality", "printed", "method", "projects/herlev", "projects/viborg"} <= pages
    for path, data in contents(social_mentors.site).items():
        if path.suffix in (".html", ".csv", ".svg"):
            assert not set(re.findall(r"\bB\d{3}\b", data.decode("utf-8"))) & identities, path.name


def test_the_findings_are_said_on_the_page_of_data_quality(social_mentors):
    page = text_of(social_mentors.site / "quality.html")
    assert "under 5 minutter" in page and "over 12 timer" in page
