"""Answers become codes by what is declared, by the code list, or by another spelling of either."""

import pandas as pd
import pytest

from forlob.cleaning.to_codes import known_answers, known_projects, replaced, to_codes
from forlob.programme.code_models import CodeItem
from tests.cleaning.stories import PARTICIPATIONS, found, messages, programme, story, values

EDUCATION = "participant_id; project; enrolled_on; education\n"


def read(*answers: str) -> list:
    rows = [f"{number}; north; 2012-01-10; {answer}" for number, answer in enumerate(answers, 1)]
    mapping = {"participants": {"values": {"education": {"9. klasse": "basic_school", "Ved ikke": None}}}}
    return story({"participants": EDUCATION + "\n".join(rows)}, mapping)


def test_labels_codes_and_declared_answers_lead_to_the_code_without_a_finding():
    cleaned = read("Folkeskole", "Basic school", "basic_school", "9. klasse")
    assert values(cleaned, "participants", "education") == ["basic_school"] * 4
    assert found(cleaned) == []


def test_case_spaces_and_punctuation_do_not_matter_and_are_found():
    cleaned = read("folkeskole", "FOLKESKOLE.", "9.klasse")
    assert values(cleaned, "participants", "education") == ["basic_school"] * 3
    assert found(cleaned) == [("spelling", "repaired", "participants", row, "education") for row in (2, 3, 4)]
    assert messages(cleaned, "spelling")[0] == "written 'folkeskole', read as basic_school"


def test_an_answer_like_none_of_a_short_list_names_them_all():
    people = "participant_id; project; enrolled_on; gender\n1; north; 2012-01-10; Ukendt7"
    cleaned = story({"participants": people})
    (said,) = messages(cleaned, "unknown_answer")
    assert said.startswith("unexpected answer 'Ukendt7' (known are 'Mand', 'Kvinde'); add it to values.gender")


@pytest.mark.parametrize("answer", ["", "Uoplyst", "uoplyst", "Ikke oplyst", "Ved ikke"])
def test_not_registered_is_no_finding(answer):
    cleaned = read(answer, "Folkeskole")
    assert values(cleaned, "participants", "education") == [None, "basic_school"]
    assert found(cleaned) == []


def test_an_unknown_answer_becomes_not_registered_and_names_the_nearest():
    cleaned = read("Folkeskolen", "Doktorgrad")
    assert values(cleaned, "participants", "education") == [None, None]
    assert found(cleaned) == [("unknown_answer", "repaired", "participants", row, "education") for row in (2, 3)]
    assert messages(cleaned, "unknown_answer") == [
        "unexpected answer 'Folkeskolen' (is it 'Folkeskole'?); add it to values.education or code_lists in "
        "programme.yaml",
        "unexpected answer 'Doktorgrad'; add it to values.education or code_lists in programme.yaml",
    ]


@pytest.mark.parametrize(
    ("unknown", "severity", "registers"),
    [
        ({}, "repaired", 1),
        ({"education": "error"}, "error", 0),
        ("error", "error", 0),
        ("not_registered", "repaired", 1),
    ],
)
def test_programme_yaml_says_what_an_unknown_answer_is(unknown, severity, registers):
    cleaned = story(
        {"participants": EDUCATION + "1; north; 2012-01-10; Doktorgrad"}, {"participants": {"unknown": unknown}}
    )
    assert found(cleaned) == [("unknown_answer", severity, "participants", 2, "education")]
    assert len(cleaned.registers) == registers


def test_an_unknown_project_of_a_participant_is_an_error_unless_told_otherwise():
    participations = "participant_id; project; enrolled_on\n1; Øst; 2012-01-10\n2; Nord; 2012-01-10"
    assert found(story({"participants": participations})) == [
        ("unknown_project", "error", "participants", 2, "project")
    ]
    cleaned = story({"participants": participations}, {"participants": {"unknown": {"project": "not_registered"}}})
    assert found(cleaned) == [("unknown_project", "repaired", "participants", 2, "project")]
    assert values(cleaned, "participants", "participant_id", "project") == [("2", "north"), ("1", None)]


def test_an_unknown_project_elsewhere_is_repaired_and_the_date_places_the_row():
    cleaned = story(
        {"participants": PARTICIPATIONS, "plans": "participant_id; started_on; project\n1; 2012-06-05; Øst"}
    )
    assert found(cleaned) == [("unknown_project", "repaired", "plans", 2, "project")]
    assert values(cleaned, "plans", "project") == ["south"]


