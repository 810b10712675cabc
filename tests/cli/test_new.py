"""A programme begun from its extracts: what forlob new recognises, what it writes, and what it leaves to decide."""

import json
from collections import Counter
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from examples.kvik import make
from forlob.cli.main import main
from forlob.guess.code_guesses import guess_answers, guess_projects, slug
from forlob.guess.column_kinds import date_forms
from forlob.guess.headers import fit
from forlob.guess.yaml_values import scalar
from forlob.programme.read_programme import read_programme
from tests.cli.conftest import cleaned, columns, workbook

PEOPLE = """Client ID,Municipality,Start date,End date,Sex,Year of birth,Reason for leaving,Comments
c1,North,2012-01-09,2012-06-30,F,1980,Job,
c2,North,2012-02-01,,M,1991,,"Call Jens Hansen, 010190-1234"
c3,South,2012-02-15,2012-09-01,F,1975,Emigrated,
"""


def test_kvik_is_recognised_from_its_extracts_alone(begin, checkout, capsys):
    """The columns, formats and participations are those of the programme.yaml written by hand; only free text is left
    out.
    """
    code, text, guessed = begin(make().files, "kvik")
    by_hand = read_programme(checkout / "programmes" / "kvik" / "programme.yaml")
    assert code == 0
    for place, extract in enumerate(by_hand.extracts):
        mine, theirs = guessed.extracts[place], extract
        assert (mine.file, mine.format.encoding, mine.format.delimiter) == (theirs.file, "cp1252", ";")
        assert mine.format.dates_of("started_on") == ["%d-%m-%Y", "%Y-%m-%d"]
        expected = {name: dict(mapping.columns) for name, mapping in theirs.registers.items()}
        if "participants" in expected:
            del expected["participants"]["remark"]
        assert columns(guessed, place) == expected
    assert guessed.extracts[2].format.decimal == ","
    assert set(guessed.projects) == set(by_hand.projects)
    assert guessed.projects["hoje-taastrup"].also_written == ["Høje Tåstrup"]
    found = cleaned(guessed)
    assert not (found.findings["severity"] == "error").any()
    assert not found.findings["rule"].str.startswith("unknown_").any()
    assert len(found.registers["participants"]) == 3289
    asked = capsys.readouterr().out
    assert "is Folkeskole (9./10. klasse) basic_school?" in asked and "are Aarhus and Århus one project?" in asked


def test_english_csv_and_a_workbook_with_titles_above_its_tables(begin, tmp_path, capsys):
    """Three people, two placements (30 and 15 hours a week), 60 + 30 minutes at home and at work."""
    (tmp_path / "data" / "raw" / "demo").mkdir(parents=True)
    workbook(
        tmp_path / "data" / "raw" / "demo" / "activities.xlsx",
        Placements=[
            ["Client ID", "From", "To", "Type", "Weekly hours"],
            ["c1", date(2012, 2, 1), date(2012, 3, 1), "Single placement", 30],
            ["c3", date(2012, 3, 1), None, "Company centre", 15],
        ],
        Time_spent=[
            ["Drawn from the register"],
            [],
            ["Client ID", "Category", "Minutes", "Date"],
            ["c1", "Home", 60, date(2012, 2, 3)],
            ["c2", "Workplace", 30, date(2012, 2, 4)],
        ],
        Notes=[["Nothing of use here"], ["Nor here"]],
    )
    code, text, programme = begin({"people.csv": PEOPLE})
    assert code == 0 and programme.language == "en"
    sheets = [(extract.file, extract.format.sheet, extract.format.header_row) for extract in programme.extracts]
    workbook_sheets = [("activities.xlsx", "Placements", 1), ("activities.xlsx", "Time spent", 3)]
    assert sheets == [*workbook_sheets, ("people.csv", None, 1)]
    assert columns(programme, 2)["participants"] == {
        "participant_id": "Client ID",
        "project": "Municipality",
        "enrolled_on": "Start date",
        "gender": "Sex",
        "birth_year": "Year of birth",
        "exited_on": "End date",
        "exit_reason": "Reason for leaving",
    }
    assert programme.extracts[2].registers["participants"].values == {"gender": {"F": "female", "M": "male"}}
    assert programme.code_list("exit_reason")["emigrated"].status == "other"
    registers = cleaned(programme).registers
    assert registers["participants"]["gender"].value_counts().to_dict() == {"female": 2, "male": 1}
    assert registers["participants"]["exit_reason"].dropna().tolist() == ["job", "emigrated"]
    assert registers["placements"]["form"].tolist() == ["single", "company_centre"]
    assert registers["placements"]["hours_per_week"].tolist() == [30, 15]
    assert registers["time_registrations"]["hours"].sum() == 1.5
    asked = capsys.readouterr().out
    assert "is Emigrated new" in asked and "activities.xlsx#Notes" in asked


