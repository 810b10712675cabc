"""Which rows of a file are rows of its table: totals, footnotes and rows of another status are left out."""

import pytest

from forlob.cleaning.clean import clean
from tests.cleaning.stories import KEY, found, messages, programme, story, table, values

SITES = """
    nr; sted; ind; status
    1; Nord; 2012-01-10; Aktiv
    2; Nord; 2012-01-11; Slettet
    3; Syd; 2012-01-12; AFSLUTTET
    Sum; ; 3;
"""
COLUMNS = {"participant_id": "nr", "project": "sted", "enrolled_on": "ind"}


def read(text=SITES, columns=None, unknown=None, registers=None, **keys):
    """What becomes of one file of participants whose entry has some keys."""
    mapping = {"columns": columns or COLUMNS, **({"unknown": unknown} if unknown else {})}
    made = programme([{"file": "f.csv", "registers": registers or {"participants": mapping}, **keys}])
    return clean(made, {0: table(text)}, lambda: KEY)


def test_a_total_that_is_skipped_is_no_row_of_the_register():
    """Three people and a row of totals: three rows are read, and a note says which row was left out."""
    cleaned = read(skip="sum:")
    assert values(cleaned, "participants", "participant_id") == ["1", "2", "3"]
    assert cleaned.rows.to_numpy().tolist() == [["participants", 3, 3, 0]]
    assert found(cleaned, "column_not_used") == [("rows_left_out", "note", "", 5, "")]
    assert messages(cleaned, "rows_left_out") == ["1 row is left out by skip, the first in this row"]


def test_without_skip_the_error_names_the_key():
    cleaned = read()
    assert [finding[:4] for finding in found(cleaned, "column_not_used")] == [
        ("totals_row", "error", "participants", 5)
    ]
    assert "name it under skip:" in messages(cleaned, "totals_row")[0]


@pytest.mark.parametrize("total", ["Sum", "I alt", "TOTAL:", "Total 2012", "Summe", "*) Tallene er foreløbige"])
def test_no_participation_is_made_of_a_total_or_a_footnote_whatever_is_tolerated(total):
    """Every needed column may be not registered, and still nobody is called Sum."""
    cleaned = read(SITES.replace("Sum; ; 3", f"{total}; ; "), unknown="not_registered")
    assert [finding[:4] for finding in found(cleaned, "column_not_used")] == [
        ("totals_row", "error", "participants", 5)
    ]
    assert "participants" not in cleaned.registers


@pytest.mark.parametrize("total", ["Nord Total", "Nord i alt", "Hovedtotal", "Gennemsnit", "Antal deltagere"])
def test_a_spreadsheets_totals_of_groups_and_averages_are_none_either(total):
    mapping = {"participants": {"unknown": "not_registered"}}
    rows = f"participant_id; project; enrolled_on\n1; north; 2012-01-10\n{total}; ; 2012-01-11\n; {total}; 2012-01-12"
    cleaned = story({"participants": rows}, mapping)
    assert [finding[:4] for finding in found(cleaned, "value_missing")] == [
        ("totals_row", "error", "participants", 3),
        ("totals_row", "error", "participants", 4),
    ]


def test_a_project_that_is_called_like_a_total_is_none():
    projects = {"north": {"name": "Nord i alt"}}
    cleaned = story(
        {"participants": "participant_id; project; enrolled_on\n1; Nord i alt; 2012-01-10"}, projects=projects
    )
    assert found(cleaned) == []


def test_a_footnote_merged_over_the_whole_row_is_one():
    note = "Kilde: det fælles register"
    rows = f"participant_id; project; enrolled_on\n1; north; 2012-01-10\n{note}; {note}; {note}"
    assert [finding[:4] for finding in found(story({"participants": rows}))] == [
        ("totals_row", "error", "participants", 3)
    ]


def test_a_total_whose_cells_can_all_be_read_is_none_either():
    """The newest enrolment stands beside the word, as a spreadsheet's MAX gives it."""
    cleaned = read(SITES.replace("Sum; ; 3;", "Total; Nord; 2012-01-12;"))
    assert [finding[0] for finding in found(cleaned, "column_not_used")] == ["totals_row"]


def test_a_person_without_a_readable_date_is_no_total():
    cleaned = read(SITES.replace("Sum; ; 3;", "4; Syd; senere;"), unknown={"enrolled_on": "not_registered"})
    assert values(cleaned, "participants", "participant_id", "enrolled_on")[-1] == ("4", None)


