"""Which modules the cells of a notebook may call."""

import json
import os
import subprocess
import sys

import pytest

from forlob.run.code import PACKAGE, code_of
from tests.end_to_end.line import Line, lille

ROOT = PACKAGE.parents[1]
OPENED = "from forlob.notebook import open_page\n"


def places(*cells: str) -> set[str]:
    return {file.relative_to(PACKAGE).as_posix() for file in code_of(cells)}


def test_a_module_brings_what_it_imports_and_its_words():
    found = places("from forlob.show import tables")
    assert {"show/tables.py", "show/words.py", "show/words.yaml", "programme/code_lists.yaml"} <= found
    assert not {name for name in found if name.startswith(("guess/", "site/", "extracts/"))}


def test_only_the_charts_that_are_shown():
    found = places("from forlob.show import charts\npage.show(charts.curves, 'plans.cumulative')")
    assert "show/charts/lines.py" in found and "show/charts/quarters.py" not in found
    assert "show/charts/quarters.py" in places("from forlob.show.charts import scores_by_quarter")


def test_an_import_in_a_method_counts_where_the_method_is_spoken_of():
    assert "storage/cleaning_files.py" not in places(OPENED)
    assert "storage/cleaning_files.py" in places(OPENED + "page.cleaning_result()")
    assert "storage/cleaning_files.py" in places(OPENED + "getattr(page, 'cleaning_result')()")


def test_cleaning_and_showing_what_it_found_have_little_in_common():
    """No chart, measure or page makes the cleaning stale, and no rule of the cleaning the page on data quality."""
    cleaning, quality = (places(*cells_of(name)) for name in ("clean", "quality"))
    assert "cleaning/steps.py" in cleaning and "show/tables.py" in quality
    assert not {place for place in cleaning if place.startswith(("measures/", "show/", "disclosure/", "notebook/"))}
    assert not {"cleaning/steps.py", "cleaning/participations.py", "intake.py"} & quality


def test_a_page_reaches_all_measures():
    """Their words, and what the gate must know of each."""
    assert "measures/exits.py" in places(OPENED + "from forlob.measures import plans")
    assert "measures/exits.py" not in places("from forlob.measures import plans")


def test_what_executes_notebooks_belongs_to_each():
    assert {"run/execute.py", "run/shell.py"} <= places("1")
    assert "run/step_records.py" not in places("1")


def test_cells_that_are_no_python_may_call_anything():
    assert (
        places("%matplotlib inline\n!ls\nfrom forlob import errors")
        < places("def (")
        == {path.relative_to(PACKAGE).as_posix() for kind in ("*.py", "*.yaml") for path in PACKAGE.rglob(kind)}
    )


@pytest.fixture(scope="module")
def cleaned(tmp_path_factory):
    """The small programme with its registers, and the modules that its clean.ipynb loads."""
    line = lille(tmp_path_factory.mktemp("cold"))
    return line, loaded(line, "clean")


def cells_of(name: str) -> list[str]:
    cells = json.loads((ROOT / "notebooks" / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def loaded(line: Line, name: str) -> set[str]:
    """The files of this package that a new process has loaded when it has run the cells of a notebook."""
    first, *cells = cells_of(name)
    given = 'programme = "lille"\n' + ('project = "nordby"' if "project =" in first else "")
    last = "import sys\nprint(*(m.__file__ for n, m in sys.modules.items() if n.startswith('forlob')), sep='\\n')"
    folders = {"FORLOB_PROGRAMME_FILE": line.programme, "FORLOB_RAW": line.raw}
    folders |= {"FORLOB_PROCESSED": line.processed, "FORLOB_SITE": line.site}
    done = subprocess.run(
        [sys.executable, "-c", "\n".join([first, given, *cells, last])],
        env={**os.environ, **{key: str(value) for key, value in folders.items()}},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return {line for line in done.stdout.splitlines() if line.startswith(str(PACKAGE)) and line.endswith(".py")}


def test_cleaning_in_a_cold_process_loads_nothing_else(cleaned):
    _, files = cleaned
    assert str(PACKAGE / "cleaning" / "clean.py") in files
    assert files <= {str(file) for file in code_of(cells_of("clean"))}


@pytest.mark.parametrize(
    "name",
    [
        "programme",
        "quality",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("progression", "outcomes", "time_use")),
    ],
)
def test_a_cold_process_loads_nothing_else(cleaned, name):
    files = loaded(cleaned[0], name)
    assert str(PACKAGE / "notebook" / "page.py") in files and len(files) > 50
    assert files <= {str(file) for file in code_of(cells_of(name))}
