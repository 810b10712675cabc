"""What the cells of a workbook do not tell: formulas, merges, hidden rows, errors, number formats, far cells."""

import io
import time as clock
import zipfile
from collections.abc import Callable
from datetime import datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from forlob.cleaning.clean import clean
from forlob.extracts.number_formats import NumberFormat, number_format, shown_as
from forlob.extracts.raw_tables import DAY_ZERO
from forlob.extracts.read_extract import read_extract
from tests.cleaning.stories import found, messages, programme, values
from tests.extracts.files import problem, read, rows

DAY = datetime(2024, 3, 1)


def book(records: list[list], change: Callable = lambda sheet: None, epoch: datetime | None = None) -> bytes:
    """A workbook of one sheet, changed before it is saved."""
    made = openpyxl.Workbook()
    if epoch:
        made.epoch = epoch
    for record in records:
        made.active.append(record)
    change(made.active)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def edited(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook with the text of one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            new.writestr(info.filename, change(data.decode()).encode() if info.filename == part else data)
    return out.getvalue()


def noted(table) -> list[tuple]:
    """(rule, column, row, the number in the message) of each note."""
    header = [*table.header, ""]
    return [
        (
            note.rule,
            header[-1 if note.place is None else note.place],
            note.row,
            note.message.split("(")[1].split(")")[0],
        )
        for note in table.notes
    ]


def test_formulas_without_a_stored_value_are_noted_once_a_column(tmp_path):
    """openpyxl writes no value, XlsxWriter a 0 that Excel is to replace when it opens the file."""
    content = book([["id", "end", "n"], [1, "=A2+1", "=1"], [2, "=A3+1", 5], [3, DAY, 5]])
    table = read(tmp_path, content, "f.xlsx")
    assert rows(table) == {2: [1, "", ""], 3: [2, "", 5], 4: [3, DAY, 5]}
    assert noted(table) == [("formula_without_value", "end", 2, "2"), ("formula_without_value", "n", 2, "1")]
    zeros = edited(content, "xl/worksheets/sheet1.xml", lambda text: text.replace("<v />", "<v>0</v>", 1))
    assert zeros != content and noted(read(tmp_path, zeros, "f.xlsx")) == noted(table)


def test_a_formula_with_its_value_is_that_value(tmp_path):
    def calculated(text: str) -> str:
        return text.replace("<v />", "<v>7</v>", 1).replace("<v></v>", "<v>7</v>", 1)

    table = read(tmp_path, edited(book([["id"], ["=3+4"]]), "xl/worksheets/sheet1.xml", calculated), "f.xlsx")
    assert (rows(table), table.notes) == ({2: [7]}, ())


def test_merged_cells_are_filled_from_the_first(tmp_path):
    """Nord stands once for rows 3 to 5; row 6 is Syd's; the title above and the row of no person stay as they are."""

    def merge(sheet) -> None:
        for cells in ("A1:C1", "A3:A5", "C5:C9"):
            sheet.merge_cells(cells)

    content = book(
        [
            ["Udtræk", None, None],
            ["sted", "id", "start"],
            ["Nord", 1, DAY],
            [None, 2, DAY],
            [None, 3, 4],
            ["Syd", 4, None],
        ],
        merge,
    )
    table = read(tmp_path, content, "f.xlsx", header_row=2)
    assert rows(table) == {3: ["Nord", 1, DAY], 4: ["Nord", 2, DAY], 5: ["Nord", 3, 4], 6: ["Syd", 4, 4]}
    assert noted(table) == [("merged_cells", "sted", 4, "2"), ("merged_cells", "start", 6, "1")]


def test_a_header_that_takes_up_two_rows_is_read(tmp_path):
    content = book([["id", "dates", None], [None, "start", "end"], [1, 2, 3]], lambda sheet: sheet.merge_cells("A1:A2"))
    assert read(tmp_path, content, "f.xlsx", header_row=2).header == ["id", "start", "end"]


def test_error_values_are_noted_once_a_column(tmp_path):
    table = read(tmp_path, book([["id", "end"], [1, "#REF!"], [2, "#N/A"], [3, "x"]]), "f.xlsx")
    assert rows(table) == {2: [1, ""], 3: [2, ""], 4: [3, "x"]}
    assert noted(table) == [("error_value", "end", 2, "2")]


def test_hidden_rows_are_read_and_noted(tmp_path):
    def hide(sheet) -> None:
        for row in (1, 3, 4, 9):  # the header, two people, a row of nothing
            sheet.row_dimensions[row].hidden = True

    table = read(tmp_path, book([["id"], [1], [2], [3]], hide), "f.xlsx")
    assert list(rows(table)) == [2, 3, 4]
    assert noted(table) == [("hidden_rows", "", 3, "2")]


def test_numbers_are_days_by_the_workbooks_own_date_system(tmp_path):
    """Day 43890 of the system of 1904 is 2024-03-01, whether its cell is formatted as a date or not."""
    content = book([["participant_id", "enrolled_on"], ["a", DAY], ["b", 43890]], epoch=CALENDAR_MAC_1904)
    (tmp_path / "f.xlsx").write_bytes(content)
    made = programme([{"file": "f.xlsx", "constants": {"project": "north"}, "registers": {"participants": None}}])
    cleaned = clean(made, {0: read_extract(tmp_path, made.extracts[0])}, lambda: b"k")
    assert values(cleaned, "participants", "enrolled_on") == ["2024-03-01", "2024-03-01"]


def test_a_format_of_zeros_alone_gives_ids_their_leading_zeros(tmp_path):
    def zeros(sheet) -> None:
        for row in (2, 3):
            sheet.cell(row, 1).number_format = "000000"
            sheet.cell(row, 2).number_format = "000000-0000"

    table = read(tmp_path, book([["id", "cpr", "n"], [7, 101851234, 1], [123456, 3112991234, 2]], zeros), "f.xlsx")
    assert rows(table) == {2: ["000007", "010185-1234", 1], 3: ["123456", "311299-1234", 2]}
    assert noted(table) == [("leading_zeros", "id", 2, "1"), ("leading_zeros", "cpr", 2, "2")]


def test_times_and_lengths_of_time(tmp_path):
    """1.0625 days are 25 h 30 min, of a format of hours or of a clock; half past one is a time of the day."""

    def forms(sheet) -> None:
        for column, form in enumerate(["h:mm", "[h]:mm", "h:mm", "dd-mm-yyyy"], 1):
            sheet.cell(2, column).number_format = form

    table = read(tmp_path, book([["a", "b", "c", "d"], [0.0625, 1.0625, 1.0625, 45352]], forms), "f.xlsx")
    assert rows(table) == {2: [time(1, 30), timedelta(hours=25.5), timedelta(hours=25.5), DAY]}


@pytest.mark.parametrize("name", ["hours", "minutes"])
def test_lengths_of_time_are_hours_or_minutes_as_the_column_asks(tmp_path, name):
    def forms(sheet) -> None:
        sheet["D2"].number_format, sheet["D3"].number_format = "h:mm:ss", "[h]:mm"

    records = [["participant_id", "category", "date", name], ["a", "home", DAY, 0.0625], ["a", "home", DAY, 1.25]]
    records += [["a", "home", DAY, "2:45"], ["a", "home", DAY, "00:30:00"], ["a", "home", DAY, 90]]
    (tmp_path / "p.csv").write_text("participant_id;project;enrolled_on\na;north;2024-01-01\n")
    (tmp_path / "t.xlsx").write_bytes(book(records, forms))
    made = programme(
        [
            {"file": "p.csv", "registers": {"participants": None}},
            {"file": "t.xlsx", "registers": {"time_registrations": {"values": {"category": {"home": "home"}}}}},
        ]
    )
    tables = {place: read_extract(tmp_path, extract) for place, extract in enumerate(made.extracts)}
    cleaned = clean(made, tables, lambda: b"k")
    last = 90 if name == "hours" else 1.5
    assert values(cleaned, "time_registrations", "hours") == [1.5, 30, 2.75, 0.5, last]
    assert not messages(cleaned, "bad_number")


def test_a_note_is_a_finding_once_if_a_register_reads_the_column(tmp_path):
    content = book(
        [["participant_id", "enrolled_on", "exited_on", "x"], ["a", DAY, "=A1", "=A1"], ["b", DAY, "=A1", 1]]
    )
    (tmp_path / "f.xlsx").write_bytes(content)
    extract = {"file": "f.xlsx", "constants": {"project": "north"}, "registers": {"participants": None, "plans": None}}
    extract["registers"]["plans"] = {"columns": {"started_on": "exited_on"}}
    made = programme([extract])
    cleaned = clean(made, {0: read_extract(tmp_path, made.extracts[0])}, lambda: b"k")
    assert found(cleaned, "column_not_used", "no_rows") == [("formula_without_value", "repaired", "", 2, "exited_on")]
    action = cleaned.findings.loc[cleaned.findings["rule"] == "formula_without_value", "action"]
    assert list(action) == ["the cell becomes not registered"]


def test_a_far_cell_costs_nothing(tmp_path):
    """A stray cell in XFD1 and one in row 1,048,576 beside 3,000 rows: no billions of empty cells between."""

    def stray(sheet) -> None:
        sheet["XFD1"], sheet["B1048576"] = "x", "y"

    content = book([["id", "n"], *([n, "a"] for n in range(3000))], stray)
    began = clock.process_time()
    table = read(tmp_path, content, "f.xlsx")
    assert table.header == ["id", "n", "x"] and table.cells.shape == (3001, 3)
    assert rows(table)[1048576] == ["", "y", ""]
    assert clock.process_time() - began < 5


def strict(content: bytes) -> bytes:
    """The workbook with the namespaces of Strict Open XML."""
    old = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    refers = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for part in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"):
        content = edited(
            content,
            part,
            lambda text: text.replace(old, "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
                refers, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            ),
        )
    return content


def prefixed(content: bytes) -> bytes:
    """The workbook's sheet as some programs write it, each name with a prefix."""

    def change(text: str) -> str:
        text = text.replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:").replace("xmlns=", "xmlns:x=")
        return text.replace("<x:?xml", "<?xml")

    return edited(content, "xl/worksheets/sheet1.xml", change)


def without_fill(content: bytes) -> bytes:
    return edited(content, "xl/styles.xml", lambda text: text.replace("<fill><patternFill /></fill>", "<fill/>"))


@pytest.mark.parametrize("change", [strict, prefixed, without_fill])
def test_workbooks_that_are_written_otherwise_are_read_alike(tmp_path, change):
    content = book([["id", "day"], ["a", DAY], ["b", 1.5]])
    assert change(content) != content
    assert rows(read(tmp_path, change(content), "f.xlsx")) == {2: ["a", DAY], 3: ["b", 1.5]}


def test_without_styles_dates_are_numbers(tmp_path):
    broken = edited(book([["id", "day"], ["a", DAY]]), "xl/styles.xml", lambda text: text[:200])
    assert rows(read(tmp_path, broken, "f.xlsx")) == {2: ["a", 45352]}


def test_a_sheet_with_a_document_type_is_not_read(tmp_path):
    bomb = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><worksheet>'
    content = edited(book([["id"], [1]]), "xl/worksheets/sheet1.xml", lambda text: text.replace("<worksheet", bomb, 1))
    assert problem(tmp_path, content, "f.xlsx")[0] == "unsafe_file"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("dd/mm/yyyy;@", "date"),
        ("[$-406]d. mmmm yyyy;@", "date"),
        ("mmm", "date"),
        ("hh:mm AM/PM", "time"),
        ("mm:ss.0", "time"),
        ("[hh]:mm:ss", "length"),
        ("00000", "zeros"),
        ('"P"0000', "zeros"),
        ("General", None),
        ("0", None),
        ("0.00", None),
        ("#,##0", None),
        ("[Red]0.00", None),
        ('0" dage"', None),
        ('"kr. "00', None),
        ("0%", None),
        ("@", None),
    ],
)
def test_number_formats(code, kind):
    found = number_format(code)
    assert (found and found.kind) == kind


