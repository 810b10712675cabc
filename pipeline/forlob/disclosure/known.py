"""The rows of a measures table as a system of numbers: which cells there are, what adds up, and what each is worth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from forlob.disclosure.asked_twice import answered_in_both
from forlob.disclosure.cells import Cell, Row, cell_of, denominator_of, is_amount, measure_of, name_of, same
from forlob.disclosure.primary import partner_of
from forlob.disclosure.relations import StatusOf, equations
from forlob.disclosure.secondary import Way
from forlob.disclosure.system import System, holding
from forlob.measures.table import dimensions_in
from forlob.programme.code_lists import built_in
from forlob.programme.programme import Programme

#: The loss of a number by what it is of: of a project and of the programme, whole, by one dimension or by more.
OF_PROJECT = (60, 2, 1)
OF_PROGRAMME = (1000, 20, 8)
#: A point of a curve is one of many.
OF_POINTS = 16
SIZES = 64


class Behind(NamedTuple):
    """How many people a number is of, and the most that one of them has of it."""

    people: int
    largest: float


class Known:
    """The cells of some rows: `value` of each, `rests` that no row shows, and the system that they make.

    `behind`: who stands behind a cell of rows of which a person may have many, or of hours.

    A cell's place in the system is its place in the order of the cells, so that the order of the rows changes nothing.
    """

    def __init__(self, value: dict[Cell, float], sums: Iterable[tuple[Cell, Sequence[Cell]]], rests: set[Cell],
                 shares: Counter[Cell], behind: Mapping[Cell, Behind]) -> None:  # fmt: skip
        self.value, self.rests, self._shares, self.behind = value, rests, shares, behind
        self.cells = sorted(value)
        self.place = {cell: at for at, cell in enumerate(self.cells)}
        self.sums = list(sums)
        in_places = [(self.place[total], [self.place[part] for part in parts]) for total, parts in self.sums]
        self.system = System([value[cell] for cell in self.cells], in_places, [self.place[cell] for cell in rests])
        self.system.to_zero[:] = [is_amount(cell) for cell in self.cells]

    @classmethod
    def of(cls, rows: list[Row], programme: Programme | None, behind: Iterable[Row] = ()) -> Known:
        """Of rows of the measures table; a count that was hidden at source has what the others leave for it.

        `behind`: rows with `people` and `largest` (`measures/contributions.py`).
        """
        value: dict[Cell, float] = {}
        at_source: set[Cell] = set()
        shares: Counter[Cell] = Counter()
        for row in rows:
            cell = cell_of(row)
            if cell is None:
                continue
            if row["n"] is not None:
                value.setdefault(cell, row["n"])
            elif row["suppressed"]:
                at_source.add(cell)
            if row["of"] is not None:
                whole = denominator_of(row)
                value.setdefault(whole, row["of"])
                shares[whole] += 1
        cells = set(value) | at_source
        sums = [*equations(rows, cells, statuses(programme))]
        if programme is not None:
            sums += answered_in_both(rows, cells, programme)
        rests: set[Cell] = set()
        holds = list(holding(dict.fromkeys(sums), value, rests))
        told = {same(name_of(row)): Behind(row["people"], row["largest"]) for row in behind}
        return cls(value, holds, rests, shares, told)

    @cached_property
    def projects(self) -> dict[Cell, Sequence[Cell]]:
        """The programme's cells that are the sums of those of projects, with these."""
        return {total: parts for total, parts in self.sums if not total.project and all(part.project for part in parts)}

    def hide(self, cells: Iterable[Cell]) -> None:
        """Hide those of some cells that are there and shown."""
        places = [self.place[cell] for cell in cells if cell in self.place and cell not in self.rests]
        self.system.hidden[places] = True

    def hide_scope(self, cell: Cell) -> None:
        """Hide all of a cell's project, or of the programme, the zeros too."""
        places = [at for at, other in enumerate(self.cells) if other.scope == cell.scope and other not in self.rests]
        self.system.hidden[places] = self.system.to_zero[places] = True

    @property
    def withheld(self) -> set[Cell]:
        """The scopes, projects or the programme, of which no number is shown."""
        shown = {cell.scope for at, cell in enumerate(self.cells) if not self.system.unknown[at]}
        return {cell.scope for cell in self.cells} - shown

    @property
    def hidden(self) -> set[Cell]:
        return {self.cells[at] for at in np.flatnonzero(self.system.hidden)}

    @property
    def many_hidden(self) -> int:
        return int(self.system.hidden.sum())

    def is_shown(self, cell: Cell) -> bool:
        return not self.system.unknown[self.place[cell]]

    def loss(self) -> np.ndarray:
        """What a report loses by each cell, in whole numbers: among equals more by the larger.

        By a denominator also its shares, and what is hidden with it.
        """
        own = np.array([self._loss(cell) for cell in self.cells])
        partners = ((at, partner_of(cell)) for at, cell in enumerate(self.cells))
        loss = own.copy()
        for at, partner in partners:
            if partner is not None and partner in self.place:
                loss[at] += own[self.place[partner]]
        return loss

    def _loss(self, cell: Cell) -> int:
        level = (OF_PROJECT if cell.project else OF_PROGRAMME)[_dimensions(cell)]
        measure = measure_of(cell)
        many = 1 + self._shares[cell] + (measure is not None and measure.related.get("everything", False))
        return level * many * (OF_POINTS if cell.at else SIZES) + _size(int(self.value[cell]))

    def ways(self) -> Callable[[int], list[Way]]:
        """For the sake of a cell, from the best way to the last one: what may be hidden, and what is hidden whole.

        First numbers that are split; then the cell's own split is left out whole, its zeros too; then totals; then all
        of the project.
        """
        shown = ~self.system.rests
        every = shown & (self.system.value > 0)
        split = every & np.array([_dimensions(cell) > 0 for cell in self.cells], bool)
        of_split: dict[Cell, list[int]] = defaultdict(list)
        of_project: dict[Cell, list[int]] = defaultdict(list)
        for at in np.flatnonzero(shown).tolist():
            of_split[_split_of(self.cells[at])].append(at)
            of_project[self.cells[at].scope].append(at)

        def ways_of(place: int) -> list[Way]:
            cell = self.cells[place]
            project = of_project[cell.scope] if cell.project else []
            if not _dimensions(cell):
                return [(every, []), (every, project)]
            whole = of_split[_split_of(cell)]
            return [(split, []), (split, whole), (every, whole), (every, project)]

        return ways_of


def _size(n: int) -> int:
    """Four steps to each doubling, below SIZES: 8, 10, 12, 14, 16, 20 ..."""
    bits = n.bit_length()
    return min(4 * bits + (n >> bits - 3) % 4 if bits > 2 else n, SIZES - 1)


def _dimensions(cell: Cell) -> int:
    """How many dimensions a number is split by, at most two; without a denominator many numbers have no share."""
    return 0 if cell.part and not cell.is_rest else min(len(dimensions_in(cell.by)), 2)


def _split_of(cell: Cell) -> Cell:
    return cell.scope._replace(measure=cell.measure, by=cell.by)


def statuses(programme: Programme | None) -> StatusOf:
    """Exit reason, or a grouping of some -> the status groups that it is in; by the built-in list where no programme
    says.
    """
    if programme is None:
        built_in_reasons = {reason: {item["status"]} for reason, item in built_in()["exit_reason"].items()}
        return lambda reason: built_in_reasons.get(reason, set())
    groups = programme.groups.get("exit_reason", {})

    def status_of(reason: str) -> set[str]:
        if reason in ("active", "not_registered"):
            return {reason}
        members = groups.get(reason, [reason])
        return {programme.status_of(member) for member in members} if isinstance(members, list) else set()

    return status_of
