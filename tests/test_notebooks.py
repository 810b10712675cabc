"""The notebooks: short cells of calls, in two languages, without outputs.

Their executed copies in tests/notebooks hold the outputs of synthetic examples only.
"""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from ruamel.yaml import YAML

from forlob.measures.table import read_rows
from forlob.notebook import PARAMETERS
from forlob.show.outputs import made_by_page
from forlob.storage import workspace
from tools.clean_notebook import in_git
from tools.notebooks import as_in_git

ROOT = Path(__file__).parents[1]
FOLDER, EXECUTED = ROOT / "notebooks", ROOT / "tests" / "notebooks"
#: Notebook -> the synthetic example that it is executed with, and its project where it is run once a project.
EXAMPLES = {
    "clean": ("kvik", ""),
    "quality": ("kvik", ""),
    "interviews": ("focus-group", ""),
    "progression": ("kvik", "assens"),
    "outcomes": ("kvik", "assens"),
    "time_use": ("kvik", "assens"),
    "scales": ("progression-scales", "lyngholt"),
    "follow_up": ("progression-scales", "lyngholt"),
    "programme": ("kvik", ""),
    "statistics": ("kvik", ""),
    "funnel": ("brug-for-alle", ""),
    "survey": ("brug-for-alle", ""),
    "hours": ("social-mentors", ""),
    "tasks_and_events": ("social-mentors", ""),
    "companies": ("social-mentors", ""),
}
#: Notebooks that make no page of the report, and count no measures.
WITHOUT_PAGE = {"clean"}
MOST_CELLS, MOST_LINES = 25, 10
TAGS = {"da", "en", "note", "parameters"}
#: Calls of a page that may have nothing to show where the programme has no such register.
SHOWS = re.compile(r"page\.(show|list_findings|facts|key_figures|text|quotes|effort_model|caveats|record)\(")


@pytest.fixture(scope="module", params=EXAMPLES)
def name(request):
    return request.param


@pytest.fixture(scope="module")
def notebook(name):
    """The notebook as git will keep it: its author may just be at work with other parameters."""
    return as_in_git(FOLDER / f"{name}.ipynb")


