"""`forlob new-page`: a notebook for a page of the researcher's own, beside programme.yaml."""

import json
import re
from pathlib import Path
from typing import Any

from forlob.errors import UsageError
from forlob.programme.pages import TAKEN
from forlob.programme.programme import Pages, Programme
from forlob.programme.read_programme import read_programme
from forlob.storage.atomic import write_text
from forlob.storage.workspace import find_programme, notebooks_folder

FIRST = """# {title}

A page of your own: it lies beside `programme.yaml`, and no upgrade touches it. Cells tagged `da` and `en` are the text
of the report, cells tagged `note` are for you, and what `page.show` makes is on the page. Run All to see it."""
PARAMETERS = """programme = "{programme}"
project = ""  # one of its projects; empty: the programme as a whole
mentor = ""
participant = ""
where = ""  # participations with a code alone, as --where takes it (internal profile)
from_date = ""  # 2012-01-31
to_date = ""
language = ""  # da or en; empty: the programme's own
profile = "internal"  # public: small counts are suppressed, measures declared in a cell are not shown"""
OPENS = """from forlob.measures import {modules}
from forlob.measures.declared import count, share
from forlob.notebook import open_page
from forlob.show import charts, tables

page = open_page("{name}", globals())
page.caveats(own_page=True)"""
LOOKS = """page.look("participants")"""
DECLARES = '''@share(
    of=participants.enrolled,
    needs=["participants.age"],
    da="Unge under 25 år",
    en="Young people under 25",
    def_da="Antal forløb, hvor deltageren er under 25 år ved indskrivningen, ud af alle påbegyndte forløb.",
)
def young(data):
    """Number of participations of people under 25 at enrolment, out of all participations begun."""
    return data.participations["age"] < 25'''
TRIES = """Change the measure to what you want to know. When it is right, move the cell to `measures.py` beside
`programme.yaml`, take `page.own.young` in the cells below, and it may be published: docs/own-measure.md."""
SHOWS = 'page.show(tables.measures, young, by="gender")'
PREVIEW = """page.preview()"""


def new_page_command(programme: str, name: str, as_json: bool) -> int:
    """Write <name>.ipynb beside a programme's programme.yaml, and say how it becomes a page.

    Raises UsageError where the name cannot be one of a page, or is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise UsageError(f"{name!r} cannot be a page's name. Use letters a to z, digits and underscores: placed_soon.")
    if (notebooks_folder() / f"{name}.ipynb").is_file() or name in TAKEN:
        raise UsageError(f"{name} is a page that every report may have. Choose another name.")
    found = read_programme(find_programme(programme))
    file = found.folder / f"{name}.ipynb"
    if file.exists():
        raise UsageError(f"{file} is there already. Open it, or choose another name.")
    # As nbformat writes it, and the filter that git has for notebooks.
    write_text(file, json.dumps(_notebook(found, name), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    print(json.dumps({"exit_code": 0, "file": str(file)}) if as_json else _said(file, found, name))
    return 0


def _said(file: Path, programme: Programme, name: str) -> str:
    return (
        f"Open it in JupyterLab and choose Run All. To have it in the report, this is `pages` in programme.yaml:\n"
        f"  {_pages(programme.pages, 'programme', name)}\n"
        f"or, to have it once a project:\n"
        f"  {_pages(programme.pages, 'project', name)}\n"
        f"Written: {file}"
    )


def _pages(pages: Pages, where: str, name: str) -> str:
    """The line of programme.yaml with a page more: {programme: [+mine, +placed_soon]}."""
    named = {"project": pages.project, "programme": pages.programme}
    named[where] = [name] if named[where] == [] else [*(named[where] or []), f"+{name}"]
    said = (f"{part}: [{', '.join(names)}]" for part, names in named.items() if names is not None)
    return f"pages: {{{', '.join(said)}}}"


def _notebook(programme: Programme, name: str) -> dict[str, Any]:
    """The notebook; the headings of the other language than the programme's own are folded away."""
    title = name.replace("_", " ").capitalize()
    cells = [
        _cell("markdown", FIRST.format(title=title), "note"),
        _cell("code", PARAMETERS.format(programme=programme.id), "parameters"),
        _cell("code", OPENS.format(name=name, modules="exits, participants, placements")),
        _cell("markdown", "The data, as this page counts it. A cell tagged `note` is on no page.", "note"),
        _cell("code", "page", "note"),
        _cell("code", LOOKS, "note"),
        _cell("markdown", TRIES, "note"),
        _cell("code", DECLARES),
        *(_cell("markdown", f"## {title}", one, hidden=one != programme.language) for one in ("da", "en")),
        _cell("code", SHOWS),
        _cell("markdown", "The page as the report shows it; save the notebook first.", "note"),
        _cell("code", PREVIEW, "note"),
    ]
    about = {
        "forlob": {"title": {"da": title, "en": title}},
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 4}


def _cell(kind: str, source: str, *tags: str, hidden: bool = False) -> dict[str, Any]:
    about = {"tags": list(tags), "jupyter": {"source_hidden": True} if hidden else {}}
    made: dict[str, Any] = {"cell_type": kind, "metadata": {key: value for key, value in about.items() if value}}
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    return {**made, "source": source.splitlines(keepends=True)}