def test_an_unknown_project_of_an_aggregate_is_an_error_for_it_would_stand_for_the_programme():
    cleaned = story({"aggregates": "measure; n; project\nfunnel.target_group; 10; Øst\nfunnel.target_group; 10;"})
    assert found(cleaned) == [("unknown_project", "error", "aggregates", 2, "project")]


def test_projects_are_known_by_id_name_and_other_declared_spellings():
    written = ["north", "Nordprojektet", "The north project", "Nord", "NORD ", "sønder å"]
    rows = "\n".join(f'{n}; "{name}"; 2012-01-10' for n, name in enumerate(written, 1))
    cleaned = story({"participants": "participant_id; project; enrolled_on\n" + rows})
    assert values(cleaned, "participants", "project") == ["north"] * 5 + ["south"]
    assert found(cleaned) == [("spelling", "repaired", "participants", row, "project") for row in (6, 7)]


def test_declared_values_name_projects_too():
    mapping = {"participants": {"values": {"project": {"Kommune 3": "south"}}}}
    cleaned = story({"participants": "participant_id; project; enrolled_on\n1; Kommune 3; 2012-01-10"}, mapping)
    assert values(cleaned, "participants", "project") == ["south"]


def test_a_municipality_or_name_of_two_projects_names_neither():
    projects = {
        "a": {"name": "Unge", "municipality": "Odense"},
        "b": {"name": "Ældre", "municipality": "Odense"},
        "c": {"name": "Unge", "municipality": "Vejle"},
    }
    known = known_projects(programme([{"file": "f", "registers": {"plans": None}}], projects=projects), {})
    assert known == {"a": "a", "b": "b", "c": "c", "Ældre": "b", "Vejle": "c"}


def codes(answers: dict, *cells: object) -> list:
    where = pd.DataFrame({"file": "f", "row": range(2, len(cells) + 2)})
    about = {"register": "participants", "column": "gender", "header": "Køn"}
    made, _ = to_codes(pd.Series(cells, dtype=object), where, answers, **about)
    return [None if pd.isna(code) else code for code in made]


def test_two_answers_that_differ_in_spelling_only_are_told_apart_by_the_exact_answer():
    answers = {"Ja": "yes", "JA": "emphatic"}
    assert codes(answers, "Ja", "JA", "ja") == ["yes", "emphatic", None]


def test_signs_and_what_stands_between_digits_change_the_meaning():
    answers = {"1-3 år": "1_to_3", "13 år": "13", "1": "one", "< 1 år": "less", "1 år": "one_year"}
    assert codes(answers, "1 - 3 år", "1–3 år", "13år", "-1", "<1 år", "> 1 år") == [
        "1_to_3",
        "1_to_3",
        "13",
        None,
        "less",
        None,
    ]


def test_a_dash_is_no_other_spelling_of_a_question_mark():
    assert codes({"?": None, "x": "x"}, "-", "?") == [None, None]
    where = pd.DataFrame({"file": ["f"], "row": [2]})
    _, findings = to_codes(pd.Series(["-"]), where, {"?": "x"}, register="r", column="c", header="h")
    assert list(findings[0]["rule"]) == ["unknown_answer"]


def test_numbers_of_excel_are_the_codes_they_look_like():
    assert codes({"2": "two"}, 2, "2", " 2") == ["two", "two", "two"]


def test_declared_values_go_before_labels_and_codes():
    known = known_answers({"other": CodeItem(da="Andet", en="Other")}, {"Andet": "special", "other": None})
    assert (known["Andet"], known["other"], known["Other"], known["special"]) == ("special", None, "other", "special")


def test_values_of_a_column_without_codes_are_put_in_place():
    cells = pd.Series(["Slet ikke", "i HØJ grad", "3", ""], dtype=object)
    assert list(replaced(cells, {"Slet ikke": "0", "I høj grad": "4"})) == ["0", "4", "3", ""]


def test_a_declared_null_stands_for_nothing_in_a_date_too():
    mapping = {"participants": {"values": {"exited_on": {"31-12-9999": None}}}}
    participations = "participant_id; project; enrolled_on; exited_on\n1; north; 10-01-2012; 31-12-9999"
    cleaned = story({"participants": participations}, mapping, format={"dates": "%d-%m-%Y"})
    assert values(cleaned, "participants", "exited_on") == [None]
    assert found(cleaned) == []


def test_a_column_without_code_list_keeps_its_text():
    cleaned = story({"spells": "participant_id; state; started_on\n1; i arbejde; 2012-01-01"})
    assert values(cleaned, "spells", "state") == ["i arbejde"]
