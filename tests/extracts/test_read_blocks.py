"""Big CSV files read in blocks: what is read of them at all is what is read of the whole file."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forlob.extracts import read_blocks
from forlob.extracts.read_blocks import Blocks, NotPlain
from forlob.programme.extract_models import Format
from tests.extracts.files import read, rows

ANY_FILE = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch):
    """A block ends at the first line end after so many bytes."""
    monkeypatch.setattr(read_blocks, "BLOCK", 12)


def in_blocks(folder: Path, content: bytes, **form: Any) -> dict[int, list] | None:
    """Physical row -> its cells, all that is read being as of the whole file; None where that is left to `read_csv`.

    The blocks are read from the last to the first.
    """
    (folder / "f.csv").write_bytes(content)
    cells: dict[int, list] = {}
    short: dict[int, int] = {}
    long: dict[int, int] = {}
    try:
        blocks = Blocks(folder / "f.csv", "f.csv", Format.model_validate(form))
        spans = list(blocks.spans())
        done = [blocks.read(*span) for span in reversed(spans)][::-1]
        blocks.check(done)
    except NotPlain:
        return None
    assert [start for start, _ in spans] == [blocks.begins, *(end for _, end in spans)][: len(spans)]
    first = 2
    for block in done:
        columns = [block.cells[str(place)].to_pylist() for place in range(len(blocks.table.header))]
        cells |= {first + int(row): list(of_row) for row, *of_row in zip(block.rows, *columns, strict=True)}
        short |= {first + row: number for row, number in block.short_rows.items()}
        long |= {first + row: number for row, number in block.long_rows.items()}
        first += block.length
    whole = read(folder, content, **form)
    assert (blocks.table.header, cells) == (whole.header, rows(whole))
    assert (short, long) == (whole.short_rows, whole.long_rows)
    about = ("file", "decimal", "other_headers", "header_row")
    assert [getattr(blocks.table, name) for name in about] == [getattr(whole, name) for name in about]
    return cells


@pytest.mark.parametrize("end", [b"\x1a", b"\x1a\n", b"\n\x1a", b"\n\x1a\r\n"])
def test_the_sign_that_ends_a_file_of_old_is_no_row(tmp_path, end):
    assert in_blocks(tmp_path, b"a;b\n1;2\n3;4\n5;6\n7;8" + end) == {
        2: ["1", "2"],
        3: ["3", "4"],
        4: ["5", "6"],
        5: ["7", "8"],
    }


def test_rows_count_on_from_block_to_block(tmp_path):
    assert in_blocks(tmp_path, b"a;b\n1;2\n3;4\n5;6\n7;8\n9;10") == {
        2: ["1", "2"],
        3: ["3", "4"],
        4: ["5", "6"],
        5: ["7", "8"],
        6: ["9", "10"],
    }


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_blank_rows_count_wherever_a_block_ends(tmp_path, end):
    lines = [b"a;b", b"", b"11111;22222", b"", b"", b"33333;44444", b";", b" ; ", b"5;6", b""]
    assert list(in_blocks(tmp_path, end.join(lines))) == [3, 6, 9]


def test_short_and_long_rows_are_told_with_their_rows(tmp_path):
    content = b"a;b;c\n11111;2;3\n11111;2\n1;2;3;4\n1;2;3;;\n;;;5\n11111;2;3\n1\n"
    assert list(in_blocks(tmp_path, content)) == [2, 3, 4, 5, 6, 7, 8]


def test_short_rows_of_a_file_that_does_not_break_off(tmp_path):
    for end in (b"3\n", b"3\n\n", b"3\n;", b"3\n4", b"3\n4;x"):
        assert list(in_blocks(tmp_path, b"id;navn\n1;a long name\n2;another name\n" + end))[:3] == [2, 3, 4]
    assert list(in_blocks(tmp_path, b"id;navn;by\n1;a long name\n2\n3;another name")) == [2, 3, 4]
    assert in_blocks(tmp_path, b"id;navn;by\n1;a long name\n2;another name\n3") is None


def test_quoted_cells_within_a_block(tmp_path, monkeypatch):
    monkeypatch.setattr(read_blocks, "BLOCK", 100)
    assert in_blocks(tmp_path, b'a;b\n1;"x; ""y""\n\nz"\n2;5" skaerm\n') == {
        2: ["1", 'x; "y"\n\nz'],
        3: ["2", '5" skaerm'],
    }


def test_a_block_does_not_end_within_a_quoted_cell(tmp_path):
    content = b'id;navn\n1;"a line that goes on\nand on\n\nin the next block"\n22222222;x\n3;5" skaerm\n4;y\n'
    assert in_blocks(tmp_path, content) == {
        2: ["1", "a line that goes on\nand on\n\nin the next block"],
        3: ["22222222", "x"],
        4: ["3", '5" skaerm'],
        5: ["4", "y"],
    }


def test_letters_of_each_encoding(tmp_path):
    text = "id;navn\n1;Søren – ærlig\n2;Åse\n3;x\n"
    assert in_blocks(tmp_path, text.encode())[2] == ["1", "Søren – ærlig"]
    assert in_blocks(tmp_path, text.encode("utf-8-sig"))[2] == ["1", "Søren – ærlig"]
    assert in_blocks(tmp_path, text.encode("cp1252"), encoding="cp1252")[2] == ["1", "Søren – ærlig"]


def test_headers_in_quotes(tmp_path):
    assert in_blocks(tmp_path, b'"id";"the ""name"""\n1;x\n') == {2: ["1", "x"]}