def test_no_value_of_a_person_is_written(begin):
    """Neither ids, personal numbers, free text nor answers that look like free text."""
    people = "CPR;Kommune;Startdato;Bemærkning;Ydelse\n" + "".join(
        f"{day:02}0190-12{day:02};Nord;{day:02}-01-2012;Bor hos moster {day};Fået job hos nabo nummer {day}\n"
        for day in range(1, 26)
    )
    code, text, programme = begin({"deltagere.csv": people})
    assert code == 0
    assert columns(programme)["participants"]["participant_id"] == "CPR"
    assert "0190" not in text and "moster" not in text and "nabo" not in text
    assert "decide: is benefit the right column? 25 answers look like free text" in text


def test_a_file_without_a_header_is_left_out_and_none_of_its_cells_is_named(begin):
    """A date, an answer that is given again below, or names that no column has."""
    code, text, programme = begin(
        {
            "people.csv": PEOPLE,
            "plans.csv": "c1,Jens Hansen,2012-01-20\nc2,Lise Holm,2012-02-20\n",
            "gender.csv": "Jens Hansen,male,x\nLise Holm,female,y\nBo Dam,male,z\n",
            "names.csv": "Jens Hansen,Assens\nLise Holm,Odense\n",
        }
    )
    assert [extract.file for extract in programme.extracts] == ["people.csv"]
    assert "gender.csv, plans.csv are left out: the first row holds values" in text
    assert "names.csv is left out: no register was recognised in 2 columns. Add an entry" in text
    assert "Jens" not in text and "Lise" not in text


def test_participants_without_a_project_are_one_project(begin):
    people = "Borger-id;Startdato;Køn\n1;01-03-2012;Mand\n2;15-03-2012;Kvinde\n"
    code, text, programme = begin({"deltagere.csv": people})
    assert programme.extracts[0].constants == {"project": "demo"} and list(programme.projects) == ["demo"]
    assert "decide: no column names the project" in text
    assert cleaned(programme).registers["participants"]["project"].tolist() == ["demo", "demo"]


def test_a_needed_column_that_is_not_recognised_is_asked_about(begin):
    """The day of referral may or may not be the day of enrolment: nobody but the researcher knows."""
    people = (
        "Borger-id;Projekt;Visitationsdato;Køn;Afsluttet dato\n1;A;01-03-2012;Mand;\n2;A;15-03-2012;Kvinde;01-06-2012\n"
    )
    code, text, programme = begin({"deltagere.csv": people})
    assert "decide: participants needs enrolled_on; no column was recognised as it; it may be Visitationsdato" in text
    assert "exited_on: Afsluttet dato     # decide: is Afsluttet dato exited_on? guessed from its name" in text
    assert "enrolled_on" not in columns(programme)["participants"]


