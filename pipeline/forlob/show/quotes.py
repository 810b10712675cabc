"""Quotes: the passages that a researcher has chosen, word for word as the excerpts have them."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from forlob.cleaning.identifiers import masked
from forlob.errors import ConfigError, UsageError
from forlob.programme.read_quotes import Quote
from forlob.programme.registers import LEVELS
from forlob.show.markdown import block, escape
from forlob.show.outputs import Block
from forlob.show.words import Words


@dataclass(frozen=True)
class Passage:
    """A quote as it is shown; `informant` is a letter, after the source where there are several."""

    theme: str
    informant: str
    text: str
    project: str = ""


def chosen(quotes: Iterable[Quote], excerpts: pd.DataFrame, names: Iterable[str], public: bool) -> list[Passage]:
    """The passages of the quotes, in the order of the quotes.

    Raises ConfigError where no passage, or more than one, is as a quote says; and UsageError, naming file and row,
    where a passage identified a person and the page is public: masked or not, it is for the researcher to look at it.
    """
    several = excerpts["source"].nunique() > 1
    return [_passage(quote, excerpts, tuple(names), public, several) for quote in quotes]


def quotes(passages: Iterable[Passage], words: Words) -> Block:
    """The quotes under the name of each theme, each with its speaker's letter; a theme's own before those below it."""
    passages = list(passages)
    themes = list(
        dict.fromkeys(theme for passage in passages for theme in (passage.theme.split(LEVELS)[0], passage.theme))
    )
    places = {theme: place for place, theme in enumerate(themes)}
    parts, before = [], None
    for passage in sorted(passages, key=lambda one: (places[one.theme.split(LEVELS)[0]], places[one.theme])):
        if passage.theme != before:
            parts += _headings(passage.theme, before)
            before = passage.theme
        lines = [escape(line) for line in passage.text.splitlines() if line.strip()]
        who = (
            words.ui("informant_is", informant=passage.informant)
            if passage.informant
            else words.ui("informant_unknown")
        )
        parts.append("\n>\n".join(f"> {line}" for line in [*lines, f"[{escape(who)}]{{.speaker}}"]))
    return block("\n\n".join(parts))


def _headings(theme: str, before: str | None) -> list[str]:
    """The headings of a theme that do not stand above it already: the first level is ###, those below it ####."""
    first, *below = theme.split(LEVELS)
    new = [f"### {escape(first)}"] if before is None or before.split(LEVELS)[0] != first else []
    return new + ([f"#### {escape(': '.join(below))}"] if below else [])


def _passage(quote: Quote, excerpts: pd.DataFrame, names: tuple[str, ...], public: bool, several: bool) -> Passage:
    found = excerpts[_fits(quote, excerpts, names)]
    passages = found.drop_duplicates(["source", "speaker", "text"])
    if found.empty:
        raise ConfigError(f"{quote.place}: no excerpt begins so. Write its first words as the extract has them.")
    if len(passages) > 1:
        said = f"{len(passages)} excerpts begin so"
        raise ConfigError(f"{quote.place}: {said}. Say more of the words, or add speaker, source or excerpt_id.")
    held = found["identifier_at"].dropna() if "identifier_at" in found else found["text"].head(0)
    if public and len(held):
        raise UsageError(
            f"{quote.place}: the quote identifies a person: {held.iloc[0]} holds a name, a CPR number, a telephone "
            "number or an e-mail address. Choose another quote, or fix the passage in the extract."
        )
    row = passages.iloc[0].astype(object).fillna("")
    theme = quote.theme or row["theme"]
    alone = not several or row["source"] == row["speaker"]
    informant = row["speaker"] if alone or not row["speaker"] else f"{row['source']}: {row['speaker']}"
    return Passage(theme, informant, row["text"], row.get("project", ""))


def _fits(quote: Quote, excerpts: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """Which rows are as a quote says; its words are masked as those of the excerpts are."""
    text = excerpts["text"].fillna("").map(_plain)
    begins = _plain(masked(quote.begins, names))
    fits = text.map(lambda words: words.startswith(begins)).astype(bool) & (text != "")
    for column in ("theme", "speaker", "source", "excerpt_id"):
        wanted = getattr(quote, column)
        if wanted and column in excerpts:
            fits &= (excerpts[column].fillna("") == wanted).astype(bool)
    return fits


def _plain(text: str) -> str:
    return " ".join(text.split())
