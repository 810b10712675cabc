"""What a notebook cell shows: a chart, a table or a block.

JupyterLab displays each by its MIME bundle. The page maker picks the same bundle up from the executed notebook:
`metadata.forlob` says what kind of output it is, its key, its caption and the measures it shows. What a method of Page
displays carries MADE_BY_PAGE as well: only that has passed the gate, and only that is shown on a public page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from forlob.measures.codebook import Entry, to_csv

if TYPE_CHECKING:
    import pandas as pd

#: The metadata of an output that a method of Page displayed.
MADE_BY_PAGE = {"forlob": {"made_by": "page"}}


#: What kind of data the rows of the measures table are.
ROWS = "text/csv"

#: The data by their MIME types, and what is known of them.
Bundle = tuple[dict[str, str], dict[str, Any]]


def _bundle(data: dict[str, str], kind: str, **about: Any) -> Bundle:
    return data, {"forlob": {"kind": kind, **about}}


@dataclass(frozen=True)
class Chart:
    """A figure. `alt` says in words what it shows; `key` is its name on the page."""

    svg: str
    alt: str
    caption: str
    key: str
    measures: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
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

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        data = {"text/markdown": self.markdown, "text/html": self.html, "text/plain": self.markdown}
        return _bundle(data, "table", caption=self.caption, key=self.key, measures=self.measures)


@dataclass(frozen=True)
class Block:
    """A piece of a page in Pandoc Markdown, such as a box of facts, and the same as HTML."""

    markdown: str
    html: str
    measures: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        data = {"text/markdown": self.markdown, "text/html": self.html, "text/plain": self.markdown}
        return _bundle(data, "block", measures=self.measures)


class Record:
    """Rows of the measures table, and what is known of their measures, as an output that is not shown."""

    def __init__(self, table: pd.DataFrame, codebook: Iterable[Entry] = ()) -> None:
        self.table, self.codebook = table, codebook

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Bundle:
        from forlob.measures.csv_text import to_csv_text  # with pandas, which the pages of a site do without

        said = f"Counted for measures.csv, not shown: {len(self.table)} rows."
        about = {"kind": "measures", "codebook": to_csv(self.codebook)}
        return {ROWS: to_csv_text(self.table), "text/plain": said}, {"forlob": about}


def made_by_page(output: Mapping[str, Any]) -> bool:
    """Whether a method of Page displayed an output of an executed notebook."""
    about = output.get("metadata", {}).get("forlob", {})
    return MADE_BY_PAGE["forlob"].items() <= about.items()


def display(output: Any, record: Record | None = None, protected: bool = True) -> None:
    """Display an output in a method of Page; with it, unseen, the rows that it is made of.

    `protected`: it has passed the gate, and is marked as such.
    """
    from IPython.display import display  # which the pages of a site do without

    data, about = output._repr_mimebundle_()
    if record is not None and not record.table.empty:
        rows, of_rows = record._repr_mimebundle_()
        data = {**data, ROWS: rows[ROWS]}
        about = {"forlob": {**of_rows["forlob"], **about["forlob"]}}
    made = MADE_BY_PAGE["forlob"] if protected else {}
    display(data, metadata={"forlob": {**about["forlob"], **made}}, raw=True)
