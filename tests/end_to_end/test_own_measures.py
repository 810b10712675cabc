"""Measures of a researcher's own, beside programme.yaml and in a cell to try; counted by hand from end_to_end/lille.

Nine of 24 participations were in placement within 90 days of their enrolment: eight of the twelve men and one of the
twelve women, six in Nordby and three in Sydby. Within 50 days it was five, all of them men.
"""

import pytest

from forlob.errors import UsageError
from forlob.measures import exits
from forlob.notebook import Page, counting
from forlob.own.asked_for import own_modules
from forlob.programme.read_programme import read_programme
from forlob.programme.selection import Selection
from forlob.show import tables
from forlob.storage.workspace import workspace
from tests.end_to_end.line import lille, measures, no_traceback
from tests.end_to_end.notebooks import write_notebook

MEASURES = '''
from forlob.measures.declared import share
from forlob.measures.participants import enrolled

from days import LATEST


@share(
    of=enrolled,
    needs=["participants.enrolled_on", "placements.started_on"],
    da="I praktik hurtigt",
    en="Soon in placement",
    def_da="Antal forløb med en praktik højst så mange dage efter start.",
)
def placed_soon(data):
    """Number of participations whose first placement began soon after enrolment, out of all participations begun."""
    days = data.first("placements", "started_on") - data.participations["enrolled_on"]
    return days.dt.days <= LATEST
'''
OPENS = """\
from forlob.measures import exits
from forlob.notebook import open_page
from forlob.show import tables

page = open_page("mine", globals())
limit = 12"""
SHOWS = 'page.show(tables.measures, page.own.placed_soon, caption="Praktik i alt")'
BY_GENDER = 'page.show(tables.measures, page.own.placed_soon, by="gender")'


@pytest.fixture
def line(tmp_path):
    """The small programme with measures.py, which imports another module, and a page of its own for each project."""
    made = lille(tmp_path)
    folder = made.programme.parent
    (folder / "measures.py").write_text(MEASURES, encoding="utf-8")
    (folder / "days.py").write_text("LATEST = 90\n", encoding="utf-8")
    made.change_programme("{project: [progression, outcomes], programme: [programme]}", "{project: [+mine]}")
    write_notebook(folder / "mine.ipynb", OPENS, SHOWS, BY_GENDER)
    return made


def counts(line, project="", selection=""):
    """Group -> n and of, of the measure of one's own by gender."""
    rows = measures(line.processed / selection / "measures.csv")
    return {
        row["group"]: (row["n"], row["of"])
        for row in rows
        if row["line"] == "own.placed_soon by gender" and row["project"] == project
    }


def test_a_measure_beside_programme_yaml_is_a_measure_of_the_report(line):
    done = line.run()
    assert done.code == 0, done.err
    assert (
        line.measure("own.placed_soon", "nordby")["n"] == "6"
        and line.measure("own.placed_soon", "nordby")["of"] == "14"
    )
    assert counts(line, "nordby") == {"female": ("1", "7"), "male": ("5", "7"), "not_registered": ("0", "0")}
    page = line.page("projects/nordby")
    assert "Praktik i alt" in page and "I praktik hurtigt" in page
    assert "højst så mange dage efter start" in line.page("method")
    assert "own.placed_soon,share,participation" in (line.processed / "codebook.csv").read_text(encoding="utf-8")
    assert "Progression" not in page and "Afmeldingsårsag" in page, "the usual pages are there too"


@pytest.mark.parametrize("file", ["days.py", "measures.py"])
def test_a_change_of_its_code_makes_its_figures_anew(line, file):
    assert line.run().code == 0
    assert "mine" not in line.run("status").out
    changed = line.programme.parent / file
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("= 90", "= 50").replace("<= LATEST", "<= 50"), encoding="utf-8")
    status = line.run("status").out
    assert "nordby: mine" in status and file in status
    assert line.run().code == 0
    assert line.measure("own.placed_soon", "nordby")["n"] == "4"


