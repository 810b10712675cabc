"""Pandoc Markdown and HTML: pipe tables, fenced divs, and text that means nothing but itself."""

import re
from collections.abc import Iterable, Sequence
from html import escape as html_escape

from forlob.show.numbers import SUPPRESSED
from forlob.show.outputs import Block, Table
from forlob.show.words import Words

#: What a terminal reads as colours and links, and characters that no page can hold: controls and halves of characters.
_TERMINAL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b\n]*(?:\x07|\x1b\\)?|[ -/]*[0-~])?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALVES = re.compile(r"[\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@&\"'])|(?<=-)(-)|(?<=\.)(\.)")
#: A column is at least and at most this wide in the proportions of a table too wide for a line.
_NARROW, _WIDE = 6, 44
Cells = list[list[str]]


def escape(text: str) -> str:
    """Text as Pandoc and Quarto show it unchanged, on one line.

    >>> escape("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    return _SPECIAL.sub(lambda found: "\\" + found.group(0), printable(" ".join(str(text).split())))


def printable(text: str) -> str:
    """Text without the codes of terminals and control characters; line breaks and tabs stay.

    >>> printable("\x1b[31mred\x1b[0m")
    'red'
    """
    if text.isprintable():
        return text
    text = _TERMINAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _HALVES.sub("\ufffd", _CONTROLS.sub("", text))


def fenced(text: str, attributes: str = "text") -> str:
    """Text as a block of code that nothing in the text can end.

    The fence is longer than any run of backticks in the text. With attributes it ends no block left open before it.
    """
    text = printable(text)
    fence = "`" * max([3, *(len(run) + 1 for run in re.findall("`+", text))])
    return f"{fence}{attributes}\n{text}\n{fence}"


def closed(markdown: str) -> str:
    """Markdown in which a block of code that was left open ends, so that what follows is not taken for its code."""
    fence = ""
    for line in markdown.splitlines():
        opens = re.match(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})", line)
        if not fence and opens:
            fence = opens[1]
        elif fence and line.strip().startswith(fence) and set(line.strip()) == {fence[0]}:
            fence = ""
    return f"{markdown}\n{fence}" if fence else markdown


def inert(markdown: str) -> str:
    """Markdown without what it may hold of HTML, of raw blocks and of pictures from elsewhere.

    >>> inert("# A <b>head</b> ![of](http://elsewhere)")
    '# A &lt;b>head&lt;/b> [of](http://elsewhere)'
    """
    text = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", printable(markdown))
    text = re.sub(r"\]\(\s*(?!https?://|mailto:|#)[^)]*\)", "]", text)
    text = re.sub(r"^\s*\[[^\]]*\]:.*$", "", text, flags=re.MULTILINE)
    return closed(re.sub(r"\{\s*=", "{ ", text).replace("![", "["))


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    words: Words,
    *,
    key: str,
    caption: str,
    measures: list[str],
    right: Iterable[int] = (),
    strong: Iterable[int] = (),
) -> Table:
    """A table of plain texts. `right` are the columns of numbers, `strong` the rows in bold, both counted from 0.

    Where a cell is suppressed, the caption says what its sign means. Without rows the sentence that there are none.
    """
    cells = [[str(cell) for cell in row] for row in rows]
    if not cells:
        nothing = words.ui("no_rows")
        return Table(escape(nothing), f"<p>{html_escape(nothing)}</p>", caption, key, measures)
    if any(cell == SUPPRESSED for row in cells for cell in row):
        caption = f"{caption}. {words.ui('suppressed_sign', sign=SUPPRESSED)}"
    numeric, bold = set(right), set(strong)
    return Table(
        _pipes(heads, cells, numeric, bold, caption, key),
        _html(heads, cells, numeric, bold, caption),
        caption,
        key,
        measures,
    )


def _pipes(heads: Sequence[str], cells: Cells, numeric: set[int], bold: set[int], caption: str, key: str) -> str:
    shown = [[f"**{escape(c)}**" if at in bold and c else escape(c) for c in row] for at, row in enumerate(cells)]
    widths = [min(max(len(text) for text in column), _WIDE) for column in zip(heads, *cells, strict=True)]
    rule = ["-" * max(width, _NARROW) for width in widths]
    rule = [f"{dashes}:" if at in numeric else f":{dashes}" for at, dashes in enumerate(rule)]
    lines = [[escape(head) for head in heads], rule, *shown]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n: {escape(caption)} {{#tbl-{key}}}\n"


def _html(heads: Sequence[str], cells: Cells, numeric: set[int], bold: set[int], caption: str) -> str:
    def line(texts: Sequence[str], tag: str, strong: bool = False) -> str:
        aligned = ((text, "right" if at in numeric else "left") for at, text in enumerate(texts))
        weight = ";font-weight:bold" if strong else ""
        return (
            "<tr>"
            + "".join(f'<{tag} style="text-align:{side}{weight}">{html_escape(t)}</{tag}>' for t, side in aligned)
            + "</tr>"
        )

    body = "\n".join(line(row, "td", at in bold) for at, row in enumerate(cells))
    head = f"<thead>{line(heads, 'th')}</thead>"
    return f"<table>\n<caption>{html_escape(caption)}</caption>\n{head}\n<tbody>\n{body}\n</tbody>\n</table>"


def div(kind: str, *parts: str, colons: int = 3) -> str:
    """A fenced div of a class around parts, which stand a blank line apart; the outer of two needs more colons."""
    fence = ":" * colons
    return "\n".join([f"{fence} {{.{kind}}}", "\n\n".join(parts), fence])


def block(markdown: str, measures: list[str] | None = None) -> Block:
    return Block(markdown.strip() + "\n", to_html(markdown), measures or [])


def to_html(markdown: str) -> str:
    """The Markdown that boxes are made of as HTML: divs, headings, lists, definitions, paragraphs, bold and code."""
    made: list[str] = []
    for part in re.split(r"\n\s*\n|(?<=\})\n|\n(?=:::)|(?<=:::)\n", markdown.strip()):
        part = part.strip()
        if re.match(r":{3,} *\{", part):
            made.append(f'<div class="{" ".join(re.findall(r"[.]([a-z-]+)", part))}">')
        elif re.fullmatch(r":{3,}", part):
            made.append("</div>")
        elif re.fullmatch(r"#+", part):
            continue
        elif heading := re.match(r"(#+) +(.*)", part):
            made.append(f"<h{len(heading[1])}>{_inline(heading[2])}</h{len(heading[1])}>")
        elif part.startswith("> "):
            lines = [line.removeprefix(">").strip() for line in part.splitlines()]
            said = "".join(f"<p>{_inline(line)}</p>" for line in lines if line)
            made.append(f"<blockquote>{said}</blockquote>")
        elif part.startswith("- "):
            items = re.split(r"\n(?=- )", part)
            made.append("<ul>" + "".join(f"<li>{_inline(item[2:])}</li>" for item in items) + "</ul>")
        elif "\n:   " in part:
            term, _, text = part.partition("\n:   ")
            made.append(f"<p><strong>{_inline(term)}</strong><br>{_inline(text)}</p>")  # JupyterLab floats a <dt>
        elif part:
            made.append(f"<p>{_inline(part)}</p>")
    return "\n".join(made)


def _inline(text: str) -> str:
    text = html_escape(text, quote=False)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    text = re.sub(r"\[([^\]]+)\]\{\.([a-z-]+)\}", r'<span class="\2">\1</span>', text)
    text = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"\\([!-/:-@\[-`{-~]|&amp;|&lt;|&gt;)", r"\1", text)
