"""A drawn sheet as SVG: text stays text, bytes are the same everywhere, ids may share a page with other charts."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import matplotlib
from matplotlib.figure import Figure

from forlob.show.charts.look import WIDTH, Sheet
from forlob.show.outputs import Chart

#: The stack of fonts in which the text is shown; the page's own where it is one of them.
FONTS = 'Inter, "Segoe UI", "Helvetica Neue", Helvetica, Arial, sans-serif'

#: Attributes that say where something is, the numbers in them that are too fine, and the ids that are digests.
_TAG, _PLACE = re.compile(r"<[a-zA-Z][^>]*>"), re.compile(r'\b(?:d|x|y|width|height)="[^"]*"')
_FINE, _DIGEST = re.compile(r"-?\d+\.\d{3,}"), re.compile(r'\bid="([a-z][0-9a-f]{10})"')

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],
    "hatch.linewidth": 1.1,
    "path.simplify": False,
}


@contextmanager
def drawing(key: str) -> Iterator[None]:
    """matplotlib's own defaults and the charts' settings, whatever the notebook or the user's files say."""
    parameters: Any = matplotlib.rcParams
    with matplotlib.rc_context():
        for name, value in {**_settings(), "svg.hashsalt": key}.items():
            parameters._set(name, value)
        yield


@cache
def _settings() -> dict[str, Any]:
    """Checked by matplotlib once: that takes as long as a small chart."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        return {name: matplotlib.rcParams._get(name) for name in matplotlib.rcParams}


def finished(sheet: Sheet, *, key: str, caption: str, alt: str, measures: list[str]) -> Chart:
    """The chart of a sheet; to be called while `drawing(key)` holds."""
    written = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    sheet.figure.savefig(written, format="svg", metadata=nothing)
    svg = _named(written.getvalue(), WIDTH, sheet.height, key, caption, alt)
    return Chart(svg, alt, caption, key, measures)


def of_figure(figure: Figure, *, key: str, caption: str, alt: str) -> Chart:
    """A figure that was drawn elsewhere, as wide as it is."""
    written = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": key}):
        figure.savefig(written, format="svg", metadata=nothing, dpi=72)
    width, height = (round(inches * 72) for inches in figure.get_size_inches())
    return Chart(_named(written.getvalue(), width, height, key, caption, alt), alt, caption, key)


def same_everywhere(body: str) -> str:
    """Coordinates to a hundredth of a pixel, and ids by number.

    The last digits that matplotlib writes come from a product of matrices, which rounds by the processor; its ids are
    digests of numbers with all their digits.
    """
    body = _TAG.sub(lambda tag: _PLACE.sub(lambda at: _FINE.sub(_to_hundredths, at[0]), tag[0]), body)
    for place, name in enumerate(dict.fromkeys(_DIGEST.findall(body)), 1):
        body = body.replace(name, f"{name[0]}{place}")
    return body


def _to_hundredths(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _named(svg: str, width: int, height: int, key: str, caption: str, alt: str) -> str:
    """With title and description for screen readers, fonts of the page, and ids that begin with the key."""
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", key) or "chart"
    body = same_everywhere(svg[svg.index("<defs>") : svg.rindex("</svg>")])
    body = re.sub(r"<style type=\"text/css\">\*\{(.*?)\}</style>", rf"<style>#{prefix} *{{\1}}</style>", body)
    body = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", body)
    body = re.sub(r"(<text style=\"[^\"]*?)font-family: [^;\"]*;? ?", r"\1", body)
    body = re.sub(r" transform=\"rotate\(-?0 [^)]*\)\"", "", body)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" id="{prefix}"'
        f' width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' font-family={quoteattr(FONTS)} role="img" aria-labelledby="{prefix}-title {prefix}-desc">\n'
        f'<title id="{prefix}-title">{escape(caption)}</title>\n<desc id="{prefix}-desc">{escape(alt)}</desc>\n'
    )
    return "\n".join(line.rstrip() for line in f"{head}{body.strip()}\n</svg>\n".splitlines()) + "\n"