def test_an_unreadable_date_of_a_participant_names_skip():
    cleaned = read(SITES.replace("Sum; ; 3;", "Rest; Syd; 3;"))
    assert messages(cleaned, "bad_date")[0].endswith(
        "; if this row is a total or a footnote, name it under skip: (or the row where the table ends under until:)"
    )


def test_rows_are_kept_by_what_columns_say():
    cleaned = read(where={"Status": ["aktiv", "afsluttet"], "sted": {"not": "Syd"}})
    assert values(cleaned, "participants", "participant_id") == ["1"]
    assert messages(cleaned, "rows_left_out") == ["3 rows are left out by where, the first in this row"]
    assert ("rows_left_out", "note", "", 3) in [finding[:4] for finding in found(cleaned)]
    assert [finding[0] for finding in found(cleaned)] == ["header_spelling", "rows_left_out"]


def test_totals_by_pattern_by_column_and_empty_cells():
    rows = SITES + "    4; Total Syd; 2012-01-12; Aktiv\n    5; Syd; 2012-01-13; \n"
    cleaned = read(rows, skip={"sted": "Total*", "status": ""})
    assert values(cleaned, "participants", "participant_id") == ["1", "2", "3"]
    assert messages(cleaned, "rows_left_out") == ["3 rows are left out by skip, the first in this row"]


@pytest.mark.parametrize("until", ["Sum", {"nr": "sum"}, ["I alt", "Sum"]])
def test_the_table_ends_where_it_is_said_to(until):
    """Below the totals another table begins, whose rows look like participants."""
    cleaned = read(SITES + "    7; Nord; 2012-03-01; Aktiv\n    8; Nord; 2012-03-01; Aktiv", until=until)
    assert values(cleaned, "participants", "participant_id") == ["1", "2", "3"]
    assert messages(cleaned, "rows_left_out") == ["3 rows are left out by until, the first in this row"]


def test_an_empty_row_ends_the_table_but_not_one_above_it():
    text = "nr; sted; ind\n;;\n1; Nord; 2012-01-10\n2; Syd; 2012-01-11\n;;\nUdtrukket 1. juni; ;\nSum; ; 2"
    cleaned = read(text, until="empty_row")
    assert values(cleaned, "participants", "participant_id") == ["1", "2"]
    assert messages(cleaned, "rows_left_out") == ["2 rows are left out by until, the first in this row"]
    assert [finding[3] for finding in found(cleaned)] == [6]


def test_what_matches_nothing_is_noted_and_a_column_that_is_not_there_is_an_error():
    cleaned = read(where={"status": ["Aktiv", "Afslutet"]}, skip="Total", until="Slut", unknown=None)
    said = messages(cleaned, "rows_left_out")
    assert any(message.startswith("where: no row says 'Afslutet'") for message in said)
    assert any(message.startswith("skip: no row says 'Total'") for message in said)
    assert any(message.startswith("until: no row is where the table should end") for message in said)
    cleaned = read(skip="Sum", where={"Stadus": "Aktiv"})
    assert messages(cleaned, "column_missing") == [
        "the file has no such column (is it 'status'?); fix where in programme.yaml"
    ]


def test_a_long_file_and_a_wide_one_lose_their_totals_too():
    """The answers of form B are not read; a month of spells has a row of totals."""
    long = "nr; skema; sp; svar\n1; A; dag; 2012-02-01\n2; B; dag; 2012-02-02"
    spells = "nr; Jan.12\n1; job\nSum; 1"
    mapping = {"columns": {"participant_id": "nr"}, "wide": {"headers": "%b.%y"}}
    plans = {"row": "nr", "columns": {"participant_id": "nr", "started_on": {"question": "dag"}}}
    extracts = [
        {
            "file": "l.csv",
            "long": {"question": "sp", "answer": "svar"},
            "where": {"skema": "A"},
            "registers": {"plans": plans},
        },
        {"file": "w.csv", "skip": "Sum", "registers": {"spells": mapping}},
    ]
    cleaned = clean(programme(extracts), {0: table(long, "l.csv"), 1: table(spells, "w.csv")}, lambda: KEY)
    assert values(cleaned, "plans", "participant_id") == ["1"]
    assert values(cleaned, "spells", "participant_id", "state") == [("1", "job")]
