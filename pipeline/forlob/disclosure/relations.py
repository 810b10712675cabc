"""Which numbers of the measures table add up to which: what a reader could work out by subtraction.

An equation says that its total is the sum of its parts. A part that no row shows (the participations without a plan, of
all enrolled) is a cell of its own, called a rest. All equations follow from what the measures are declared to be.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from forlob.disclosure.cells import (
    NOT_REGISTERED,
    STEP,
    TO_END,
    WHOLE,
    Cell,
    Row,
    all_with,
    cell_of,
    columns,
    counted_rows,
    denominator_of,
    measure_of,
    name_of,
    same,
    whole_of,
)
from forlob.measures.declared import Measure
from forlob.measures.dimensions import ACTIVE, DIMENSIONS, Dimension
from forlob.measures.exits import OTHER
from forlob.measures.populations import CELLS
from forlob.measures.splitting import is_exclusive


class Equation(NamedTuple):
    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.total, *self.parts


#: The status groups that an exit reason, or a grouping of some, is in.
StatusOf = Callable[[str], set[str]]


def equations(rows: Iterable[Row], cells: Iterable[Cell], status_of: StatusOf) -> Iterator[Equation]:
    """All equations between the cells of some rows."""
    rows, cells = list(rows), set(cells)
    found = [*_within_measures(rows), *_across_measures(rows), *_between_limits(cells)]
    found += [*_of_columns(rows), *_coarser(cells, status_of), *_steps(rows)]
    for equation in dict.fromkeys(found):
        if all(cell in cells or cell.is_rest for cell in equation.cells):
            yield equation
    yield from _across_projects(cells)


def exclusive_dimensions(measure: Measure, name: Cell) -> list[str]:
    """The dimensions of a row of which each counted thing has one group."""
    last = measure.by_nature[-1:] if measure.related.get("adds_up") else ()
    return [
        dimension
        for dimension in name.place
        if (
            is_exclusive(measure, DIMENSIONS.get(dimension))
            if dimension not in measure.by_nature
            else dimension in last
        )
    ]


def summed(name: Cell, dimension: str) -> Cell:
    """What the groups of a dimension of a row add up to."""
    measure = measure_of(name)
    if measure is not None and dimension in measure.by_nature:
        return whole_of(name)
    return same(name.of(name.measure, {d: code for d, code in name.place.items() if d != dimension}, name.at))


def curves(rows: Iterable[Row]) -> list[tuple[Cell | None, list[Cell]]]:
    """Of each running total what it ends in, where a measure counts that, and its cells in their order."""
    series: dict[Cell, list[Cell]] = defaultdict(list)
    for row in rows:
        name, cell = name_of(row), cell_of(row)
        measure = measure_of(name)
        if measure is not None and "ends_in" in measure.related and cell is not None and row["n"] is not None:
            series[name._replace(at="")].append(cell)
    return [(_end(name), sorted(cells, key=lambda cell: (len(cell.at), cell.at))) for name, cells in series.items()]


def _end(name: Cell) -> Cell | None:
    """The total that a curve ends in; what it calls other is no group of another measure."""
    measure = measure_of(name)
    assert measure is not None
    of = measure.related["ends_in"]
    if isinstance(of, Measure):
        return same(name.of(of, {d: code for d, code in name.place.items() if d not in measure.by_nature}))
    if OTHER in name.place.values():
        return None
    return same(name.of(of.measure, dict(zip(of.dimensions, name.place.values(), strict=False))))


def _steps(rows: Iterable[Row]) -> Iterator[Equation]:
    """From each point of a running total to the next, and to what it ends in, some are added."""
    for total, cells in curves(rows):
        for before, after in pairwise(cells):
            yield Equation(after, (before, before._replace(part=STEP)))
        for before in cells:
            if total is not None and before != total:
                yield Equation(total, (before, before._replace(part=TO_END)))


def _within_measures(rows: Iterable[Row]) -> Iterator[Equation]:
    """The groups of a dimension and what they add up to; a share, what it leaves out, and its denominator."""
    groups: dict[tuple[Cell, str], dict[Cell, None]] = defaultdict(dict)
    for row in rows:
        name, cell = name_of(row), cell_of(row)
        measure = measure_of(name)
        if cell is None:
            continue
        exclusive = [] if measure is None else exclusive_dimensions(measure, name)
        for dimension in exclusive:
            place = {**name.place, dimension: ""}
            groups[name.of(name.measure, place, name.at), dimension][cell] = None
        counts_all = measure is not None and measure.of is None and not measure.gives_rows
        whole = exclusive and (counts_all or dimension_adds_up(measure, exclusive))
        total = denominator_of(row)
        for dimension in () if measure is None else name.place:
            of_all = summed(name, dimension)
            known = measure is None or dimension in (*exclusive, *measure.by_nature)
            if not known and of_all != total:  # of those in any of its groups
                yield Equation(of_all, (cell, cell._replace(part=f"(not by {dimension})(rest)")))
        if row["of"] is not None and not whole and total != cell:
            of_same = measure is None or "n_of" not in measure.related
            yield Equation(total, (cell, (cell if of_same else name).rest))
    for (of, dimension), parts in groups.items():
        yield Equation(summed(of, dimension), tuple(parts))


def dimension_adds_up(measure: Measure | None, exclusive: list[str]) -> bool:
    """Whether the groups of a dimension that a measure has in any case make its denominator."""
    return measure is not None and bool(set(exclusive) & set(measure.by_nature))


def _across_measures(rows: Iterable[Row]) -> Iterator[Equation]:
    """What a declaration says of its measure and others, in each place."""
    for row in rows:
        name, cell = name_of(row), cell_of(row)
        measure = measure_of(name)
        if measure is None or cell is None:
            continue
        related = measure.related
        if "remainder" in related:
            whole = same(name.of(related["within"], name.place)) if "within" in related else whole_of(name)
            yield Equation(whole, (cell, *(same(name._replace(measure=m.name)) for m in related["remainder"])))
        elif "within" in related:
            yield from _some_of(name, cell, denominator_of(row), related["within"], measure)
        if "same_as" in related and len(codes := related["same_as"].codes) > 1:
            of = related["same_as"]
            yield Equation(cell, tuple(same(name.of(of.measure, {**name.place, of.dimension: code})) for code in codes))


def _some_of(name: Cell, cell: Cell, whole: Cell, of: Measure, measure: Measure) -> Iterator[Equation]:
    """Those counted, or their denominator where no measure counts it, are some of those that another one counts."""
    alike = of.by_nature == measure.by_nature and bool(of.by_nature)
    place = {d: code for d, code in name.place.items() if alike or d in DIMENSIONS or d not in measure.by_nature}
    of_rows = name.of(of, place)
    if alike:
        yield Equation(same(of_rows), (cell, cell._replace(part="(again)(rest)")))
        yield Equation(whole_of(of_rows), (whole, whole._replace(part="(again)(rest)")))
    elif whole.part == WHOLE and name.at:
        yield Equation(same(name.of(of)), (whole, whole.rest))
    else:
        yield Equation(same(of_rows), (cell, cell.rest))


def _between_limits(cells: Iterable[Cell]) -> Iterator[Equation]:
    """Whoever is under a low limit is under a high one too."""
    under: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.by == "limit" and not cell.part:
            under[cell.of(cell.measure)].append(cell)
    for each in under.values():
        each.sort(key=lambda cell: float(cell.group), reverse=True)
        for all_of, some in zip(each, each[1:], strict=False):
            yield Equation(all_of, (some, all_of._replace(part=f"(over {some.group})(rest)")))


def _of_columns(rows: Iterable[Row]) -> Iterator[Equation]:
    """The filled cells of a column, and what counts those filled, or not."""
    for row in rows:
        name = name_of(row)
        measure = measure_of(name)
        if measure is None or measure.population != CELLS:
            continue
        register, column = name.group, name.subgroup
        filled, without = same(name), same(name)._replace(part="(with more)(rest)")
        dimension = columns().get((register, column))
        if dimension is not None:
            counted = counted_rows()[register]
            empty = [NOT_REGISTERED, ACTIVE] if _coarsened(dimension) else [NOT_REGISTERED]
            missing = [same(name.of(counted, {dimension.name: code})) for code in empty]
            yield Equation(same(name.of(counted)), (filled, *missing))
        for one in columns().values():
            if column in one.also_from and register in counted_rows():
                yield Equation(same(name.of(measure, {**name.place, "column": one.column})), (filled, without))
        for counting in all_with().get((register, column), ()):
            yield Equation(same(name.of(counting)), (filled, without))


def _coarsened(dimension: Dimension) -> bool:
    """Whether the groups of another dimension are made of its own, as status groups are of exit reasons."""
    return any(other.coarsens == dimension.name for other in DIMENSIONS.values())


def _coarser(cells: Iterable[Cell], status_of: StatusOf) -> Iterator[Equation]:
    """Exit reasons make status groups."""
    coarse = {name: dimension.coarsens for name, dimension in DIMENSIONS.items() if dimension.coarsens}
    fine: dict[tuple[Cell, str], dict[str, Cell]] = defaultdict(dict)
    totals: list[tuple[tuple[Cell, str], str, Cell]] = []
    for cell in cells:
        if cell.part or measure_of(cell) is None:
            continue
        for dimension, code in cell.place.items():
            others = cell.of(cell.measure, {d: c for d, c in cell.place.items() if d != dimension}, cell.at)
            if dimension in coarse.values():
                fine[others, dimension][code] = cell
            if dimension in coarse:
                totals.append(((others, coarse[dimension]), code, cell))
    for place, status, total in totals:
        members = [reason for reason in fine[place] if status in status_of(reason)]
        if members and all(len(status_of(reason)) == 1 for reason in members):
            yield Equation(total, tuple(fine[place][reason] for reason in members))


def _across_projects(cells: set[Cell]) -> Iterator[Equation]:
    """The projects make the programme; no equation where two share a person or a company: the numbers do not fit."""
    of_projects: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.project and not cell.is_rest:
            of_projects[cell._replace(project="")].append(cell)
    for total, parts in of_projects.items():
        if total in cells:
            yield Equation(total, tuple(sorted(parts)))
