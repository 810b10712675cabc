"""What a cell shows stays in the notebook with what the page maker needs to know of it."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from nbformat import v4

from forlob.show import boxes, charts, tables
from forlob.show.words import Words
from tests.show import examples

WORDS = Words("da")


def _shown(made) -> nbformat.NotebookNode:
    """The output of a cell that ends in what was made, after writing and reading the notebook."""
    data, metadata = InteractiveShell.instance().display_formatter.format(made)
    output = v4.new_output("execute_result", data=data, metadata=metadata, execution_count=1)
    notebook = v4.new_notebook(cells=[v4.new_code_cell("x", outputs=[output], execution_count=1)])
    nbformat.validate(notebook)
    return nbformat.reads(nbformat.writes(notebook), as_version=4).cells[0].outputs[0]


def test_a_chart_is_an_svg_with_its_alternative_text():
    chart = charts.shares(examples.key_shares(), WORDS, key="plans", caption="Forløb")
    output = _shown(chart)
    assert set(output.data) == {"image/svg+xml", "text/plain"}
    assert output.data["text/plain"] == chart.alt
    about = output.metadata["forlob"]
    assert (about["kind"], about["key"], about["caption"], about["alt"]) == ("chart", "plans", "Forløb", chart.alt)
    assert about["measures"][:2] == ["plans.started", "placements.started"]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (tables.counts(examples.education(), WORDS), "table"),
        (boxes.key_figures(examples.key_shares(), WORDS), "block"),
    ],
)
def test_tables_and_blocks_are_markdown_and_html(made, kind):
    output = _shown(made)
    assert set(output.data) == {"text/markdown", "text/html", "text/plain"}
    assert output.metadata["forlob"]["kind"] == kind
    assert output.metadata["forlob"]["measures"] == made.measures
    json.dumps(output.metadata)


def test_tables_and_boxes_do_not_wait_for_matplotlib():
    code = "import sys; from forlob.show import boxes, charts, tables; print('matplotlib' in sys.modules)"
    here = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, text=True).stdout == "False\n"
