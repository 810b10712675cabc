"""CSV files as registers write them."""

import gzip

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forlob.extracts.raw_tables import FileProblem, RawTable
from tests.extracts.files import problem, read, rows

ANY_FILE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("declared", [True, False])
def test_the_delimiter_is_declared_or_found(tmp_path, delimiter, declared):
    content = "id|note|day\n1|a|x\n2|b|y\n".replace("|", delimiter).encode()
    table = read(tmp_path, content, **({"delimiter": delimiter} if declared else {}))
    assert (table.header, rows(table)) == (["id", "note", "day"], {2: ["1", "a", "x"], 3: ["2", "b", "y"]})


def test_another_delimiter_may_be_declared(tmp_path):
    assert read(tmp_path, b"a^b\n1^2", delimiter="^").header == ["a", "b"]


def test_commas_within_headers_do_not_pass_for_the_delimiter(tmp_path):
    table = read(tmp_path, b"id;name, first, middle, last;day\n1;a;2\n2;b;3\n")
    assert table.header == ["id", "name, first, middle, last", "day"]


def test_one_column_is_a_table(tmp_path):
    assert rows(read(tmp_path, b"cvr\n1\n2\n")) == {2: ["1"], 3: ["2"]}
    assert read(tmp_path, b"cvr, all\n1\n2\n", delimiter=";").header == ["cvr, all"]


def test_a_wrong_delimiter_is_named(tmp_path):
    assert problem(tmp_path, b"a;b;c\n1;2;3\n", delimiter=",") == (
        "wrong_delimiter",
        1,
        "the delimiter ',' gives one column, ';' gives 3; set format.delimiter to ';' in programme.yaml",
    )


def test_the_header_that_another_delimiter_gives_is_kept_for_the_message(tmp_path):
    table = read(tmp_path, b"a;b, c\n1;2\n", delimiter=",")
    assert table.other_headers == {";": ["a", "b, c"]}


def test_the_decimal_sign_is_declared_or_that_of_the_delimiters_country(tmp_path):
    signs = [read(tmp_path, content).decimal for content in (b"a;b\n1;2", b"a,b\n1,2", b"a\tb\n1\t2")]
    assert signs == [",", ".", "."]
    assert read(tmp_path, b"a;b\n1;2", decimal=".").decimal == "."


def test_quoted_line_breaks_belong_to_their_cell_and_rows_count_as_in_a_spreadsheet(tmp_path):
    content = b'id;note;day\r\n1;"to\r\nlinjer; ""citat""";a\r\n\r\n2;b;c\r\n'
    assert rows(read(tmp_path, content)) == {2: ["1", 'to\r\nlinjer; "citat"', "a"], 4: ["2", "b", "c"]}


def test_blank_rows_are_no_rows_but_count(tmp_path):
    assert list(rows(read(tmp_path, b"a;b\n\n1;2\n;\n ; \n3;4\n\n\n"))) == [3, 6]


def test_short_and_long_rows_are_told(tmp_path):
    table = read(tmp_path, b"a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3;;\n")
    assert (table.short_rows, table.long_rows) == ({3: 2}, {4: 4})
    assert rows(table)[3] == ["1", "2", ""]


def test_a_footnote_without_a_line_break_is_a_row_that_skip_may_leave_out(tmp_path):
    table = read(tmp_path, "a;b;c\n1;2;3\nKilde: registeret, udtræk 3".encode())
    assert rows(table)[3] == ["Kilde: registeret, udtræk 3", "", ""] and table.short_rows == {3: 1}
    assert problem(tmp_path, b"a;b;c\n1;2;3\nKilde")[0] == "damaged_file"


