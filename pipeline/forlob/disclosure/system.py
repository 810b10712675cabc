"""What a reader of a report knows: numbers that add up to one another, some of them shown and the others not.

Nothing here knows what the numbers are of: a cell is its place in an array. `relations.py` says which add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

#: What two numbers may differ by and be the same.
ALMOST = 1e-6

Name = TypeVar("Name")
#: A total and its parts.
Sum = tuple[int, Sequence[int]]


class Need(NamedTuple):
    """How far a hidden number must stay open: up to `high`, down to `low`, and over `width` in all."""

    low: float
    high: float
    width: float

    def is_met(self, low: float, high: float) -> bool:
        """Whether a reader who knows it to lie between two numbers knows no more than may be known."""
        return low <= self.low + ALMOST and high >= self.high - ALMOST and high - low >= self.width - ALMOST


class System:
    """The cells of a report with their true numbers, and the sums between them.

    `hidden`: which are not shown; `rests`: which never were, as a rest that no row shows; `to_zero`: which may be 0 for
    all that a reader knows. As zeros are shown, any other hidden count is at least 1, unless its split is hidden whole.
    """

    def __init__(self, value: Sequence[float], sums: Iterable[Sum], rests: Iterable[int] = ()) -> None:
        self.value = np.array(value, float)
        self.hidden, self.rests, self.to_zero = (np.zeros(len(self.value), bool) for _ in range(3))
        self.rests[list(rests)] = True
        terms = [[total, *parts] for total, parts in sums]
        self._begins = np.cumsum([0, *map(len, terms)])
        self._cells = np.array([cell for each in terms for cell in each], np.int64)
        self._signs = np.array([sign for each in terms for sign in (-1.0, *[1.0] * (len(each) - 1))])
        self._terms = terms
        self._sums_of: list[list[int]] = [[] for _ in self.value]
        for number, each in enumerate(terms):
            for cell in each:
                self._sums_of[cell].append(number)

    @property
    def unknown(self) -> np.ndarray:
        return self.hidden | self.rests

    @property
    def least(self) -> np.ndarray:
        """What a reader knows each cell that is not shown to be at least."""
        return np.where(self.rests | self.to_zero, 0, np.minimum(1, self.value))

    def component(self, cell: int, unknown: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The unknown cells that hang together with one, and the sums between them; both in order."""
        return self._around(cell, unknown, len(self._terms) + 1)

    def near(self, cell: int, steps: int, movable: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The movable cells within so many sums of one, and all sums that any of them is in."""
        cells, _ = self._around(cell, movable, steps)
        return cells, np.array(sorted({number for one in cells for number in self._sums_of[one]}), np.int64)

    def _around(self, cell: int, wanted: np.ndarray, steps: int) -> tuple[np.ndarray, np.ndarray]:
        seen, edge = {cell}, [cell]
        sums: set[int] = set()
        while edge and steps:
            steps -= 1
            new = {number for one in edge for number in self._sums_of[one]} - sums
            sums |= new
            edge = [one for one in {one for number in new for one in self._terms[number]} - seen if wanted[one]]
            seen.update(edge)
        return np.array(sorted(seen), np.int64), np.array(sorted(sums), np.int64)

    def rows(self, sums: np.ndarray, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Some sums as sparse rows over some cells: begins, columns, signs; and what each comes to without them."""
        column = np.full(len(self.value), -1)
        column[cells] = np.arange(len(cells))
        lengths = self._begins[sums + 1] - self._begins[sums]
        row = np.repeat(np.arange(len(sums)), lengths)
        at = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths) + self._begins[sums][row]
        columns, signs = column[self._cells[at]], self._signs[at]
        inside = columns >= 0
        others = ~inside
        right = -np.bincount(row[others], signs[others] * self.value[self._cells[at][others]], len(sums))
        begins = np.concatenate([[0], np.cumsum(np.bincount(row[inside], minlength=len(sums)))])
        return begins, columns[inside], signs[inside], right


def holding(
    sums: Iterable[tuple[Name, Sequence[Name]]], value: dict[Name, float], rests: set[Name]
) -> Iterator[tuple[Name, Sequence[Name]]]:
    """The sums that hold for some numbers; a rest that only one of them names gets its number from it.

    A sum with a number that nobody knows says nothing, and one that does not hold is no sum.
    """
    for total, parts in sums:
        missing = [part for part in parts if part not in value]
        if total not in value or len(missing) > 1:
            continue
        left = value[total] - sum(value[part] for part in parts if part in value)
        if left < -ALMOST or (left > ALMOST and not missing):
            continue
        if missing:
            value[missing[0]] = max(left, 0)
            rests.add(missing[0])
        yield total, parts
