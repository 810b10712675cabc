"""Columns of participants that a programme names itself: read by their kind and checked like the others."""

from typing import Any

import pytest

from forlob.programme.check_names import wrong_names
from forlob.programme.programme import Programme
from tests.cleaning.stories import PROJECTS, found, story, values

OWN = {
    "cohort": {"code": "Årgang", "label": {"da": "Årgang", "en": "Cohort"}},
    "debt": {"number": "Gæld"},
    "moved_on": {"date": "Flyttet"},
}
PEOPLE = """
    participant_id; project; enrolled_on; Årgang; Gæld; Flyttet
    1; north; 2012-01-10; Forår; 1.250,50; 2012-02-01
    2; north; 2012-01-11; FORÅR ; meget; 32-01-2012
    3; south; 2012-01-12; vinter; 0;
"""


def test_own_columns_are_read_and_checked_like_the_others():
    cleaned = story(
        {"participants": PEOPLE},
        {"participants": {"columns": OWN}},
        code_lists={"cohort": {"spring": {"da": "Forår", "en": "Spring"}}},
    )
    assert values(cleaned, "participants", "cohort", "debt") == [("spring", 1250.5), ("spring", None), (None, 0.0)]
    assert cleaned.registers["participants"]["moved_on"].notna().tolist() == [True, False, False]
    assert found(cleaned, "spelling") == [
        ("bad_date", "repaired", "participants", 3, "Flyttet"),
        ("bad_number", "repaired", "participants", 3, "Gæld"),
        ("unknown_answer", "repaired", "participants", 4, "Årgang"),
    ]


def test_without_a_code_list_answers_are_as_they_are_written_or_as_values_says():
    columns = {"cohort": OWN["cohort"]}
    rows = PEOPLE.replace("FORÅR", "Forår")
    as_written = story({"participants": rows}, {"participants": {"columns": columns}})
    assert values(as_written, "participants", "cohort") == ["Forår", "Forår", "vinter"]
    mapped = {"columns": columns, "values": {"cohort": {"Forår": "a", "Vinter": "b"}}}
    assert values(story({"participants": rows}, {"participants": mapped}), "participants", "cohort") == ["a", "a", "b"]


def test_a_constant_stands_for_the_column():
    cleaned = story(
        {"participants": "participant_id; project; enrolled_on\n1; north; 2012-01-10"},
        {"participants": {"columns": {"cohort": OWN["cohort"]}}},
        constants={"cohort": "Forår"},
    )
    assert values(cleaned, "participants", "cohort") == ["Forår"]
    assert found(cleaned) == []


def test_a_header_that_is_not_there_is_an_error():
    cleaned = story(
        {"participants": "participant_id; project; enrolled_on\n1; north; 2012-01-10"},
        {"participants": {"columns": {"cohort": OWN["cohort"]}}},
    )
    assert found(cleaned) == [("column_missing", "error", "participants", 1, "Årgang")]


@pytest.mark.parametrize(
    ("register", "columns", "said"),
    [
        ("plans", {"cohort": {"code": "Årgang"}}, "only participants does"),
        ("participants", {"gender": {"code": "Køn"}}, "is a column of participants already. Write its header alone"),
        ("participants", {"score": {"number": "Point"}}, "cannot be the name"),
        ("participants", {"Årgang": {"code": "Årgang"}}, "small letters, digits and _"),
        ("participants", {"cohort": {"number": "Årgang"}}, "is a code in another file. Give it one kind."),
    ],
)
def test_own_columns_that_cannot_be(register: str, columns: dict[str, Any], said: str):
    extracts = [
        {"file": "a.csv", "registers": {"participants": {"columns": {"cohort": {"code": "Årgang"}}}}},
        {"file": "b.csv", "registers": {register: {"columns": columns}}},
    ]
    made = Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": extracts})
    assert any(said in problem for _, problem in wrong_names(made))


def test_an_own_column_has_one_header():
    with pytest.raises(ValueError, match="should name one header"):
        Programme.model_validate(
            {
                "id": "p",
                "title": "P",
                "extracts": [
                    {"file": "a.csv", "registers": {"participants": {"columns": {"c": {"code": "A", "number": "B"}}}}}
                ],
            }
        )
