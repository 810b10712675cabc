"""What forlob new makes of sheets and files that are equal, and of what stands around and below their tables."""

import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.cleaning.table_rows import rows_of_table
from forlob.extracts.raw_tables import raw_table
from forlob.guess.equal_tables import names_projects, order_of, patterns_of
from forlob.guess.rows_below import without_rows_below
from forlob.programme.extract_models import Extract
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


def test_a_workbook_in_a_zip_is_read_sheet_by_sheet(begin, offices):
    path, sheets = offices
    workbook(path, **sheets)
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
        archive.write(path, "ungdom.xlsx")
    path.unlink()
    code, text, programme = begin()
    assert code == 0
    assert [extract.format.sheet for extract in programme.extracts] == ["Bodø", "Hamar"]


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


PEOPLE = "Borger-id;Startdato;Køn\n1;02-01-2023;Mand\n2;03-01-2023;Kvinde\n3;01-03-2023;Mand\n"


def test_months_that_repeat_their_rows_are_snapshots(begin, capsys):
    """Two placements run in January; in February one has ended and a third has begun: three placements, one of them
    ended.
    """
    head = "Borger-id;Fra;Til\n"
    code, text, programme = begin(
        {
            "deltagere.csv": PEOPLE,
            "praktik_2023-01.csv": head + "1;09-01-2023;\n2;16-01-2023;\n",
            "praktik_2023-02.csv": head + "1;09-01-2023;10-02-2023\n2;16-01-2023;\n3;06-02-2023;\n",
        }
    )
    placements = programme.extracts[1]
    assert (placements.file, placements.snapshots, placements.order) == ("praktik_*.csv", "newest_counts", "%Y-%m")
    found = cleaned(programme)
    assert errors(found).empty
    ended = found.registers["placements"].set_index("participant_id")["ended_on"]
    assert (len(ended), ended.dropna().dt.date.tolist()) == (3, [date(2023, 2, 10)])
    said = capsys.readouterr().out
    assert (
        "praktik_*.csv (2 files): placements" in said and "each file repeats all the rows of the one before it" in said
    )


def test_months_of_new_rows_are_one_entry_whose_rows_all_count(begin):
    head = "Borger-id;Fra;Til\n"
    files = {"praktik 1.csv": head + "1;09-01-2023;\n2;16-01-2023;\n", "praktik 2.csv": head + "3;06-02-2023;\n"}
    programme = begin({"deltagere.csv": PEOPLE, **files})[2]
    assert (programme.extracts[1].file, programme.extracts[1].snapshots) == ("praktik *.csv", None)
    assert len(cleaned(programme).registers["placements"]) == 3


def test_months_may_be_named_in_words(begin):
    """Two files of one header and rows; months without a year would be in no order, and stay two entries."""
    rows = PEOPLE
    programme = begin({"udtræk januar 2024.csv": rows, "udtræk februar 2024.csv": rows})[2]
    assert [(e.file, e.snapshots, e.order) for e in programme.extracts] == [("udtræk *.csv", "newest_counts", "%B %Y")]
    people = cleaned(programme).registers["participants"]
    assert len(people) == len(rows.splitlines()) - 1


def test_months_without_a_year_are_in_no_order(begin):
    programme = begin({"januar.csv": PEOPLE, "april.csv": PEOPLE})[2]
    assert [extract.file for extract in programme.extracts] == ["april.csv", "januar.csv"]


def test_a_questionnaire_asked_again_is_no_snapshot(begin):
    """The same people answer the same question in both years, and no day tells the answers apart."""
    rows = "Borger-id;Skema;Spørgsmål;Svar\n1;Trivsel;Er du glad?;Ja\n2;Trivsel;Er du glad?;Nej\n"
    code, text, programme = begin({"deltagere.csv": PEOPLE, "svar_2023.csv": rows, "svar_2024.csv": rows})
    assert (programme.extracts[1].file, programme.extracts[1].snapshots) == ("svar_*.csv", None)
    assert "decide: files repeat up to 100% of the rows" in text


