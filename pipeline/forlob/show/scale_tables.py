"""Tables of measurements on scales: the latest report, the change, and who has been measured."""

from collections.abc import Callable

import pandas as pd

from forlob.measures import progression
from forlob.show import alt_texts, numbers, scale_sections
from forlob.show.fits import SCALE, fits
from forlob.show.gated_rows import Row, lines_of, records
from forlob.show.markdown import block, escape, table
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.outputs import Block, Table
from forlob.show.scale_sections import Item, Section, sections
from forlob.show.words import Words

FIRST, LATEST, CHANGE = progression.first.name, progression.latest.name, progression.change.name
MEASURED, REPEATED, ONCE = progression.measured.name, progression.repeated.name, progression.only_once.name
LATE = progression.without_baseline.name
#: A table of more measurements than these is too wide to read.
MOST_WAVES = 6


@fits(mean=SCALE)
def reports(rows: pd.DataFrame, words: Words, *, key: str = "reports", caption: str = "") -> Table:
    """The latest report of each item: mean of the first and the latest measurement, and of how many participations."""

    def cells(item: Item) -> list[str]:
        latest = item.rows.get(LATEST)
        return [scale_sections.mean(item.rows.get(FIRST), words), scale_sections.mean(latest, words), _n(latest, words)]

    heads = [words.short(FIRST), words.short(LATEST), words.ui("twice_or_more")]
    return _table(rows, words, sections(rows, words), heads, cells, key, caption or words.ui("caption_reports"))


@fits(mean=SCALE)
def changes(rows: pd.DataFrame, words: Words, *, key: str = "changes", caption: str = "") -> Table:
    """The mean change of each item with its 95 % interval, among those measured at least twice."""

    def cells(item: Item) -> list[str]:
        row = item.rows.get(CHANGE)
        return [scale_sections.change(row, words, 2), scale_sections.change_interval(row, words), _n(row, words)]

    heads = [words.short(CHANGE), words.ui("interval_short"), words.ui("number")]
    return _table(rows, words, sections(rows, words), heads, cells, key, caption or words.ui("caption_changes"))


@fits(mean="item, respondent @ wave")
def waves(rows: pd.DataFrame, words: Words, *, key: str = "waves", caption: str = "") -> Table:
    """The mean at the first, second and each later measurement, with the number of participations: rows by wave."""
    most = max((int(row.at) for row in records(rows) if row.n or row.suppressed), default=0)
    each = [str(wave) for wave in range(1, min(most, MOST_WAVES) + 1)]

    def cells(item: Item) -> list[str]:
        found = [item.rows.get(wave) for wave in each]
        return [f"{scale_sections.mean(row, words)} ({_n(row, words)})" if row else NO_VALUE for row in found]

    heads = [words.ui("wave_n", n=wave) for wave in each]
    return _table(rows, words, sections(rows, words), heads, cells, key, caption or words.ui("caption_waves"))


@fits(share=SCALE)
def response(rows: pd.DataFrame, words: Words, *, key: str = "response", caption: str = "") -> Table:
    """Who has been measured on each item: of all enrolled, and of them at least twice, once only, without a baseline.

    With the reports whose respondent is not registered.
    """

    def cells(item: Item) -> list[str]:
        found = [item.rows.get(name) for name in (MEASURED, REPEATED, ONCE, LATE)]
        return [alt_texts.at_the_bar(row, words) if row else NO_VALUE for row in found]

    heads = [words.ui(name) for name in ("measured_of", "twice_or_more", "once_only", "no_baseline")]
    everybody = sections(rows, words, everybody=True)
    return _table(rows, words, everybody, heads, cells, key, caption or words.ui("caption_response"))


@fits(share=SCALE)
def who_is_measured(rows: pd.DataFrame, words: Words, *, key: str = "", caption: str = "") -> Block:
    """A line an instrument and respondent: how many of the enrolled are measured, how many of them once only, and how
    many without a baseline where any are.
    """
    lines = []
    for section in sections(rows, words):
        measured, once = section.rows(MEASURED), section.rows(ONCE)
        enrolled = next((numbers.number(row.of, words.language) for row in measured if row.of is not None), SUPPRESSED)
        counted = {"measured": _span(measured, words), "enrolled": enrolled, "once": _span(once, words)}
        text = words.ui("response_all", name=section.name, **counted)
        late = section.rows(LATE)
        if any(row.n or row.suppressed for row in late):
            text += "; " + words.ui("response_late", late=_span(late, words))
        lines.append(f"- {escape(text)}.")
    return block("\n".join(lines), lines_of(records(rows)))


def _table(
    rows: pd.DataFrame,
    words: Words,
    shown: list[Section],
    heads: list[str],
    cells: Callable[[Item], list[str]],
    key: str,
    caption: str,
) -> Table:
    """A row an item, those of each instrument and respondent below a row with their names."""
    lines: list[list[str]] = []
    strong = []
    for section in shown:
        strong.append(len(lines))
        lines.append([section.name, *[""] * len(heads)])
        lines += [[item.label, *cells(item)] for item in section.items]
    measures = lines_of(records(rows))
    right = range(1, len(heads) + 1)
    heads = [words.ui("item"), *heads]
    return table(heads, lines, words, key=key, caption=caption, measures=measures, right=right, strong=strong)


def _n(row: Row | None, words: Words) -> str:
    return NO_VALUE if row is None else alt_texts.amount(row, words)


def _span(rows: list[Row], words: Words) -> str:
    """150–155: the least and the most over the items, which need not have the same number of answers."""
    known = sorted(row.n for row in rows if row.n is not None)
    if not known:
        return SUPPRESSED
    return "–".join(numbers.number(n, words.language) for n in dict.fromkeys([known[0], known[-1]]))
