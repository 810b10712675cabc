"""docs/own-measure.md as it is written: commands are run, cells and files changed, and what is said compared."""

import re

import nbformat
import pytest

from tests.end_to_end.line import text_of
from tests.test_walk_through import ROOT, change, folder, follow, run  # noqa: F401  (folder is the fixture)

pytestmark = pytest.mark.slow

PAGE = ROOT / "docs" / "own-measure.md"
STEP = re.compile(r"^(?:<!-- ([^>]*) -->\n)?```(console|diff|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
STEPS = STEP.findall(PAGE.read_text(encoding="utf-8"))


def write_cell(notebook, sign: str, source: str) -> str:
    """Put code into the one cell that holds a sign; the code that stood there."""
    made = nbformat.read(notebook, as_version=4)
    (cell,) = [cell for cell in made.cells if cell.cell_type == "code" and sign in cell.source]
    before, cell.source = cell.source, source
    nbformat.write(made, notebook)
    return before


def test_the_page_does_what_it_says(folder):  # noqa: F811
    follow(folder)
    here = folder / "programmes" / "havnen"
    for where, kind, text in STEPS:
        if kind == "diff":
            change(text, here / "programme.yaml")
        elif where == "measures.py":
            declared = write_cell(here / "placed_soon.ipynb", "@share", "pass")
            (here / "measures.py").write_text(f"{text}\n\n{declared}\n", encoding="utf-8")
        elif kind == "python":
            write_cell(here / "placed_soon.ipynb", where.removeprefix("the cell with "), text.rstrip())
        else:
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                command, *expected = part.splitlines()
                assert run(command, folder) == expected, command
    processed, site = folder / "data" / "processed" / "havnen", folder / "reports" / "_site" / "havnen"
    preview = text_of(processed / "profile-internal" / ".preview" / "placed_soon.html")
    assert "I praktik inden for 90 dage fordelt på køn" in preview
    assert "I praktik inden for 90 dage fordelt på alder" in text_of(site / "placed_soon.html")
    assert "hvis første praktik begyndte senest 90 dage" in text_of(site / "method.html")


def test_the_page_has_steps():
    assert [kind for _, kind, _ in STEPS].count("python") == 4 and len(STEPS) == 9