def test_a_pattern_fits_no_other_file(begin):
    """A third file of that name has another header."""
    head = "Borger-id;Fra;Til\n"
    files = {"praktik_1.csv": head + "1;09-01-2023;\n", "praktik_2.csv": head + "2;16-01-2023;\n"}
    other = {"praktik_3.csv": "Borger-id;Virksomheds-id\n1;V1\n"}
    named = [extract.file for extract in begin({"deltagere.csv": PEOPLE, **files, **other})[2].extracts]
    assert named == ["deltagere.csv", "praktik_1.csv", "praktik_2.csv", "praktik_3.csv"]


@pytest.mark.parametrize(
    ("names", "pattern", "order"),
    [
        (["a_2023-07.csv", "a_2024-01.csv"], "a_*.csv", "%Y-%m"),
        (["a_2023-07.csv", "a_2023-08.csv"], "a_*.csv", "%Y-%m"),
        (["31-12-2023 uttrekk.xlsx", "31-01-2024 uttrekk.xlsx"], "* uttrekk.xlsx", "%d-%m-%Y"),
        (["kvik2_20230701.csv", "kvik2_20231101.csv"], "kvik2_*.csv", "%Y%m%d"),
        (["a202311.csv", "a202312.csv"], "a*.csv", "%Y%m"),
        (["udtræk januar 2024.csv", "udtræk februar 2024.csv"], "udtræk *.csv", "%B %Y"),
        (["u_okt2023.csv", "u_maj2024.csv"], "u_*.csv", "%B%Y"),
        (["1. mars 2024 liste.csv", "15. mars 2024 liste.csv"], "* liste.csv", "%d. %B %Y"),
        (["del 9.csv", "del 10.csv"], "del *.csv", "name"),
        (["2022/a_1.csv", "2022/a_2.csv"], "2022/a_*.csv", "name"),
    ],
)
def test_the_pattern_and_the_order_of_names(names, pattern, order):
    assert (patterns_of(names)[0], order_of(names)) == (pattern, order)


def test_several_answers_of_a_cell_are_split(begin):
    """Three people, of whom the first has two efforts: four rows of two kinds."""
    efforts = 'Borger-id;Indsats\n1;"Svømning;Havehold"\n2;Svømning\n3;Havehold\n'
    programme = begin({"deltagere.csv": PEOPLE, "parallelle indsatser.csv": efforts})[2]
    mapping = programme.extracts[1].registers["parallel_efforts"]
    assert mapping.split == {"": ";"}
    assert {item.da for item in programme.code_lists["parallel_effort"].values()} == {"Svømning", "Havehold"}
    found = cleaned(programme)
    assert errors(found).empty
    assert found.registers["parallel_efforts"]["effort"].value_counts().to_dict() == {"havehold": 2, "svomning": 2}


def test_a_column_of_several_answers_that_no_name_explains_is_asked_about(begin):
    people = 'id;sted;start;køn;andet\n1;A;02-01-2023;K;"Mentor;Psykolog"\n2;A;03-01-2023;M;Mentor\n'
    text = begin({"deltagere.csv": people})[1]
    assert text.count("decide: cells of andet hold several answers") == 1 and 'split: ";"' in text
    assert "Psykolog" not in text


def test_participants_with_a_day_of_placement_keep_their_exit(begin):
    """The end of the participation is not that of the placement, which the file does not tell."""
    programme = begin(
        {"d.csv": "id;sted;start;slut;praktik\n1;A;01-02-2023;;01-03-2023\n2;A;01-02-2023;05-06-2023;\n"}
    )[2]
    registers = columns(programme)
    assert registers["participants"]["exited_on"] == "slut"
    assert registers["placements"] == {"participant_id": "id", "started_on": "praktik", "project": "sted"}


def test_a_column_of_dates_named_as_a_register_says_when_it_began(begin):
    """Two participants began a placement on 1 March, under ids that have lost their zeros."""
    people = "id;sted;start;slut\n00017;A;01-02-2023;\n0018;A;01-02-2023;\n"
    programme = begin({"d.csv": people, "p.csv": "id;Praktik\n17;01-03-2023\n18;01-03-2023\n"})[2]
    assert columns(programme, 1) == {"placements": {"participant_id": "id", "started_on": "Praktik"}}
    found = cleaned(programme)
    assert errors(found).empty and len(found.registers["placements"]) == 2


