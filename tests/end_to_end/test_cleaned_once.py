"""The extracts are cleaned once a programme: a selection uses the registers that are there, and shows its findings.

All numbers are counted by hand in tests/end_to_end/lille/raw.
"""

import re
import shlex
from pathlib import Path

import nbformat
import pytest

from tests.end_to_end.line import Done, Line, contents, forlob, lille, moments
from tests.end_to_end.notebooks import write_notebook

PARTICIPATIONS, PLACEMENTS = "deltagere.csv", "praktik.csv"
PAGES = "pages: {project: [progression, outcomes], programme: [programme]}"


def cleaned(line: Line) -> tuple[dict[Path, bytes], dict[Path, int]]:
    """What the cleaning has made, and when."""
    files = [line.processed / name for name in ("findings.csv", "clean.ipynb")]
    made = contents(line.processed / "registers") | {file: file.read_bytes() for file in files}
    return made, {file: file.stat().st_mtime_ns for file in made}


def replace(line: Line, file: str, old: str, new: str) -> None:
    text = (line.raw / file).read_bytes().decode("cp1252")
    assert old in text
    (line.raw / file).write_bytes(text.replace(old, new, 1).encode("cp1252"))


def with_findings(folder: Path) -> Line:
    """Of Nordby one exit is no date; of Sydby one match group of ten is unknown, and no end of its three placements is
    read, so that they are open: 2012.04.27 is not how the dates are declared.
    """
    line = lille(folder)
    replace(line, PARTICIPATIONS, "30-04-2012;Job", "31-02-2012;Job")
    rows = (line.raw / PARTICIPATIONS).read_bytes().decode("cp1252").splitlines(keepends=True)
    of_sydby = [row for row in rows if ";Sydby;" in row]
    replace(line, PARTICIPATIONS, of_sydby[0], of_sydby[0].replace("Matchgruppe ", "Matchgruppe 1"))
    ids = {row.partition(";")[0] for row in of_sydby}
    placements = [row.split(";") for row in (line.raw / PLACEMENTS).read_bytes().decode("cp1252").splitlines()]
    ends = [".".join(reversed(row[3].split("-"))) if row[0] in ids else row[3] for row in placements]
    text = "\n".join(";".join([*row[:3], end]) for row, end in zip(placements, ends, strict=True)) + "\n"
    (line.raw / PLACEMENTS).write_bytes(text.encode("cp1252"))
    return line


def advised(done: Done) -> Done:
    """What the command came to that a message tells to run."""
    (command,) = re.findall(r"`(forlob .*?)`", done.err + done.out)
    return forlob(*shlex.split(command)[1:])


def test_a_selection_cleans_nothing(line: Line):
    before = cleaned(line)
    done = line.run("run", "--lang", "en")
    assert done.code == 0 and "clean: nothing to do" in done.err and "[6/6]" in done.err
    assert cleaned(line) == before
    assert not (line.processed / "lang-en" / "clean.ipynb").exists()


def test_registers_that_are_missing_are_made_once_and_for_all(tmp_path):
    line = lille(tmp_path)
    done = line.run("run", "--project", "nordby")
    assert done.code == 0 and "clean (" in done.err and "[3/3]" in done.err
    assert {path.name for path in line.processed.iterdir()} == {
        *("registers", "findings.csv", "clean.ipynb", ".state.json", "project-nordby")
    }
    assert {file.stem for file in (line.processed / "registers" / "plans").iterdir()} >= {"nordby", "sydby"}
    before = cleaned(line)
    for options in (["--project", "sydby"], []):
        done = line.run("run", *options)
        assert done.code == 0 and "clean (" not in done.err
        assert cleaned(line) == before
    assert "clean: up to date" in line.run("status").out


@pytest.mark.slow
@pytest.mark.parametrize(
    "options",
    [
        ["--project", "nordby"],
        ["--to", "2012-06-30"],
        ["--profile", "internal"],
        ["--project", "sydby", "--lang", "en", "--force"],
    ],
)
def test_a_report_of_a_selection_cleans_nothing(line: Line, options):
    """By force its own results are redone; the programme's registers are not."""
    before = cleaned(line)
    done = line.run("report", *options)
    assert done.code == 0 and "clean: nothing to do" in done.err and "FAILED" not in done.err
    assert cleaned(line) == before
    assert "clean: up to date" in line.run("status", *options).out


@pytest.mark.slow
def test_an_extract_that_changed_is_cleaned_first(line: Line):
    """9001 of Nordby begins the plan a day later, and an exit of 9003 is no date."""
    replace(line, "planer.csv", "9001;16-01-2012", "9001;17-01-2012")
    replace(line, PARTICIPATIONS, "30-04-2012;Job", "31-02-2012;Job")
    main = contents(line.site, line.processed / "notebooks")
    status = line.run("status", "--lang", "en").out
    assert f"lille: clean: the extracts changed: {PARTICIPATIONS}, planer.csv\n" in status
    done = line.run("report", "--lang", "en")
    assert done.code == 0 and "clean (" in done.err and "1 repaired" in done.out
    assert "deltagere.csv 2 Slutdato" in line.page("quality", "lang-en")
    assert {path: main[path] for path in main if path.is_file()} == main, "the main report is as it was"
    assert "clean: up to date" in line.run("status").out
    again = line.run("report")
    assert again.code == 0 and "clean: nothing to do" in again.err
    assert "deltagere.csv 2 Slutdato" in line.page("quality")


