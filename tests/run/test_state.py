"""What must be done anew, and why."""

import nbformat
import pytest

from pipeline import report
from pipeline.run import state
from pipeline.selection import Selection
from tests.end_to_end.line import lille
from tests.end_to_end.notebooks import write_notebook

STEPS = ["clean", "run", "render"]


@pytest.fixture
def line(tmp_path):
    """The small programme as if its report had just been made; its text and one notebook are its own."""
    made = lille(tmp_path)
    registers = "registers/plans/north.parquet"
    for place in (registers, "findings.csv", "clean.ipynb", "measures.csv", "notebooks/own.ipynb"):
        write(made.processed / place, "{}")
    write(made.site / "index.html", "<p>")
    write(made.programme.parent / "texts" / "nordby.da.md", "Tekst")
    write_notebook(made.programme.parent / "outcomes.ipynb", "print(1)")
    for name in STEPS:
        state.remember(made.processed, step(made, name))
    return made


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def step(line, name, renderer="the built-in renderer"):
    folders = {"raw": str(line.raw), "processed": str(line.processed), "reports": str(line.site)}
    job = report.prepare(str(line.programme), Selection(), folders)
    return report.render_step(job, renderer) if name == "render" else getattr(report, f"{name}_step")(job)


def why(line) -> list[str]:
    return [state.why_to_run(line.processed, step(line, name)) for name in STEPS]


def test_nothing_is_due_where_nothing_changed(line):
    assert why(line) == ["", "", ""]


def test_everything_is_due_at_first(line):
    (line.processed / state.NAME).unlink()
    assert why(line) == ["not made yet"] * 3


def test_a_record_that_is_damaged_counts_for_nothing(line):
    (line.processed / state.NAME).write_text("{half", encoding="utf-8")
    assert why(line) == ["not made yet"] * 3


def test_an_extract_changed(line):
    with (line.raw / "planer.csv").open("ab") as file:
        file.write(b"9024;01-11-2012\r\n")
    assert why(line) == ["the extracts changed", "", ""]


def test_a_file_beside_the_extracts_is_nothing(line):
    write(line.raw / "readme.txt", "from the register")
    assert why(line) == ["", "", ""]


def test_a_text_changed(line):
    write(line.programme.parent / "texts" / "nordby.da.md", "Anden tekst")
    assert why(line) == ["", "the programme's folder changed", "the programme's folder changed"]


def test_the_programme_changed(line):
    line.change_programme("extract_date: 2013-03-31", "extract_date: 2013-04-30")
    assert why(line) == ["programme.yaml changed", "the programme's folder changed", "the programme's folder changed"]


def test_the_code_changed(line, monkeypatch):
    monkeypatch.setattr(state, "digest_of_code", lambda: "of tomorrow")
    assert why(line) == ["the code changed"] * 3


def test_a_cell_changed_but_outputs_are_nothing(line):
    own = line.programme.parent / "outcomes.ipynb"
    notebook = nbformat.read(own, as_version=4)
    notebook.cells[2].outputs = [nbformat.v4.new_output("stream", text="1\n")]
    notebook.cells[2].execution_count = 7
    nbformat.write(notebook, own)
    assert why(line) == ["", "", ""]
    notebook.cells[2].source = "print(2)"
    nbformat.write(notebook, own)
    assert why(line) == ["", "the notebooks changed", ""]


@pytest.mark.parametrize(
    ("place", "reasons"),
    [
        ("registers/plans/north.parquet", ["what it made was changed or removed", "the registers changed", ""]),
        ("measures.csv", ["", "what it made was changed or removed", "the measures changed"]),
        ("findings.csv", ["what it made was changed or removed", "", "the measures changed"]),
    ],
)
def test_a_result_changed(line, place, reasons):
    write(line.processed / place, "by hand")
    assert why(line) == reasons


def test_a_result_removed(line):
    (line.site / "index.html").unlink()
    assert why(line) == ["", "", "what it made was changed or removed"]


def test_another_renderer(line):
    assert state.why_to_run(line.processed, step(line, "render", "Quarto 1.7.31")) == "the renderer changed"


def test_an_input_that_went_away(tmp_path):
    state.remember(tmp_path, state.Step("clean", {"the extracts": "1", "the key": "2"}, ()))
    assert state.why_to_run(tmp_path, state.Step("clean", {"the extracts": "1"}, ())) == "the key went away"


def test_selections_and_records_of_the_run_are_no_part_of_a_result(line):
    for place in ("lang-en/index.html", "from-2012-01-01_to-2012-12-31/index.html", "provenance.json", ".hidden"):
        write(line.site / place, "x")
    assert why(line) == ["", "", ""]
    write(line.site / "projects" / "nordby.html", "x")
    assert why(line)[2] != ""


def test_names_count_as_well_as_contents(tmp_path):
    write(tmp_path / "a" / "one", "1")
    before = state.digest_of([tmp_path / "a"])
    (tmp_path / "a" / "one").rename(tmp_path / "a" / "two")
    assert state.digest_of([tmp_path / "a"]) != before
