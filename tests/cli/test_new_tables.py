"""What forlob new makes of sheets and files that are equal, and of what stands around and below their tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.cleaning.table_rows import rows_of_table
from forlob.extracts.raw_tables import raw_table
from forlob.guess.equal_tables import names_projects
from forlob.guess.rows_below import without_rows_below
from forlob.programme.programme import Extract
from tests.cli.conftest import cleaned, columns, workbook

HEADER = ["Deltakernr", "Kjønn", "Født", "Inn", "Ut", "Årsak"]


def site(name, *people):
    """A sheet as an office writes it: a title, the header below it, people, a total and where it is from."""
    below = [["Sum", None, None, len(people)], [], ["Kilde: fagsystemet, ved Kari Nordmann"]]
    return [[f"Ungdom i jobb, {name}"], [], HEADER, *people, *below]


def errors(found):
    return found.findings[found.findings["severity"] == "error"]


@pytest.fixture
def offices(tmp_path):
    """Two people in Bodø and one in Hamar, of whom two have left."""
    (tmp_path / "data" / "raw" / "demo").mkdir(parents=True)
    sheets = {
        "Bodø": site(
            "Bodø",
            ["A1", "Kvinne", 1999, date(2023, 1, 9), date(2023, 6, 1), "Jobb"],
            ["A2", "Mann", 2001, date(2023, 2, 6), "-", None],
        ),
        "Hamar": site("Hamar", ["B1", "Mann", 2000, date(2023, 3, 6), date(2023, 9, 1), "Jobb"]),
    }
    return tmp_path / "data" / "raw" / "demo" / "ungdom.xlsx", sheets


def test_sheets_of_one_header_are_one_entry_and_their_names_the_projects(begin, offices, capsys):
    path, sheets = offices
    workbook(path, **sheets)
    code, text, programme = begin()
    assert code == 0
    (extract,) = programme.extracts
    assert (extract.format.sheets, extract.format.header_row, extract.project_from) == (["all"], 3, "sheet")
    assert extract.skip == {"": ["Sum", "Kilde*"]} and "Nordmann" not in text
    assert columns(programme)["participants"] == {
        "participant_id": "Deltakernr",
        "enrolled_on": "Inn",
        "birth_year": "Født",
        "gender": "Kjønn",
        "exited_on": "Ut",
        "exit_reason": "Årsak",
    }
    assert list(programme.projects) == ["bodo", "hamar"]
    found = cleaned(programme)
    assert errors(found).empty
    people = found.registers["participants"]
    assert sorted(zip(people["project"], people["gender"], strict=True)) == [
        ("bodo", "female"),
        ("bodo", "male"),
        ("hamar", "male"),
    ]
    said = capsys.readouterr().out
    assert "ungdom.xlsx#Bodø and 1 more with the same header: participants" in said
    assert said.count("each sheet is taken as a project of its name") == 1


@pytest.mark.parametrize("other", ["Forside", "Ark3"])
def test_a_sheet_of_something_else_or_of_nothing_leaves_the_others_named(begin, offices, other):
    """With `sheets: all` the front page or the empty sheet would be read as participants."""
    path, sheets = offices
    workbook(path, **sheets, **{other: [["Om uttrekket"], ["Se veilederen"]] if other == "Forside" else []})
    programme = begin()[2]
    assert programme.extracts[0].format.sheets == ["Bodø", "Hamar"]
    assert errors(cleaned(programme)).empty


def test_what_is_left_out_for_one_reason_is_said_once(begin, capsys):
    """Two sheets without a known column are one table that is left out; so are two files without a header."""
    code, text, _ = begin(
        {
            "people.csv": "Client ID,Start date,Sex\nc1,2012-01-09,F\nc2,2012-01-10,M\n",
            "gender.csv": "Jens,male,x\nLise,female,y\nBo,male,z\n",
            "sex.csv": "Jens,1990-01-01,x\nLise,1990-01-02,y\n",
        }
    )
    said = capsys.readouterr().out
    assert said.count("left out") == 1 and "gender.csv, sex.csv are left out: the first row holds values" in said


@pytest.mark.parametrize(
    ("sheets", "projects"),
    [
        (["Bodø", "Hamar"], True),
        (["2022", "2023"], False),
        (["Ark1", "Ark2"], False),
        (["jan", "februar"], False),
        (["Marstal", "Mariager"], True),
        (["010190-1234", "Hamar"], False),
    ],
)
def test_which_names_of_sheets_may_be_projects(sheets, projects):
    assert names_projects(sheets) == projects


def test_counts_that_were_delivered_keep_their_totals(begin):
    """In a file of counts the row of all is one that was delivered."""
    counts = "Measure,N,Of,Group\nplans.started,5,9,north\nTotal,7,12,\n"
    programme = begin({"aggregates.csv": counts, "people.csv": "Client ID,Start date,Sex\nc1,2012-01-09,F\n"})[2]
    assert not programme.extracts[0].skip


CELLS = st.sampled_from(["", "1", "A1", "Sum", "Total", "Sum 2023", "Kilde: x y", "Note: Per Holm", "Per Holm", "*"])


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=8).filter(lambda rows: any(map(any, rows)))
)
def test_skip_leaves_out_no_row_that_is_taken_for_one_of_the_table(rows):
    """Read with the texts of the draft, the rows are those that the draft was made of and the footnotes without a
    known word.
    """
    table = raw_table("a.csv", dict(enumerate([["id", "b", "c"], *rows], 1)), 1)
    trimmed, skip, unnamed = without_rows_below(table)
    read = rows_of_table(table, Extract(file="a.csv", skip=list(skip), registers={"participants": {}}))
    assert set(trimmed.cells.index) <= set(read.cells.index)
    assert len(read.cells) == len(trimmed.cells) + unnamed
