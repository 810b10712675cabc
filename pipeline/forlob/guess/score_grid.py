"""Measurements side by side: columns of small whole numbers whose headers name an item and a wave."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from forlob.cleaning.identifiers import masked
from forlob.cleaning.nothing_words import WORDS
from forlob.cleaning.spelling import plain, squeezed
from forlob.cleaning.to_numbers import parse
from forlob.guess.column_kinds import Column
from forlob.guess.headers import fit, wave_words

#: What parts an item from a wave: signs, a capital letter after a small one, a letter after a digit.
BETWEEN = re.compile(r"[\W_]+|(?<=[a-zæøåäöü])(?=[A-ZÆØÅÄÖÜ])|(?<=\d)(?=[^\W\d_])")
#: A year, month or day as the name of a wave.
DAY = re.compile(r"(19|20)\d\d([-_./]?\d\d([-_./]?\d\d)?)?")
#: Answers lie from 0 to this. Other numbers stand for no answer, and so may 8 and 9, where they lie apart.
HIGHEST = 10
NO_ANSWER, PERHAPS_NONE = {-99, -9, -8, -1, 88, 98, 99, 888, 998, 999}, (8, 9)
#: So much of a column must be such numbers; columns of two different answers are ticks.
MOST, FEWEST_ANSWERS = 0.9, 3

#: Item -> wave -> how the header writes both, and its column.
_Items = dict[str, dict[str, tuple[str, str, Column]]]


@dataclass(frozen=True)
class Grid:
    """A column an item and wave, each item in the same waves.

    `pattern`: of the headers, as programme.yaml writes it; `waves`: in the order of the columns; `items`: item -> its
    columns; `days`: wave -> the column with its day, where the file has one.
    """

    pattern: str
    waves: tuple[str, ...]
    items: dict[str, tuple[Column, ...]]
    days: dict[str, Column]

    @property
    def places(self) -> set[int]:
        """Where the columns of scores and days stand."""
        return {column.place for column in chain(self.days.values(), *self.items.values())}

    def answers(self, items: Iterable[str]) -> set[int]:
        """The different answers of some items, without those that stand for no answer."""
        return set().union(*(_numbers(column) for item in items for column in self.items[item])) - set(self.no_answer)

    @property
    def no_answer(self) -> list[int]:
        """The numbers that seem to stand for no answer, as 9 where all others are 1 to 5."""
        return _apart(set().union(*map(_numbers, chain.from_iterable(self.items.values()))))


def score_grid(columns: Sequence[Column]) -> Grid | None:
    """The largest grid of at least two items by two waves among the columns of a table; None where there is none."""
    dated = [c for c in columns if c.cells and c.dates >= 0.5 and masked(c.header) == c.header]
    with_day = {(pattern, wave.casefold()) for c in dated for pattern, _, wave in _splits(c.header)}
    found: dict[str, _Items] = {}
    twice = set()
    for column in columns:
        if (column.cells and column.dates >= 0.5) or not _is_score(column):
            continue
        for pattern, (item, wave) in _named(column.header, with_day).items():
            of_item = found.setdefault(pattern, {}).setdefault(plain(item), {})
            if wave.casefold() in of_item:
                twice.add((pattern, plain(item)))
            of_item[wave.casefold()] = (item, wave, column)
    for pattern, item in twice:
        del found[pattern][item]
    grids = [grid for pattern, items in found.items() for grid in _complete(pattern, items, dated)]
    best = max(grids, key=lambda grid: len(grid.items) * len(grid.waves), default=None)
    return best if best and len(best.answers(best.items)) >= FEWEST_ANSWERS else None


def is_wave(text: str) -> bool:
    """Whether a text is a usual name of a wave, such as t0, uge 4, slut or 2023.

    >>> [text for text in ("t0", "12 uger", "Opfølgning 2", "2023-05", "q1", "7") if is_wave(text)]
    ['t0', '12 uger', 'Opfølgning 2', '2023-05']
    """
    return bool(DAY.fullmatch(text) or _usual().fullmatch(plain(text)))


@cache
def _usual() -> re.Pattern[str]:
    counted, named = ("|".join(map(re.escape, map(plain, words))) for words in wave_words())
    return re.compile(rf"({counted})\d{{1,3}}|\d{{1,3}}\D?({counted})|({named})\d{{0,2}}")


def _complete(pattern: str, items: _Items, dated: Sequence[Column]) -> Iterator[Grid]:
    """The items that have the same waves, for each set of at least two waves that at least two items have."""
    of_waves: dict[frozenset[str], list[str]] = {}
    for item, cells in items.items():
        of_waves.setdefault(frozenset(cells), []).append(item)
    for waves, alike in of_waves.items():
        if len(waves) > 1 and len(alike) > 1:
            in_order = sorted((cell for item in alike for cell in items[item].values()), key=lambda cell: cell[2].place)
            spelt = {wave.casefold(): wave for _, wave, _ in in_order}
            named = {plain(item): item for item, _, _ in in_order}
            of_item = {named[item]: tuple(items[item][wave][2] for wave in spelt) for item in named}
            yield Grid(pattern, tuple(spelt.values()), of_item, _days(spelt, dated))


def _days(waves: dict[str, str], dated: Iterable[Column]) -> dict[str, Column]:
    """Wave -> the column of dates whose header names it, the one that is most like a day of measurement."""
    found: dict[str, tuple[float, Column]] = {}
    for column in dated:
        for _, other, wave in _splits(column.header):
            likely = fit(other, "measurements", "measured_on")
            if wave.casefold() in waves and likely > found.get(wave.casefold(), (-1.0, column))[0]:
                found[wave.casefold()] = (likely, column)
    return {spelt: found[wave][1] for wave, spelt in waves.items() if wave in found}


def _named(header: str, with_day: set[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Pattern -> item and wave, the longest name of a wave that the header holds in this pattern."""
    named: dict[str, tuple[str, str]] = {}
    if masked(header) != header:
        return named
    for pattern, item, wave in _splits(header):
        longer = pattern not in named or len(wave) > len(named[pattern][1])
        if longer and plain(item) and (is_wave(wave) or (pattern, wave.casefold()) in with_day):
            named[pattern] = (item, wave)
    return named


