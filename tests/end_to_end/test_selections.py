"""Parts of a programme: a project, dates, a language, each in a folder of its own and never over the main report.

All numbers are counted by hand in tests/end_to_end/lille/raw.
"""

import re
import zipfile

import pytest

from tests.end_to_end.line import Line, contents, forlob, measures, moments, no_traceback

pytestmark = pytest.mark.slow

NAMES = [
    "participants.enrolled",
    "participants.exited",
    "plans.started",
    "placements.started",
    "exits.job",
    "exits.education",
]


def counts(line: Line, project: str = "", selection: str = "") -> list[int]:
    return [int(line.measure(name, project, selection=selection)["n"]) for name in NAMES]


def made(line: Line, selection: str, *options: str) -> None:
    """Make a selection's report, in its own folder, and see that the main report is as it was."""
    main_ = contents(line.site), moments(line.site)
    tables = [line.processed / "measures.csv", line.processed / "findings.csv"]
    measured = [table.read_bytes() for table in tables]
    before = contents(line.processed / "registers", line.processed / "notebooks")
    done = line.run("report", *options)
    assert done.code == 0, done.err
    assert done.out.rstrip().endswith(f"Report: {line.site / selection / 'index.html'}")
    assert (line.site / selection / "index.html").is_file()
    assert (line.processed / selection / "measures.csv").is_file()
    now = {path: data for path, data in contents(line.site).items() if selection not in path.parts}
    assert (now, {path: path.stat().st_mtime_ns for path in now}) == main_
    assert [table.read_bytes() for table in tables] == measured
    assert contents(line.processed / "registers", line.processed / "notebooks") == before
    status = line.run("status")
    assert status.out.count("up to date") == 3, status.out


def test_the_main_report(finished: Line):
    assert counts(finished) == [24, 21, 18, 9, 4, 6]
    assert counts(finished, "nordby") == [14, 12, 11, 6, 3, 4]
    assert counts(finished, "sydby") == [10, 9, 7, 3, 1, 2]
    assert finished.measure("placements.registered by form", "", "company_centre")["n"] == "4"
    assert finished.measure("placements.registered by form", "", "company_centre")["of"] == "10"
    assert [finished.measure("participants.enrolled by match_group", "", group)["n"] for group in "23"] == ["16", "8"]
    assert finished.measure("participants.expected")["n"] == "24"
    page = finished.page("projects/nordby")
    assert "Vejen til arbejde" in page and "SU-berettiget uddannelse 4 29 %" in page
    assert "syntetiske" in page and "Mand 7 50 %" in page


def test_a_project_beside_one_that_is_written_in_other_ways(line: Line):
    """What Sydby is also called is not on Nordby's pages, and yet its rows are read as Sydby's."""
    line.change_programme("municipality: Sydby,", "municipality: Sydby, also_written: [Jobcenter Syd],")
    extract = line.raw / "deltagere.csv"
    extract.write_bytes(extract.read_bytes().replace(b";Sydby;", b";Jobcenter Syd;", 1))
    assert line.run().code == 0
    made(line, "project-nordby", "--project", "nordby")
    assert counts(line, "nordby", "project-nordby") == [14, 12, 11, 6, 3, 4]


