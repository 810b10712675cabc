"""What helps whoever works in a notebook: what the page holds and can show, and the page as readers will see it."""

import json
import os
import subprocess
import sys
from html import escape
from pathlib import Path

from forlob.errors import UsageError
from forlob.measures import catalogue
from forlob.measures.data import Data
from forlob.measures.declared import Measure, is_there
from forlob.measures.dimensions import DIMENSIONS, dimension_named, labels_of
from forlob.measures.splitting import can_split
from forlob.programme.selection import Selection
from forlob.show.words import Words
from forlob.storage.workspace import PROGRAMME_FILE, Workspace

FRAME = "width: 100%; height: 80vh; border: 1px solid #ccc"
NEXT = """\
`page.show(tables.measures, exits.job, by="gender")` counts and shows, `page.rows(exits.job)` gives the rows,
`page.register("participants")` the data, `page.source(exits.job)` the function, `page.preview()` the page.
`exits.job` alone in a cell says what it is and can be split by, Tab after `exits.`, `charts.` or `tables.` what there
is."""
#: What a kernel inherits and its children must not: it is that of the kernel alone.
OF_THE_KERNEL = ("JPY_PARENT_PID", "PYDEVD_USE_FRAME_EVAL")


def about(notebook: str, data: Data, words: Words) -> str:
    """A page in Markdown: its registers, the measures that it can count, and what to do next."""
    rows = [
        f"| `{name}` | {len(table)} | {', '.join(table.columns)} |" for name, table in sorted(data.registers.items())
    ]
    modules: dict[str, list[str]] = {}
    for measure in catalogue.declared():
        if measure.over.rows(data) is not None and all(is_there(data, need) for need in measure.needs):
            module, _, name = measure.name.partition(".")
            modules.setdefault(module, []).append(f"`{name}`")
    measures = [f"| `{module}.` | {' '.join(names)} |" for module, names in modules.items()]
    return "\n".join(
        [
            f"**{notebook}**: {words.programme.title.in_language(words.language) if words.programme else ''}",
            *["", "| register | rows | columns |", "|---|---|---|", *rows],
            *["", "| measures | |", "|---|---|", *measures],
            "",
            NEXT,
        ]
    )


def card(measure: Measure, data: Data, words: Words) -> str:
    """A measure in Markdown: its label and definition, what it is of, what it needs and can be split by here."""
    entry = measure.entry
    dimensions = [
        name
        for name in dict.fromkeys([*DIMENSIONS, *data.programme.own_columns])
        if (found := dimension_named(name, data.programme)) is not None
        and can_split(measure, found)
        and labels_of(found, data, measure.over) is not None
    ]
    rows = {
        "kind": f"{measure.kind} of `{measure.of.name}`" if measure.of else measure.kind,
        "counts": measure.unit,
        "always by": ", ".join(measure.by_nature),
        "needs": ", ".join(measure.needs),
        "can be split by": ", ".join(dimensions),
    }
    return "\n".join(
        [
            f"**`{measure.name}`** {entry.label(words.language)}",
            *["", entry.definition(words.language), "", "| | |", "|---|---|"],
            *(f"| {name} | {said} |" for name, said in rows.items() if said),
        ]
    )


def say(markdown: str) -> None:
    """Show Markdown in a cell, for whoever works in the notebook."""
    from IPython.display import Markdown, display

    display(Markdown(markdown))


def is_of_report() -> bool:
    """Whether a command runs the notebook, not somebody who works in it."""
    return bool(os.environ.get(PROGRAMME_FILE))


def preview(notebook: str, selection: Selection, folders: Workspace) -> str:
    """The saved notebook executed and rendered, as HTML for the output of a cell; nothing while a report is made.

    Raises UsageError with what the command says where it cannot be made.
    """
    if is_of_report():
        return ""
    places = {"--raw": folders.raw, "--processed": folders.processed, "--reports": folders.site}
    command = [
        *[sys.executable, "-m", "forlob", "preview", str(folders.programme_file), "--notebook", notebook, "--json"],
        *(str(part) for pair in places.items() for part in pair),
        *selection.options,
    ]
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_KERNEL}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        said = [line.removeprefix("forlob: ") for line in done.stderr.splitlines() if line.startswith("forlob: ")]
        raise UsageError(" ".join(said) or "the page could not be made.")
    page = json.loads(done.stdout.splitlines()[-1])["page"]
    text = Path(page).read_text(encoding="utf-8")
    return f'<div><iframe srcdoc="{escape(text)}" style="{FRAME}" title="{escape(notebook)}"></iframe></div>'
