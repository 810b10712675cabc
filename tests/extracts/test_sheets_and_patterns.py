"""One entry of programme.yaml for many files or sheets."""

from openpyxl import Workbook

from forlob.cleaning.clean import clean
from forlob.extracts.expand import expanded
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
