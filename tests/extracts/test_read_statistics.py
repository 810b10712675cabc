"""SPSS, Stata and SAS files: answers by their labels, dates as dates, nothing for what is missing."""

import sys
from datetime import date, datetime

import pandas as pd
import pyreadstat
import pytest

from forlob.cleaning.clean import clean
from forlob.extracts.find_layouts import extract_files, layouts
from forlob.extracts.read_extract import read_extract
from forlob.programme.extract_models import Extract, Format
from tests.cleaning.stories import found, programme, values
from tests.extracts.files import problem, rows

TABLE = pd.DataFrame(
    {
        "id": ["01", "02", "03"],
        "koen": [1.0, 2.0, 9.0],
        "trivsel": [1.0, 3.0, 4.0],
        "start": [date(2024, 3, 1), None, date(2024, 3, 2)],
        "set": [datetime(2024, 1, 1, 14, 30)] * 3,
        "n": [1.5, None, 2.0],
    }
)
LABELS = {"koen": {1: "Mand", 2: "Kvinde", 9: "Uoplyst"}, "trivsel": {1: "Slet ikke", 5: "Helt"}}


def table_of(folder, name: str):
    return read_extract(folder, Extract.model_validate({"file": name, "registers": {"plans": None}}))


@pytest.mark.parametrize("name", ["f.sav", "f.zsav", "f.csv"])
def test_a_file_of_spss(tmp_path, name):
    """Sex has labels for all its values, 9 being declared missing; wellbeing for its ends alone: it is a number."""
    options = {"missing_ranges": {"koen": [9]}, "column_labels": {"koen": "Køn"}, "compress": name == "f.zsav"}
    pyreadstat.write_sav(TABLE, str(tmp_path / name), variable_value_labels=LABELS, **options)
    table = table_of(tmp_path, name)
    at = datetime(2024, 1, 1, 14, 30)
    assert table.header == list(TABLE.columns)
    assert rows(table) == {
        2: ["01", "Mand", 1, date(2024, 3, 1), at, 1.5],
        3: ["02", "Kvinde", 3, "", at, ""],
        4: ["03", "", 4, date(2024, 3, 2), at, 2],
    }


@pytest.mark.parametrize("version", [10, 15])
def test_a_file_of_stata(tmp_path, version):
    labels = {name: {int(value): text for value, text in found.items()} for name, found in LABELS.items()}
    pyreadstat.write_dta(TABLE, str(tmp_path / "f.dta"), variable_value_labels=labels, version=version)
    made = rows(table_of(tmp_path, "f.dta"))
    assert [row[:3] for row in made.values()] == [["01", "Mand", 1], ["02", "Kvinde", 3], ["03", "Uoplyst", 4]]
    assert made[2][3] == date(2024, 3, 1)


def test_a_file_of_sas(tmp_path):
    pyreadstat.write_xport(TABLE.drop(columns="set"), str(tmp_path / "f.xpt"))
    assert rows(table_of(tmp_path, "f.xpt"))[2] == ["01", 1, 1, date(2024, 3, 1), 1.5]


def test_a_new_programme_finds_such_files(tmp_path):
    pyreadstat.write_sav(TABLE, str(tmp_path / "f.sav"))
    assert list(extract_files(tmp_path)) == ["f.sav"]
    assert layouts(tmp_path / "f.sav") == [Format()]


@pytest.mark.parametrize(
    ("name", "program"), [("f.sav", "SPSS"), ("f.dta", "Stata"), ("f.sas7bdat", "SAS"), ("f.xpt", "SAS")]
)
def test_a_damaged_file_is_named(tmp_path, name, program):
    rule, _, message = problem(tmp_path, b"$FL2 no such thing" if name == "f.sav" else b"x" * 100, name)
    assert rule == "wrong_encoding" and f"not one of {program} or is damaged" in message


def test_without_pyreadstat_one_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyreadstat", None)
    assert "pip install 'forlob[statistics]'" in problem(tmp_path, b"$FL2@(#)", "f.sav")[2]


def cleaned(folder, variables: dict[str, list], labels: dict, registers: dict, constants: dict | None = None, **more):
    """What becomes of a file of SPSS, f.sav, of the project north."""
    pyreadstat.write_sav(pd.DataFrame(variables), str(folder / "f.sav"), variable_value_labels=labels)
    extract = {"file": "f.sav", "registers": registers, "constants": {"project": "north", **(constants or {})}}
    made = programme([extract], **more)
    return clean(made, {0: read_extract(folder, made.extracts[0])}, lambda: b"k")


