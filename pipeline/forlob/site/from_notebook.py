"""Turns an executed notebook into the Markdown of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from forlob.cleaning.identifiers import masked
from forlob.show import boxes
from forlob.show.markdown import closed, escape, fenced, printable
from forlob.show.outputs import made_by_page
from forlob.show.words import Words
from forlob.site.other_outputs import (
    NOT_SHOWN,
    as_markdown,
    is_left_off,
    left_off,
    left_off_note,
    numbered,
    vouched,
)


@dataclass
class Body:
    """The Markdown of a notebook and the SVG files that it shows, by name."""

    markdown: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    failed: bool = False


def body(notebook: NotebookNode, words: Words, prefix: str, up: str, public: bool = True, own: bool = False) -> Body:
    """The part of a page that a notebook makes.

    `public`: only outputs that Page made, and in a notebook of the programme's `own` those of cells tagged public, are
    shown; a note at the end says of which cells outputs are left off.

    Markdown cells tagged `da` or `en` are shown in that language, untagged ones in both; one that begins with a heading
    is left out where nothing is shown below it. The code of cells stands folded below the figures it makes, beside the
    names of their measures. `prefix` begins the names of figure files, `up` leads from the page to the site's root. A
    cell that raised is shown with its code and what was raised; nothing after it ran.
    """
    made, parts, code = Body(), _Parts(), []
    for number, tags, cell in numbered(notebook.cells):
        if cell.cell_type == "markdown" and not tags & NOT_SHOWN and not tags & ({"da", "en"} - {words.language}):
            parts.prose(closed(cell.source.strip()))
        if cell.cell_type != "code" or tags & NOT_SHOWN:
            continue
        code.append(cell.source.strip())
        measures: list[str] = []
        marked = False
        for output in cell.outputs:
            if output.output_type == "error":
                parts.show(*_failure(output, number, cell.source, words))
                made.failed = True
                break
            if made_by_page(output):
                parts.show(*_shown(output, words, prefix, up, made.figures))
                measures += _about(output).get("measures", [])
            elif not (public and is_left_off(output, tags, own)):
                for text in _other(output, words, prefix, up, made.figures):
                    parts.show(vouched(text, number, words, again=marked) if public else text)
                    marked = True
        if made.failed:
            break
        if measures:
            parts.show(_source(list(dict.fromkeys(measures)), code, words))
            code = []
    missing = left_off(notebook, own) if public else []
    notes = [left_off_note(missing, words)] if missing else []
    made.markdown = "\n\n".join([*parts.shown, *notes])
    return made


class _Parts:
    """The parts of a page; prose under a heading waits until something is shown below it."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.waiting: list[tuple[int, str]] = []

    def prose(self, text: str) -> None:
        heading = re.match(r"#+", text)
        level = len(heading[0]) if heading else 7
        if heading:
            self.waiting = [part for part in self.waiting if part[0] < level]
        self.waiting.append((level, text))

    def show(self, *parts: str) -> None:
        if parts:
            self.shown += [text for _, text in self.waiting] + list(parts)
            self.waiting = []


def _about(output: NotebookNode) -> dict[str, Any]:
    return output.get("metadata", {}).get("forlob", {})


def _other(output: NotebookNode, words: Words, prefix: str, up: str, figures: dict[str, str]) -> list[str]:
    """What an output that Page has not protected shows; a figure as those of Page."""
    if _about(output).get("kind") == "chart":
        return [*_shown(output, words, prefix, up, figures)]
    return list(filter(None, [as_markdown(output, words)]))


def _shown(output: NotebookNode, words: Words, prefix: str, up: str, figures: dict[str, str]) -> Iterator[str]:
    about = _about(output)
    data = output.get("data", {})
    if about.get("kind") == "chart":
        name = f"{prefix}{about['key']}.svg"
        figures[name] = data["image/svg+xml"]
        alt = about["alt"].replace("\\", "").replace('"', "'").replace("\n", " ")
        yield f'![{escape(about["caption"])}]({up}figures/{name}){{#fig-{about["key"]} fig-alt="{alt}"}}'
    elif about.get("kind") in ("table", "block"):
        yield data["text/markdown"].strip()
    elif about.get("kind") != "measures" and (text := as_markdown(output, words)):
        yield text


def _source(measures: list[str], code: list[str], words: Words) -> str:
    """The names of the measures shown and, folded, the code that made them."""
    line = boxes.measures_line(measures, words).markdown.strip()
    folded = fenced(_masked("\n\n".join(code), words), '{.python .cell-code code-fold="true"}')
    return f":::: {{.source}}\n{line}\n\n{folded}\n::::"


def _masked(text: str, words: Words) -> str:
    return masked(text, words.programme.names_to_mask if words.programme else ())


def _failure(output: NotebookNode, number: int, source: str, words: Words) -> list[str]:
    said = _masked(printable(" ".join(f"{output.ename}: {output.evalue}".split())), words)
    text = f"{words.ui('failed_in_cell')} {number}: `{said.replace('`', chr(39))[:300]}`"
    return [
        boxes.note("important", words.ui("page_failed"), text).markdown,
        fenced(_masked(source.strip(), words), "python"),
    ]
