"""Files of all kinds, and files that cannot be used: what is said of them is the same in chunks."""

import gzip

import pandas as pd

from tests.big.stories import PARTICIPATIONS, of_both

PARTICIPANTS = {"file": "participants.csv", "registers": {"participants": None}}


def plans(name: str, **form) -> dict:
    return {"file": name, "format": form, "registers": {"plans": None}}


def test_files_that_cannot_be_used():
    """Each in its own way, and all of them are told of at once."""
    head = b"participant_id;started_on\n"
    unusable = {
        "breaks.csv": (head + b"1;2012-01-20\n2;2012-01-20\n3", {}, "damaged_file", 4),
        "bytes.csv": (head + b"1;2012-01-20\n2;\xf8\n3;2012-01-20\n", {"encoding": "utf-8"}, "wrong_encoding", 3),
        "damaged.csv": (head + b"1;2012-01-20\n2;\0\n", {}, "wrong_encoding", 3),
        "delimiter.csv": (head + b"1;2012-01-20\n", {"delimiter": ","}, "wrong_delimiter", 1),
        "empty.csv": (b"", {}, "empty_file", None),
        "header.csv": (head, {}, "no_rows", None),
        "mixed.csv": (head + b"1;\xc3\xb8\n2;\xf8\n", {}, "wrong_encoding", 2),
        "quote.csv": (head + b'1;2012-01-20\n2;"2012\n', {}, "ragged_row", 3),
        "rows.csv": (head + b";\n\n", {}, "no_rows", None),
        "spaces.csv": (b"\n \n", {}, "empty_file", None),
        "text.ods": (head + b"1;2012-01-20\n", {}, "damaged_file", None),
        "utf8.csv": (head + "1;\n2;ærø\n".encode(), {"encoding": "cp1252"}, "wrong_encoding", 3),
    }
    extracts = [plans(name, **form) for name, (_, form, _, _) in unusable.items()]
    files = {name: content for name, (content, _, _, _) in unusable.items()}
    taken = of_both({"participants.csv": PARTICIPATIONS, **files}, [PARTICIPANTS, plans("absent.csv"), *extracts])
    told = [("file_missing", "absent.csv", None), *((rule, name, row) for name, (_, _, rule, row) in unusable.items())]
    assert taken.found() == told
    assert list(taken.files) == ["findings.csv"]


def test_columns_that_are_not_there_or_there_twice():
    files = {
        "participants.csv": PARTICIPATIONS,
        "other.csv": "borger; started_on\n1; 2012-01-20\n5; 2012-01-20",
        "twice.csv": "participant_id; participant_id; started_on\n1; 2; 2012-01-20\n5; 2; 2012-01-20",
    }
    taken = of_both(files, [PARTICIPANTS, plans("other.csv"), plans("twice.csv")])
    assert set(taken.found("column_missing", "column_twice")) >= {
        ("column_missing", "other.csv", 1),
        ("column_twice", "twice.csv", 1),
    }


def test_text_however_it_is_written():
    """With a mark, with Excel's hint, in other encodings, with the header further down, and packed."""
    text = "participant_id;started_on;note\n1;2012-01-20;ærø\n2;2012-02-10;\n4;2012-02-01;\n5;2012-01-06;\n"
    written = {
        "cp1252.csv": (text.encode("cp1252"), {}),
        "further.csv": (b"Udtraek\n\n" + text.encode(), {"header_row": 3}),
        "hint.txt": (b"sep=;\n" + text.encode("cp1252"), {}),
        "latin.csv": (text.encode("latin-1"), {"encoding": "latin-1"}),
        "mark.csv": (text.encode("utf-8-sig"), {}),
        "packed.csv.gz": (gzip.compress(text.replace("\n", "\r\n").encode("cp1252")), {"encoding": "cp1252"}),
        "wide.csv": (text.encode("utf-16"), {}),
    }
    files = {name: content for name, (content, _) in written.items()}
    extracts = [plans(name, **form) for name, (_, form) in written.items()]
    taken = of_both({"participants.csv": PARTICIPATIONS, **files}, [PARTICIPANTS, *extracts])
    assert taken.values("plans", "participant_id") == ["5", "1", "2", "4"]
    assert len(taken.found("duplicate_row")) == 4 * (len(written) - 1)


def test_a_workbook_and_a_parquet_file_beside_csv():
    """Dates are dates there, ids numbers; the plan of person 3 stands in the workbook and in the Parquet file."""
    rows = pd.DataFrame(
        {"participant_id": [1, 2, 3, 9], "started_on": pd.to_datetime(["2012-01-20", "2012-02-10", None, "2012-03-01"])}
    )
    placements = pd.DataFrame({"participant_id": ["1", "5", " 4"], "started_on": ["2012-01-20", "06-01-2012", "x"]})
    files = {
        "participants.csv": PARTICIPATIONS,
        "plans.xlsx": rows,
        "plans.parquet": rows[2:],
        "placements.xlsx": placements,
    }
    taken = of_both(files, [{"file": name, "registers": {name.partition(".")[0]: None}} for name in files])
    assert taken.values("plans", "participant_id", "started_on") == [
        ("1", "2012-01-20"),
        ("2", "2012-02-10"),
        ("3", None),
    ]
    assert taken.values("placements", "participant_id") == ["5", "1", "4"]


def test_sheets_of_one_workbook_for_one_register():
    """A sheet a year, with slips in the same rows; who has no number comes in the order of the sheets."""
    head = ["participant_id", "project", "enrolled_on", "age"]
    sheets = {
        "2012": [["1", "north", "2012-01-10", 20], ["2", "Nord ", "2012-01-10", 30], [None, "north", "2013-01-10", 41]],
        "2013": [[None, "north", "2013-01-10", 42], ["5", "Nord ", "2013-01-10", 40], ["3", "north", "2013-01-10", 50]],
    }
    participants = {"participants": {"unknown": "not_registered"}}
    extracts = [{"file": "f.xlsx", "format": {"sheet": year}, "registers": participants} for year in sheets]
    frames = {year: pd.DataFrame(rows, columns=head) for year, rows in sheets.items()}
    taken = of_both({"f.xlsx": frames}, extracts, chunks=(3,))
    assert taken.values("participants", "participant_id", "age")[-2:] == [(None, "41"), (None, "42")]
    assert taken.found("spelling") == [("spelling", "f.xlsx#2012", 3), ("spelling", "f.xlsx#2013", 3)]


def test_a_name_with_a_ring_that_stands_for_itself_on_the_disk():
    taken = of_both({"borgere_a\u030a.csv": PARTICIPATIONS}, [{**PARTICIPANTS, "file": "borgere_å.csv"}])
    assert len(taken.registers["participants"]) == 6