ITEMS = {"glad": {1: "Slet ikke", 2: "Lidt", 3: "Noget", 4: "Meget", 5: "Helt"}, "ro": {1: "Aldrig", 3: "Altid"}}
SCALES = {"trivsel": {"name": "T", "from": 1, "to": 5, "items": {"glad": "Glad", "ro": "Ro"}}}


def test_a_score_is_the_number_though_all_its_values_have_labels(tmp_path):
    """Persons 1, 2 and 3 answer Slet ikke, Noget and Helt: 1, 3 and 5. 2 and 3 are the same in a wide file."""
    variables = {"nr": ["1", "2", "3"], "glad": [1.0, 3.0, 5.0], "ro": [3.0, 1.0, 3.0], "dag": ["2024-01-05"] * 3}
    people = {"participants": {"columns": {"participant_id": "nr", "enrolled_on": "dag"}}}
    one = {"columns": {"participant_id": "nr", "measured_on": "dag", "score": "glad"}}
    item = {"instrument": "trivsel", "item": "glad"}
    scored = cleaned(tmp_path, variables, ITEMS, {**people, "measurements": one}, item, scales=SCALES)
    assert values(scored, "measurements", "participant_id", "score") == [("1", 1), ("2", 3), ("3", 5)]
    grid = {"wide": {"columns": "{item}", "waves": {"t0": "2024-01-05"}}, "columns": {"participant_id": "nr"}}
    wide = cleaned(tmp_path, variables, ITEMS, {**people, "measurements": grid}, scales=SCALES)
    assert sorted(values(wide, "measurements", "participant_id", "item", "score")) == [
        *(("1", "glad", 1), ("1", "ro", 3), ("2", "glad", 3), ("2", "ro", 1), ("3", "glad", 5), ("3", "ro", 3)),
    ]


def test_a_label_that_says_that_there_is_no_answer_is_no_number(tmp_path):
    """Of 31, 45 and 999 years, 999 is labelled Uoplyst: it is not registered, and that is noted."""
    variables = {"participant_id": ["1", "2", "3"], "enrolled_on": ["2024-01-05"] * 3, "age": [31.0, 45.0, 999.0]}
    made = cleaned(tmp_path, variables, {"age": {999: "Uoplyst"}}, {"participants": None})
    assert values(made, "participants", "age") == [31, 45, None]
    assert ("read_as_empty", "note", "participants", 4, "age") in found(made)


@pytest.mark.parametrize("answers", [{"Mand": "male", "Kvinde": "female"}, {"1": "male", 2: "female"}])
def test_answers_may_be_declared_by_their_labels_or_numbers(tmp_path, answers):
    variables = {"participant_id": ["1", "2"], "enrolled_on": ["2024-01-05"] * 2, "koen": [1.0, 2.0]}
    mapping = {"columns": {"gender": "koen"}, "values": {"gender": answers}}
    made = cleaned(tmp_path, variables, {"koen": {1: "Mand", 2: "Kvinde"}}, {"participants": mapping})
    assert values(made, "participants", "gender") == ["male", "female"]


@pytest.mark.parametrize(
    ("labels", "year"),
    [({1: "1980", 2: "1990"}, [1980, 1990]), ({1: "a", 2: "a"}, [None, None]), ({1: "a", 2: "b"}, [1, 2])],
)
def test_labels_that_are_numbers_are_meant_and_a_label_of_two_numbers_is_none(tmp_path, labels, year):
    variables = {"participant_id": ["1", "2"], "enrolled_on": ["2024-01-05"] * 2, "born": [1.0, 2.0]}
    own = {"columns": {"points": {"number": "born", "label": "Points"}}}
    made = cleaned(tmp_path, variables, {"born": labels}, {"participants": own})
    assert values(made, "participants", "points") == year


def test_an_id_is_the_number_and_never_its_label(tmp_path):
    variables = {"participant_id": [1.0, 2.0], "enrolled_on": ["2024-01-05"] * 2}
    made = cleaned(tmp_path, variables, {"participant_id": {1: "Ib", 2: "Bo"}}, {"participants": None})
    assert values(made, "participants", "participant_id") == ["1", "2"]
