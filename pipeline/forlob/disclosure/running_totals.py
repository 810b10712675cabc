"""Running totals: a step between two months that are shown is a count too."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from forlob.disclosure.cells import Cell, Row
from forlob.disclosure.known import Known
from forlob.disclosure.relations import curves


def small_steps(rows: Iterable[Row], known: Known, min_cell: int) -> set[Cell]:
    """The cells of running totals that are to be suppressed so that no step is 1 to below min_cell.

    The total that a running total ends in counts as its last step. For the programme, a month for which every project
    is shown is known anyway: it stays, and others give way.
    """
    found: set[Cell] = set()
    for total, cells in curves(rows):
        cells = [cell for cell in cells if known.is_shown(cell)]
        end = None if total is None else known.value.get(total)
        fixed = [_known_from_projects(cell, known) for cell in cells]
        values = [known.value[cell] for cell in cells]
        if total is not None and end is not None and not known.is_shown(total):
            near = {cell for cell, n in zip(cells, values, strict=True) if n and abs(end - n) < min_cell}
            found |= near
            kept = [place for place, cell in enumerate(cells) if cell not in near]
            cells = [cells[place] for place in kept]
            fixed, values = [fixed[place] for place in kept], [values[place] for place in kept]
            end = None
        fixed = [stays or n == end for stays, n in zip(fixed, values, strict=True)]
        keep = stepping(values, fixed, end, min_cell)
        found |= {cell for place, cell in enumerate(cells) if place not in keep}
    return found


def stepping(values: Sequence[float], fixed: Sequence[bool], end: float | None, min_cell: int) -> set[int]:
    """The places of a running total to show: all that are fixed, and others whose steps are 0 or at least min_cell.

    Before hidden points, of unchanged ones the first alone: so a hidden point may be unchanged for all that is known.

    >>> stepping([2, 6, 9, 20], [False] * 4, None, 5), stepping([6, 6, 8, 20], [False] * 4, None, 5)
    ({1, 3}, {0, 3})
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
    gone: set[int] = set()
    following = len(values)
    for before, place in reversed(list(pairwise(keep))):
        before_a_gap = following > place + 1 or following in gone
        if before_a_gap and values[before] == values[place] and not fixed[place]:
            gone.add(place)
        following = place
    return set(keep) - gone


def _give_way(keep: list[int], values: Sequence[float], fixed: Sequence[bool], value: float, min_cell: int) -> None:
    while keep and not fixed[keep[-1]] and 0 < value - values[keep[-1]] < min_cell:
        keep.pop()


def _known_from_projects(cell: Cell, known: Known) -> bool:
    parts = known.projects.get(cell, ())
    return bool(parts) and all(known.is_shown(part) for part in parts)