def test_a_file_that_breaks_off_is_not_read(tmp_path):
    """The last row is shorter than any other; a line break after it says that it is meant to be."""
    assert problem(tmp_path, b"a;b;c\n1;2;3\n4;5;6\n7;8") == (
        "damaged_file",
        4,
        "the last row has 2 of 3 cells, and no line break follows: the file seems to break off; "
        "deliver it again, or end the row with a line break if nothing is missing",
    )
    assert problem(tmp_path, b'a;b;c\r\n"x\r\ny";"2";"3"\r\n\r\n"4"')[:2] == ("damaged_file", 4)
    assert read(tmp_path, b"a;b;c\n1;2;3\n4;5;6\n7;8\n").short_rows == {4: 2}
    assert problem(tmp_path, b"a;b;c\n1;2;3\n4;5\n6;7\n8")[:2] == ("damaged_file", 5)
    assert read(tmp_path, b"a;b;c\n1;2;3\n4\n7;8").short_rows == {3: 1, 4: 2}
    assert read(tmp_path, b"a;b;c\n1;2;3\n4;5\n7;8").short_rows == {3: 2, 4: 2}
    assert read(tmp_path, b"a;b;c\n1;2;3\n4;5\n7;8;9").short_rows == {3: 2}
    assert read(tmp_path, b"a;b;c\n1;2;3\n4;5\n  ").short_rows == {3: 2}


def test_empty_columns_at_the_end_are_none(tmp_path):
    table = read(tmp_path, b"a;b;;\n1;2;;\n3;4\n")
    assert (table.header, table.short_rows, table.long_rows) == (["a", "b"], {}, {})


def test_a_column_without_a_name_that_holds_something_stays(tmp_path):
    table = read(tmp_path, b"a;;b;\n1;x;2;y\n")
    assert (table.header, rows(table), table.long_rows) == (["a", "", "b", ""], {2: ["1", "x", "2", "y"]}, {})


@pytest.mark.parametrize(
    ("content", "row"),
    [(b'a;b\n1;2\n3;"open\n4;5\n', 3), (b'a;b\n1;"x" y\n', 2), (b'a;"b\n1;2\n', 1)],
)
def test_a_quote_that_is_not_closed_is_named_with_its_row(tmp_path, content, row):
    assert problem(tmp_path, content, delimiter=";") == (
        "ragged_row",
        row,
        "a quoted cell is not closed, or text follows its closing quote; fix the quotes in that row",
    )


def test_a_quote_within_a_cell_is_a_sign_like_any_other(tmp_path):
    assert rows(read(tmp_path, b'a;b\n1;skaerm 5"\n'))[2] == ["1", 'skaerm 5"']


@pytest.mark.parametrize(
    ("content", "form", "rule", "row"),
    [
        (b"", {}, "empty_file", None),
        (b" \n\n", {}, "empty_file", None),
        (b"\xef\xbb\xbf", {}, "empty_file", None),
        (b"sep=;\n", {}, "empty_file", None),
        (b"\n1;2\n", {}, "empty_file", 1),
        (b"a;b\n1;2", {"header_row": 9}, "empty_file", 9),
        (b"a;b\n", {}, "no_rows", None),
        (b"a;b\n;\n", {}, "no_rows", None),
        (b"PK\x03\x04abc", {}, "damaged_file", None),
        (b"PAR1abc", {}, "wrong_encoding", None),
        (b"\xd0\xcf\x11\xe0abc", {}, "wrong_encoding", None),
    ],
)
def test_files_without_a_table(tmp_path, content, form, rule, row):
    assert problem(tmp_path, content, **form)[:2] == (rule, row)


def test_the_header_may_stand_further_down(tmp_path):
    table = read(tmp_path, b"Udtraek 31-03-2014\n\na;b\n1;2\n", header_row=3)
    assert (table.header, rows(table)) == (["a", "b"], {4: ["1", "2"]})


def test_the_hint_to_excel_is_no_row(tmp_path):
    table = read(tmp_path, b"sep=,\r\na,b;c\r\n1,2\r\n")
    assert (table.header, rows(table)) == (["a", "b;c"], {2: ["1", "2"]})


def test_line_ends_of_any_system(tmp_path):
    for end in (b"\n", b"\r\n", b"\r"):
        assert rows(read(tmp_path, end.join([b"a;b", b"1;2", b"3;4"]))) == {2: ["1", "2"], 3: ["3", "4"]}