def test_an_environment_beside_programme_yaml_is_none_of_its_code(line):
    """Modules beside it and packages are read, watched, and read again after a change; nothing else is."""
    folder = line.programme.parent
    for name in ("venv/lib/pandas/__init__.py", ".venv/numpy.py", "old/scratch.py", "mine/__init__.py", "mine/deep.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    found = [file.relative_to(folder).as_posix() for file in own_modules(folder)]
    assert found == ["days.py", "measures.py", "mine/__init__.py", "mine/deep.py"]


def test_breakdowns_show_it_on_the_standard_pages_without_a_notebook(line):
    line.change_programme("{project: [+mine]}", "{}")
    line.change_programme("id: lille", "id: lille\nbreakdowns: {own.placed_soon: [gender]}")
    done = line.run()
    assert done.code == 0, done.err
    assert counts(line) == {"female": ("1", "12"), "male": ("8", "12"), "not_registered": ("0", "0")}
    assert "I praktik hurtigt" in line.page("programme") and "I praktik hurtigt" in line.page("projects/sydby")


def test_small_counts_of_it_are_suppressed_with_what_gives_them_away(line):
    """One woman of seven in Nordby: she, the men, and what these leave are hidden; the whole may be shown."""
    line.change_programme(
        "disclosure: {min_cell: 0, because: synthetic participants}", "disclosure: {min_cell: 2, because: synthetic}"
    )
    assert line.run().code == 0
    assert {n for n, _ in counts(line, "nordby").values()} - {"0"} == {""}
    assert "kun i den interne udgave" not in line.page("projects/nordby")


def test_a_measure_of_a_cell_is_tried_in_the_internal_report_alone(line):
    line.change_programme(
        "disclosure: {min_cell: 0, because: synthetic participants}", "disclosure: {min_cell: 2, because: synthetic}"
    )
    cell = MEASURES.replace("from days import LATEST", "LATEST = 90").replace("def placed_soon", "def tried")
    write_notebook(line.programme.parent / "mine.ipynb", OPENS, cell, "page.show(tables.measures, tried)")
    assert line.run().code == 0
    assert "I praktik hurtigt vises kun i den interne udgave" in line.page("projects/nordby")
    assert not [row for row in measures(line.processed / "measures.csv") if row["measure"] == "own.tried"]
    assert line.run("report", "--profile", "internal").code == 0
    assert line.measure("own.tried", "nordby", selection="profile-internal")["n"] == "6"


def test_two_of_one_name_are_an_error(line):
    cell = MEASURES.replace("from days import LATEST", "LATEST = 90")
    write_notebook(line.programme.parent / "mine.ipynb", OPENS, cell, "page.show(tables.measures, placed_soon)")
    done = line.run()
    assert done.code == 4 and no_traceback(done)
    assert "own.placed_soon is declared in measures.py and in a cell" in done.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import pandas\n\ndef late(:\n", "programme/measures.py, line 3: SyntaxError: invalid syntax."),
        ("import pandas\n\nnothing.late\n", "line 3: NameError: name 'nothing' is not defined."),
    ],
)
def test_a_file_that_cannot_be_run_is_said_before_anything_else(line, text, said):
    (line.programme.parent / "measures.py").write_text(text, encoding="utf-8")
    done = line.run()
    assert done.code == 2 and said in done.err and no_traceback(done)


def test_typed_parameters_are_parameters(line):
    names = ("programme", "project", "mentor", "participant", "where", "from_date", "to_date", "language", "profile")
    typed = "\n".join(f'{name}: str = ""' for name in names)
    write_notebook(line.programme.parent / "mine.ipynb", OPENS, SHOWS, parameters=typed)
    assert line.run().code == 0
    assert line.measure("own.placed_soon", "sydby")["n"] == "3"


def test_in_an_open_notebook_a_change_of_measures_py_is_seen_at_once(line, displayed):
    """What is shown again is counted anew, also by the name that the notebook imported before the change."""
    assert line.run("clean").code == 0
    page = opened(line, "internal")
    before = page.own.placed_soon
    page.show(tables.measures, before)
    file = line.programme.parent / "measures.py"
    file.write_text(file.read_text(encoding="utf-8").replace("<= LATEST", "<= 50"), encoding="utf-8")
    page.show(tables.measures, page.own.placed_soon)
    page.show(tables.measures, before)
    page.show(tables.measures, page.own.placed_soon, by="gender")
    counted = [" ".join(table.markdown.split()) for table in displayed]
    assert "| 9 | 24 |" in counted[0] and "| 5 | 12 |" in counted[3]
    assert "| 5 | 24 |" in counted[1] and "| 5 | 24 |" in counted[2]
    assert page.counted.gated()["n"].tolist() == [5, 5, 0, 0]


