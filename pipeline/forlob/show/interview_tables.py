"""Tables of what interviews are about: rows of themes.excerpts, themes.informants and themes.by_informant."""

import pandas as pd

from forlob.measures.themes import by_informant
from forlob.programme.registers import LEVELS
from forlob.show import alt_texts
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, of_measure, records
from forlob.show.markdown import table
from forlob.show.outputs import Table
from forlob.show.words import Words


@fits(share="theme")
def themes(rows: pd.DataFrame, words: Words, *, key: str = "themes", caption: str = "") -> Table:
    """Theme, passages with their share, informants with their share. A theme with others below it is bold."""
    shown = records(rows)
    groups = distinct(row.group for row in shown)
    of = {(row.line, row.group): row for row in shown}
    named = lines_of(shown)
    cells = [[label(g, words), *(alt_texts.cell(of.get((name, g)), words) for name in named)] for g in groups]
    heads = [words.column("theme"), *(words.short(name) for name in named)]
    caption = caption or words.ui("caption_themes")
    right, strong = range(1, len(heads)), _with_others_below(groups)
    return table(heads, cells, words, key=key, caption=caption, measures=named, right=right, strong=strong)


@fits(count="theme, informant")
def themes_by_informant(
    rows: pd.DataFrame, words: Words, *, key: str = "themes-by-informant", caption: str = ""
) -> Table:
    """Passages of each theme: a row a theme, a column an informant."""
    shown = of_measure(records(rows), by_informant.name)
    groups, people = distinct(row.group for row in shown), distinct(row.subgroup for row in shown)
    of: dict[tuple[str, str], Row] = {(row.group, row.subgroup): row for row in shown}
    cells = [[label(g, words), *(alt_texts.cell(of.get((g, who)), words) for who in people)] for g in groups]
    heads = [words.column("theme"), *(words.code("informant", who) for who in people)]
    caption, named = caption or words.ui("caption_by_informant"), lines_of(shown)
    right, strong = range(1, len(heads)), _with_others_below(groups)
    return table(heads, cells, words, key=key, caption=caption, measures=named, right=right, strong=strong)


def label(theme: str, words: Words) -> str:
    """A theme by its own name: it stands below the one that it belongs to."""
    return words.code("theme", theme).rpartition(LEVELS)[2]


def _with_others_below(groups: list[str]) -> list[int]:
    above = {group.partition(LEVELS)[0] for group in groups if LEVELS in group}
    return [place for place, group in enumerate(groups) if group in above]