def _splits(header: str) -> Iterator[tuple[str, str, str]]:
    """Each way of reading a header as an item and a wave, in either order: pattern, item, wave.

    >>> list(_splits("Glad (t0)"))
    [('{item} ({wave})', 'Glad', 't0'), ('{wave} ({item})', 't0', 'Glad')]
    """
    text = " ".join(unicodedata.normalize("NFC", header).split())
    if "{" in text or "}" in text:
        return
    opened = re.match(r"[(\[]*", text)
    before_all = opened[0] if opened else ""
    for gap in BETWEEN.finditer(text):
        left, right = text[len(before_all) : gap.start()], text[gap.end() :]
        closing = re.search(r"[)\]]*$", right) if re.search(r"[(\[]", gap[0]) else None
        after_all = closing[0] if closing else ""
        right = right.removesuffix(after_all)
        if left and right:
            yield f"{before_all}{{item}}{gap[0]}{{wave}}{after_all}", left, right
            yield f"{before_all}{{wave}}{gap[0]}{{item}}{after_all}", right, left


def _numbers(column: Column) -> set[int]:
    return {int(number) for answer in column.answers if (number := parse(answer, ".")).is_integer()}


def _is_score(column: Column) -> bool:
    """Whether nearly all cells are small whole numbers; a column without any cell may be a wave yet to come."""
    told = {answer: n for answer, n in column.answers.items() if squeezed(answer).casefold() not in WORDS}
    scores = {answer for answer in told if 0 <= parse(answer, ".") <= HIGHEST and parse(answer, ".").is_integer()}
    small = {answer for answer in told if answer in scores or parse(answer, ".") in NO_ANSWER}
    return not told or (bool(scores) and sum(told[answer] for answer in small) >= MOST * sum(told.values()))


def _apart(numbers: set[int]) -> list[int]:
    """Which numbers stand for no answer.

    >>> _apart({1, 2, 3, 4, 5, 9}), _apart({0, 3, 7, 9, 10, 99})
    ([9], [99])
    """
    rest = numbers - NO_ANSWER - set(PERHAPS_NONE)
    for number in PERHAPS_NONE:
        if number - 1 in rest or max(rest, default=0) > number:
            rest.add(number)
    return sorted(numbers - rest)
