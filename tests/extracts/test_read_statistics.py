"""SPSS, Stata and SAS files: answers by their labels, dates as dates, nothing for what is missing."""

import sys
from datetime import date, datetime

import pandas as pd
import pyreadstat
import pytest

from forlob.extracts.find_layouts import extract_files, layouts
from forlob.extracts.read_extract import read_extract
from forlob.programme.extract_models import Extract, Format
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