def test_a_workbook_as_a_register_of_mentors_delivers_it(begin, tmp_path):
    """A sheet a register, times of the day in a CSV file; a sheet of both ids alone says who is in which company."""
    (tmp_path / "data" / "raw" / "demo").mkdir(parents=True)
    day = date(2008, 3, 1)
    workbook(
        tmp_path / "data" / "raw" / "demo" / "registre.xlsx",
        Deltagere=[["Borger-id", "Jobcenter", "Startdato", "Køn", "Alder"], [1, "Herlev", day, "Kvinde", 34]],
        Parallelle_indsatser=[["Borger-id", "Indsats"], [1, "Misbrugsbehandling"]],
        Opgaver=[["Borger-id", "Mentor", "Opgave", "Dato"], [1, "M1", "Ledsagelse af borgeren", day]],
        Hændelser=[["Borger-id", "Hændelse", "Dato", "Antal uger"], [1, "Virksomhedspraktik", day, 4]],
        Virksomheder=[["Virksomheds-id", "Navn", "Branche", "Ejerform"], ["V1", "Køkkenet", "Kantine", "Offentlig"]],
        Borgere_i_virksomheder=[["Borger-id", "Virksomheds-id"], [1, "V1"]],
    )
    time = "Borger-id;Mentor-id;Dato;Klokkeslæt;Kategori;Timer\n1;M1;03-03-2008;14:30;Hjem;1,50\n"
    code, text, programme = begin({"tidsregistrering.csv": time.encode("cp1252")})
    found = [register for extract in programme.extracts for register in extract.registers]
    assert found == [
        "participants",
        "parallel_efforts",
        "tasks",
        "events",
        "companies",
        "company_participants",
        "time_registrations",
    ]
    registers = cleaned(programme).registers
    assert registers["events"][["event", "weeks"]].values.tolist() == [["company_placement", 4]]
    time = registers["time_registrations"].iloc[0]
    assert (time["hours"], time["time_of_day"], time["category"]) == (1.5, "12-17", "home")
    assert {name for name, frame in registers.items() if len(frame) != 1} == set()


def test_participants_and_their_plans_in_one_file(begin):
    """The second has no plan."""
    people = (
        "Borger-id;Projekt;Startdato;Køn;Dato for handlingsplan\n"
        "1;A;01-03-2012;Mand;05-03-2012\n2;A;15-03-2012;Kvinde;\n"
    )
    code, text, programme = begin({"deltagere.csv": people})
    assert columns(programme)["plans"] == {
        "participant_id": "Borger-id",
        "project": "Projekt",
        "started_on": "Dato for handlingsplan",
    }
    registers = cleaned(programme).registers
    assert (len(registers["participants"]), registers["plans"]["participant_id"].tolist()) == (2, ["1"])


def test_a_column_a_month_is_read_as_spells(begin):
    months = [f"2012-{month:02}" for month in range(1, 9)]
    wide = "person," + ",".join(months) + "\np1" + ",work" * 5 + ",school" * 3 + "\np2" + ",school" * 8 + "\n"
    code, text, programme = begin({"states.csv": wide})
    assert programme.extracts[0].registers["spells"].wide.headers == "%Y-%m"
    assert set(programme.code_list("state")) == {"work", "school"}
    assert "decide: no column says when a participation begins; all are taken to begin on 2012-01-01" in text
    registers = cleaned(programme).registers
    assert len(registers["spells"]) == 3
    assert registers["participants"]["enrolled_on"].dt.date.tolist() == [date(2012, 1, 1)] * 2


def test_columns_of_yes_and_no_are_the_project_or_a_list_of_answers(begin):
    """Three districts of which each person is in one, two sexes; the two participations may be taken both."""
    people = (
        "Borger-id;Startdato;Nord;Syd;Øst;Mand;Kvinde;Kursus A;Kursus B\n"
        "1;01-03-2012;x;;;x;;x;x\n2;02-03-2012;;x;;;x;;\n3;03-03-2012;;x;;x;;x;\n4;04-03-2012;;;x;;x;;x\n"
    )
    code, text, programme = begin({"deltagere.csv": people})
    mapped = programme.extracts[0].registers["participants"].columns
    assert mapped["project"].one_hot == {"Nord": "nord", "Syd": "syd", "Øst": "ost"}
    assert mapped["gender"].one_hot == {"Mand": "male", "Kvinde": "female"}
    assert "decide: is Nord / Syd / Øst project? guessed: every row says yes in one" in text
    found = cleaned(programme).registers["participants"]
    assert found["project"].tolist() == ["nord", "ost", "syd", "syd"]
    assert found["gender"].tolist() == ["male", "female", "female", "male"]
    assert "# not used: Kursus A, Kursus B" in text


def test_ids_that_files_share_and_a_file_of_persons_without_its_dates(begin):
    """Nothing says when they began: that, and that alone of what is needed, is asked for."""
    files = {
        "base.csv": "caseid;sex;age\nA1;F;30\nA2;M;41\nA3;F;25\n",
        "handlingsplaner.csv": "caseid;Dato\nA1;01-03-2012\nA1;02-03-2012\nA3;05-03-2012\n",
    }
    code, text, programme = begin(files)
    assert columns(programme)["participants"] == {"participant_id": "caseid", "gender": "sex", "age": "age"}
    assert columns(programme, 1)["plans"] == {"participant_id": "caseid", "started_on": "Dato"}
    assert "decide: is caseid participant_id? guessed: the same ids stand in several files" in text
    assert "participants needs enrolled_on; no column was recognised as it. Name it under columns, or say under" in text