@pytest.mark.parametrize(
    ("content", "form"),
    [
        ("id;navn\n1;x\n2;Åse\n".encode("cp1252"), {}),  # not declared, and not UTF-8 either
        ("id;navn\n1;x\n2;Åse\n".encode(), {"encoding": "cp1252"}),  # not what is declared
        ("id;navn\n1;Åse\n".encode("utf-8-sig"), {"encoding": "cp1252"}),
        ("id;navn\n1;Åse\n".encode("utf-16"), {}),
        (b"sep=;\nid;navn\n1;x\n", {}),
        (b"id;;navn;\n1;x;y;\n", {}),  # what a column without a name holds shows at the end of the file
        (b"x\nid;navn\n1;x\n", {"header_row": 2}),
        (b'id;"the\nname"\n1;x\n', {}),
        (b"id;navn\r1;x\r", {}),
        (b"id;navn\n\n;\n", {}),
        (b"id;navn\n1;\0\n", {}),
        (b"id;navn", {}),
        ("id;navn å\n1;x\n".encode(), {"encoding": "cp1252"}),
        ("id;navn\n1;x\n".encode("utf-8-sig"), {"encoding": "cp1252"}),
        (b"id;navn\n1;a long name\n2;another name\n3", {}),  # it seems to break off
        (b'id;navn\n1;a long name\n2;another name\n"3;x"', {}),
    ],
)
def test_what_only_the_whole_file_shows_is_left_to_that(tmp_path, content, form):
    assert in_blocks(tmp_path, content, **form) is None


def test_a_packed_file_is_read_as_a_whole(tmp_path):
    with pytest.raises(NotPlain):
        Blocks(tmp_path / "f.csv.gz", "f.csv.gz", Format())


def test_a_file_that_may_not_be_read_is_told_of_not_broken_off_at(tmp_path, monkeypatch):
    def denied(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(NotPlain):
        Blocks(tmp_path / "f.csv", "f.csv", Format())


@pytest.mark.parametrize(("content", "form"), [(b"\n \n", {}), (b"a;b\n1;2\n", {"delimiter": ","})])
def test_what_is_wrong_from_the_start(tmp_path, content, form):
    assert in_blocks(tmp_path, content, **form) is None


def test_of_a_wrong_letter_far_down_and_a_wrong_delimiter_the_whole_file_tells(tmp_path, monkeypatch):
    """Which tells of the letter: it is first read to text, then to cells."""
    monkeypatch.setattr(read_blocks, "START", 8)
    assert in_blocks(tmp_path, b"a;b\n1;2\n1;2\n1;2\n\xf8;2\n", encoding="utf-8", delimiter=",") is None


SIGNS = [
    b"a",
    b"1",
    b";",
    b";",
    b",",
    b'"',
    b"\n",
    b"\n",
    b"\r\n",
    b"\xe6",
    "ø".encode(),
    b" ",
    b"x;y\n",
    b"id;b\n",
    b"\xa0",
]
FORMS = st.sampled_from([{}, {"encoding": "utf-8"}, {"encoding": "cp1252"}, {"delimiter": ";"}, {"delimiter": ","}])


@ANY_FILE
@given(content=st.lists(st.sampled_from(SIGNS), max_size=40).map(b"".join), form=FORMS)
def test_any_bytes_are_read_alike_or_left_alone(tmp_path, content, form):
    in_blocks(tmp_path, b"id;b\n" + content, **form)
