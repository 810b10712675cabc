"""One notebook executed: its parameters, what is written, and what is said of it where it fails."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from forlob.errors import NotebookFailed, UsageError
from forlob.notebook import open_page
from forlob.run.execute import declared_parameters, execute
from forlob.run.outcome import problem_in, records_in
from tests.end_to_end.notebooks import printed, write_notebook

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"

GIVEN_BY_PAPERMILL = "# Parameters\nx = 2\nprogject = 'assens'"
pytestmark = pytest.mark.usefixtures("kernel_environment")


def test_parameters_are_given_to_the_notebook(tmp_path):
    source = write_notebook(tmp_path / "own.ipynb", "print(programme, project, language == '')")
    done = execute(source, tmp_path / "out" / "own.ipynb", {"programme": "lille", "project": "nordby"})
    assert done.problem is None and done.seconds > 0
    assert printed(tmp_path / "out" / "own.ipynb")[-1] == "lille nordby True"


def test_an_executed_notebook_holds_nothing_that_differs_from_run_to_run(tmp_path):
    source = write_notebook(tmp_path / "own.ipynb", "print(6 * 7)\n6 * 7")
    texts = []
    for number in (1, 2):
        execute(source, tmp_path / f"{number}.ipynb", {"programme": "lille"})
        texts.append((tmp_path / f"{number}.ipynb").read_text(encoding="utf-8"))
    assert texts[0] == texts[1] and str(tmp_path) not in texts[0]
    assert "papermill" not in json.loads(texts[0])["metadata"]


def test_a_parameter_that_the_notebook_does_not_declare(tmp_path):
    source = write_notebook(tmp_path / "own.ipynb", "print(1)", parameters='programme = ""')
    with pytest.raises(UsageError, match=r'own.ipynb has no parameter project. Add project = ""'):
        execute(source, tmp_path / "out.ipynb", {"programme": "lille", "project": "nordby"})
    assert not (tmp_path / "out.ipynb").exists()
    assert execute(source, tmp_path / "out.ipynb", {"programme": "lille", "project": ""}).problem is None


def test_the_cells_of_a_problem_are_counted_as_the_researcher_wrote_them(tmp_path):
    source = write_notebook(tmp_path / "own.ipynb", "1 / 0")
    problem = execute(source, tmp_path / "out.ipynb", {"programme": "lille"}).problem
    assert str(problem) == "cell 3, line 1: ZeroDivisionError: division by zero"
    assert problem == problem_in(tmp_path / "out.ipynb")


def test_a_magic_that_ipython_does_not_know_is_no_wrong_use_of_ours(tmp_path):
    """IPython has a UsageError of its own: exit code 4, as a notebook that failed, and not 2."""
    source = write_notebook(tmp_path / "own.ipynb", "%nowhere")
    problem = execute(source, tmp_path / "out.ipynb", {"programme": "lille"}).problem
    assert problem.name == "IPython.core.error.UsageError"
    assert type(problem.as_error("clean.ipynb")) is NotebookFailed
    assert "failed in cell 3: IPython.core.error.UsageError: Line magic" in str(problem.as_error("clean.ipynb"))


def test_our_own_error_in_a_cell_keeps_its_class(tmp_path):
    cell = "from forlob.errors import NotebookFailed, UsageError\nraise UsageError('--to is before --from')"
    source = write_notebook(tmp_path / "own.ipynb", cell)
    error = execute(source, tmp_path / "out.ipynb", {"programme": "lille"}).problem.as_error("clean.ipynb")
    assert type(error) is UsageError and str(error) == "--to is before --from"


def test_a_table_that_page_did_not_record_is_not_gathered(tmp_path):
    """What a cell displays by itself has not passed the gate; only the second may reach the report."""
    cell = (
        "import pandas as pd\nfrom IPython.display import display\nfrom forlob.show.outputs import Record\n"
        "from forlob.show import outputs\n"
        "from forlob.measures.table import COLUMNS\n"
        "display(Record(pd.DataFrame([['ungated', *COLUMNS[1:]]], columns=COLUMNS)))\n"
        "outputs.display(Record(pd.DataFrame([['gated', *COLUMNS[1:]]], columns=COLUMNS)))"
    )
    source = write_notebook(tmp_path / "own.ipynb", cell)
    assert execute(source, tmp_path / "out.ipynb", {"programme": "lille"}).problem is None
    ((text, _),) = records_in(tmp_path / "out.ipynb")
    assert text.splitlines()[1].startswith("gated,")


def declared(name: str) -> set[str]:
    return declared_parameters(nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4))


def test_the_committed_notebooks_declare_what_a_page_takes():
    assert declared("clean") == {"programme"}
    assert declared("quality") == {"programme", "project", "language", "profile"}
    of_programme = {"programme", "mentor", "participant", "where", "from_date", "to_date", "language", "profile"}
    for name in ("programme", "statistics"):
        assert declared(name) == of_programme
    for name in ("progression", "outcomes", "time_use"):
        assert declared(name) == of_programme | {"project"}


def test_an_unknown_parameter_given_by_papermill_stops_the_notebook(tmp_path):
    """papermill itself only warns of it."""
    command = [sys.executable, "-m", "papermill", "notebooks/progression.ipynb", str(tmp_path / "out.ipynb")]
    done = subprocess.run([*command, "-p", "unknown", "1"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode != 0
    problem = problem_in(tmp_path / "out.ipynb")
    assert (problem.name, problem.cell) == ("UsageError", 3)
    assert problem.message.startswith("unknown parameter unknown. A notebook takes programme, project,")


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"project": 5}, "parameter project: 5 is not text; give it in quotes."),
        ({"project": "vestby"}, "project: kvik has no project 'vestby'. It has assens, brondby,"),
    ],
)
def test_a_parameter_of_the_wrong_kind_stops_the_notebook(tmp_path, parameters, said):
    source, given = NOTEBOOKS / "progression.ipynb", {"programme": "kvik", **parameters}
    problem = execute(source, tmp_path / "out.ipynb", given).problem
    assert (problem.name, problem.cell) == ("UsageError", 3) and problem.message.startswith(said)


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (
            {"In": ["", "x = 1", "# Parameters\nx = 2\nprogject = 'assens'"]},
            "unknown parameter progject; did you mean project?",
        ),
        ({"project": ["assens"]}, "parameter project: a list is not text"),
        ({"from_date": 20120101}, "parameter from_date: 20120101 is not text"),
        ({"to_date": None}, "parameter to_date: None is not text"),
        ({"from_date": "31-01-2012"}, "from: '31-01-2012' is not a date"),
        ({"to_date": "2012-02-30"}, "to: '2012-02-30' is not a date"),
        ({"from_date": "2012-02-01", "to_date": "2012-01-31"}, "from: 2012-02-01 is later than to: 2012-01-31"),
        ({"language": "se"}, "language: 'se' is not da or en"),
        ({"profile": "open"}, "profile: 'open' is not public or internal"),
        ({"participant": "0020012"}, "the figures of one participant need the internal profile"),
        ({"programme": "kvikk"}, "kvikk: no such programme"),
    ],
)
def test_what_a_page_cannot_be_opened_with(parameters, said, monkeypatch):
    monkeypatch.chdir(NOTEBOOKS)
    with pytest.raises(UsageError) as raised:
        open_page("progression", {"programme": "kvik", "project": "assens", **parameters})
    assert said in str(raised.value)


def test_a_page_is_opened_with_the_parameters_of_its_notebook(monkeypatch):
    monkeypatch.chdir(NOTEBOOKS)
    of_notebook = {"programme": "kvik", "project": "assens", "language": "", "profile": "public"}
    own = {"limit": 12, "projects": ["assens"], "In": ["", "# Parameters\nproject = 'assens'"], "open_page": open_page}
    page = open_page("progression", {**of_notebook, **own})
    assert (page.programme.id, page.project, page.words.language) == ("kvik", "assens", "da")
