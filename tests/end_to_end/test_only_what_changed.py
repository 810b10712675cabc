"""Which notebooks of the small programme run after which change, and what is said of it.

Lille has two projects, each with the notebooks progression and outcomes, and two notebooks of the programme.
"""

import json
import os
import shutil
import signal
import subprocess
import sys

import nbformat
import pytest

from forlob.run import fingerprints
from forlob.site import exports
from tests.end_to_end.line import Line, contents, lille, repeatable
from tests.end_to_end.notebooks import write_notebook
from tests.end_to_end.processes import ROOT, until

NORDBY = {"nordby: progression", "nordby: outcomes"}
SYDBY = {"sydby: progression", "sydby: outcomes"}
PROGRAMME = {"programme", "quality"}


def status(line: Line) -> dict:
    (said,) = json.loads(line.run("status", "--json").out)
    return said


def due(line: Line) -> dict[str, str]:
    """The notebooks that would run, and why."""
    return {name: why for name, why in status(line)["notebooks"].items() if why}


def change(path, old: bytes, new: bytes) -> None:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def test_nothing_changed(line: Line):
    assert due(line) == {}
    for path in contents(line.raw, line.programme.parent):
        os.utime(path)
    said = status(line)
    assert said["steps"] == {"clean": "", "run": "", "render": ""} and set(said["notebooks"].values()) == {""}


def test_a_row_of_one_project(line: Line):
    """9001 of Nordby begins the plan a day later: Nordby's two notebooks and the programme's two, for that register."""
    change(line.raw / "planer.csv", b"9001;16-01-2012", b"9001;17-01-2012")
    assert status(line)["steps"] == {
        "clean": "the extracts changed: planer.csv",
        "run": "known after clean",
        "render": "known after run",
    }
    assert line.run("clean").code == 0
    assert due(line) == dict.fromkeys(NORDBY | PROGRAMME, "its registers changed: plans of nordby")
    before = contents(line.processed / "registers")
    done = line.run("report")
    assert "[4/4]" in done.err and "clean: nothing to do" in done.err
    assert contents(line.processed / "registers") == before


def test_a_row_is_written_in_another_way(line: Line):
    """`mand` is read as `Mand`: no register is another, but there is a finding more."""
    change(line.raw / "deltagere.csv", b"14-03-1990;Mand;", b"14-03-1990;mand;")
    assert line.run("clean").code == 0
    assert due(line) == {"quality": "the findings changed: findings.csv"}


def test_prose_of_the_programme_is_nothing_to_the_cleaning(line: Line):
    """Nor are the pages and the printed figures."""
    text = line.programme.parent / "texts" / "lille.da.md"
    text.parent.mkdir()
    text.write_text("## Organisering {#organisation}\n\nTo konsulenter.\n", encoding="utf-8")
    line.change_programme("programme: [programme]", "programme: [programme, statistics]")
    assert status(line)["steps"]["clean"] == "" and "programme" in due(line)


def test_a_participation_more_in_the_first_project(line: Line):
    """The participations of Sydby get other numbers in the programme, but its files and notebooks stay as they are."""
    with (line.raw / "deltagere.csv").open("ab") as file:
        file.write("9099;Nordby;02-01-2012;14-03-1990;Mand;Matchgruppe 2;30-04-2012;Job\r\n".encode("cp1252"))
    assert line.run("clean").code == 0
    assert due(line).keys() == NORDBY | PROGRAMME


def test_a_project_has_another_name(line: Line):
    line.change_programme("One step at a time", "Step by step")
    why = due(line)
    assert why.keys() == SYDBY | PROGRAMME
    assert set(why.values()) == {"programme.yaml changed: projects"}


def test_a_municipality_is_seen_by_all(line: Line):
    """Two projects of one municipality are not named by it."""
    line.change_programme("municipality: Sydby", "municipality: Nordby")
    assert due(line).keys() == NORDBY | SYDBY | PROGRAMME