def test_addresses_are_no_projects_and_a_sentence_is_no_answer(begin):
    rows = "".join(f"{n};Nørregade {n}, 2. tv;{n:02}-01-2012;Job\n" for n in range(1, 25))
    told = "25;Nørregade 1, 2. tv;25-01-2012;Fik arbejde hos sin onkel i hans smedje\n"
    code, text, programme = begin({"deltagere.csv": "Borger-id;Sted;Startdato;Afmeldingsårsag\n" + rows + told})
    assert "Nørregade" not in text and "onkel" not in text
    assert "decide: Sted has 24 different answers, too many for projects" in text
    assert "decide: is exit_reason the right column? 1 answers look like free text" in text
    assert list(programme.projects) == ["demo"]


def test_the_school_leavers_as_they_were_published(begin, shared_folder):
    """712 young people, a column a month, five columns that say where they live; check accepts what is guessed."""
    code, text, programme = begin({}, "mvad", "--raw", str(shared_folder / "realdata" / "mvad"))
    assert programme.extracts[0].registers["spells"].wide.headers == "%b.%y"
    assert list(programme.projects) == ["belfast", "n-eastern", "s-eastern", "southern", "western"]
    assert main(["check", "mvad", "--raw", str(shared_folder / "realdata" / "mvad")]) == 0


def test_long_answers(begin):
    long = "Deltager;Skema;Spørgsmål;Svar;Dato\n1;Start;Køn;Mand;01-03-2012\n1;Start;Har du kørekort?;Ja;13-03-2012\n"
    code, text, programme = begin({"svar.csv": long.encode("cp1252")})
    assert columns(programme) == {
        "answers": {
            "participant_id": "Deltager",
            "form": "Skema",
            "question": "Spørgsmål",
            "answer": "Svar",
            "answered_on": "Dato",
        }
    }
    assert programme.extracts[0].format.encoding == "cp1252"


def test_parquet_needs_no_format(begin, tmp_path):
    (tmp_path / "data" / "raw" / "demo").mkdir(parents=True)
    days = pd.to_datetime(["2012-03-01", "2012-03-02"])
    table = pd.DataFrame({"participant_id": ["1", "2"], "project": ["a", "b"], "enrolled_on": days})
    table.to_parquet(tmp_path / "data" / "raw" / "demo" / "participants.parquet")
    code, text, programme = begin()
    assert code == 0 and "format:" not in text
    assert len(cleaned(programme).registers["participants"]) == 2


def test_ids_of_another_kind_are_asked_about(begin):
    files = {"people.csv": PEOPLE, "plans.csv": "Client ID,Plan date\n17,2012-02-01\n18,2012-03-01\n"}
    assert "0% of the ids in plans are those of participants" in begin(files)[1]


def test_a_programme_that_is_there_is_not_written_over(begin, capsys):
    assert begin({"people.csv": PEOPLE})[0] == 0
    before = begin()[1]
    assert "is there already" in capsys.readouterr().err
    code, text, _ = begin()
    assert (code, text) == (2, before)


@pytest.mark.parametrize("name", ["Brug for alle", "../kvik", "kvik_2", ""])
def test_a_name_that_is_no_id(begin, name, capsys):
    assert main(["new", name]) == 2
    assert "cannot be a programme's id" in capsys.readouterr().err


def test_a_folder_without_extracts(begin, capsys):
    code, text, _ = begin({"readme.md": "nothing"})
    assert (code, text) == (2, "") and "holds no extract" in capsys.readouterr().err


def test_a_folder_that_is_not_there(begin, capsys):
    assert main(["new", "demo", "--raw", "nowhere"]) == 2
    assert "nowhere is not there" in capsys.readouterr().err


def test_nothing_recognised_and_damaged_files(begin, capsys):
    files = {"a.csv": "x,y\n1,2\n", "b.xlsx": b"no workbook", "c.csv": "", "d.csv": "Borger-id;Startdato\n"}
    code, text, _ = begin(files)
    said = capsys.readouterr().err
    assert (code, text) == (3, "")
    assert "b.xlsx: the file is not an Excel workbook" in said and "d.csv: the file has a header but no row" in said