@given(st.integers(0, 10**9))
def test_leading_zeros_never_lose_a_digit(number):
    shown = shown_as(number, NumberFormat("zeros", "000-000"), DAY_ZERO)
    assert int(str(shown).replace("-", "")) == number and len(str(shown)) >= 7


@given(st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(microsecond=0)))
def test_a_moment_is_found_again_from_its_number(moment):
    number = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert shown_as(number, NumberFormat("date"), DAY_ZERO) == moment


@pytest.mark.parametrize("written", ["1.23456789012346E+17", "123456789012345678", "1234567890123450"])
def test_numbers_of_more_than_15_digits_are_no_ids(tmp_path, written):
    """A workbook keeps 15 digits: two persons whose ids differ in the 16th have one number. 15 digits are an id."""
    records = [["participant_id", "enrolled_on", "age"], [11, DAY, 31], [12, DAY, 32], [123456789012345, DAY, 33]]
    content = edited(
        book(records),
        "xl/worksheets/sheet1.xml",
        lambda text: text.replace("<v>11<", f"<v>{written}<").replace("<v>12<", f"<v>{written}<"),
    )
    table = read(tmp_path, content, "f.xlsx")
    assert [row[0] for row in rows(table).values()][2] == 123456789012345
    made = programme([{"file": "f.xlsx", "registers": {"participants": None}, "constants": {"project": "north"}}])
    cleaned = clean(made, {0: table}, lambda: b"k")
    assert ("bad_id", "error", "participants", 2, "participant_id") in found(cleaned)
    assert "digits are lost" in messages(cleaned, "bad_id")[0]
