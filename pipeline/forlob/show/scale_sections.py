"""Measurements on scales as charts and tables show them: by instrument and respondent, item by item."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from forlob.programme.scale_models import Scale
from forlob.show import numbers
from forlob.show.gated_rows import Row, distinct, records
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.words import Words

#: Reports of an unknown respondent are counted, and stand in the table of who is measured, but are not drawn.
NOT_DRAWN = "not_registered"


@dataclass(frozen=True)
class Item:
    """An item of an instrument with its rows: measure -> row."""

    label: str
    rows: dict[str, Row]


@dataclass(frozen=True)
class Section:
    """The items of one instrument by one respondent. `scale` is None where programme.yaml declares none."""

    instrument: str
    respondent: str
    scale: Scale | None
    items: list[Item]

    @property
    def name(self) -> str:
        return f"{self.instrument} – {self.respondent}" if self.respondent else self.instrument

    def rows(self, measure: str) -> list[Row]:
        return [item.rows[measure] for item in self.items if measure in item.rows]


def sections(rows: pd.DataFrame | Iterable[Row], words: Words, everybody: bool = False) -> list[Section]:
    """The rows of progression by instrument and respondent, in the order of the rows; of a curve by its points.

    `everybody`: with the reports whose respondent is not registered.
    """
    of: dict[tuple[str, str], dict[str, dict[str, Row]]] = {}
    for row in records(rows):
        instrument, _, item = row.group.partition(": ")
        if everybody or row.subgroup != NOT_DRAWN:
            of.setdefault((instrument, row.subgroup), {}).setdefault(item, {})[row.at or row.measure] = row
    made = []
    for instrument, respondent in sorted(of, key=lambda key: _order(key, list(of))):
        items = [Item(words.item(instrument, item), found) for item, found in of[instrument, respondent].items()]
        scale = words.programme.scales.get(instrument) if words.programme else None
        name = words.respondent(respondent, instrument)
        made.append(Section(words.instrument(instrument), name, scale, items))
    return made


def _order(key: tuple[str, str], keys: list[tuple[str, str]]) -> tuple[int, int]:
    """Instruments in the order of the rows, their respondents beside one another."""
    return distinct(instrument for instrument, _ in keys).index(key[0]), keys.index(key)


def mean(row: Row | None, words: Words) -> str:
    """4,5; the sign of a suppressed row; a dash where nobody was measured."""
    if row is None or (row.value is None and not row.suppressed):
        return NO_VALUE
    return SUPPRESSED if row.suppressed else numbers.number(row.value, words.language, 1)


def signed(value: float | None, words: Words, decimals: int = 1) -> str:
    """+0,8, −0,2 or 0,0."""
    if value is None:
        return NO_VALUE
    rounded = numbers.round_half_up(abs(value), decimals)
    sign = "" if not rounded else "+" if value > 0 else "−"
    return sign + numbers.number(rounded, words.language, decimals)


def change(row: Row | None, words: Words, decimals: int = 1) -> str:
    if row is None:
        return NO_VALUE
    return SUPPRESSED if row.suppressed else signed(row.value, words, decimals)


def change_interval(row: Row | None, words: Words) -> str:
    """+0,29 til +1,29: with two decimals, so that zero is seen to be within it or not."""
    if row is None or row.suppressed or row.ci_low is None or row.ci_high is None:
        return SUPPRESSED if row is not None and row.suppressed else NO_VALUE
    return words.ui("from_to", low=signed(row.ci_low, words, 2), high=signed(row.ci_high, words, 2))


def about(section: Section, words: Words) -> str:
    """What a scale runs from and to, and which way is good; empty where it is not declared."""
    if section.scale is None:
        return ""
    low, high = (numbers.number(end, words.language) for end in (section.scale.from_, section.scale.to))
    return words.ui(section.scale.direction, low=low, high=high)


def counted(rows: Iterable[Row], words: Words) -> str:
    """n = 153, or n = 150–155 where the items differ; the sign where all are suppressed."""
    known = sorted(row.n for row in rows if row.n is not None)
    if not known:
        return words.ui("n_is", n=SUPPRESSED)
    ends = [numbers.number(n, words.language) for n in dict.fromkeys([known[0], known[-1]])]
    return words.ui("n_is", n="–".join(ends))
