"""Outputs that page.show did not make, searched for in every file of finished sites, public and internal."""

import io
import json
import zipfile
from types import SimpleNamespace

import pytest

from tests.end_to_end.line import contents, lille, text_of
from tests.end_to_end.notebooks import write_notebook

OPENS = """\
import sys
import pandas as pd
from IPython.display import HTML, Markdown, display
from forlob.measures import participants
from forlob.notebook import open_page
from forlob.show import boxes
page = open_page("mine", globals())
registers = page.counted.data().registers
id_ = "-".join(["planted", "person"])
people = pd.DataFrame({"participant_id": [id_]})"""
#: Each line but the last is a cell that puts out the planted person, in the cells from 4 on.
CELLS = """\
people.head(3)
display(people); display(registers["participants"].assign(name=id_)[["name", "exit_reason"]].head(1))
display(HTML(f"<b>{id_}</b><script>alert(1)</script>"), Markdown(f"# {id_}\\n\\n<script>alert(1)</script>"))
print(id_); print(id_, file=sys.stderr)
boxes.note("note", id_, id_)
display({"image/svg+xml": f"<svg><text>{id_}</text></svg>", "text/plain": id_}, raw=True)
page.key_figures(participants.enrolled)""".splitlines()
#: A cell that breaks out of a block of code of three backticks, and half a character.
PRINTS = (
    "print('`' * 3 + '\\n\\n<script>alert(2)</script>\\n\\n' + '`' * 3 + ' vouched ' + chr(0xD83D) + chr(0) + chr(27))"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small programme with two notebooks of its own, as a public and as an internal report."""
    line = lille(tmp_path_factory.mktemp("others"))
    line.change_programme(
        "{project: [progression, outcomes], programme: [programme]}", "{project: [mine], programme: [mine, tagged]}"
    )
    write_notebook(line.programme.parent / "mine.ipynb", OPENS, *CELLS)
    write_notebook(line.programme.parent / "tagged.ipynb", PRINTS, public=[3])
    public = line.run("report", "--word", "--json")
    again = line.run("report", "--word")
    internal = line.run("report", "--profile", "internal", "--word")
    return SimpleNamespace(line=line, public=public, again=again, internal=internal)


def files(made, selection: str = "") -> dict[str, bytes]:
    """Every file of a site, those within Word files too."""
    root = made.line.site / selection
    found = {path.relative_to(root).as_posix(): data for path, data in contents(root).items()}
    if not selection:
        found = {name: data for name, data in found.items() if not name.startswith("profile-internal/")}
    for name in [name for name in found if name.endswith(".docx")]:
        packed = zipfile.ZipFile(io.BytesIO(found[name]))
        found |= {f"{name}/{part}": packed.read(part) for part in packed.namelist()}
    return found


def test_no_file_of_a_public_site_holds_what_page_did_not_make(made):
    assert made.public.code == 0, made.public.err
    site = files(made)
    assert {"mine.html", "projects/nordby.html", "nordby.docx/word/document.xml"} <= set(site)
    assert [name for name, data in site.items() if b"planted-person" in data] == []
    assert "24" in made.line.page("mine")


def test_page_and_command_say_what_is_left_off(made):
    said = "9 output fra celle 4, 5, 6, 7, 8 og 9 er udeladt på denne offentlige side"
    assert said in made.line.page("mine") and said in made.line.page("projects/nordby")
    cells = [4, 5, 5, 6, 6, 7, 7, 8, 9]
    assert json.loads(made.public.out)[0]["left_off"] == dict.fromkeys(["mine", "nordby: mine", "sydby: mine"], cells)
    outputs = "9 outputs that page.show did not make are left off the public page (cells 4, 5, 6, 7, 8, 9)"
    assert f"lille: mine: {outputs}; use page.show, tag the cell `public`, or run with --profile int" in made.again.out
    assert f"lille: mine of 2 projects (nordby, sydby): {outputs}" in made.again.out
    assert "render: nothing to do" in made.again.err


def test_a_cell_tagged_public_is_shown_and_marked(made):
    page = made.line.page("tagged")
    assert "vouched" in page and "Forfatteren har mærket cellen public og står inde for det" in page
    assert "udeladt" not in page


def test_an_internal_site_shows_everything_and_says_nothing(made):
    assert made.internal.code == 0, made.internal.err
    page = text_of(next(made.line.site.glob("profile-internal/mine.html")))
    assert page.count("planted-person") >= 6 and "udeladt" not in page
    assert "left off" not in made.internal.out


@pytest.mark.parametrize("selection", ["", "profile-internal"])
def test_nothing_that_was_put_out_is_alive_on_a_page(made, selection):
    site = files(made, selection)
    assert [name for name, data in site.items() if b"<script>alert" in data] == []
    pages = [data for name, data in site.items() if name.endswith(".html")]
    assert any(b"&lt;script&gt;alert(2)" in data for data in pages)
    assert not any(b"\x1b" in data or b"\x00" in data for data in pages)


def test_executed_notebooks_stay_whole(made):
    assert "planted-person" in (made.line.processed / "notebooks" / "mine.ipynb").read_text(encoding="utf-8")
