"""Participations, and the participation that every other row belongs to."""

import pytest

from tests.cleaning.stories import PARTICIPATIONS, found, messages, story, values

BORN = "participant_id; project; enrolled_on; birth_date; age; birth_year\n1; north; 2012-02-29; "


@pytest.mark.parametrize(
    ("cells", "age"),
    [
        ("1990-02-28; ;", 22),
        ("1990-02-29; ; 1990", 22),
        ("1990-03-01; ;", 21),
        ("1992-02-29; ;", 20),
        ("; 34; 1990", 34),
        ("; ; 1990", 22),
        ("; 34,9;", 34),
        ("; ;", None),
        ("2012-02-29; ;", 0),
        ("1902-02-01; ;", 110),
        ("; ; 1990,5", 21),
    ],
)
def test_age_is_in_whole_years_at_enrolment(cells, age):
    cleaned = story({"participants": BORN + cells})
    assert values(cleaned, "participants", "age") == [age]
    assert not {"birth_date", "birth_year"} & set(cleaned.registers["participants"])


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ("2012-03-01; ;", "birth_date"),
        ("1901-02-28; ;", "birth_date"),
        ("; -1;", "birth_date"),
        ("; 111;", "birth_date"),
    ],
)
def test_an_age_that_cannot_be_is_not_registered(cells, column):
    cleaned = story({"participants": BORN + cells})
    assert values(cleaned, "participants", "age") == [None]
    assert found(cleaned) == [("bad_number", "repaired", "participants", 2, column)]


def test_an_exit_before_the_enrolment_loses_its_date_and_keeps_its_reason():
    head = "participant_id; project; enrolled_on; exited_on; exit_reason\n"
    rows = "1; north; 2012-02-10; 2012-02-09; Job\n2; north; 2012-02-10; 2012-02-10; Fleksjob"
    cleaned = story({"participants": head + rows})
    assert values(cleaned, "participants", "exited_on", "exit_reason", "exit_status") == [
        (None, "job", "self_supporting"),
        ("2012-02-10", "flex_job", "progression"),
    ]
    assert found(cleaned) == [("exit_before_enrolment", "repaired", "participants", 2, "exited_on")]


def test_participations_are_numbered_by_project_enrolment_and_participant():
    head = "participant_id; project; enrolled_on\n"
    rows = "9; south; 2012-01-01\n5; north; 2012-02-01\n4; north; 2012-02-01\n9; north; 2012-01-01"
    assert values(
        story({"participants": head + rows}), "participants", "participation_id", "participant_id", "project"
    ) == [
        (1, "9", "north"),
        (2, "4", "north"),
        (3, "5", "north"),
        (4, "9", "south"),
    ]


@pytest.mark.parametrize(
    ("started_on", "project"),
    [
        ("2012-01-10", "north"),  # the day of enrolment
        ("2012-03-31", "north"),  # the day of exit
        ("2012-04-01", "north"),  # after the exit: the latest participation begun before it
        ("2012-05-31", "north"),
        ("2012-06-01", "south"),
        ("2012-12-24", "south"),
        ("2012-01-09", "north"),  # before both: the first
    ],
)
def test_a_row_belongs_to_the_participation_that_its_date_falls_in(started_on, project):
    cleaned = story({"participants": PARTICIPATIONS, "plans": f"participant_id; started_on\n1; {started_on}"})
    assert values(cleaned, "plans", "project") == [project]
    assert not messages(cleaned, "participation_unclear")


def test_of_two_participations_at_the_same_time_the_latest_enrolled_has_the_row():
    participations = (
        "participant_id; project; enrolled_on; exited_on\n1; north; 2012-01-01; \n1; south; 2012-02-01; 2012-03-01"
    )
    plans = "participant_id; started_on\n1; 2012-02-01\n1; 2012-03-01\n1; 2012-03-02"
    assert values(story({"participants": participations, "plans": plans}), "plans", "started_on", "project") == [
        ("2012-03-02", "north"),
        ("2012-02-01", "south"),
        ("2012-03-01", "south"),
    ]


def test_a_row_that_names_its_project_belongs_there_whatever_its_date():
    plans = "participant_id; started_on; project\n1; 2012-12-24; Nord"
    cleaned = story({"participants": PARTICIPATIONS, "plans": plans})
    assert values(cleaned, "plans", "participation_id", "project") == [(1, "north")]