@pytest.mark.slow
def test_a_project_shows_its_own_findings(tmp_path):
    """Eight findings: one of Nordby, seven of Sydby; what is much of Sydby's placements is not much of Nordby's."""
    line = with_findings(tmp_path)
    done = line.run("report", "--project", "nordby", "--lang", "en")
    assert done.code == 0 and "1 findings: 0 errors, 0 rows set aside, 1 repaired" in done.out
    assert "could not be read" not in done.out
    page = line.page("quality", "project-nordby_lang-en")
    assert "Participants 14 14 0" in page and "deltagere.csv 2 Slutdato" in page
    assert "praktik.csv" not in page and "Matchgruppe" not in page and "Many rows" not in page
    findings = (line.site / "project-nordby_lang-en" / "findings.csv").read_text(encoding="utf-8").splitlines()
    assert len(findings) == 2 and findings[0] == "severity,register,file,row,column,rule,action"
    before = cleaned(line)

    done = line.run("report", "--project", "sydby", "--lang", "en")
    cause = "the dates are not written as format.dates says"
    assert "7 findings: 0 errors, 0 rows set aside, 4 repaired, 3 notes (" in done.out
    assert "cells of Match" not in done.out
    assert f"lille: 3 of the 3 cells of Slutdato in placements could not be read: {cause}\n" in done.out
    pages = [line.page(name, "project-sydby_lang-en") for name in ("index", "quality")]
    assert all(": 3 of 3 cells of Slutdato could not be read" in page for page in pages)
    assert "deltagere.csv 2 Slutdato" not in pages[1] and pages[1].count("praktik.csv") == 6
    assert cleaned(line) == before

    done = line.run("clean", "--project", "nordby", "--force")
    assert "lille: 8 findings: 0 errors, 0 rows set aside, 5 repaired, 3 notes\n" in done.out
    assert "3 of the 10 cells of Slutdato in placements" in done.out, "the cleaning is of the programme"
    assert cleaned(line)[0] == before[0] and cleaned(line)[1] != before[1]


@pytest.mark.slow
def test_extracts_that_cannot_be_used_leave_a_selection_as_it_was(line: Line):
    """findings.csv says why; the registers, and the findings that they were made with, are those of before."""
    assert line.run("report", "--lang", "en").code == 0
    good = contents(line.processed / "registers", line.processed / "lang-en", line.site)
    when = moments(line.processed / "registers", line.site)
    replace(line, PARTICIPATIONS, ";Nordby;", ";Nordbyen;")
    for command in ("run", "report"):
        done = line.run(command, "--lang", "en")
        assert done.code == 3 and "'Nordbyen'" in done.err
    assert contents(line.processed / "registers", line.processed / "lang-en", line.site) == good
    assert moments(line.processed / "registers", line.site) == when
    assert "unknown_project" in (line.processed / "findings.csv").read_text(encoding="utf-8")
    assert "run: nothing to do" in line.run("run").err, "no page shows findings of other registers"
    assert "unknown_project" not in (line.site / "findings.csv").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_command_that_a_message_names_helps(tmp_path):
    """Nothing is cleaned; nothing is run for the selection; a notebook failed for it."""
    line = lille(tmp_path)
    refused = line.run("run")
    assert refused.code == 2 and advised(refused).code == 0 and line.run("run").code == 0
    selection = ["--project", "nordby", "--lang", "en"]
    refused = line.run("render", *selection)
    assert refused.code == 2 and advised(refused).code == 0 and line.run("render", *selection).code == 0

    go = tmp_path / "go"
    write_notebook(line.programme.parent / "own.ipynb", f"import pathlib\nassert pathlib.Path({str(go)!r}).exists()")
    line.change_programme(PAGES, "pages: {project: [own], programme: [programme]}")
    failed = line.run("report", *selection)
    assert failed.code == 4 and "project-nordby_lang-en" in failed.out
    go.touch()
    again = advised(failed)
    assert again.code == 0 and "own (" in again.err and "project-nordby_lang-en" in again.out


def test_the_notebook_says_what_to_run_where_nothing_is_cleaned(tmp_path, monkeypatch):
    """As in JupyterLab, where no command has looked first."""
    from forlob.run.execute import execute

    line = lille(tmp_path)
    folders = {"PROGRAMME_FILE": line.programme, "RAW": line.raw, "PROCESSED": line.processed, "SITE": line.site}
    for name, path in folders.items():
        monkeypatch.setenv(f"FORLOB_{name}", str(path))
    notebooks = Path(__file__).parents[2] / "notebooks"
    out = tmp_path / "out.ipynb"
    problem = execute(notebooks / "quality.ipynb", out, {"programme": "lille"}).problem
    assert problem.name == "UsageError" and "Run notebooks/clean.ipynb for the programme" in problem.message
    assert execute(notebooks / "clean.ipynb", out, {"programme": "lille"}).problem is None
    rows = nbformat.read(out, as_version=4).cells[-3].outputs[0]["data"]["text/plain"]
    assert "participants    24    24          0" in rows
    assert execute(notebooks / "quality.ipynb", out, {"programme": "lille"}).problem is None
