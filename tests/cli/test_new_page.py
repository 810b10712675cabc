"""`forlob new-page` begins a notebook beside programme.yaml, and never touches one that is there."""

import json

import nbformat
import pytest

from tests.end_to_end.line import forlob, lille, no_traceback
from tools.clean_notebook import clean


@pytest.fixture
def line(tmp_path):
    return lille(tmp_path)


def test_a_notebook_is_begun_as_git_will_keep_it(line):
    done = forlob("new-page", str(line.programme), "placed_soon")
    assert done.code == 0 and "programme: [programme, +placed_soon]}\n" in done.out
    written = (line.programme.parent / "placed_soon.ipynb").read_bytes()
    assert clean(written, None) == written
    notebook = nbformat.reads(written.decode(), as_version=4)
    nbformat.validate(notebook)
    assert 'programme = "lille"' in notebook.cells[1].source
    folded = {cell.metadata.get("tags", [""])[0] for cell in notebook.cells if cell.metadata.get("jupyter")}
    assert folded == {"en"}  # the programme is in Danish


def test_what_to_write_is_said_beside_what_stands_there(line):
    text = line.programme.read_text(encoding="utf-8")
    kept = [one for one in text.splitlines() if not one.startswith("pages:")]
    kept += ["pages: {project: [progression], programme: [+mine]}", ""]
    line.programme.write_text("\n".join(kept), encoding="utf-8")
    (line.programme.parent / "mine.ipynb").write_text("{}", encoding="utf-8")
    said = forlob("new-page", str(line.programme), "placed_soon").out
    assert "  pages: {project: [progression], programme: [+mine, +placed_soon]}\n" in said
    assert "  pages: {project: [progression, +placed_soon], programme: [+mine]}\n" in said


def test_a_notebook_that_is_there_stays(line):
    file = line.programme.parent / "placed_soon.ipynb"
    file.write_text("mine", encoding="utf-8")
    done = forlob("new-page", str(line.programme), "placed_soon", "--json")
    assert done.code == 2 and "is there already" in json.loads(done.out)["error"] and file.read_text() == "mine"


@pytest.mark.parametrize("name", ["method", "index", "clean", "measures", "outcomes", "Soon", "../soon", "soon-er", ""])
def test_a_name_that_no_page_can_have_is_said(line, name):
    done = forlob("new-page", str(line.programme), name)
    assert done.code == 2 and no_traceback(done)
    assert sorted(path.name for path in line.programme.parent.iterdir()) == ["programme.yaml"]
