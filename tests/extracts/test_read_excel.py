"""Excel workbooks: title rows, serial dates, error cells."""

import io
from datetime import datetime, time

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forlob.cleaning.clean import clean
from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_extract import read_extract
from forlob.programme.extract_models import Extract
from tests.cleaning.stories import found, messages, programme, values
from tests.extracts.files import problem, read, rows
from tests.extracts.projects import archive


def workbook(*sheets: tuple[str, list[list]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, records in sheets:
        sheet = book.create_sheet(name)
        for record in records:
            sheet.append(record)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_are_what_they_are_in_the_sheet(tmp_path):
    day = datetime(2012, 3, 1)
    content = workbook(
        ("A", [["id", "day", "n", "at", "yes"], [1, day, 1.5, time(14, 30), True], ["x", None, 2.0, "", False]])
    )
    assert rows(read(tmp_path, content, "f.xlsx")) == {
        2: [1, day, 1.5, time(14, 30), "true"],
        3: ["x", "", 2, "", "false"],
    }


def test_blank_rows_count_and_cells_beside_the_table_are_a_column_without_a_name(tmp_path):
    content = workbook(("A", [["id", "day"], [1, 2], [], [3, 4, None, "note"]]))
    table = read(tmp_path, content, "f.xlsx")
    assert (table.header, list(rows(table)), table.long_rows) == (["id", "day", "", ""], [2, 4], {})


def test_a_sheet_is_named_or_the_first(tmp_path):
    content = workbook(("2012", [["a"], ["x"]]), ("2013", [["a"], ["y"]]))
    assert rows(read(tmp_path, content, "f.xlsx")) == {2: ["x"]}
    table = read(tmp_path, content, "f.xlsx", sheet=2013)
    assert (rows(table), table.file) == ({2: ["y"]}, "f.xlsx#2013")
    assert problem(tmp_path, content, "f.xlsx", sheet="2014") == (
        "file_missing",
        None,
        "the workbook has no sheet '2014', only 2012, 2013; fix format.sheet in programme.yaml",
    )


@pytest.mark.parametrize(
    ("records", "rule"),
    [([], "empty_file"), ([["a", "b"]], "no_rows"), ([[None, "x"], []], "no_rows"), ([[None], ["x"]], "empty_file")],
)
def test_sheets_without_a_table(tmp_path, records, rule):
    assert problem(tmp_path, workbook(("A", records)), "f.xlsx")[0] == rule


@pytest.mark.parametrize("name", ["f.xlsx", "f.xlsm"])
@pytest.mark.parametrize("content", [b"id;day\n1;2\n", b"PK\x03\x04", b"<html>"])
def test_what_is_no_workbook(tmp_path, name, content):
    assert problem(tmp_path, content, name)[::2] == (
        "wrong_encoding",
        "the file is not an Excel workbook (.xlsx) or is damaged; save it as one",
    )


ROSTER = {
    "columns": {
        "participant_id": "Last Name",
        "enrolled_on": "Hire Date",
        "weight": "% Allocated",
        "remark": "Subject",
    },
}


def test_a_real_roster(shared_folder):
    """dirty_data.xlsx: a title row, blank rows within and below, serial dates beside real ones, #REF! and #N/A."""
    extract = {
        "file": "dirty_data.xlsx",
        "format": {"header_row": 2, "decimal": "."},
        "constants": {"project": "north"},
        "registers": {"participants": ROSTER},
    }
    made = programme([extract])
    table = read_extract(shared_folder / "realdata" / "dirty_roster", made.extracts[0])
    assert table.cells.index.tolist() == [3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15]
    assert table.header.count("Certification") == 2
    cleaned = clean(made, {0: table}, lambda: b"k")
    hired = dict(values(cleaned, "participants", "participant_id", "enrolled_on"))
    published = {"Wu": "1930-03-20", "Larsen": "2009-09-15", "Boozer": "1995-01-01", "Bourne": "2008-08-30"}
    assert {name: hired[name] for name in published} == published
    # Bourne, Boozer and Wu stand twice without an exit: one stay each, from its first day, with the cells of the row
    # that has more of them filled, else of the later one.
    aside = [(rule, row) for rule, severity, _, row, _ in found(cleaned) if severity == "set_aside"]
    assert aside == [("duplicate_participation", 3), ("duplicate_participation", 8), ("duplicate_participation", 14)]
    assert messages(cleaned, "numbers_as_dates")[0].startswith("dates (8) are numbers, the first in this row")
    unregistered = (
        cleaned.registers["participants"]["remark"].isna() | cleaned.registers["participants"]["weight"].isna()
    )
    assert set(cleaned.registers["participants"].loc[unregistered, "participant_id"]) == {"Lovelace", "Boozer"}


def test_an_export_of_statistics_denmark(shared_folder):
    """4,200 rows of 17 columns; the years stand in headers of text."""
    extract = Extract.model_validate({"file": "dst_UHELDK1.xlsx", "registers": {"plans": None}})
    table = read_extract(shared_folder / "realdata" / "dk_formats", extract)
    assert table.cells.shape == (4200, 17)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.binary(min_size=1, max_size=20), at=st.integers(0, 4000))
def test_a_damaged_workbook_is_a_table_or_a_problem(tmp_path, seed, at):
    content = workbook(("A", [["id", "day"], [1, datetime(2012, 3, 1)], ["x", "y"]]))
    at %= len(content)
    try:
        read(tmp_path, content[:at] + seed + content[at + len(seed) :], "f.xlsx")
    except FileProblem as problem_found:
        assert problem_found.message


@pytest.mark.parametrize("least", ["small", "well packed"])
def test_a_workbook_that_unpacks_to_fill_the_memory_is_not_opened(tmp_path, monkeypatch, least):
    """100 MB of zeros pack to 100 KB; a sheet above the limit is refused however it packs."""
    if least == "small":
        monkeypatch.setattr("forlob.extracts.read_zip.MOST_UNPACKED", 1000)
        monkeypatch.setattr("forlob.extracts.read_zip.Zip.bound.__defaults__", (1000,))
    sheet = b"0" * (2000 if least == "small" else 100 * 2**20)
    monkeypatch.setattr("forlob.extracts.read_xlsx.parse", None)
    rule, _, message = problem(tmp_path, archive({"xl/worksheets/sheet1.xml": sheet}), "f.xlsx")
    assert rule == "unsafe_file"
    assert ("1 MB when it is unpacked" if least == "small" else "as if to fill the memory") in message


def test_a_workbook_with_a_part_that_leads_outside_is_not_opened(tmp_path):
    assert problem(tmp_path, archive({"../x.xml": "x"}), "f.xlsx")[0] == "unsafe_file"


def test_a_large_workbook_of_real_cells_is_no_bomb(tmp_path):
    """40,000 rows of alike cells, as registers have them, pack well and are read."""
    records = [["id", "answer"], *([n, "Kontanthjælp"] for n in range(40_000))]
    assert len(rows(read(tmp_path, workbook(("A", records)), "f.xlsx"))) == 40_000