@pytest.mark.parametrize("end", [b"\x1a", b"\x1a\n", b"\x1a\r\n"])
@pytest.mark.parametrize("last", [b"3;4\n", b"3;4\r\n", b"3;4"])
def test_the_sign_that_ends_a_file_of_old_is_no_row(tmp_path, end, last):
    assert rows(read(tmp_path, b"a;b\n1;2\n" + last + end)) == {2: ["1", "2"], 3: ["3", "4"]}
    wide = ("a;b\n1;2\n" + last.decode()).encode("utf-16") + end
    if len(end) == 1:
        assert rows(read(tmp_path, wide)) == {2: ["1", "2"], 3: ["3", "4"]}


def test_that_sign_within_a_file_stays(tmp_path):
    assert rows(read(tmp_path, b"a;b\n1;x\x1ay\n")) == {2: ["1", "x\x1ay"]}


def test_a_very_long_cell(tmp_path):
    assert len(rows(read(tmp_path, b"a;b\n1;" + b"x" * 300_000))[2][1]) == 300_000


def test_a_packed_file(tmp_path):
    assert rows(read(tmp_path, gzip.compress(b"a;b\n1;2\n"), "f.csv.gz")) == {2: ["1", "2"]}
    assert problem(tmp_path, b"no gzip", "f.csv.gz")[0] == "wrong_encoding"
    assert problem(tmp_path, gzip.compress(b"a;b\n1;2\n")[:-6], "f.csv.gz")[0] == "wrong_encoding"


def test_files_of_statistics_denmark(shared_folder):
    """Their facts: 103 rows with a byte order mark; 23,100 rows of 105 areas, 4 states, 55 quarters."""
    folder = shared_folder / "realdata" / "dk_formats"
    groups = read_in_place(folder, "dst_komgrp.csv")
    assert (len(groups.cells), groups.header[0]) == (103, groups.header[0].lstrip("\ufeff"))
    people = read_in_place(folder, "dst_FOLK1A_SD_data.csv")
    assert len(people.cells) == 23_100 == 105 * 4 * 55


def read_in_place(folder, name: str) -> RawTable:
    from forlob.extracts.read_extract import read_extract
    from forlob.programme.extract_models import Extract

    return read_extract(folder, Extract.model_validate({"file": name, "registers": {"plans": None}}))


PIECES = st.sampled_from(
    [b"a", b"1", b";", b",", b'"', b"\n", b"\r\n", b"\t", b"\xe6", "ø".encode(), b"\0", b" ", b"sep=;", b"|"]
)


@ANY_FILE
@given(content=st.one_of(st.binary(max_size=120), st.lists(PIECES, max_size=40).map(b"".join)))
def test_any_bytes_are_a_table_or_a_problem(tmp_path, content):
    try:
        table = read(tmp_path, content)
        assert len(table.header) == table.cells.shape[1]
    except FileProblem as found:
        assert found.message


CELLS = st.text(alphabet='ab1æ –;,"\n', max_size=6).map(str.strip)


@ANY_FILE
@given(table=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6), encoding=st.sampled_from(["utf-8", "cp1252"]))
def test_what_a_spreadsheet_writes_is_read_back(tmp_path, table, encoding):
    quoted = ['"' + cell.replace('"', '""') + '"' for row in [("id", "note"), *table] for cell in row]
    lines = [";".join(quoted[i : i + 2]) for i in range(0, len(quoted), 2)]
    content = "\r\n".join(lines).encode(encoding)
    expected = {number: list(row) for number, row in enumerate(table, 2) if any(row)}
    if expected:
        assert (
            rows(read(tmp_path, content, encoding=None if encoding == "utf-8" else encoding, delimiter=";")) == expected
        )


def test_a_packed_file_that_unpacks_to_fill_the_memory_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("forlob.extracts.read_zip.MOST_UNPACKED", 2**20)
    rule, _, message = problem(tmp_path, gzip.compress(b"a;b\n" + b"1;2\n" * 2**19), "f.csv.gz")
    assert rule == "unsafe_file" and "over 1 MB when it is unpacked" in message
