"""A file's columns become the canonical ones."""

import pytest

from forlob.cleaning.clean import clean
from forlob.cleaning.schemas import broken
from tests.cleaning.stories import found, messages, programme, story, table, values

PARTICIPATIONS = "Borger-id; Jobcenter; Startdato; Navn\n1; Nord; 2012-01-10; Ib\n2; Syd; 2012-01-11; Bo"
MAPPING = {"columns": {"participant_id": "Borger-id", "project": "Jobcenter", "enrolled_on": "Startdato"}}


def read(text: str, columns: dict, **more):
    return story({"participants": text}, {"participants": {"columns": columns}}, **more)


def test_mapped_columns_are_read_and_the_others_noted():
    cleaned = story({"participants": PARTICIPATIONS}, {"participants": MAPPING})
    assert values(cleaned, "participants", "participant_id", "project") == [("1", "north"), ("2", "south")]
    assert found(cleaned) == [("column_not_used", "note", "", None, "Navn")]


def test_a_header_in_another_spelling_is_taken_with_a_finding():
    cleaned = story({"participants": PARTICIPATIONS.replace("Borger-id", "BORGER ID")}, {"participants": MAPPING})
    assert found(cleaned, "column_not_used") == [("header_spelling", "repaired", "participants", None, "Borger-id")]
    assert len(cleaned.registers["participants"]) == 2


def test_a_missing_column_names_the_nearest():
    cleaned = story({"participants": PARTICIPATIONS.replace("Jobcenter", "Jobcentret")}, {"participants": MAPPING})
    assert found(cleaned, "column_not_used") == [("column_missing", "error", "participants", 1, "Jobcenter")]
    assert messages(cleaned, "column_missing") == [
        "the file has no such column (is it 'Jobcentret'?); fix columns under participants in programme.yaml"
    ]


def test_a_needed_column_that_nothing_maps_is_missing():
    cleaned = story({"plans": "participant_id; dato\n1; 2012-01-10"})
    assert found(cleaned, "column_not_used") == [("column_missing", "error", "plans", 1, "started_on")]
    cleaned = story({"time_registrations": "participant_id; category\n1; home"})
    assert messages(cleaned, "column_missing") == [
        "time_registrations needs minutes or hours; say under columns in programme.yaml which column holds it, "
        "or under "
        "constants what it is for the whole file"
    ]


def test_a_column_named_twice_is_an_error_where_it_is_read_and_a_note_where_not():
    twice = PARTICIPATIONS.replace("Navn", "Jobcenter")
    assert found(story({"participants": twice}, {"participants": MAPPING}), "column_not_used") == [
        ("column_twice", "error", "participants", 1, "Jobcenter")
    ]
    text = "participant_id; started_on; note; note\n1; 2012-01-10; a; b"
    assert found(story({"plans": text})) == [("column_not_used", "note", "", None, "note")] * 2


def test_constants_stand_for_what_the_file_does_not_carry():
    text = "participant_id; enrolled_on\n1; 2012-01-10\n2; 2012-01-11"
    cleaned = read(text, {}, constants={"project": "Nord", "gender": "Kvinde", "match_group": 2})
    assert values(cleaned, "participants", "project", "gender", "match_group") == [("north", "female", "2")] * 2
    assert found(cleaned) == []


def test_a_wrong_constant_is_one_finding_without_a_row():
    text = "participant_id; enrolled_on\n1; 2012-01-10\n2; 2012-01-11"
    cleaned = read(text, {}, constants={"project": "Øst"})
    assert found(cleaned) == [("unknown_project", "error", "participants", None, "project")]


def test_the_file_goes_before_a_constant():
    cleaned = read("participant_id; enrolled_on; project\n1; 2012-01-10; Syd", {}, constants={"project": "north"})
    assert values(cleaned, "participants", "project") == ["south"]


ONE_HOT = "participant_id; enrolled_on; N; S\n1; 2012-01-10; yes; no\n2; 2012-01-10; no; Yes"


def test_an_answer_spread_over_columns_is_that_of_the_column_that_says_yes():
    cleaned = read(ONE_HOT, {"project": {"one_hot": {"N": "north", "S": "south"}}})
    assert values(cleaned, "participants", "project") == ["north", "south"]
    assert found(cleaned) == []


def test_columns_that_say_yes_together_are_no_answer():
    cleaned = read(ONE_HOT.replace("yes; no", "ja; x"), {"project": {"one_hot": {"N": "north", "S": "south"}}})
    assert found(cleaned) == [("unknown_project", "error", "participants", 2, "N / S")]
    assert messages(cleaned, "unknown_project")[0].startswith("unexpected project 'north + south'")


def test_columns_of_which_none_says_yes_are_no_answer():
    cleaned = read(ONE_HOT.replace("yes; no", "no; no"), {"project": {"one_hot": {"N": "north", "S": "south"}}})
    assert found(cleaned) == [("value_missing", "error", "participants", 2, "N / S")]


def test_the_first_filled_of_several_columns_is_read():
    rows = "1; north; 2012-01-10; ; 2012-02-01\n2; north; 2012-01-10; 2012-03-01; 2012-04-01"
    text = f"participant_id; project; enrolled_on; Slut1; Slut2\n{rows}"
    cleaned = read(text, {"exited_on": {"first_of": ["Slut1", "Slut2"]}})
    assert values(cleaned, "participants", "exited_on") == ["2012-02-01", "2012-03-01"]


