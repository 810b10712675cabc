"""Running totals: a step between two months that are shown is a count too."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from forlob.disclosure.cells import CUMULATIVE, Cell, Row, cell_of, same
from forlob.disclosure.complement import Shown


def small_steps(rows: Iterable[Row], shown: Shown, min_cell: int) -> set[Cell]:
    """The cells of running totals that are to be suppressed so that no step is 1 to below min_cell.

    The total that a running total ends in counts as its last step. For the programme, a month for which every project
    is shown is known anyway: it stays, and others give way.
    """
    found: set[Cell] = set()
    for total, cells in _series(rows).items():
        cells = [cell for cell in cells if cell not in shown.hidden]
        end = shown.true.get(total)
        fixed = [_known_from_projects(cell, shown) for cell in cells]
        values = [shown.true[cell] for cell in cells]
        if total in shown.hidden and end is not None:
            near = {cell for cell, n in zip(cells, values, strict=True) if n and abs(end - n) < min_cell}
            found |= near
            kept = [place for place, cell in enumerate(cells) if cell not in near]
            cells = [cells[place] for place in kept]
            fixed, values = [fixed[place] for place in kept], [values[place] for place in kept]
            end = None
        fixed = [known or n == end for known, n in zip(fixed, values, strict=True)]
        keep = stepping(values, fixed, end, min_cell)
        found |= {cell for place, cell in enumerate(cells) if place not in keep}
    return found


def stepping(values: Sequence[float], fixed: Sequence[bool], end: float | None, min_cell: int) -> set[int]:
    """The places of a running total to show: all that are fixed, and others whose steps are 0 or at least min_cell.

    >>> stepping([2, 6, 9, 20], [False] * 4, None, 5)
    {1, 3}
    """
    keep: list[int] = []
    for place, value in enumerate(values):
        if fixed[place]:
            _give_way(keep, values, fixed, value, min_cell)
            keep.append(place)
        elif not 0 < value - (values[keep[-1]] if keep else 0) < min_cell:
            keep.append(place)
    if end is not None:
        _give_way(keep, values, fixed, end, min_cell)
    return set(keep)


def _give_way(keep: list[int], values: Sequence[float], fixed: Sequence[bool], value: float, min_cell: int) -> None:
    while keep and not fixed[keep[-1]] and 0 < value - values[keep[-1]] < min_cell:
        keep.pop()


def _series(rows: Iterable[Row]) -> dict[Cell, list[Cell]]:
    """The total of each running total -> its cells in order."""
    series: dict[Cell, list[Cell]] = defaultdict(list)
    for row in rows:
        cell = cell_of(row)
        if row["measure"] in CUMULATIVE and cell is not None and row["n"] is not None:
            ends_in = CUMULATIVE[cell.measure]
            total = same(cell.named(ends_in, cell.group if ends_in == "status.final" else ""))
            series[total._replace(subgroup=cell.measure)].append(cell)
    return {
        total._replace(subgroup=""): sorted(cells, key=lambda c: (len(c.subgroup), c.subgroup, c.group))
        for total, cells in series.items()
    }


def _known_from_projects(cell: Cell, shown: Shown) -> bool:
    parts = shown.parts_of_projects.get(cell, ())
    return bool(parts) and not any(part in shown.hidden for part in parts)
