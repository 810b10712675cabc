"""Outputs of a notebook that no method of Page made, such as a DataFrame, a print or a warning.

Nothing has checked what they say of a person, so a public page leaves them off and says so. It shows those of a cell
tagged `public` in a notebook of the programme's own, whose author vouches for them, and marks them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forlob.programme.programme import Programme
from forlob.run.notebook_tasks import notebook_file
from forlob.show import boxes
from forlob.show.markdown import div, fenced, inert
from forlob.show.numbers import number
from forlob.show.outputs import made_by_page
from forlob.show.words import Words
from forlob.site.html_tables import tables_in
from forlob.storage.workspace import notebooks_folder

#: Tags of cells that are for whoever works in the notebook, not for the report.
NOT_SHOWN = {"note", "parameters", "injected-parameters"}
#: The tag of a cell whose author vouches for what it puts out.
PUBLIC = "public"
#: So many characters of an output are shown: a browser opens a page of that size at once.
LONGEST = 50_000
#: So many of HTML: its marks are several times its text.
LONGEST_HTML = 500_000
#: What the text of a picture that nobody drew for a page holds.
_OF_PICTURES = ("<Figure size", "FigureCanvasAgg is non-interactive", "<matplotlib.", "<Axes:")


def numbered(cells: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int, set[str], Any]]:
    """The cells of an executed notebook with their tags and their numbers, from 1 as the researcher wrote them."""
    number = 0
    for cell in cells:
        tags = set(cell["metadata"].get("tags", []))
        number += "injected-parameters" not in tags
        yield number, tags, cell


def is_own(notebook: str, programme: Programme) -> bool:
    """Whether a notebook is the programme's own, not a built-in one."""
    return notebook_file(notebook, programme, notebooks_folder()).parent == programme.folder


def is_left_off(output: Mapping[str, Any], tags: set[str], own: bool) -> bool:
    """Whether a public page leaves an output off; `tags`: those of its cell, `own`: as `is_own`. Errors stay."""
    if output["output_type"] == "error" or made_by_page(output) or (own and PUBLIC in tags):
        return False
    return output["output_type"] != "stream" or bool("".join(output["text"]).strip())


def left_off(notebook: Mapping[str, Any], own: bool) -> list[int]:
    """The cells whose outputs a public page leaves off, a number an output, up to the cell that failed."""
    found: list[int] = []
    for cell_number, tags, cell in numbered(notebook["cells"]):
        for output in cell.get("outputs", []) if not tags & NOT_SHOWN else []:
            if output["output_type"] == "error":
                return found
            if is_left_off(output, tags, own):
                found.append(cell_number)
    return found


def left_off_note(cells: list[int], words: Words) -> str:
    """The sentence of a public page about the outputs left off; `cells` as `left_off` gives them."""
    key = "left_off_one" if len(cells) == 1 else "left_off_many"
    named = words.joined([str(cell) for cell in dict.fromkeys(cells)])
    return boxes.note("note", "", words.ui(key, n=len(cells), cells=named)).markdown


def as_markdown(output: Mapping[str, Any], words: Words) -> str:
    """An output as a piece of a page; empty where it has nothing to show.

    Tables of HTML, such as a DataFrame, become tables, and Markdown is what it is. All else is a block of code, cut
    where it is very long. Of a picture the text is no more than the name of an object: a sentence says how to show it.
    """
    data = output.get("data", {})
    text = output.get("text", data.get("text/plain", "")).rstrip()
    if any(kind.startswith("image/") for kind in data) or any(sign in text for sign in _OF_PICTURES):
        return words.ui("picture")
    if html := "".join(data.get("text/html", "")):
        if tables := tables_in(html[:LONGEST_HTML]):
            return "\n\n".join(table.markdown for table in tables)
        return words.ui("not_text")
    if markdown := "".join(data.get("text/markdown", "")).strip():
        return inert(markdown[:LONGEST])
    cut = len(text) - LONGEST
    more = f"\n\n{words.ui('output_cut', n=number(cut, words.language))}" if cut > 0 else ""
    return f"{fenced(text[:LONGEST])}{more}" if text else ""


def vouched(text: str, cell: int, words: Words, again: bool) -> str:
    """An output of a cell tagged `public`, marked as such; `again`: the output before it is of the same cell."""
    return div("vouched", *([] if again else [words.ui("vouched", cell=cell)]), text, colons=4)