def test_a_file_may_feed_several_registers():
    text = "id; Jobcenter; Start; Plan; Praktik\n1; Nord; 2012-01-10; 2012-02-01;\n2; Nord; 2012-01-10; ;2012-03-01"
    person = {"participant_id": "id", "project": "Jobcenter"}
    registers = {
        "participants": {"columns": {**person, "enrolled_on": "Start"}},
        "plans": {"columns": {"participant_id": "id", "started_on": "Plan"}},
        "placements": {"columns": {**person, "started_on": "Praktik"}},
    }
    made = programme([{"file": "f.csv", "registers": registers}])
    cleaned = clean(made, {0: table(text)}, lambda: b"k")
    assert found(cleaned) == []
    assert values(cleaned, "plans", "participant_id", "started_on") == [("1", "2012-02-01")]
    assert values(cleaned, "placements", "participant_id", "started_on") == [("2", "2012-03-01")]
    assert cleaned.rows["read"].tolist() == [2, 1, 1]


def test_a_register_without_a_row_in_a_file_of_another_is_noted():
    """No company is known yet; of a file without any row, see the reader."""
    registers = {"companies": {"columns": {"company_id": "cvr"}}, "plans": None}
    made = programme([{"file": "f.csv", "registers": registers}])
    cleaned = clean(made, {0: table("participant_id; started_on; cvr\n1; 2012-01-10;")}, lambda: b"k")
    assert found(cleaned) == [("no_rows", "note", "companies", None, "")]
    assert cleaned.registers["companies"].empty


def test_a_delimiter_that_another_header_fits_is_named():
    raw = table("Borger-id,Jobcenter; a\n1,Nord; b", "participants.csv")
    wrong = type(raw)(**{**vars(raw), "other_headers": {",": ["Borger-id", "Jobcenter"]}})
    cleaned = story({"participants": wrong}, {"participants": MAPPING})
    assert ("wrong_delimiter", "error", "participants", 1, "Borger-id") in found(cleaned)
    assert (
        messages(cleaned, "wrong_delimiter")[0]
        == "the file is delimited by ','; set format.delimiter to it in programme.yaml"
    )


@pytest.mark.parametrize("cells", ["1; 2012-01-10; a; b", "1; 2012-01-10; ; b"])
def test_a_row_with_more_cells_than_the_header_is_set_aside(cells):
    cleaned = story({"plans": f"participant_id; started_on; note\n{cells}\n2; 2012-01-10; ok; ; "})
    assert found(cleaned, "column_not_used") == [("ragged_row", "set_aside", "plans", 2, "")]
    assert messages(cleaned, "ragged_row") == [
        "the row has 4 cells, the header 3; put text that holds the delimiter in quotes"
    ]


def test_a_row_with_fewer_cells_is_read_as_if_they_were_empty():
    cleaned = story({"placements": "participant_id; started_on; ended_on\n1; 2012-01-10\n2; 2012-01-10; 2012-01-11"})
    assert found(cleaned, "open_end") == [("ragged_row", "note", "placements", 2, "")]
    assert values(cleaned, "placements", "ended_on") == [None, "2012-01-11"]


def test_a_column_without_a_name_is_noted_where_it_holds_anything():
    cleaned = story({"plans": "participant_id; started_on; ;\n1; 2012-01-10; x;"})
    assert messages(cleaned, "column_not_used") == ["column 3 has no name; no register reads it"]


def test_files_of_one_register_may_have_different_columns():
    head = "participant_id; project; enrolled_on"
    first = f"{head}; gender; exited_on; weight; cpr; age\n1; north; 2012-01-10; Mand; 2012-02-01; 1,5; 010190-1234; 34"
    second = f"{head}; match_group\n2; north; 2012-01-11; 2"
    made = programme([{"file": f"{name}.csv", "registers": {"participants": None}} for name in "ab"])
    cleaned = clean(made, {0: table(first, "a.csv"), 1: table(second, "b.csv")}, lambda: b"k")
    assert broken("participants", cleaned.registers["participants"], made) is None
    assert values(cleaned, "participants", "gender", "exited_on", "weight", "age", "match_group") == [
        ("male", "2012-02-01", 1.5, 34, None),
        (None, None, None, None, "2"),
    ]


def test_registrations_of_two_files_may_tell_the_time_in_two_ways():
    first = "participant_id; category; started_at; minutes\n1; home; 2012-03-01 09:30; 30"
    second = "participant_id; category; date; time_of_day; hours; mentor_id\n1; home; 2012-03-02; 12-17; 1,5; m"
    made = programme([{"file": f"{name}.csv", "registers": {"time_registrations": None}} for name in "ab"])
    cleaned = clean(made, {0: table(first, "a.csv"), 1: table(second, "b.csv")}, lambda: b"k")
    assert broken("time_registrations", cleaned.registers["time_registrations"], made) is None
    assert values(cleaned, "time_registrations", "date", "time_of_day", "hours", "mentor_id") == [
        ("2012-03-01", "09-12", 0.5, None),
        ("2012-03-02", "12-17", 1.5, "m"),
    ]
    assert found(cleaned) == []
