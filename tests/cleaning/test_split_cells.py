"""Several answers in one cell: each is a row of its own."""

import pytest

from forlob.programme.check_names import wrong_names
from forlob.programme.programme import Programme
from tests.cleaning.stories import PARTICIPATIONS, PROJECTS, found, messages, story, values

EFFORTS = {"parallel_effort": {"mentor": {"da": "Mentor"}, "psyk": {"da": "Psykolog"}}}
CELLS = """
    participant_id; effort
    1; "Mentor;Psykolog"
    2; "mentor ;; "
    2; ""
"""


def read(text=CELLS, split=";", **more):
    registers = {"participants": PARTICIPATIONS, "parallel_efforts": text}
    mapping = {"parallel_efforts": {"split": split}} if split else {}
    return story(registers, mapping, code_lists=EFFORTS, **more)


def efforts(cleaned):
    return values(cleaned, "parallel_efforts", "participant_id", "effort")


def test_each_answer_of_a_cell_is_a_row():
    """1 has two efforts, 2 one, and one row of 2 is empty: four rows, whose findings name the rows of the file."""
    cleaned = read()
    assert efforts(cleaned) == [("1", "mentor"), ("1", "psyk"), ("2", "mentor"), ("2", None)]
    assert cleaned.rows.to_numpy().tolist()[1] == ["parallel_efforts", 4, 4, 0]
    assert [row for rule, _, _, row, _ in found(cleaned) if rule != "participation_unclear"] == [3, 4]


def test_a_column_may_be_named_and_an_unknown_part_is_found_in_its_row():
    cleaned = read('participant_id; effort\n2; "Mentor / Coach"', {"effort": "/"})
    assert efforts(cleaned) == [("2", "mentor"), ("2", None)]
    assert found(cleaned) == [("unknown_answer", "repaired", "parallel_efforts", 2, "effort")]


def test_an_answer_that_a_cell_names_twice_counts_once():
    cleaned = read('participant_id; effort\n2; "Mentor;mentor;Psykolog"')
    assert efforts(cleaned) == [("2", "mentor"), ("2", "psyk")]
    assert found(cleaned) == [("duplicate_row", "note", "parallel_efforts", 2, "effort")]
    assert cleaned.rows.to_numpy().tolist()[1] == ["parallel_efforts", 2, 2, 0]


def test_rows_of_a_project_are_counted_after_splitting():
    """Of an unknown participant both parts are set aside; 2 in north keeps two."""
    cleaned = read('participant_id; effort\n2; "Mentor;Psykolog"\n9; "Mentor;Psykolog"')
    assert cleaned.rows.to_numpy().tolist()[1] == ["parallel_efforts", 4, 2, 2]
    assert cleaned.result.of("north").rows.to_numpy().tolist()[1] == ["north", "parallel_efforts", 2, 2, 0]


@pytest.mark.parametrize(
    ("cell", "said"), [("Mentor;Psykolog", '{effort: ";"}'), ("psykolog/ Mentor", '{effort: "/"}')]
)
def test_without_split_an_answer_made_of_known_ones_names_the_key(cell, said):
    cleaned = read(f'participant_id; effort\n2; "{cell}"', split=None)
    assert f"its parts are known answers: say split: {said}" in messages(cleaned, "unknown_answer")[0]
    cleaned = read('participant_id; effort\n2; "Mentor;Coach"', split=None)
    assert "split" not in messages(cleaned, "unknown_answer")[0]


@pytest.mark.parametrize(
    ("register", "split", "said"),
    [
        ("participants", {"gender": ";"}, "is not for participants"),
        ("companies", ";", "companies has not one coded column"),
        ("tasks", {"done_on": ";"}, "done_on cannot be split"),
        ("tasks", {"efort": ";"}, "efort is no column of tasks"),
    ],
)
def test_what_cannot_be_split(register, split, said):
    extract = {"file": "f.csv", "registers": {register: {"split": split}}}
    made = Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": [extract]})
    assert any(said in problem for _, problem in wrong_names(made))
