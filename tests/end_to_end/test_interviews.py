"""A programme of interviews alone, from its extracts to its pages; and interviews that cannot be used or shown."""

import shutil
from pathlib import Path

import pytest

from examples.focus_group import make
from tests.end_to_end.line import Line, contents, measures, no_traceback
from tests.extracts.projects import archive

PROGRAMME = Path(__file__).parents[2] / "programmes" / "focus-group"
QDPX, CSV = make().files


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> Line:
    line = Line(tmp_path_factory.mktemp("interviews"))
    line.raw.mkdir()
    for name, content in make().files.items():
        (line.raw / name).write_bytes(content)
    shutil.copytree(PROGRAMME, line.folder / "programme")
    done = line.run("report", "--quiet")
    assert (done.code, done.err) == (0, ""), done.err
    return line


@pytest.fixture
def line(finished, tmp_path) -> Line:
    shutil.copytree(finished.folder, tmp_path / "line")
    return Line(tmp_path / "line")


def quote(line: Line, text: str) -> None:
    (line.folder / "programme" / "texts" / "quotes.yaml").write_text(text, encoding="utf-8")


def test_two_files_of_two_kinds_make_one_interview(finished):
    assert finished.measure("themes.excerpts by theme", group="Vejen til arbejde")["of"] == "17"
    assert finished.measure("themes.informants by theme", group="Fællesskab i området > Naboer der hjælper")["n"] == "2"
    rows = measures(finished.processed / "measures.csv")
    letters = {row["subgroup"] for row in rows if row["measure"] == "themes.by_informant"}
    assert letters == set("ABCD")


def test_the_page_has_themes_letters_and_the_chosen_quotes_alone(finished):
    page = finished.page("interviews")
    assert "Nu hilser vi på hinanden i hele blokken. Informant A" in page
    assert "Sådan er informanterne valgt" in page and "Kaffen om torsdagen" not in page
    everything = " ".join(finished.page(path.stem) for path in finished.site.glob("*.html"))
    assert "Birthe" not in everything and "frivillig@" not in everything
    kept = b"".join(contents(finished.processed).values())
    assert b"Birthe" not in kept and b"frivillig@" not in kept


def test_in_english(line):
    assert line.run("report", "--quiet", "--lang", "en").code == 0
    page = line.page("interviews", "lang-en")
    assert "How the informants were chosen" in page and "Nu hilser vi" in page and "Hvem der taler" not in page


def test_the_usual_pages_are_those_of_its_registers(line):
    line.change_programme("pages: {project: [], programme: [interviews]}", "")
    assert line.run("report", "--quiet").code == 0
    assert "Sammenfatning" in line.page("interviews") and not (line.site / "programme.html").exists()


@pytest.mark.parametrize(
    ("held", "begins"),
    [
        ("Birthes", "Birthes suppe samler"),
        ("123456-7890 eller 010190-1234", "123456-7890"),
        ("+45 12 34 56 78", "+45 12 34 56 78 suppe"),
        ("ib@example.dk", "ib@example.dk"),
    ],
)
def test_a_quote_that_identifies_a_person_stops_the_public_page_and_nothing_of_it_is_shown(line, held, begins):
    text = make().files[CSV].decode() + f'99,Fokusgruppe,Vejen til arbejde,"C: {held} suppe samler os."\r\n'
    (line.raw / CSV).write_bytes(text.encode())
    quote(line, f'- begins: "{begins}"\n  theme: Vejen til arbejde\n')
    done = line.run("report")
    row = len(text.splitlines())
    assert done.code == 4 and no_traceback(done)
    assert f"texts/quotes.yaml, line 1: the quote identifies a person: {CSV}, row {row} holds" in done.err + done.out
    shown = line.page("interviews") + done.err + done.out
    assert held not in shown and "suppe samler" not in shown
    assert line.run("report", "--quiet", "--profile", "internal").code == 0
    inside = line.page("interviews", "profile-internal")
    assert "suppe samler os." in inside and held not in inside


def test_a_quote_that_nobody_said_is_named_with_its_line(line):
    quote(line, "- begins: Nu hilser vi\n- begins: Vi hilser aldrig\n")
    done = line.run("report")
    assert done.code == 4 and "texts/quotes.yaml, line 2: no excerpt begins so" in done.err + done.out


def test_the_names_of_speakers_reach_no_file(line):
    text = make().files[CSV].decode().replace("C: ", "Carla Holm: ")
    (line.raw / CSV).write_bytes(text.encode())
    assert line.run("report", "--quiet").code == 0
    kept = contents(line.processed, line.site)
    assert not [path for path, data in kept.items() if b"Carla" in data or b"Holm" in data]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"no zip", "not a REFI-QDA project"),
        (archive({"project.qde": "<Project/>", "../../evil.txt": "x"}), "leads outside"),
        (archive({"project.qde": "<!DOCTYPE a []><Project/>"}), "DOCTYPE"),
        (archive({"project.qde": bytes(40 * 2**20)}), "40 MB when it is unpacked"),
    ],
)
def test_a_hostile_project_is_one_sentence_and_the_last_report_stays(line, content, said):
    good = contents(line.site, line.processed / "registers")
    (line.raw / QDPX).write_bytes(content)
    done = line.run("report", "--quiet")
    assert done.code == 3 and no_traceback(done)
    assert done.err.startswith(f"forlob: {QDPX}: ") and done.err.count("\n") == 1 and said in done.err
    assert contents(line.site, line.processed / "registers") == good
    assert not (line.folder / "evil.txt").exists()