def test_json(begin, capsys):
    begin({"people.csv": PEOPLE}, "demo", "--json")
    said = json.loads(capsys.readouterr().out)
    assert (said["programme"], said["registers"]) == ("demo", {"people.csv": ["participants"]})
    assert {"line": 5, "what": "the title, in Danish and English"} in said["decide"]


@pytest.mark.parametrize(
    ("cells", "formats", "either_way"),
    [
        (["31-03-2012", "2012-04-01", "01-04-2012"], ("%d-%m-%Y", "%Y-%m-%d"), False),
        (["03/25/2012", "04/01/2012"], ("%m/%d/%Y",), False),
        (["03/04/2012", "05/06/2012"], ("%d/%m/%Y",), True),
        (["31.03.12", "01.04.12"], ("%d.%m.%y",), False),
        (["20120331", "20120401"], ("%Y%m%d",), False),
        (["31-03-2012", "25-12-2012", "12-25-2012"], ("%d-%m-%Y", "%m-%d-%Y"), False),
        (["soon", "later"], (), False),
    ],
)
def test_date_formats(cells, formats, either_way):
    found = date_forms(Counter(cells))
    assert (found.formats, found.either_way) == (formats, either_way)


def test_two_orders_of_day_and_month_are_never_listed_together_where_a_cell_would_be_two_dates():
    """03/04 is read day first; 03/25 stays unread and is said to be no date."""
    found = date_forms(Counter({"03/04/2012": 2, "25/03/2012": 2, "03/25/2012": 1}))
    assert (found.formats, found.unread) == (("%d/%m/%Y",), 1)


@pytest.mark.parametrize(
    ("column", "answer", "code"),
    [
        ("education", "Folkeskole (9. klasse)", "basic_school"),
        ("gender", "K", "female"),
        ("match_group", "MG 2", "2"),
        ("benefit", "Kontanthjaelp", "cash_benefit"),
    ],
)
def test_what_an_answer_may_mean(column, answer, code):
    assert guess_answers(column, Counter([answer])).meant == {answer: code}


def test_what_needs_no_guess():
    """Labels in either language and other spellings of them are known to the cleaning; not registered is no answer."""
    found = guess_answers("gender", Counter(["Mand", "KVINDE ", "female", "Uoplyst", ""]))
    assert (found.meant, found.new, found.numbers) == ({}, {}, [])


def test_numbers_are_asked_about_and_new_answers_become_codes():
    assert guess_answers("gender", Counter(["1", "2"])).numbers == ["1", "2"]
    assert guess_answers("arm", Counter(["Indsats", "Kontrol"])).new == {"indsats": "Indsats", "kontrol": "Kontrol"}


def test_spellings_of_a_project():
    written = {"Høje-Taastrup": 9, "Jobcenter Høje Tåstrup": 2, "HØJE TAASTRUP": 1, "Ærø Kommune": 3}
    found = guess_projects(Counter(written))
    assert [(place.id, place.also_written) for place in found] == [
        ("aero-kommune", []),
        ("hoje-taastrup", ["Jobcenter Høje Tåstrup"]),
    ]
    assert slug("Kløver & Søn, 2. sal") == "klover-son-2-sal"


@pytest.mark.parametrize(
    ("header", "register", "column", "fits"),
    [
        ("Startdato", "participants", "enrolled_on", True),
        ("Startdato", "placements", "started_on", True),
        ("Dato for indsatsplan", "plans", "started_on", True),
        ("Dato for indsatsplan", "participants", "enrolled_on", False),
        ("Praktikstart", "placements", "started_on", True),
        ("Borgerens køn", "participants", "gender", True),
        ("Farve", "participants", "gender", False),
        ("Ophørsdato", "participants", "exited_on", True),
        ("Ophørsårsag", "participants", "exit_reason", True),
    ],
)
def test_headers(header, register, column, fits):
    assert (fit(header, register, column) > 0) is fits


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_whatever_is_written_is_read_back(text):
    document = f"plain: {scalar(text)}\nflow: {{a: {scalar(text)}, {scalar(text)}: b}}\n"
    read = YAML(typ="safe").load(document)
    assert (read["plain"], read["flow"].get("a")) == (text, text) or text == "a"
