"""Secondary suppression: which further numbers are hidden so that no small one can be worked out, at the least loss."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from forlob.disclosure.bounds import NO_END, Attack, Program
from forlob.disclosure.system import ALMOST, Need, System

#: What is hidden for the sake of a cell is at most so many sums away from it.
REACH = 6

#: The cells that may be hidden for the sake of another, and those that are hidden whole: the zeros among them too,
#: which are then not known.
Way = tuple[np.ndarray, Sequence[int]]


def hide_more(
    system: System, needs: Mapping[int, Need], loss: np.ndarray, ways: Callable[[int], Sequence[Way]]
) -> tuple[dict[int, int], set[int]]:
    """Hide further cells of a system until every need is met.

    Returns each cell hidden with the one for whose sake, and the cells whose need cannot be met.

    `needs`: in the order in which they are met; `loss`: of each cell, what it costs to hide it; `ways`: for a cell,
    from the best way to the last one.
    """
    sake: dict[int, int] = {}
    left: set[int] = set()
    attack = Attack(system)
    while True:
        failing = [
            cell for cell in needs if cell not in left and not needs[cell].is_met(*attack.bounds(cell, needs[cell]))
        ]
        if not failing:
            return sake, left
        for cell in failing:
            before = system.hidden.copy()
            if not _open(system, attack, cell, needs[cell], loss, ways(cell)):
                left.add(cell)
            sake |= dict.fromkeys(np.flatnonzero(system.hidden & ~before).tolist(), cell)


def _open(system: System, attack: Attack, cell: int, need: Need, loss: np.ndarray, ways: Sequence[Way]) -> bool:
    """Hide what lets a cell be as high, as low and as wide as it needs to be; false where nothing helps."""
    for movable, whole in ways:
        system.hidden[whole] = system.to_zero[whole] = True
        for target in _TARGETS:
            low, high = attack.bounds(cell, need)
            if need.is_met(low, high):
                return True
            if (wanted := target(need, low, high)) is not None:
                _reach(system, cell, wanted, movable, loss)
        if need.is_met(*attack.bounds(cell, need)):
            return True
    return False


#: What a cell is to be able to be, one after the other.
_TARGETS: tuple[Callable[[Need, float, float], float | None], ...] = (
    lambda need, low, high: need.high if high < need.high - ALMOST else None,
    lambda need, low, high: need.low if low > need.low + ALMOST else None,
    lambda need, low, high: high - need.width if high - low < need.width - ALMOST else None,
    lambda need, low, high: low + need.width if high - low < need.width - ALMOST else None,
)


def _reach(system: System, cell: int, target: float, movable: np.ndarray, loss: np.ndarray) -> None:
    """Hide the cells of the least loss with which a cell could be `target` for all that is known, if there are any."""
    unknown = system.unknown
    cells, sums = system.near(cell, REACH, movable | unknown)
    matrix = system.rows(sums, cells)
    cost = np.where(unknown[cells], 0, loss[cells])
    step = target - system.value[cell]
    best = _moved(system, cell, step, cells, cost, matrix)
    if best is None:
        return
    # A program weighs how far cells move, not how many do: so see whether it goes without each, the dearest first.
    for one in sorted(best[cost[best] > 0].tolist(), key=lambda one: (-cost[one], one)):
        other = _moved(system, cell, step, cells, cost, matrix, without=one) if one in best else None
        if other is not None and cost[other].sum() < cost[best].sum():
            best = other
    system.hidden[cells[best]] |= ~unknown[cells[best]]


def _moved(
    system: System, cell: int, step: float, cells: np.ndarray, cost: np.ndarray,
    matrix: tuple[np.ndarray, ...], without: int = -1,
) -> np.ndarray | None:  # fmt: skip
    """Which of some cells change where one changes by a step and all sums hold, at the least cost; None if none can."""
    begins, columns, signs, _ = matrix
    many, at = len(cells), int(np.searchsorted(cells, cell))
    down = np.maximum(system.value[cells] - system.least[cells], 0)
    upper = np.concatenate([np.full(many, NO_END), down])
    lower = np.zeros(2 * many)
    side, other = (0, many) if step > 0 else (many, 0)
    if abs(step) > upper[side + at] + ALMOST:
        return None
    lower[side + at] = upper[side + at] = abs(step)
    upper[other + at] = 0
    if without >= 0:
        upper[[without, many + without]] = 0
    # No two ways cost the same: the order of the cells decides, on every processor.
    ordered = cost + 1e-2 * (1 + np.arange(many) / many)
    rows = np.repeat(np.arange(len(begins) - 1), np.diff(begins))
    order = np.argsort(np.concatenate([rows, rows]), kind="stable")
    both = np.concatenate([columns, columns + many])[order], np.concatenate([signs, -signs])[order]
    found = Program(
        lower, upper, np.concatenate([ordered, ordered]), 2 * begins, *both, np.zeros(len(begins) - 1)
    ).solve()
    if found is None:
        return None
    return np.flatnonzero(np.abs(found[:many] - found[many:]) > ALMOST)
