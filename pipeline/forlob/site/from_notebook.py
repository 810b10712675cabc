"""Turns an executed notebook into the Markdown of a page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from nbformat import NotebookNode

from forlob.cleaning.identifiers import masked
from forlob.show import boxes
from forlob.show.markdown import escape
from forlob.show.words import Words

#: Tags of cells that are for whoever works in the notebook, not for the report.
NOT_SHOWN = {"note", "parameters", "injected-parameters"}


@dataclass
class Body:
    """The Markdown of a notebook and the SVG files that it shows, by name."""

    markdown: str = ""
    figures: dict[str, str] = field(default_factory=dict)
    failed: bool = False


def body(notebook: NotebookNode, words: Words, prefix: str, up: str) -> Body:
    """The part of a page that a notebook makes.

    Markdown cells tagged `da` or `en` are shown in that language, untagged ones in both; one that begins with a heading
    is left out where nothing is shown below it. The code of cells stands folded below the figures it makes, beside the
    names of their measures. `prefix` begins the names of figure files, `up` leads from the page to the site's root. A
    cell that raised is shown with its code and what was raised; nothing after it ran.
    """
    made, parts, code = Body(), _Parts(), []
    number = 0
    for cell in notebook.cells:
        tags = set(cell.metadata.get("tags", []))
        number += "injected-parameters" not in tags
        if cell.cell_type == "markdown" and not tags & NOT_SHOWN and not tags & ({"da", "en"} - {words.language}):
            parts.prose(cell.source.strip())
        if cell.cell_type != "code" or tags & NOT_SHOWN:
            continue
        code.append(cell.source.strip())
        for output in cell.outputs:
            if output.output_type == "error":
                parts.show(*_failure(output, number, cell.source, words))
                return Body(parts.markdown, made.figures, failed=True)
            parts.show(*_shown(output, prefix, up, made.figures))
        measures = [name for output in cell.outputs for name in _about(output).get("measures", [])]
        if measures:
            parts.show(_source(list(dict.fromkeys(measures)), code, words))
            code = []
    made.markdown = parts.markdown
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

    @property
    def markdown(self) -> str:
        return "\n\n".join(self.shown)


def _about(output: NotebookNode) -> dict:
    return output.get("metadata", {}).get("forlob", {})


def _shown(output: NotebookNode, prefix: str, up: str, figures: dict[str, str]) -> Iterator[str]:
    about = _about(output)
    data = output.get("data", {})
    if about.get("kind") == "chart":
        name = f"{prefix}{about['key']}.svg"
        figures[name] = data["image/svg+xml"]
        alt = about["alt"].replace("\\", "").replace('"', "'").replace("\n", " ")
        yield f'![{escape(about["caption"])}]({up}figures/{name}){{#fig-{about["key"]} fig-alt="{alt}"}}'
    elif about.get("kind") in ("table", "block"):
        yield data["text/markdown"].strip()
    elif about.get("kind") not in ("measures", "findings") and "text/plain" in data:
        yield f"```\n{data['text/plain']}\n```"
    elif output.output_type == "stream":
        yield f"```\n{output.text.rstrip()}\n```"


def _source(measures: list[str], code: list[str], words: Words) -> str:
    """The names of the measures shown and, folded, the code that made them."""
    line = boxes.measures_line(measures, words).markdown.strip()
    folded = '```{.python .cell-code code-fold="true"}\n' + "\n\n".join(code) + "\n```"
    return f":::: {{.source}}\n{line}\n\n{folded}\n::::"


def _failure(output: NotebookNode, number: int, source: str, words: Words) -> list[str]:
    said = masked(" ".join(f"{output.ename}: {output.evalue}".split()))
    text = f"{words.ui('failed_in_cell')} {number}: `{said.replace('`', chr(39))[:300]}`"
    return [boxes.note("important", words.ui("page_failed"), text).markdown, f"```python\n{source.strip()}\n```"]
