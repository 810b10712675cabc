"""Counts of a declared measure in the groups of one or two dimensions, and what they are of.

A count or an amount is of its total: of all, or of all in the group of the first dimension. A share is of what it is
declared to be of, in the same group; where the groups are of the rows that are counted (tasks) and not of the people
that the share is of, it is of all of these, and with two dimensions of those counted in the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from forlob.errors import UsageError
from forlob.measures import sums
from forlob.measures.clustered import effective_sizes, pairs_of
from forlob.measures.data import Data
from forlob.measures.dimensions import DIMENSIONS, Dimension, labels_of
from forlob.measures.participation_facts import look_up
from forlob.measures.people import people_of
from forlob.measures.populations import PARTICIPATIONS, Population
from forlob.measures.rows import OF_PEOPLE, count, no_rows, share

if TYPE_CHECKING:
    from forlob.measures.declared import Measure


def split(measure: Measure, data: Data, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows of a count, share or amount, by at most two dimensions.

    Raises UsageError for a dimension that is not declared, or that the measure cannot be split by.
    """
    dimensions = [_dimension(measure, name) for name in by]
    cells = _cells(measure, data, dimensions)
    if cells is None:
        return no_rows()
    of = _of(measure, data, dimensions, cells)
    named = dict(zip(("group", "subgroup"), cells.names(), strict=False))
    if of is None:
        return count(measure.name, cells.n, _unit(measure), **named)
    return share(measure.name, cells.n, of, _unit(measure), **named, effective=_effective(measure, data, cells))


class _Cells:
    """What a measure counts, cell by cell: `groups` of each dimension, `n` of each pair of them (flat).

    `rows`: those that are counted from; `codes`: the cell of each; `chosen`: which of them count.
    """

    def __init__(self, rows: pd.DataFrame, labels: list[pd.Series], counted: Any) -> None:
        self.rows, self.groups = rows, [label.cat.categories for label in labels]
        self.codes = np.zeros(len(rows), np.int64)
        for label in labels:
            self.codes = self.codes * len(label.cat.categories) + label.cat.codes.to_numpy(np.int64)
        self.size = int(np.prod([len(groups) for groups in self.groups], dtype=np.int64))
        self.counted = counted
        self.n = self._n()

    def names(self) -> list[np.ndarray]:
        """The group of each cell, of each dimension."""
        places = np.unravel_index(np.arange(self.size), [len(groups) for groups in self.groups] or [1])
        return [groups.to_numpy(object)[at] for groups, at in zip(self.groups, places, strict=False)]

    def _n(self) -> np.ndarray:
        counted = self.counted
        if not isinstance(counted, pd.Series):
            return np.array([counted])
        if counted.dtype == bool:
            return np.bincount(self.codes[counted.to_numpy()], minlength=self.size)
        if counted.dtype == float:
            return sums.hours_by(counted, self.codes).reindex(range(self.size), fill_value=0).to_numpy()
        places, ids = pd.factorize(counted)
        pairs = np.unique(self.codes[places >= 0] * max(len(ids), 1) + places[places >= 0])
        return np.bincount(pairs // max(len(ids), 1), minlength=self.size)


def _cells(measure: Measure, data: Data, dimensions: list[Dimension]) -> _Cells | None:
    counted = measure.function(data)
    if counted is None:
        return None
    if not isinstance(counted, pd.Series | pd.DataFrame):
        return None if dimensions else _Cells(pd.DataFrame(index=range(1)), [], counted)
    base = _base(measure, dimensions)
    rows = base.rows(data)
    if rows is None:
        return None
    if isinstance(counted, pd.DataFrame):
        counted = pd.Series(True, counted.index)
    if base != measure.over:
        counted = _of_participations(counted, measure.over.rows(data), rows)
    labels = [labels_of(dimension, data, base) for dimension in dimensions]
    known = [label for label in labels if label is not None]
    return _Cells(rows, known, counted) if len(known) == len(labels) else None


def _of_participations(counted: pd.Series, participations: pd.DataFrame | None, rows: pd.DataFrame) -> pd.Series:
    """The participations that count, as ids of the rows of another register about them."""
    assert participations is not None
    ids = rows["participation_id"]
    chosen = participations.loc[counted.astype(bool), "participation_id"] if counted.dtype == bool else None
    known = pd.Series(counted.to_numpy(), participations["participation_id"])
    return ids.where(ids.isin(chosen)) if chosen is not None else look_up(known, ids)


def _base(measure: Measure, dimensions: list[Dimension]) -> Population:
    """Whose rows are counted: the measure's own, or those of a register that a participation may have many rows of."""
    many = {d.population.name: d.population for d in dimensions if d.population not in (measure.over, PARTICIPATIONS)}
    return next(iter(many.values()), measure.over)


def _dimension(measure: Measure, name: str) -> Dimension:
    dimension = DIMENSIONS.get(name)
    if dimension is None:
        raise UsageError(f"by {name}: there is no such dimension. The dimensions are {', '.join(DIMENSIONS)}.")
    of_its_own = dimension.population == measure.over
    of_participations = dimension.population == PARTICIPATIONS or measure.over == PARTICIPATIONS
    if not (of_its_own or of_participations):
        raise UsageError(
            f"{measure.name} cannot be split by {name}: that is a dimension of each {dimension.population.name}."
        )
    return dimension


def _of(measure: Measure, data: Data, dimensions: list[Dimension], cells: _Cells) -> Any:
    """The denominator of each cell; None where it is no share."""
    if measure.of is None:
        row = [] if measure.kind == "amount" else dimensions[:-1]
        return _totals(measure, data, row, cells) if dimensions else None
    of_counted = measure.of.over != measure.over
    shared = [d for d in dimensions if not (of_counted and d.population == measure.over)]
    if len(dimensions) == 2 and len(shared) < 2:
        return _totals(measure, data, dimensions[:-1], cells)
    return _totals(measure.of, data, shared, cells)


def _totals(measure: Measure, data: Data, dimensions: list[Dimension], cells: _Cells) -> np.ndarray | None:
    """For each cell what a measure counts in its group of the first dimensions."""
    whole = _cells(measure, data, dimensions)
    return None if whole is None else np.repeat(whole.n, cells.size // whole.size)


def _unit(measure: Measure) -> str:
    return "participants" if measure.over != measure.population else measure.population.unit


def _effective(measure: Measure, data: Data, cells: _Cells) -> Any:
    """The effective size of each share of rows of which one person may have many."""
    if _unit(measure) not in OF_PEOPLE:
        return np.nan
    people = people_of(data, cells.rows)
    if people is None:
        return np.nan
    if measure.of is None:
        chosen = cells.counted.to_numpy()
        width = len(cells.groups[-1])
        return effective_sizes(pairs_of(people[chosen], cells.codes[chosen]), np.arange(cells.size) // width)
    both = cells.codes * 2 + cells.counted.to_numpy().astype(np.int64)
    return effective_sizes(pairs_of(people, both), np.arange(2 * cells.size) // 2)[1::2]
