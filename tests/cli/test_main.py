"""The command line: what it takes, its exit codes, and what it says when something goes wrong."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from forlob import __version__
from forlob.cli import main, step_commands
from forlob.errors import ConfigError, ExtractsUnusable, ForlobError, NotebookFailed, RenderError, UsageError
from tests.end_to_end.line import LILLE, forlob

ROOT = Path(__file__).parents[2]
PROGRAMME = str(LILLE / "programme.yaml")


@pytest.fixture
def raises(monkeypatch):
    """Lets the step `check` end in an error."""

    def let(error: BaseException) -> None:
        def step(job):
            raise error

        monkeypatch.setitem(step_commands.COMMANDS, "check", step)

    return let


@pytest.fixture
def says(monkeypatch):
    """Lets the step `check` end well, with an exit code and lines of a summary."""

    def let(code: int, *lines: str) -> None:
        summary = {"programme": "lille", "lines": list(lines)}
        monkeypatch.setitem(step_commands.COMMANDS, "check", lambda job: (code, summary))

    return let


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("name one"), 2),
        (ConfigError("programme.yaml, line 3: no"), 2),
        (ExtractsUnusable("a.csv, row 2: no"), 3),
        (NotebookFailed("clean.ipynb failed"), 4),
        (RenderError("the page a.md was not made"), 5),
        (ForlobError("no"), 1),
    ],
)
def test_each_error_has_its_exit_code_and_is_said_once(raises, error, code):
    raises(error)
    done = forlob("check", PROGRAMME)
    assert (done.code, done.out, done.err) == (code, "", f"forlob: {error}\n")


def test_with_json_an_error_is_a_line_of_json_as_well(raises):
    raises(ExtractsUnusable("a.csv, række 2: nej"))
    done = forlob("check", PROGRAMME, "--json")
    assert json.loads(done.out) == {"exit_code": 3, "error": "a.csv, række 2: nej"} and "række" in done.out


def test_debug_shows_where_an_error_came_from(raises):
    raises(RenderError("the page a.md was not made"))
    done = forlob("check", PROGRAMME, "--debug")
    assert done.code == 5 and "Traceback" in done.err and done.err.endswith("forlob: the page a.md was not made\n")


def test_an_error_that_nobody_thought_of_is_one_paragraph(raises):
    raises(ZeroDivisionError("division by zero"))
    done = forlob("check", PROGRAMME)
    assert done.code == 1 and done.err.count("\n") == 1
    assert "unexpected ZeroDivisionError" in done.err and "--debug" in done.err
    with pytest.raises(ZeroDivisionError):
        main.main(["check", PROGRAMME, "--debug"])


def test_what_a_step_says_goes_to_the_reader(says):
    says(0, "12 findings", "Report: index.html")
    assert forlob("check", PROGRAMME).out == "12 findings\nReport: index.html\n"
    assert forlob("check", PROGRAMME, "--quiet").out == "Report: index.html\n"
    assert json.loads(forlob("check", PROGRAMME, "--json").out) == [{"programme": "lille", "exit_code": 0}]


def test_of_several_programmes_the_worst_exit_code_counts(monkeypatch, tmp_path):
    codes = iter([4, 0])
    monkeypatch.setitem(step_commands.COMMANDS, "check", lambda job: (next(codes), {"lines": [job.programme.id]}))
    done = forlob("check", PROGRAMME, str(ROOT / "tests/real_data/mvad/programme.yaml"))
    assert done.code == 4 and done.out == "lille\nmvad\n"


def test_progress_is_plain_lines_where_there_is_no_terminal(monkeypatch):
    def step(job):
        job.progress("[1/2] nordby: progression (0.1 s)")
        return 0, {"lines": ["done"]}

    monkeypatch.setitem(step_commands.COMMANDS, "check", step)
    done = forlob("check", PROGRAMME)
    assert done.err.strip().endswith("s  [1/2] nordby: progression (0.1 s)") and "\033" not in done.err
    assert forlob("check", PROGRAMME, "--quiet").err == ""
    assert forlob("check", PROGRAMME, "--json").err == ""


def test_on_a_terminal_a_line_takes_the_place_of_the_one_before(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    progress = main._Progress("")
    progress("[1/3] assens: outcomes (1.0 s)")
    progress("[2/3] assens: time_use (1.0 s) FAILED")
    progress.end()
    said = capsys.readouterr().err
    assert said.startswith("\r\033[2K") and said.endswith("\r\033[2K")
    assert said.count("\n") == 1 and "FAILED\n" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["reprot"], "invalid choice: 'reprot'"),
        (["report", "--jobs", "two"], "'two' is not a number from 1"),
        (["report", "--format", "pdf"], "unrecognized arguments: --format"),
        (["compare", "old"], "the following arguments are required: NEW"),
        (["report", "nowhere.yaml"], "nowhere.yaml: no such programme"),
    ],
)
def test_wrong_use_is_exit_2_and_one_sentence(arguments, said):
    done = forlob(*arguments)
    assert (done.code, done.out) == (2, "") and done.err.startswith("forlob: ") and done.err.count("\n") == 1
    assert said in done.err


def test_the_steps_and_commands_of_the_design_are_there():
    done = forlob("--help")
    assert done.code == 0
    for name in ("report", "check", "clean", "run", "render", "status", "compare", "new", "doctor"):
        assert f"\n    {name} " in done.out
    options = forlob("report", "--help").out
    for name in ("raw", "processed", "reports", "project", "mentor", "participant", "from", "to", "lang", "profile"):
        assert f"--{name} " in options
    for name in ("renderer", "jobs", "force", "quiet", "json", "debug"):
        assert f"--{name}" in options


def test_version():
    assert forlob("--version").out == f"forlob {__version__}\n"


def test_without_a_programme_all_of_the_checkout_are_meant(monkeypatch, says):
    says(0, "done")
    monkeypatch.chdir(ROOT / "docs")
    assert forlob("check").out.count("done") == len(list(ROOT.glob("programmes/*/programme.yaml")))


def test_where_there_are_no_programmes_one_must_be_named(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    done = forlob("check")
    assert done.code == 2 and "there is no folder programmes/ here or above" in done.err


def test_it_runs_as_a_module_outside_the_checkout(tmp_path):
    """Beside the folders that are named, nothing is written; notebooks come with the package."""
    folders = ["--raw", str(LILLE / "raw"), "--processed", str(tmp_path / "p"), "--reports", str(tmp_path / "r")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline")}
    done = subprocess.run(
        [sys.executable, "-m", "forlob", "check", PROGRAMME, *folders],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.rglob("*"))] == ["p", "p/findings.csv"]
    assert "0 findings" in done.stdout


def test_a_reader_that_goes_away_is_no_failure():
    """As in `forlob --help | head -1`."""
    code = f"import os, sys; sys.argv[0] = 'forlob'; from forlob.cli.main import main; sys.exit(main({['--help']!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert "Traceback" not in said