@pytest.mark.parametrize(
    ("told", "rule"),
    [
        ("001;012;123", {"pad": 3}),
        ("0001;012;123", {"strip_zeros": True}),
        ("1;12;123", None),
        ("A1;A12;A123", None),
    ],
)
def test_ids_that_are_the_same_but_for_zeros(begin, told, rule):
    """The participants are 1, 12 and 123; each has one placement, under an id of another form."""
    people = "Borger-id;Startdato;Køn\n1;02-01-2023;Mand\n12;03-01-2023;Kvinde\n123;01-03-2023;Mand\n"
    placements = "Borger-id;Fra;Til\n" + "".join(f"{number};09-03-2023;\n" for number in told.split(";"))
    code, text, programme = begin({"deltagere.csv": people, "praktik.csv": placements})
    assert [r.model_dump(exclude_defaults=True) for r in programme.ids.values()] == ([rule] if rule else [])
    if rule:
        assert "of the ids in placements are those of participants" not in text
        assert len(cleaned(programme).registers["placements"]) == 3


def test_ids_with_and_without_zeros_among_the_participants_may_be_two_persons(begin):
    people = "Borger-id;Startdato;Køn\n1;02-01-2023;Mand\n01;03-01-2023;Kvinde\n"
    assert begin({"deltagere.csv": people})[2].ids == {}


def test_sheets_that_number_their_participants_anew(begin, tmp_path, capsys):
    """Person 1 of Bodø and person 1 of Hamar are two; their dates are written as Norwegians do."""
    (tmp_path / "data" / "raw" / "demo").mkdir(parents=True)
    head = ["Nr", "Inn", "Ut", "Glad_t0", "Ro_t0", "Glad_t1", "Ro_t1"]
    workbook(
        tmp_path / "data" / "raw" / "demo" / "trivsel.xlsx",
        Bodø=[head, [1, "9. januar 2023", "1. juni 2023", 1, 2, 3, 4], [2, "10.02.2023", "-", 1, 1, 2, 2]],
        Hamar=[head, [1, "3. mars 2023", None, 5, 2, 3, 4], [2, "10. oktober 2023", None, 1, 1, 2, 2]],
    )
    programme = begin()[2]
    assert [r.model_dump(exclude_defaults=True) for r in programme.ids.values()] == [{"per_project": True}]
    assert programme.extracts[0].registers["participants"].columns == {
        "participant_id": "Nr",
        "enrolled_on": "Inn",
        "exited_on": "Ut",
    }
    said = capsys.readouterr().out
    assert said.count("the sheets have the same ids") == 1 and said.count("is Nr participant_id?") == 1
    found = cleaned(programme)
    assert errors(found).empty
    people = found.registers["participants"]
    assert people["participant_id"].nunique() == 4 and len(found.registers["measurements"]) == 16
    assert sorted(people["enrolled_on"].dt.date) == [
        date(2023, 1, 9),
        date(2023, 2, 10),
        date(2023, 3, 3),
        date(2023, 10, 10),
    ]


def test_snapshots_of_which_one_has_lost_its_zeros(begin):
    """Person 7 has left in the second month, whose ids are numbers; a month without zeros is no reason for two."""
    head = "Nr;Sted;Ind;Ud;Årsag\n"
    january = head + "00007;Odder;09-01-2023;;\n00012;Odder;16-01-2023;;\n"
    february = head + "7;Odder;09-01-2023;10-02-2023;Job\n12;Odder;16-01-2023;;\n"
    text, programme = begin({"forløb 2023-01.csv": january, "forløb 2023-02.csv": february})[1:]
    assert programme.extracts[0].snapshots == "newest_counts"
    assert [r.model_dump(exclude_defaults=True) for r in programme.ids.values()] == [{"pad": 5}]
    found = cleaned(programme)
    assert errors(found).empty
    ended = found.registers["participants"]["exited_on"]
    assert (len(ended), ended.dropna().dt.date.tolist()) == (2, [date(2023, 2, 10)])


def test_a_column_nr_is_the_id_only_where_no_other_is(begin):
    numbered = "Nr;Borger-id;Startdato;Køn\n1;77;02-01-2023;Mand\n2;78;03-01-2023;Kvinde\n"
    assert columns(begin({"deltagere.csv": numbered})[2])["participants"]["participant_id"] == "Borger-id"


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