def test_how_the_extracts_are_read_is_seen_by_the_cleaning_alone(line: Line):
    """Another way to write match group 2 is declared, then delivered, then read as 3: only that changes a register."""
    line.change_programme("        columns:\n", "        values: {match_group: {Gruppe 2: 2}}\n        columns:\n")
    assert status(line)["steps"]["clean"] == "programme.yaml changed: extracts" and due(line) == {}
    change(line.raw / "deltagere.csv", b"14-03-1990;Mand;Matchgruppe 2", b"14-03-1990;Mand;Gruppe 2")
    assert line.run("clean").code == 0 and due(line) == {}
    line.change_programme("{Gruppe 2: 2}", "{Gruppe 2: 3}")
    assert line.run("clean").code == 0 and due(line).keys() == NORDBY | PROGRAMME


def test_a_page_more_reruns_no_other(line: Line):
    line.change_programme("programme: [programme]", "programme: [programme, statistics]")
    assert due(line) == {"statistics": "never run"} and status(line)["steps"]["clean"] == ""
    line.change_programme("project: [progression, outcomes]", "project: [outcomes, progression]")
    assert due(line).keys() == NORDBY | SYDBY | {"statistics"}, "the first of them says what is made up"


def test_a_text_of_one_project(line: Line):
    text = line.programme.parent / "texts" / "nordby.da.md"
    text.parent.mkdir()
    text.write_text("## Organisering {#organisation}\n\nTo konsulenter.\n", encoding="utf-8")
    assert due(line) == dict.fromkeys(NORDBY, "the programme's folder changed: texts/nordby.da.md")


def test_printed_figures_are_seen_by_all(line: Line):
    line.change_programme("language: da", "language: da\nprinted_figures: printed.yaml")
    printed = line.programme.parent / "printed.yaml"
    printed.write_text("figures:\n  - {measure: plans.started, n: 17}\n", encoding="utf-8")
    why = due(line)
    assert why.keys() == NORDBY | SYDBY | PROGRAMME
    assert why["programme"] == ("programme.yaml changed: printed_figures; the programme's folder changed: printed.yaml")


@pytest.mark.parametrize(
    ("module", "notebooks"),
    [
        ("measures/spells.py", NORDBY | SYDBY | PROGRAMME),
        ("measures/quality.py", NORDBY | SYDBY | PROGRAMME),
        ("show/charts/exit_status.py", {"nordby: progression", "sydby: progression", "programme"}),
        ("storage/cleaning_files.py", {"quality"}),
        ("cleaning/stays.py", set()),
        ("show/charts/quarters.py", set()),
        ("show/words.yaml", NORDBY | SYDBY | PROGRAMME),
        ("site/front.py", set()),
        ("guess/text.py", set()),
    ],
)
def test_a_module(line: Line, monkeypatch, module, notebooks):
    """Each reruns the notebooks whose cells reach it: all reach what a measure is, status not on outcomes."""
    place, files = f"forlob/{module}", fingerprints.package_files()
    assert place in files
    monkeypatch.setattr(fingerprints, "package_files", lambda: {**files, place: "of tomorrow"})
    assert due(line) == dict.fromkeys(notebooks, f"the code changed: {place}")
    steps = status(line)["steps"]
    assert steps["render"] == f"the code changed: {place}"
    cleans = place.startswith(("forlob/cleaning/", "forlob/storage/"))
    assert steps["clean"] == (f"the code changed: {place}" if cleans else "")


def test_code_that_is_changed_while_it_runs_counts_as_it_was(tmp_path, monkeypatch):
    """What this process makes is by the code that it began with: another, which has the new, makes it again."""
    module = tmp_path / "package" / "words.yaml"
    module.parent.mkdir()
    module.write_text("contents: Indhold\n")
    monkeypatch.setattr(fingerprints, "PACKAGE", module.parent)
    fingerprints.package_files.cache_clear()
    try:
        before = fingerprints.package_files()
        module.write_text("contents: Oversigt\n")
        assert fingerprints.package_files() == before != {}
    finally:
        fingerprints.package_files.cache_clear()


