"""Complementary suppression: hides further counts until no hidden one can be worked out from those shown."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from forlob.disclosure.cells import Cell, Row, cell_of, denominator_of, is_amount, measure_of
from forlob.disclosure.relations import Equation


@dataclass
class Shown:
    """The cells of a table, those of them that are hidden, and the equations between them.

    `true` holds the counts that are known here (not those of a project that was protected before); `hideable` the
    cells of the table itself that may still be hidden.
    """

    min_cell: int
    true: dict[Cell, float] = field(default_factory=dict)
    hidden: set[Cell] = field(default_factory=set)
    hideable: set[Cell] = field(default_factory=set)
    equations: list[Equation] = field(default_factory=list)
    totals: set[Cell] = field(default_factory=set)
    parts_of_projects: dict[Cell, tuple[Cell, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[Row], beside: Iterable[Row], min_cell: int) -> "Shown":
        shown = cls(min_cell)
        for row in beside:
            for cell, number in _numbers(row):
                if number is not None:
                    shown.true.setdefault(cell, number)
                elif cell == cell_of(row):
                    shown.hidden.add(cell)
        public = set(shown.true)
        shown.hidden -= public
        for row in rows:
            for cell, number in _numbers(row):
                if number is not None:
                    shown.true.setdefault(cell, number)
                    shown.hideable |= {cell} - public
                elif row["suppressed"] and cell == cell_of(row) and cell not in shown.true:
                    shown.hidden.add(cell)  # at source
        return shown

    @property
    def cells(self) -> set[Cell]:
        return set(self.true) | self.hidden

    def add(self, equations: Iterable[Equation]) -> None:
        """Take in equations, and the rests that they name; those that do not hold are left out."""
        for total, parts in equations:
            rests = [part for part in parts if part.is_rest]
            known = [self.true[part] for part in parts if part in self.true]
            if rests and total in self.true and len(known) == len(parts) - 1:
                self.true[rests[0]] = self.true[total] - sum(known)
                known.append(self.true[rests[0]])
            difference = self.true[total] - sum(known) if total in self.true else 0
            if difference < -1e-6 or (difference > 1e-6 and len(known) == len(parts)):
                continue
            self.equations.append(Equation(total, parts))
            if total.project or not all(part.project for part in parts):
                self.totals.add(total)
            else:
                self.parts_of_projects[total] = parts

    def is_known(self, cell: Cell) -> bool:
        """Whether a reader knows the cell: it is shown, or a rest of nobody."""
        return cell in self.true and cell not in self.hidden and (not cell.is_rest or self.true[cell] == 0)

    def is_sum_of_shown_projects(self, cell: Cell) -> bool:
        """Whether hiding the programme's cell would hide nothing, since a reader can add up those of its projects."""
        parts = self.parts_of_projects.get(cell, ())
        return bool(parts) and all(self.is_known(part) for part in parts)


def complement(shown: Shown) -> None:
    """Hide the least more that is needed: in each equation the smallest part that is shown, the total last."""
    while True:
        more = _open_equations(shown) or _worked_out(shown)
        if not more:
            return
        shown.hidden |= more


def _open_equations(shown: Shown) -> set[Cell]:
    """A cell to hide for each equation that gives away its one hidden part, or so few in all hidden parts together."""
    more: set[Cell] = set()
    for equation in shown.equations:
        unknown = [cell for cell in equation.cells if not shown.is_known(cell)]
        if unknown and more.isdisjoint(equation.cells):
            alone = len(unknown) == 1 and unknown[0] in shown.hidden
            if alone or (equation.total not in unknown and _few(equation, shown)):
                more |= _partner(equation.cells, shown)
    return more


def _few(equation: Equation, shown: Shown) -> bool:
    """Whether there are 1 to below min_cell in all hidden parts together (who cannot be followed is no such part)."""
    if is_amount(equation.total) or any(part.is_rest and _is_missing(part) for part in equation.parts):
        return False
    left = shown.true[equation.total] - sum(shown.true[part] for part in equation.parts if shown.is_known(part))
    return 1e-6 < left < shown.min_cell


