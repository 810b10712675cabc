"""Dates that contradict one another, or lie outside the period."""

import pytest

from tests.cleaning.stories import PARTICIPATIONS, PROJECTS, found, messages, story, values

PERIOD = {"from": "2012-02-01", "to": "2012-12-31"}


def placements(*rows: str, **more):
    head = "participant_id; started_on; ended_on\n"
    return story({"participants": PARTICIPATIONS, "placements": head + "\n".join(rows)}, **more)


def test_both_days_of_the_period_are_within():
    """What is dated before the period is another year's; what is dated after it is planned: noted, and kept."""
    rows = [
        "2; 2012-02-01; 2013-02-01",
        "2; 2012-12-31; 2013-02-01",
        "2; 2012-01-31; 2012-03-01",
        "2; 2013-01-01; 2013-02-01",
    ]
    participations = "participant_id; project; enrolled_on\n2; north; 2012-02-01"
    text = "participant_id; started_on; ended_on\n" + "\n".join(rows)
    cleaned = story({"participants": participations, "placements": text}, period=PERIOD)
    assert found(cleaned) == [
        ("outside_period", "set_aside", "placements", 4, "started_on"),
        ("after_cut_off", "note", "placements", 5, "started_on"),
    ]
    assert messages(cleaned, "outside_period") == ["2012-01-31 lies before the period, which begins 2012-02-01"]
    assert messages(cleaned, "after_cut_off") == [
        "2013-01-01 lies after the cut-off date 2012-12-31, so that it is planned, not done"
    ]


@pytest.mark.parametrize(
    ("period", "kept"), [({}, 2), ({"from": "2012-02-01"}, 1), ({"to": "2012-02-01"}, 2), ({"from": None}, 2)]
)
def test_an_end_of_the_period_left_out_is_open(period, kept):
    plans = "participant_id; started_on\n1; 2012-01-10\n1; 2012-03-01\n1;\n"
    assert len(story({"plans": plans}, period=period).registers["plans"]) == kept + 1


def test_a_date_after_the_cut_off_of_its_project_is_noted():
    """South closed in May, the extract was drawn on 30 June; what a survey asks later follows people up until then."""
    projects = {**PROJECTS, "south": {**PROJECTS["south"], "closed": "2012-05-31"}}
    head = "participant_id; project; enrolled_on; exited_on\n"
    participations = f"{head}1; north; 2012-02-01; 2012-06-30\n2; south; 2012-02-01; 2012-06-30\n3; south; 2012-02-01;"
    plans = "participant_id; started_on\n1; 2012-06-30\n2; 2012-06-01\n3; 2012-05-31\n3; 2013-03-01"
    spells = (
        "participant_id; state; started_on; ended_on\n3; job; 2012-06-30; 2013-01-01\n3; job; 2012-07-01; 2013-01-01"
    )
    cleaned = story(
        {"participants": participations, "plans": plans, "spells": spells}, extract_date="2012-06-30", projects=projects
    )
    late = [finding for finding in found(cleaned) if finding[0] == "after_cut_off"]
    assert late == [
        ("after_cut_off", "note", "participants", 3, "exited_on"),
        ("after_cut_off", "note", "plans", 3, "started_on"),
        ("after_cut_off", "note", "plans", 5, "started_on"),
        ("after_cut_off", "note", "spells", 3, "started_on"),
    ]
    assert messages(cleaned, "after_cut_off")[0].startswith("2012-06-30 lies after the cut-off date 2012-05-31")
    assert values(cleaned, "participants", "exited_on") == ["2012-06-30", "2012-06-30", None]


def test_an_end_before_the_start_is_not_registered():
    cleaned = placements("2; 2012-03-10; 2012-03-09", "2; 2012-04-10; 2012-04-10")
    assert values(cleaned, "placements", "ended_on") == [None, "2012-04-10"]
    assert found(cleaned) == [("ends_before_start", "repaired", "placements", 2, "ended_on")]


def test_no_end_is_noted_for_placements_and_spells():
    assert found(placements("2; 2012-03-10;")) == [("open_end", "note", "placements", 2, "ended_on")]
    spells = "participant_id; state; started_on; ended_on\n2; job; 2012-03-01;"
    assert found(story({"participants": PARTICIPATIONS, "spells": spells})) == [
        ("open_end", "note", "spells", 2, "ended_on")
    ]


def test_an_event_of_a_kind_that_has_a_length_is_noted_without_one():
    """A course lasts and a company placement does; to start an education, or a job, takes no time."""
    events = """participant_id; event; started_on; weeks
        2; course; 2012-03-01;
        2; company_placement; 2012-03-01; 4
        2; education; 2012-03-01;"""
    assert found(story({"participants": PARTICIPATIONS, "events": events})) == [
        ("open_end", "note", "events", 2, "weeks")
    ]
    either = """participant_id; event; started_on; weeks; ended_on
        2; course; 2012-03-01; ; 2012-03-29
        2; course; 2012-04-01; 2;
        2; course; 2012-05-01; ;"""
    assert found(story({"participants": PARTICIPATIONS, "events": either})) == [
        ("open_end", "note", "events", 4, "weeks")
    ]
    no_lengths = "participant_id; event; started_on\n2; course; 2012-03-01"
    assert found(story({"participants": PARTICIPATIONS, "events": no_lengths})) == []


def test_an_event_cannot_last_less_than_no_weeks():
    events = """participant_id; event; started_on; weeks
        2; work_trial; 2012-03-01; -4
        2; work_trial; 2012-04-01; 0
        2; rehabilitation_offer; 2012-05-01; -1"""
    cleaned = story({"participants": PARTICIPATIONS, "events": events})
    assert values(cleaned, "events", "weeks") == [None, 0, None]
    assert sorted(found(cleaned)) == [
        ("bad_number", "repaired", "events", 2, "weeks"),
        ("bad_number", "repaired", "events", 4, "weeks"),
        ("open_end", "note", "events", 2, "weeks"),
    ]


def test_a_start_outside_the_participation_is_noted_and_counted():
    cleaned = placements(
        "2; 2012-01-31; 2012-02-10",
        "2; 2012-02-01; 2012-02-10",
        "1; 2012-03-31; 2012-04-10",
        "1; 2012-04-01; 2012-04-10",
    )
    assert found(cleaned) == [
        ("starts_before_enrolment", "note", "placements", 2, "started_on"),
        ("starts_after_exit", "note", "placements", 5, "started_on"),
    ]
    assert len(cleaned.registers["placements"]) == 4


def test_answers_and_spells_may_lie_outside_the_participation():
    spells = "participant_id; state; started_on; ended_on\n2; job; 2010-03-01; 2014-01-01"
    assert found(story({"participants": PARTICIPATIONS, "spells": spells})) == []
