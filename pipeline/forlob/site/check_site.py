"""Looks over a finished site: every page is there and whole, its links lead somewhere, the network is left alone."""

from collections.abc import Iterable
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from forlob.errors import RenderError
from forlob.site.site_folder import OUTSIDE, Site

LOADS = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("source", "src"), ("object", "data")}


class _Links(HTMLParser):
    """What a page loads, where it links to, and its ids."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.is_open = self.has_text = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.is_open = True
        for name, value in attributes:
            if name == "id" and value:
                self.ids.append(value)
            elif (tag, name) in LOADS and value:
                self.loads.append(value)
            elif (tag, name) == ("a", "href") and value:
                self.links.append(value)

    def handle_data(self, data: str) -> None:
        self.has_text |= self.is_open and bool(data.strip())


@lru_cache(maxsize=256)  # most pages of a report that is made again are as they were
def _read(html: str) -> _Links:
    parser = _Links()
    parser.feed(html)
    return parser


def check_site(site: Site, out: Path) -> None:
    """Raises RenderError, naming the page, at the first thing that is wrong with the site of `site` in `out`.

    Wrong is a page that is missing or has no text, loads something from the network, links to a file or place that
    is not there, or uses an id twice.
    """
    for page in site.pages:
        path = out / page.html
        if not path.is_file():
            raise RenderError(f"The page {page.file} was not made: {page.html} is missing.")
        parser = _read(path.read_text(encoding="utf-8", errors="replace"))
        if not parser.has_text:
            raise RenderError(f"The page {page.file} was not made whole: {page.html} has no text.")
        for target in parser.loads:
            if OUTSIDE.match(target) and not target.startswith("data:"):
                raise RenderError(f"The page {page.file} would ask the network for {target}.")
        for target in _missing(out, page.html, parser.loads + parser.links, parser.ids):
            raise RenderError(f"The page {page.file} links to {target}, which is not there.")
        for name in {name for name in parser.ids if parser.ids.count(name) > 1}:
            raise RenderError(f"The page {page.file} uses the id {name} more than once.")


def _missing(out: Path, html: str, targets: Iterable[str], ids: list[str]) -> Iterable[str]:
    for target in targets:
        if OUTSIDE.match(target):
            continue
        file, _, anchor = target.partition("#")
        there = (out / html).parent.joinpath(unquote(file)).exists() if file else unquote(anchor) in ids or not anchor
        if not there:
            yield target
