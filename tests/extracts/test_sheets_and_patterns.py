"""One entry of programme.yaml for many files or sheets."""

import pytest
from openpyxl import Workbook

from forlob.cleaning.clean import clean
from forlob.errors import ConfigError
from forlob.extracts.expand import expanded
from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_extract import read_extract
from forlob.programme.programme import Programme
from tests.cleaning.stories import PROJECTS, found, messages, values

PEOPLE = {"participants": {"columns": {"participant_id": "Nr", "enrolled_on": "Ind"}}}


def read(folder, **entry):
    extract = {"registers": PEOPLE, **entry}
    made = Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": [extract]})
    programme = expanded(made, folder)
    tables = {place: read_extract(folder, one) for place, one in enumerate(programme.extracts)}
    return clean(programme, tables, lambda: b"k")


def book(folder, name, **sheets):
    made = Workbook()
    made.remove(made.active)
    for sheet, rows in sheets.items():
        made.create_sheet(sheet)
        for row in rows:
            made[sheet].append(row)
    made.save(folder / name)


HEAD = ["Nr", "Ind"]


def test_each_sheet_is_a_project(tmp_path):
    book(tmp_path, "f.xlsx", Nord=[HEAD, [1, "2012-01-10"]], Syd=[HEAD, [2, "2012-02-10"], [3, "2012-02-11"]])
    cleaned = read(tmp_path, file="f.xlsx", project_from="sheet", format={"sheets": "all"})
    assert values(cleaned, "participants", "participant_id", "project") == [
        ("1", "north"),
        ("2", "south"),
        ("3", "south"),
    ]
    assert found(cleaned) == []


def test_sheets_may_be_named_by_patterns(tmp_path):
    rows = [HEAD, [1, "2012-01-10"]]
    book(tmp_path, "f.xlsx", Forside=[["Om udtrækket"], ["x"]], Nord=rows, Syd=[HEAD, [2, "2012-02-10"]])
    some = read(tmp_path, file="f.xlsx", project_from="sheet", format={"sheets": ["N*", "Syd"]})
    assert values(some, "participants", "project") == ["north", "south"]
    every = read(tmp_path, file="f.xlsx", project_from="sheet", format={"sheets": "all"})
    assert found(every) == [("column_missing", "error", "", 1, "")]
    assert messages(every, "column_missing")[0].endswith("name the sheets of the table under format: {sheets: [...]}")


def test_a_sheet_that_is_not_there_is_said_with_those_that_are(tmp_path):
    book(tmp_path, "f.xlsx", Nord=[HEAD, [1, "2012-01-10"]])
    made = Programme.model_validate(
        {
            "id": "p",
            "title": "P",
            "projects": PROJECTS,
            "extracts": [{"file": "f.xlsx", "format": {"sheets": ["Øst*"]}, "registers": PEOPLE}],
        }
    )
    (one,) = expanded(made, tmp_path).extracts
    assert one.format.sheet == "Øst*"


def test_a_file_may_be_named_after_its_project(tmp_path):
    for name, number in (("Nord", 1), ("Syd", 2)):
        (tmp_path / f"liste_{name}_2012.csv").write_text(f"Nr;Ind\n{number};2012-01-10", encoding="utf-8")
    cleaned = read(tmp_path, file="liste_*_2012.csv", project_from="file")
    assert values(cleaned, "participants", "participant_id", "project") == [("1", "north"), ("2", "south")]


def test_a_sheet_whose_name_is_no_project_is_an_error(tmp_path):
    book(tmp_path, "f.xlsx", Nord=[HEAD, [1, "2012-01-10"]], Vest=[HEAD, [2, "2012-02-10"]])
    cleaned = read(tmp_path, file="f.xlsx", project_from="sheet", format={"sheets": "all"})
    assert "unexpected project 'Vest'" in messages(cleaned, "unknown_project")[0]


MONTHS = {"2024-10": [HEAD, [1, "2012-01-10"]], "2024-9": [HEAD, [1, "2012-01-10"], [2, "2012-02-10"]]}
MONTHLY = {"snapshots": "newest_counts", "constants": {"project": "north"}, "format": {"sheets": "all"}}


@pytest.mark.parametrize("order", ["%Y-%m", "name"])
def test_the_sheets_of_a_workbook_may_be_snapshots(tmp_path, order):
    """October stands before September in the workbook; person 2 is gone in October."""
    book(tmp_path, "f.xlsx", **MONTHS)
    cleaned = read(tmp_path, file="f.xlsx", order=order, **MONTHLY)
    assert values(cleaned, "participants", "participant_id") == ["1"]
    assert messages(cleaned, "superseded") == ["the snapshot f.xlsx#2024-10 has the row's newer state"]


def test_sheets_of_dated_files_are_parts_of_one_snapshot(tmp_path):
    """Each month has a sheet a site; person 1 of Nord is gone in October, person 2 of Syd is not."""
    book(tmp_path, "f 2024-09.xlsx", Nord=[HEAD, [1, "2012-01-10"], [3, "2012-01-10"]], Syd=[HEAD, [2, "2012-02-10"]])
    book(tmp_path, "f 2024-10.xlsx", Nord=[HEAD, [3, "2012-01-10"]], Syd=[HEAD, [2, "2012-02-10"]])
    for more in ({"project_from": "sheet"}, {"constants": {"project": "north"}}):
        cleaned = read(tmp_path, file="f *.xlsx", order="%Y-%m", **{**MONTHLY, **more})
        assert sorted(values(cleaned, "participants", "participant_id")) == ["2", "3"]


@pytest.mark.parametrize(
    ("sheets", "order", "said"),
    [
        (["2024-09", "2024-10"], None, "The sheets of f.xlsx are snapshots, and nothing says which is the newest"),
        (["2024-09", "Om"], "%Y-%m", "The sheet Om of f.xlsx has no date of the form %Y-%m in its name. Rename it"),
        (["2024-09", "2024-09 ny"], "%Y-%m", "sheet 2024-09 of f.xlsx and sheet 2024-09 ny of f.xlsx are of one date"),
    ],
)
def test_sheets_that_do_not_tell_the_newest_are_refused(tmp_path, sheets, order, said):
    book(tmp_path, "f.xlsx", **dict.fromkeys(sheets, [HEAD, [1, "2012-01-10"]]))
    with pytest.raises(ConfigError, match=said):
        read(tmp_path, file="f.xlsx", order=order, **MONTHLY)


def test_snapshots_that_are_not_there_or_cannot_be_read_are_said_to_be_missing(tmp_path):
    (tmp_path / "f.xlsx").write_bytes(b"PK no workbook")
    for name in ("f.xlsx", "g*.xlsx", "g.xlsx"):
        with pytest.raises(FileProblem):
            read(tmp_path, file=name, order="%Y-%m", **MONTHLY)


def test_a_file_of_a_month_may_be_named_after_its_project(tmp_path):
    for name, number in (("Nord_2024-01", 1), ("Syd_2024-02", 2)):
        (tmp_path / f"{name}.csv").write_text(f"Nr;Ind\n{number};2012-01-10", encoding="utf-8")
    cleaned = read(tmp_path, file="*_2024*.csv", project_from="file")
    assert values(cleaned, "participants", "participant_id", "project") == [("1", "north"), ("2", "south")]
