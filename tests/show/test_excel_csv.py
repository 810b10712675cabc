"""CSV for a Danish Excel: what it opens as numbers, dates and texts, and what it must not take for a formula."""

import csv
import io

import pytest

from forlob.measures.table import COLUMNS
from forlob.programme.programme import Programme
from forlob.programme.project_models import Project
from forlob.programme.value_types import LabelPair
from forlob.show.excel_csv import _cell, findings_for_excel, measures_for_excel
from forlob.show.words import Words

EMPTY = {"group": "", "subgroup": "", "from": "", "to": "", "unit": "", "suppressed": False}


def opened(text: str) -> list[list[str]]:
    """The rows as Excel parts them in Denmark."""
    assert text.startswith("\ufeff") and text.count("\r\n") == text.count("\n")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def table(*rows: dict) -> list[dict]:
    return [{**dict.fromkeys(COLUMNS), **EMPTY, "programme": "p", "project": "", **row} for row in rows]


@pytest.fixture
def words() -> Words:
    extracts = [{"file": "a.csv", "registers": {"participants": {}}}]
    project = Project(name=LabelPair(da="Vejen", en="The road"))
    return Words("da", Programme(id="p", title="P", extracts=extracts, projects={"a": project}))


def test_a_measure_is_read_with_its_labels_and_a_decimal_comma(words):
    row = {"project": "a", "measure": "exits.job", "n": 3, "of": 14, "value": 3 / 14, "to": "2012-06-30"}
    heads, cells = opened(measures_for_excel(table({**row, "unit": "participations"}), words))
    read = dict(zip(heads, cells, strict=True))
    assert (read["Projekt (kode)"], read["Projekt"], read["Nøgletal"]) == ("a", "Vejen", "Afmeldt til job")
    assert (read["Antal"], read["Ud af"]) == ("3", "14")
    assert read["Værdi (andel fra 0 til 1)"] == "0,21428571428571427"
    assert (read["Fra og med"], read["Til og med"], read["Diskretioneret"]) == ("", "30-06-2012", "")


def test_a_suppressed_count_is_empty_and_said_to_be(words):
    row = {"measure": "exits.job", "n": None, "of": 14, "value": float("nan"), "suppressed": True}
    heads, cells = opened(measures_for_excel(table(row), words))
    read = dict(zip(heads, cells, strict=True))
    assert (read["Antal"], read["Diskretioneret"], read["Projekt"]) == ("", "ja", "Hele programmet")


def test_groups_have_code_and_label_and_a_month_stays_text(words):
    rows = table(
        {"measure": "participants.enrolled", "by": "match_group", "group": "2", "n": 9, "of": 14, "value": 9 / 14},
        {"measure": "participants.cumulative", "at": "2012-03", "n": 4, "of": 14, "value": 4 / 14},
    )
    heads, first, second = opened(measures_for_excel(rows, words))
    place = heads.index("Gruppe (kode)")
    assert first[place : place + 2] == ["2", "Matchgruppe 2"]
    assert second[heads.index("Punkt (måned, kvartal eller dag)")] == "'2012-03"


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+45 12", "'+45 12"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"),
        (-1.5, "-1,5"), (-2, "-2"), ("09-12", "'09-12"), ("01", "'01"), ("1e5", "'1e5"), ("Mand", "Mand"),
        ("to\nlinjer", "to linjer"), ("under_30", "under_30"), ("0", "0"), (True, "True"),
    ],
)  # fmt: skip
def test_what_excel_would_turn_into_something_else(cell, written):
    assert _cell(cell) == written


def test_findings_of_the_public_have_no_message(words):
    found = {
        "severity": "repaired", "register": "participants", "file": "=a.csv", "row": "14", "column": "Køn",
        "rule": "unknown_answer", "action": "the cell becomes not registered",
    }  # fmt: skip
    heads, cells = opened(findings_for_excel([found], words, with_message=False))
    read = dict(zip(heads, cells, strict=True))
    assert (read["Register"], read["Fil"], read["Række"], read["Kolonne"]) == ("Deltagere", "'=a.csv", "14", "Køn")
    assert "Besked" not in heads
    heads, cells = opened(findings_for_excel([{**found, "row": "", "message": "hej"}], words, with_message=True))
    assert (cells[heads.index("Række")], cells[heads.index("Besked")]) == ("", "hej")