KNOWN = """\
from forlob.measures import exits, participants
from forlob.measures.declared import amount, count, figures, share
from forlob.measures.populations import EXPECTED, PARTICIPATIONS
from forlob.measures.rows import statistic
"""


@pytest.mark.parametrize(
    "declared",
    [
        "@amount(PARTICIPATIONS)\ndef own_one(data): return data.participations['age']",
        "@count(PARTICIPATIONS)\ndef own_one(data): return data.participations['exited_on'].notna()",
        "@count(EXPECTED)\ndef own_one(data): return data.participations['age'] > 40",
        "@figures('mean', PARTICIPATIONS)\ndef own_one(data): return statistic(24, data.enrolled, 'y')",
        "@share(of=participants.enrolled, is_missing=True)\ndef own_one(data): return data.participations['age'] > 40",
        "@share(of=participants.enrolled, n_of=exits.job)\ndef own_one(data): return data.participations['age'] > 40",
    ],
)
def test_of_ones_own_a_public_page_shows_shares_alone_because_the_gate_knows_all_of_those(line, displayed, declared):
    line.change_programme("disclosure: {min_cell: 0, because: synthetic participants}", "disclosure: {}")
    (line.programme.parent / "measures.py").write_text(KNOWN + declared, encoding="utf-8")
    assert line.run("clean").code == 0
    page = opened(line, "public")
    kind = tables.means if page.own.own_one.kind == "mean" else tables.measures
    page.show(kind, page.own.own_one)
    (said,) = displayed
    assert "is shown in the internal report only" in said.markdown and page.counted.gated().empty
    displayed.clear()
    opened(line, "internal").show(kind, page.own.own_one)
    assert not [output for output in displayed if "internal report" in output.markdown]


def test_what_a_measure_does_to_its_data_changes_no_other(line, displayed):
    text = """\
@share(of=participants.enrolled)
def own_one(data):
    p = data.participations
    p.loc[:, "exit_reason"] = "job"
    return data.registers["participants"]["age"] > 0
"""
    (line.programme.parent / "measures.py").write_text(KNOWN + text, encoding="utf-8")
    assert line.run("clean").code == 0
    page = opened(line, "internal")
    assert page.rows(page.own.own_one)["n"].tolist() == [24]
    assert page.rows(exits.job)["n"].tolist() == [4]


def test_an_error_of_a_measure_is_said_each_time_with_its_line(line, displayed):
    declared = "@share(of=participants.enrolled)\ndef own_one(data):\n    return data.participations['agee'] < 25"
    (line.programme.parent / "measures.py").write_text(KNOWN + declared, encoding="utf-8")
    assert line.run("clean").code == 0
    page = opened(line, "internal")
    for _ in range(2):
        with pytest.raises(UsageError, match=r"own\.own_one, line 7: KeyError: 'agee'\."):
            page.show(tables.measures, page.own.own_one)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("raise SystemExit(0)\n", "measures.py, line 1: SystemExit: 0."),
        ("def a(data): pass\ndef a(data): pass\n", "there are two functions a; give one of them another name"),
        ("@share(of='enrolled')\ndef a(data): pass\n", "@share takes the measure that it is a share of"),
        ("@share\ndef a(data): pass\n", "@share takes the measure that it is a share of"),
        ("@share(of=participants.enrolled, needs='participant.age')\ndef a(data): pass\n", "no register 'participant'"),
        ("from days import NOTHING\n", "ImportError: cannot import name 'NOTHING'"),
    ],
)
def test_what_is_wrong_in_measures_py_is_said(line, text, said):
    (line.programme.parent / "measures.py").write_text((KNOWN if "@" in text else "") + text, encoding="utf-8")
    done = line.run("status")
    assert done.code == 2 and said in done.err and no_traceback(done)


def test_a_kind_of_ones_own_is_not_taken_for_protected(line, displayed, monkeypatch):
    assert line.run("clean").code == 0
    marked = []
    monkeypatch.setattr(counting, "display", lambda output, record=None, protected=True: marked.append(protected))

    def mine(rows, words, *, key, caption):
        return tables.measures(rows, words, key=key, caption=caption)

    page = opened(line, "internal")
    page.show(tables.measures, exits.job)
    page.show(mine, exits.job)
    assert marked == [True, False]


def opened(line, profile: str) -> Page:
    folders = workspace(line.programme, "lille", str(line.raw), str(line.processed), str(line.site))
    return Page("mine", read_programme(line.programme), Selection(language="en", profile=profile), folders)
