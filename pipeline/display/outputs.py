"""What a notebook cell shows: a chart, a table or a block.

JupyterLab displays each by its MIME bundle. The page maker picks the same bundle up from the executed notebook:
`metadata.forlob` says what kind of output it is, its key, its caption and the measures it shows.
"""

from dataclasses import dataclass, field


def _bundle(data: dict[str, str], kind: str, **about) -> tuple[dict, dict]:
    return data, {"forlob": {"kind": kind, **about}}


@dataclass(frozen=True)
class Chart:
    """A figure. `alt` says in words what it shows; `key` is its name on the page."""

    svg: str
    alt: str
    caption: str
    key: str
    measures: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include=None, exclude=None):
        about = {"alt": self.alt, "caption": self.caption, "key": self.key, "measures": self.measures}
        return _bundle({"image/svg+xml": self.svg, "text/plain": self.alt}, "chart", **about)


@dataclass(frozen=True)
class Table:
    """A pipe table with its caption, and the same as HTML."""

    markdown: str
    html: str
    caption: str
    key: str
    measures: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"text/markdown": self.markdown, "text/html": self.html, "text/plain": self.markdown}
        return _bundle(data, "table", caption=self.caption, key=self.key, measures=self.measures)


@dataclass(frozen=True)
class Block:
    """A piece of a page in Pandoc Markdown, such as a box of facts, and the same as HTML."""

    markdown: str
    html: str
    measures: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"text/markdown": self.markdown, "text/html": self.html, "text/plain": self.markdown}
        return _bundle(data, "block", measures=self.measures)