@pytest.fixture(scope="module")
def executed(name):
    """The executed copy, with the outputs that nbval compares."""
    return nbformat.read(EXECUTED / f"{name}.ipynb", as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def further_dates(example: str) -> set[str]:
    """The to-dates for which an example's figures are printed, and none."""
    folder = ROOT / "programmes" / example
    programme = YAML(typ="safe").load((folder / "programme.yaml").read_text(encoding="utf-8"))
    if "printed_figures" not in programme:
        return {""}
    printed = YAML(typ="safe").load((folder / programme["printed_figures"]).read_text(encoding="utf-8"))
    return {"", *(str(figure.get("to", "")) for figure in printed["figures"])}


def tags(cell) -> set[str]:
    return set(cell.metadata.get("tags", []))


def test_these_are_all():
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(EXAMPLES)


def test_each_has_an_executed_copy():
    names, copies = (sorted(path.name for path in folder.glob("*.ipynb")) for folder in (FOLDER, EXECUTED))
    assert copies == names, "run `make nb`"


def test_a_copy_finds_the_checkout(monkeypatch):
    """nbval runs it in its own folder, from where the nearest folder with programmes/ must be the checkout."""
    monkeypatch.chdir(EXECUTED)
    assert workspace.checkout() == ROOT


def test_git_holds_no_outputs_and_no_execution_counts(name):
    file = FOLDER / f"{name}.ipynb"
    held = in_git(f"notebooks/{file.name}", ROOT) or file.read_bytes()
    for cell in code(nbformat.reads(held.decode(), as_version=4)):
        assert (cell.outputs, cell.execution_count) == ([], None), cell.source


def test_the_copy_has_the_same_cells(notebook, executed):
    of_notebook, of_copy = (
        [(cell.cell_type, cell.source, cell.metadata) for cell in n.cells] for n in (notebook, executed)
    )
    assert of_copy == of_notebook and executed.metadata == notebook.metadata, "run `make nb`"


def test_the_first_cell_says_what_it_requires_and_creates(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown" and tags(first) == {"note"}
    assert first.source.startswith("# ") and "**Requires**" in first.source and "**Creates**" in first.source


def test_parameters_are_text_and_name_a_synthetic_example(name, notebook):
    (cell,) = [cell for cell in code(notebook) if "parameters" in tags(cell)]
    values = {}
    for node in ast.parse(cell.source).body:
        assert isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        values[node.targets[0].id] = node.value.value
    assert values.keys() <= set(PARAMETERS)
    example, project = EXAMPLES[name]
    defaults = {"programme": example, "profile": "public"} | ({"project": project} if "project" in values else {})
    if name in WITHOUT_PAGE:
        defaults = {"programme": example}
    assert values == dict.fromkeys(values, "") | defaults
    programme = YAML(typ="safe").load((ROOT / "programmes" / example / "programme.yaml").read_text(encoding="utf-8"))
    assert programme["synthetic"] is True and programme["id"] == example


def test_a_title_stands_in_the_contents(notebook):
    title = notebook.metadata["forlob"]["title"]
    assert title.keys() == {"da", "en"} and all(title.values())


def test_cells_are_few_and_short(notebook):
    cells = code(notebook)
    assert len(cells) <= MOST_CELLS
    for cell in cells:
        assert len(cell.source.splitlines()) <= MOST_LINES, cell.source


def test_cells_hold_calls_and_nothing_is_defined_there(notebook):
    for cell in code(notebook):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.For | ast.While), cell.source
            if isinstance(node, ast.Import):
                raise AssertionError(cell.source)
            if isinstance(node, ast.ImportFrom):
                assert node.module.startswith("forlob"), cell.source


def test_danish_prose_is_followed_by_the_same_in_english(notebook):
    for cell, following in zip(notebook.cells, [*notebook.cells[1:], None], strict=True):
        assert tags(cell) <= TAGS
        if cell.cell_type != "markdown":
            continue
        assert len(tags(cell)) == 1, cell.source
        if "da" in tags(cell):
            assert following is not None and tags(following) == {"en"}, cell.source
            assert _headings(cell.source) == _headings(following.source)
        if "en" in tags(cell):
            before = notebook.cells[notebook.cells.index(cell) - 1]
            assert tags(before) == {"da"}, cell.source


def test_prose_is_two_fifths_of_the_cells(notebook):
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown" and "en" not in tags(cell)]
    assert len(prose) >= 0.4 * len(code(notebook))


def test_outputs_are_there_for_all_that_is_shown(name, executed):
    shown = [cell for cell in code(executed) if SHOWS.search(cell.source)]
    without = [cell.source for cell in shown if not cell.outputs]
    # Spells and weights are of registers and columns that the examples do not have; of the notebooks of a project's
    # page the first says the caveats for all.
    absent = ("spells.", "weighted.", "page.caveats()")
    assert [source for source in without if not any(name in source for name in absent)] == []
    assert len(without) < len(shown) or name in WITHOUT_PAGE
    for cell in code(executed):
        assert cell.execution_count, cell.source


def test_outputs_are_those_of_a_run_without_failures(executed):
    for cell in code(executed):
        for output in cell.outputs:
            assert output.output_type not in ("error", "stream"), cell.source


def test_outputs_hold_the_numbers_of_the_defaults(name, executed):
    """The rows of the measures table that a copy keeps are those of its example."""
    example, project = EXAMPLES[name]
    texts = [
        output.data["text/csv"]
        for cell in code(executed)
        for output in cell.outputs
        if made_by_page(output) and "text/csv" in output.data
    ]
    assert bool(texts) == (name not in WITHOUT_PAGE)
    rows = [row for text in texts for row in read_rows(text)]
    if not rows:
        return
    assert {row["programme"] for row in rows} == {example}
    if project:
        assert {row["project"] for row in rows} == {project}
    assert {row["from"] for row in rows} == {""} and "" in {row["to"] for row in rows} <= further_dates(example)


def test_nothing_but_the_source_and_outputs_is_kept(notebook, executed):
    for kept in (notebook, executed):
        assert kept.metadata.keys() <= {"forlob", "kernelspec", "language_info"}
        assert kept.metadata["forlob"].keys() == {"title"}
        for cell in kept.cells:
            assert cell.metadata.keys() <= {"tags", "jupyter"}
        text = json.dumps(kept)
        assert "Traceback" not in text and not re.search(r"/(?:home|Users|root|work|tmp)/", text)
        assert not re.search(r"(?<![\w.-])\d{6}-\d{4}(?!\w)", text)


def _headings(source: str) -> list[int]:
    return [len(mark) for mark in re.findall(r"^(#+) ", source, re.MULTILINE)]
