"""Workbooks of other kinds: .xls and .xlsb by calamine, .ods from its XML; and any of them under another name."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forlob.extracts.raw_tables import FileProblem
from tests.extracts.files import problem, read, rows
from tests.extracts.older_workbooks import XLS, ods, xlsb
from tests.extracts.projects import archive

HEADER = (
    '<r><c office:value-type="string"><text:p>id</text:p></c><c office:value-type="string"><text:p>b</text:p></c></r>'
)


def said(value_type: str, value: str, shown: str = "x", more: str = "") -> str:
    """A cell of an .ods workbook."""
    return f'<c office:value-type="{value_type}" office:{value} {more}><text:p>{shown}</text:p></c>'


@pytest.mark.parametrize("name", ["f.xls", "f.xlsx", "f.csv"])
def test_an_xls_workbook_is_read_whatever_its_name_ends_in(tmp_path, name):
    table = read(tmp_path, XLS, name)
    assert table.header == ["id", "dag", "tid", "varighed", "n", "ja", "navn"]
    long = timedelta(hours=25, minutes=30)
    assert rows(table) == {
        2: [7, date(2024, 3, 1), time(1, 30), long, 1.5, "true", "Ærø"],
        4: [8, datetime(2024, 3, 2, 14, 30), long, "", "", "", "x"],
    }


def test_an_xlsb_workbook_is_read(tmp_path):
    content = xlsb({(1, 0): "id", (1, 1): "n", (3, 0): "Ærø", (3, 1): 2.0, (4, 1): 1.5})
    table = read(tmp_path, content, "f.xlsb", header_row=2)
    assert (table.header, rows(table)) == (["id", "n"], {4: ["Ærø", 2], 5: ["", 1.5]})


def test_an_xlsb_workbook_with_cells_far_apart_is_refused_before_it_is_laid_out(tmp_path):
    """Two cells in opposite corners have 17,000 million between them."""
    content = xlsb({(0, 0): "id", (1_048_575, 16_383): "x"})
    rule, _, message = problem(tmp_path, content, "f.xlsb")
    assert rule == "unsafe_file" and "too far apart" in message


def test_cells_of_an_ods_workbook(tmp_path):
    content = ods(
        HEADER
        + "<r>"
        + said("float", 'value="7"', "0007")
        + said("date", 'date-value="2024-03-01"')
        + "</r>"
        + "<r>"
        + said("float", 'value="1.5"')
        + said("date", 'date-value="2024-03-01T14:30:00"')
        + "</r>"
        + "<r>"
        + said("time", 'time-value="PT01H30M00S"')
        + said("time", 'time-value="PT25H30M00S"')
        + "</r>"
        + "<r>"
        + said("boolean", 'boolean-value="true"')
        + said("percentage", 'value="0.5"')
        + "</r>"
    )
    table = read(tmp_path, content, "f.ods")
    assert rows(table) == {
        2: ["0007", date(2024, 3, 1)],
        3: [1.5, datetime(2024, 3, 1, 14, 30)],
        4: [time(1, 30), timedelta(hours=25.5)],
        5: ["true", 0.5],
    }
    assert [(note.rule, note.place, note.row) for note in table.notes] == [("leading_zeros", 0, 2)]


def test_texts_of_an_ods_workbook(tmp_path):
    note = "<office:annotation><text:p>seen by NN</text:p></office:annotation>"
    text = '<text:p>a<text:s text:c="2"/>b<text:span>c</text:span></text:p><text:p>d</text:p>'
    content = ods(HEADER + f'<r><c office:value-type="string">{note}{text}</c></r>')
    assert rows(read(tmp_path, content, "f.ods")) == {2: ["a  bc\nd", ""]}


def test_what_the_cells_of_an_ods_workbook_do_not_tell(tmp_path):
    """One merged cell over two rows, a formula never calculated, an error, and a row that a filter hides."""
    merged = 'table:number-rows-spanned="2"'
    content = ods(
        HEADER
        + "<r>"
        + said("string", 'x=""', "Nord", merged)
        + '<c table:formula="of:=1"/></r>'
        + '<r table:visibility="filter"><c/>'
        + said("string", 'x=""', "#REF!", 'calcext:value-type="error"')
        + "</r>"
        + "<r>"
        + said("string", 'x=""', "Syd")
        + said("float", 'value="3"')
        + "</r>"
    )
    table = read(tmp_path, content, "f.ods")
    assert rows(table) == {2: ["Nord", ""], 4: ["Syd", 3]}
    assert [(note.rule, note.place, note.row) for note in table.notes] == [
        ("error_value", 1, 3),
        ("formula_without_value", 1, 2),
    ]


def test_repeated_cells_and_rows_of_an_ods_workbook(tmp_path):
    """A million empty rows and columns stand in the file as one, and cost nothing."""
    twice = said("float", 'value="1"', "1", 'table:number-columns-repeated="2"')
    empty = '<c table:number-columns-repeated="16000"/>'
    content = ods(
        HEADER
        + f'<r table:number-rows-repeated="2">{twice}{empty}</r>'
        + f'<r table:number-rows-repeated="1000000">{empty}</r>'
        + f"<r>{twice}</r>"
    )
    assert rows(read(tmp_path, content, "f.ods")) == {2: [1, 1], 3: [1, 1], 1_000_004: [1, 1]}
    many = f'<r table:number-rows-repeated="1000000">{twice}</r>'
    assert problem(tmp_path, ods(HEADER + many), "f.ods")[0] == "unsafe_file"


def test_a_sheet_of_an_ods_workbook_is_named(tmp_path):
    content = ods(HEADER + HEADER, name="Nord")
    assert read(tmp_path, content, "f.ods", sheet="Nord").file == "f.ods#Nord"
    assert problem(tmp_path, content, "f.ods", sheet="Syd")[0] == "file_missing"


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(40)


@pytest.mark.parametrize(
    ("content", "name"),
    [(LOCKED, "f.xlsx"), (LOCKED, "f.xls"), (ods(HEADER, manifest="<m><f><encryption-data/></f></m>"), "f.ods")],
)
def test_a_password_is_named(tmp_path, content, name):
    rule, _, message = problem(tmp_path, content, name)
    assert rule == "unsafe_file" and "locked with a password" in message


def test_text_and_web_pages_that_are_called_workbooks(tmp_path):
    assert rows(read(tmp_path, b"a\tb\n1\t2\n", "f.xls")) == {2: ["1", "2"]}
    assert "web page" in problem(tmp_path, b"<html><table><tr><td>1", "f.xls")[2]


def test_a_zip_file_with_one_table_is_read_and_one_with_several_names_them(tmp_path):
    mac = {"__MACOSX/._a.csv": "x", "folder/.hidden.csv": "x"}
    assert rows(read(tmp_path, archive({"folder/a.csv": "a;b\n1;2\n", "read.me": "x", **mac}), "f.zip")) == {
        2: ["1", "2"]
    }
    rule, _, message = problem(tmp_path, archive({"a.csv": "a\n1\n", "b.csv": "a\n1\n"}), "f.zip")
    assert rule == "wrong_encoding" and "2 of them (a.csv, b.csv)" in message
    assert "no CSV file" in problem(tmp_path, archive({"a.pdf": "x"}), "f.zip")[2]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(seed=st.binary(min_size=1, max_size=12), at=st.integers(0, 6000))
@pytest.mark.parametrize("content", [XLS, xlsb({(0, 0): "id", (1, 0): 1.0}), ods(HEADER + HEADER)])
def test_a_damaged_workbook_is_a_table_or_a_problem(tmp_path, content, seed, at):
    at %= len(content)
    try:
        read(tmp_path, content[:at] + seed + content[at + len(seed) :], "f.xlsb")
    except FileProblem as found:
        assert found.message


def test_numbers_of_more_than_15_digits_have_lost_some(tmp_path):
    """15 digits are all there; of 18 the last three are not, nor are they in a format that shows 19."""
    lost = "1.23456789012346E+17"
    numbers = [("123456789012345", "x"), (lost, "x"), (lost, "0123456789012346000")]
    cells = "".join(said("float", f'value="{number}"', shown) for number, shown in numbers)
    header = "".join(f'<c office:value-type="string"><text:p>{name}</text:p></c>' for name in "abc")
    read_as = rows(read(tmp_path, ods(f"<r>{header}</r><r>{cells}</r>"), "f.ods"))
    assert read_as == {2: [123456789012345, lost, lost]}
    older = read(tmp_path, xlsb({(0, 0): "a", (1, 0): 1.23456789012346e17, (2, 0): 123456789012345.0}), "f.xlsb")
    assert rows(older) == {2: [lost], 3: [123456789012345]}