def test_a_row_that_names_a_project_the_participant_is_not_in_is_noted():
    plans = "participant_id; started_on; project\n2; 2012-02-02; south"
    cleaned = story({"participants": PARTICIPATIONS, "plans": plans})
    assert values(cleaned, "plans", "project") == ["north"]
    assert messages(cleaned, "participation_unclear") == [
        "neither project nor date says which participation the row belongs to; counted with project north"
    ]


def test_a_row_without_date_or_project_belongs_to_the_first_participation_and_is_noted():
    cleaned = story(
        {
            "participants": PARTICIPATIONS,
            "parallel_efforts": "participant_id; effort\n1; Ingen igangværende parallel indsats",
        }
    )
    assert values(cleaned, "parallel_efforts", "project", "effort") == [("north", "none")]
    assert found(cleaned) == [("participation_unclear", "note", "parallel_efforts", 2, "")]


def test_a_participant_with_one_participation_needs_no_date():
    efforts = "participant_id; effort\n2; Misbrugsbehandling"
    assert found(story({"participants": PARTICIPATIONS, "parallel_efforts": efforts})) == []


def test_rows_of_unknown_participants_are_set_aside():
    cleaned = story(
        {
            "participants": PARTICIPATIONS,
            "plans": "participant_id; started_on\n3; 2012-02-01\n; 2012-02-01\n1; 2012-02-01\n2; 2012-02-02",
        }
    )
    assert found(cleaned) == [("orphan", "set_aside", "plans", row, "participant_id") for row in (2, 3)]
    assert messages(cleaned, "orphan") == [
        "the participant is not in the register of participants",
        "no participant is given",
    ]
    assert cleaned.rows.values.tolist() == [["participants", 3, 3, 0], ["plans", 4, 2, 2]]


def test_a_participant_set_aside_leaves_orphans():
    period = {"from": "2012-01-15", "to": "2012-12-31"}
    participations = "participant_id; project; enrolled_on\n1; north; 2012-01-10\n2; north; 2012-02-01"
    plans = "participant_id; started_on\n1; 2012-02-01\n2; 2012-02-01"
    cleaned = story({"participants": participations, "plans": plans}, period=period)
    assert found(cleaned) == [
        ("outside_period", "set_aside", "participants", 2, "enrolled_on"),
        ("orphan", "set_aside", "plans", 2, "participant_id"),
    ]


def test_a_respondent_who_is_no_participant_keeps_the_project_of_the_answer():
    head = "participant_id; respondent_id; form; question; answer; answered_on; project\n"
    rows = "; r1; survey; q; Ja; 2012-03-01; south\n1; r2; survey; q; Nej; 2012-06-02;"
    cleaned = story({"participants": PARTICIPATIONS, "answers": head + rows})
    assert values(cleaned, "answers", "participation_id", "project", "answer") == [
        (3, "south", "Nej"),
        (None, "south", "Ja"),
    ]
    assert found(cleaned) == []


def test_without_participants_rows_stand_for_themselves():
    cleaned = story({"plans": "participant_id; started_on; project\n1; 2012-02-01; Nord"})
    assert values(cleaned, "plans", "participant_id", "project") == [("1", "north")]
    assert found(cleaned) == []


def test_a_participant_without_a_number_takes_nobodys_rows():
    mapping = {"participants": {"unknown": "not_registered"}}
    participations = "participant_id; project; enrolled_on\n; north; 2012-01-10\n2; north; 2012-01-10"
    cleaned = story(
        {"participants": participations, "plans": "participant_id; started_on\n; 2012-02-01\n2; 2012-02-01"}, mapping
    )
    assert found(cleaned, "value_missing") == [("orphan", "set_aside", "plans", 2, "participant_id")]


def test_a_participation_whose_project_is_not_registered_keeps_its_rows():
    mapping = {"participants": {"unknown": {"project": "not_registered"}}}
    participations = "participant_id; project; enrolled_on\n1; Øst; 2012-01-10"
    cleaned = story({"participants": participations, "plans": "participant_id; started_on\n1; 2012-02-01"}, mapping)
    assert values(cleaned, "plans", "participation_id", "project") == [(1, None)]
