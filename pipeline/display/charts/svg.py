"""A drawn sheet as SVG: text stays text, the same bytes each time, ids that may share a page with other charts."""

import io
import re
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

import matplotlib

from pipeline.display.charts.look import WIDTH, Sheet
from pipeline.display.outputs import Chart

#: The stack of fonts in which the text is shown; the page's own where it is one of them.
FONTS = 'Inter, "Segoe UI", "Helvetica Neue", Helvetica, Arial, sans-serif'

_SETTINGS = {
    "svg.fonttype": "none",
    "font.family": ["DejaVu Sans"],
    "hatch.linewidth": 1.1,
    "path.simplify": False,
}


@contextmanager
def drawing(key: str):
    """matplotlib's own defaults and the charts' settings, whatever the notebook or the user's files say."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update({**_SETTINGS, "svg.hashsalt": key})
        yield


def finished(sheet: Sheet, *, key: str, caption: str, alt: str, measures: list[str]) -> Chart:
    """The chart of a sheet; to be called while `drawing(key)` holds."""
    written = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    sheet.figure.savefig(written, format="svg", metadata=nothing)
    return Chart(_named(written.getvalue(), sheet, key, caption, alt), alt, caption, key, measures)


def _named(svg: str, sheet: Sheet, key: str, caption: str, alt: str) -> str:
    """With title and description for screen readers, fonts of the page, and ids that begin with the key."""
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", key) or "chart"
    body = svg[svg.index("<defs>") : svg.rindex("</svg>")]
    body = re.sub(r"<style type=\"text/css\">\*\{(.*?)\}</style>", rf"<style>#{prefix} *{{\1}}</style>", body)
    body = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', body)
    body = re.sub(r'href="#([^"]+)"', rf'href="#{prefix}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", body)
    body = re.sub(r"(<text style=\"[^\"]*?)font-family: [^;\"]*;? ?", r"\1", body)
    body = re.sub(r" transform=\"rotate\(-?0 [^)]*\)\"", "", body)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" id="{prefix}"'
        f' width="{WIDTH}" height="{sheet.height}" viewBox="0 0 {WIDTH} {sheet.height}"'
        f' font-family={quoteattr(FONTS)} role="img" aria-labelledby="{prefix}-title {prefix}-desc">\n'
        f'<title id="{prefix}-title">{escape(caption)}</title>\n<desc id="{prefix}-desc">{escape(alt)}</desc>\n'
    )
    return "\n".join(line.rstrip() for line in f"{head}{body.strip()}\n</svg>\n".splitlines()) + "\n"
