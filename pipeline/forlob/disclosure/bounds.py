"""Between which numbers a reader can work out that a hidden one lies: linear programming over the sums of a report."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from forlob.disclosure.system import Need, System

if TYPE_CHECKING:
    import highspy

#: What has no end is as good as this.
NO_END = 1e7


@cache
def _quiet() -> type[highspy.Highs]:
    import highspy

    class Quiet(highspy.Highs):
        """Prints nothing, where its own begins with a banner; no callback of ours would be called."""

        def enableCallbacks(self) -> None:
            self.silent()

    return Quiet


class Program:
    """A linear program over equations: columns with bounds and costs. It is solved again and again with other costs."""

    def __init__(self, lower: np.ndarray, upper: np.ndarray, cost: np.ndarray, begins: np.ndarray,
                 columns: np.ndarray, signs: np.ndarray, right: np.ndarray) -> None:  # fmt: skip
        import highspy  # half a second, which only what is protected costs

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(cost), len(right)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
        lp.row_lower_ = lp.row_upper_ = right
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = begins.astype(np.int32), columns.astype(np.int32)
        lp.a_matrix_.value_ = signs
        self._solver = _quiet()()
        self._solver.setOptionValue("threads", 1)
        self._solver.setOptionValue("presolve", "off")
        self._solver.passModel(lp)
        self._best = highspy.HighsModelStatus.kOptimal

    def solve(self) -> np.ndarray | None:
        """The columns at the least cost; None where the equations cannot hold."""
        self._solver.run()
        if self._solver.getModelStatus() != self._best:
            return None
        return np.array(self._solver.getSolution().col_value)

    def cost(self, column: int, cost: float) -> None:
        """Give a column another cost."""
        self._solver.changeColCost(column, cost)


class Attack:
    """What a reader can work out of the hidden cells of a system.

    Each solution shows what all cells may be at once; so most cells need no program of their own.
    """

    def __init__(self, system: System) -> None:
        self._system = system
        self._begun: dict[int, tuple[np.ndarray, Program, np.ndarray, np.ndarray]] = {}
        self._as_of = -1

    def bounds(self, cell: int, need: Need | None = None) -> tuple[float, float]:
        """The least and the most that a hidden cell can be; with `need`, only as far as shows whether it is met."""
        now = int(self._system.hidden.sum() + self._system.to_zero.sum())
        if now != self._as_of:
            self._begun, self._as_of = {}, now
        if cell not in self._begun:
            self._begin(cell)
        cells, program, low, high = self._begun[cell]
        at = int(np.searchsorted(cells, cell))
        for sign in (-1.0, 1.0):
            if need is not None and need.is_met(low[at], high[at]):
                break
            program.cost(at, sign)
            found = program.solve()
            program.cost(at, 0)
            if found is not None:
                np.minimum(low, found, out=low)
                np.maximum(high, found, out=high)
        return float(low[at]), float(high[at])

    def _begin(self, cell: int) -> None:
        cells, sums = self._system.component(cell, self._system.unknown)
        lower, none = self._system.least[cells], np.zeros(len(cells))
        program = Program(lower, np.full(len(cells), NO_END), none, *self._system.rows(sums, cells))
        true = self._system.value[cells]
        self._begun |= dict.fromkeys(cells.tolist(), (cells, program, true.copy(), true.copy()))