def _is_missing(rest: Cell) -> bool:
    """Whether a rest are registrations that are missing, such as dates, and no people with something in common."""
    measure = measure_of(rest)
    return measure is not None and measure.related.get("leaves_missing", False)


def _worked_out(shown: Shown) -> set[Cell]:
    """Cells to hide, one for each hidden cell that several equations together give away."""
    more: set[Cell] = set()
    for equations in _components(shown):
        unknown = sorted({cell for e in equations for cell in e.cells if not shown.is_known(cell)})
        matrix = _matrix(equations, unknown)
        for place in np.flatnonzero(determined(matrix)):
            if unknown[place] in shown.hidden:
                used = _used(equations, matrix, int(place))
                if more.isdisjoint(used):
                    more |= _partner(used, shown)
    return more


def _matrix(equations: list[Equation], columns: list[Cell]) -> np.ndarray:
    """One line an equation: 1 for a part, -1 for the total, in the columns of some cells."""
    places = {cell: place for place, cell in enumerate(columns)}
    matrix = np.zeros((len(equations), len(columns)))
    for line, equation in enumerate(equations):
        for cell, sign in [(equation.total, -1.0), *((part, 1.0) for part in equation.parts)]:
            if cell in places:
                matrix[line, places[cell]] += sign
    return matrix


def _used(equations: list[Equation], matrix: np.ndarray, place: int) -> set[Cell]:
    """The cells from which the unknown at a place is worked out: what is left in the sum that isolates it."""
    alone = np.zeros(matrix.shape[1])
    alone[place] = 1
    weights = np.linalg.lstsq(matrix.T, alone, rcond=None)[0]
    columns = sorted({cell for e in equations for cell in e.cells})
    left = weights @ _matrix(equations, columns)
    return {cell for cell, weight in zip(columns, left, strict=True) if abs(weight) > 1e-9}


def determined(matrix: np.ndarray) -> np.ndarray:
    """Which unknowns of a system of linear equations have one solution only: those that its null space leaves alone."""
    _, sizes, directions = np.linalg.svd(matrix)
    null_space = directions[int((sizes > 1e-9).sum()) :]
    return (np.abs(null_space) < 1e-9).all(axis=0)


def _partner(cells: Iterable[Cell], shown: Shown) -> set[Cell]:
    """The smallest of some cells that is shown and may be hidden, totals last; empty if there is none."""
    possible = [c for c in cells if c in shown.hideable and c not in shown.hidden and shown.true[c]]
    possible = [c for c in possible if not shown.is_sum_of_shown_projects(c)]
    return {min(possible, key=lambda cell: (cell in shown.totals, shown.true[cell], cell))} if possible else set()


def _components(shown: Shown) -> list[list[Equation]]:
    """The equations with hidden cells, in groups that share no unknown.

    One with a rest that nobody knows is left out: the rest can be anything, so it tells nothing of the other cells.
    """
    of_cell: dict[Cell, list[int]] = defaultdict(list)
    for number, equation in enumerate(shown.equations):
        if any(part.is_rest and not shown.is_known(part) for part in equation.parts):
            continue
        for cell in equation.cells:
            if not shown.is_known(cell):
                of_cell[cell].append(number)
    linked: dict[int, set[int]] = defaultdict(set)
    for numbers in of_cell.values():
        for number in numbers:
            linked[number] |= set(numbers)
    groups, seen = [], set()
    for start in sorted(linked):
        queue, group = [start], set()
        while queue:
            number = queue.pop()
            if number not in seen:
                seen.add(number)
                group.add(number)
                queue += linked[number]
        if len(group) > 1:
            groups.append([shown.equations[number] for number in sorted(group)])
    return groups


def _numbers(row: Row) -> list[tuple[Cell, float | None]]:
    cell = cell_of(row)
    if cell is None:
        return []
    return [(cell, row["n"])] + ([(denominator_of(row), row["of"])] if row["of"] is not None else [])