def test_what_is_changed_while_the_site_is_made_is_due(line: Line, monkeypatch):
    """Findings that come when those of before are in the site already, and so another cleaning."""
    really = exports.write_tables

    def write_tables(*given):
        really(*given)
        with line.processed.joinpath("registers", "findings.csv").open("a") as file:
            file.write("note,,,,,column_not_used,,,\n")

    monkeypatch.setattr(exports, "write_tables", write_tables)
    assert line.run("render", "--force").code == 0
    assert status(line)["steps"]["render"] == "the measures changed: findings.csv"


def test_prose_of_a_notebook(line: Line):
    """The programme's own copy of outcomes is the same, then says something else; outputs are nothing."""
    own = line.programme.parent / "outcomes.ipynb"
    shutil.copyfile(ROOT / "notebooks" / "outcomes.ipynb", own)
    notebook = nbformat.read(own, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    nbformat.write(notebook, own)
    assert due(line) == {}
    next(cell for cell in notebook.cells if cell.cell_type == "markdown").source += "\n\nEn sætning til."
    nbformat.write(notebook, own)
    assert due(line) == dict.fromkeys({"nordby: outcomes", "sydby: outcomes"}, "the notebook changed")


def test_an_executed_notebook_that_was_changed_by_hand(line: Line):
    (line.processed / "notebooks" / "sydby" / "outcomes.ipynb").unlink()
    assert due(line) == {} and status(line)["steps"]["run"] == "its output was changed or removed"
    done = line.run("run")
    assert "FAILED" not in done.err and "[" not in done.err
    assert (line.processed / "notebooks" / "sydby" / "outcomes.ipynb").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("how", ["a row", "nothing, by force"])
def test_what_comes_of_it_is_what_a_whole_run_gives(line: Line, tmp_path, how):
    """Byte for byte, executed notebooks, measures and pages."""
    (tmp_path / "whole").mkdir()
    whole = lille(tmp_path / "whole")
    if how == "a row":
        for one in (line, whole):
            change(one.raw / "planer.csv", b"9001;16-01-2012", b"9001;17-01-2012")
    assert line.run("report", *(["--force"] if how != "a row" else [])).code == 0
    assert whole.run("report").code == 0
    for made, again in ((line.processed, whole.processed), (line.site, whole.site)):
        kept, fresh = repeatable(made), repeatable(again)
        assert kept.keys() == fresh.keys()
        assert {name for name in kept if kept[name] != fresh[name]} == set()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills a process")
def test_a_killed_run_is_taken_up_where_it_stopped(finished: Line, tmp_path):
    """The programme's page runs first and is done; the second notebook waits, and the run is killed there."""
    line = lille(tmp_path)
    go, began = tmp_path / "go", tmp_path / "began"
    wait = f"import pathlib, time\npathlib.Path({str(began)!r}).touch()\n"
    wait += f"while not pathlib.Path({str(go)!r}).exists():\n    time.sleep(0.05)"
    write_notebook(line.programme.parent / "waiting.ipynb", wait)
    line.change_programme("project: [progression, outcomes]", "project: [waiting, outcomes]")
    command = [sys.executable, "-m", "forlob", "report", *line.arguments, "--renderer", "builtin", "--jobs", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        until(lambda: began.exists() or process.poll() is not None, 120)
        assert process.poll() is None
    finally:
        process.kill()
        process.wait()
    assert not line.site.exists() and not (line.processed / "measures.csv").exists()
    assert due(line).keys() == {"nordby: waiting", "sydby: waiting", "nordby: outcomes", "sydby: outcomes", "quality"}
    go.touch()
    done = line.run()
    assert done.code == 0 and "[5/5]" in done.err and "programme (" not in done.err
    assert not [path for path in (line.processed / ".made").iterdir() if path.name.startswith(".")]
    for place in ("programme.ipynb", "nordby/outcomes.ipynb"):
        made = (line.processed / "notebooks" / place).read_bytes()
        assert made == (finished.processed / "notebooks" / place).read_bytes()
