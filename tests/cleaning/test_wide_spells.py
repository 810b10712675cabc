"""Spells from a file with a column a month or week."""

import pytest

from tests.cleaning.stories import PARTICIPATIONS, found, messages, story, values

MONTHS = "participant_id; Jan.12; Feb.12; Mar.12; Apr.12\n"
STATES = {"state": {"job": {"da": "Job"}, "off": {"da": "Ledig"}}}
HEADERS = {"spells": {"wide": {"headers": "%b.%y"}}}


def read(*rows: str, head: str = MONTHS, mapping=None, **more):
    return story({"spells": head + "\n".join(rows)}, mapping or HEADERS, code_lists=STATES, **more)


def spells(cleaned) -> list:
    return values(cleaned, "spells", "participant_id", "state", "started_on", "ended_on")


def test_equal_states_that_follow_one_another_are_one_spell():
    cleaned = read("1; Job; Job; Ledig; Job", "2; Ledig; ; Ledig;")
    assert spells(cleaned) == [
        ("1", "job", "2012-01-01", "2012-02-29"),
        ("1", "off", "2012-03-01", "2012-03-31"),
        ("1", "job", "2012-04-01", "2012-04-30"),
        ("2", "off", "2012-01-01", "2012-01-31"),
        ("2", "off", "2012-03-01", "2012-03-31"),
    ]
    assert found(cleaned) == []
    assert cleaned.rows.values.tolist() == [["spells", 5, 5, 0]]


def test_another_spelling_is_no_other_state():
    cleaned = read("1; Job; JOB ; job;")
    assert spells(cleaned) == [("1", "job", "2012-01-01", "2012-03-31")]


def test_an_unknown_state_is_found_in_the_column_where_it_begins():
    cleaned = read("1; Job; Jab; Jab; Job")
    assert found(cleaned) == [("unknown_answer", "repaired", "spells", 2, "Feb.12")]


def test_months_left_out_part_two_spells():
    cleaned = read("1; Job; Job", head="participant_id; Jan.12; Mar.12\n")
    assert [spell[2:] for spell in spells(cleaned)] == [("2012-01-01", "2012-01-31"), ("2012-03-01", "2012-03-31")]


def test_months_need_not_stand_in_order():
    cleaned = read("1; Job; Job", head="participant_id; Feb.12; Jan.12\n")
    assert [spell[2:] for spell in spells(cleaned)] == [("2012-01-01", "2012-02-29")]


def test_danish_months_are_listed_with_their_first_days():
    wide = {"columns": {"maj 2012": "2012-05-01", "juni 2012": "2012-06-01"}}
    cleaned = read("1; Job; Job", head="participant_id; maj 2012; juni 2012\n", mapping={"spells": {"wide": wide}})
    assert spells(cleaned) == [("1", "job", "2012-05-01", "2012-06-30")]


def test_weeks():
    wide = {"columns": {"uge 1": "2012-01-02", "uge 2": "2012-01-09"}, "step": "week"}
    cleaned = read("1; Job; Job", head="participant_id; uge 1; uge 2\n", mapping={"spells": {"wide": wide}})
    assert spells(cleaned) == [("1", "job", "2012-01-02", "2012-01-15")]


@pytest.mark.parametrize(
    ("wide", "rule", "column"),
    [
        ({"headers": "%Y-%m"}, "column_missing", ""),
        ({"columns": {"Jan.12": "2012-01-01", "Maj.12": "2012-05-01"}}, "column_missing", "Maj.12"),
        ({"columns": {"Jan.12": "2012-01-01", "Feb.12": "2012-01-01"}}, "column_twice", "Feb.12"),
    ],
)
def test_periods_that_are_missing_or_there_twice_are_errors(wide, rule, column):
    cleaned = read("1; Job; Job; Job; Job", mapping={"spells": {"wide": wide}})
    assert found(cleaned, "column_not_used") == [(rule, "error", "spells", 1, column)]


def test_a_row_entered_twice_or_with_too_many_cells_gives_no_spells():
    cleaned = read("1; Job; Ledig; ;", "1; Job; Ledig; ;", "2; Job; ; ; ; x")
    assert len(spells(cleaned)) == 2
    assert cleaned.rows.values.tolist() == [["spells", 5, 2, 3]]
    assert [finding[:4] for finding in found(cleaned)] == [
        ("duplicate_row", "set_aside", "spells", 3),
        ("duplicate_row", "set_aside", "spells", 3),
        ("ragged_row", "set_aside", "spells", 4),
    ]


def test_spells_of_unknown_participants_are_set_aside():
    cleaned = story({"participants": PARTICIPATIONS, "spells": MONTHS + "3; Job; Ledig; ;"}, HEADERS, code_lists=STATES)
    assert messages(cleaned, "orphan") == ["the participant is not in the register of participants"] * 2