def test_in_english(line: Line):
    made(line, "lang-en", "--lang", "en")
    assert counts(line, selection="lang-en") == counts(line)
    page = line.page("projects/nordby", "lang-en")
    assert "The road to work" in page and "synthetic" in page and "Outcomes" in page
    assert "Vejen til arbejde" not in page and "Deltagere" not in page
    assert "Education 4 29%" in page
    assert '<html lang="en"' in (line.site / "lang-en" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="da"' in (line.site / "index.html").read_text(encoding="utf-8")
    again = line.run("report", "--lang", "en")
    assert again.err.count("nothing to do") == 3


def test_up_to_a_day_which_counts(line: Line):
    """Of those enrolled by 30 June three left in Nordby, one of them that very day, and two in Sydby."""
    made(line, "to-2012-06-30", "--to", "2012-06-30")
    assert counts(line, selection="to-2012-06-30") == [18, 5, 14, 7, 3, 0]
    assert counts(line, "nordby", "to-2012-06-30") == [12, 3, 9, 5, 2, 0]
    assert counts(line, "sydby", "to-2012-06-30") == [6, 2, 5, 2, 1, 0]
    assert line.measure("participants.active", selection="to-2012-06-30")["n"] == "13"
    cut = measures(line.processed / "to-2012-06-30" / "measures.csv")
    of_all_rows = {("", "")}  # what was read and how complete it is
    assert {(row["from"], row["to"]) for row in cut if row["measure"].startswith("quality.")} == of_all_rows
    assert {(row["from"], row["to"]) for row in cut if row["measure"] in NAMES} == {("", "2012-06-30")}
    for page in ("index", "programme", "projects/nordby"):
        assert "til og med" in line.page(page, "to-2012-06-30"), page
    assert "Nordby 12 9 (75 %) 5 (42 %) 2 (17 %)" in line.page("index", "to-2012-06-30")


def test_one_project_from_a_day_on_which_counts(line: Line):
    """Of Sydby the four enrolled since 9 July: the day itself is in."""
    selection = "project-sydby_from-2012-07-09"
    made(line, selection, "--project", "sydby", "--from", "2012-07-09")
    assert counts(line, "sydby", selection) == [4, 3, 1, 0, 0, 1]
    rows = measures(line.processed / selection / "measures.csv")
    assert {row["project"] for row in rows if row["measure"] in NAMES} == {"sydby"}
    assert not (line.site / selection / "projects" / "nordby.html").exists()


def test_one_project_to_send_to_its_municipality(line: Line):
    """A site of its own and a Word file, without a name, a figure or a row of the other project."""
    selection = "project-nordby"
    made(line, selection, "--project", "nordby", "--word")
    assert counts(line, "nordby", selection) == [14, 12, 11, 6, 3, 4]
    assert {row["project"] for row in measures(line.processed / selection / "measures.csv")} == {"nordby"}
    site = line.site / selection
    for path, data in contents(site).items():
        if path.suffix not in (".docx", ".css"):
            assert not [name for name in ("sydby", "Sydby", "Et skridt ad gangen") if name in data.decode()], path
    assert "Nordby – Det lille forsøg" in line.page("index", selection)
    assert "Deltagere 14 14 0" in line.page("quality", selection)  # rows read, kept, set aside
    for page in ("index", "quality", "projects/nordby"):
        assert line.page(page, selection).count("syntetiske") == 2, f"{page} says so in a box, and at its foot"
    with zipfile.ZipFile(site / "nordby.docx") as word:
        text = re.sub(r"<[^>]+>", " ", word.read("word/document.xml").decode())
    assert "Vejen til arbejde" in text and "Datakvalitet" in text and "Sydby" not in text and "page.show" not in text
    assert 'href="nordby.docx"' in (site / "index.html").read_text(encoding="utf-8")
    again = line.run("report", "--project", "nordby", "--word")
    assert again.err.count("nothing to do") == 3
    assert (site / "measures-excel.csv").read_bytes().startswith("\ufeffProjekt (kode);Projekt;".encode())


def test_between_two_days(line: Line):
    selection = "from-2012-04-01_to-2012-06-30"
    made(line, selection, "--from", "2012-04-01", "--to", "2012-06-30")
    assert counts(line, selection=selection) == [9, 1, 6, 2, 0, 0]
    assert line.measure("participants.enrolled", selection=selection)["from"] == "2012-04-01"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--project", "vestby"], "lille has no project 'vestby'. It has nordby, sydby."),
        (["--from", "01-04-2012"], "from: '01-04-2012' is not a date of the form 2013-03-31."),
        (["--to", "2012-02-30"], "to: '2012-02-30' is not a date of the form 2013-03-31."),
        (["--from", "2012-07-01", "--to", "2012-06-30"], "from: 2012-07-01 is later than to: 2012-06-30."),
        (["--participant", "9001"], "need the internal profile"),
        (["--participant", "9001", "--profile", "public"], "Add --profile internal"),
        (["--participant", "../9001", "--profile", "internal"], "an id holds no slash"),
        (["--lang", "se"], "invalid choice: 'se'"),
        (["--profile", "secret"], "invalid choice: 'secret'"),
        (["--renderer", "word"], "invalid choice: 'word'"),
        (["--jobs", "0"], "'0' is not a number from 1"),
        (["--projekt", "nordby"], "unrecognized arguments: --projekt"),
    ],
)
def test_what_cannot_be_selected_is_said_in_one_sentence(line: Line, options, said):
    before = contents(line.folder), moments(line.folder)
    done = line.run("report", *options)
    assert done.code == 2 and no_traceback(done)
    assert done.err.startswith("forlob: ") and done.err.count("\n") == 1 and said in done.err
    assert (contents(line.folder), moments(line.folder)) == before


def test_a_programme_that_is_not_there():
    done = forlob("report", "kvikk")
    assert done.code == 2 and "kvikk: no such programme" in done.err and "kvik" in done.err.split("programme.", 1)[1]
