"""Counts of a declared measure in the groups of one or two dimensions, and what they are of.

A count or an amount is of its total: of all, or of all in the group of the first dimension. A share is of what it is
declared to be of, in the same group; where the groups are of the rows that are counted (tasks) and not of the people
that the share is of, it is of all of these, and with two dimensions of those counted in the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from forlob.errors import UsageError
from forlob.measures import sums
from forlob.measures.clustered import effective_sizes, pairs_of
from forlob.measures.data import Data, of_participations
from forlob.measures.dimensions import DIMENSIONS, Dimension, dimension_named, labels_of
from forlob.measures.participation_facts import look_up
from forlob.measures.people import people_of
from forlob.measures.populations import PARTICIPATIONS, PERSONS, Population
from forlob.measures.rows import OF_PEOPLE, count, share, together
from forlob.measures.table import CODES
from forlob.programme.programme import Programme
from forlob.programme.yaml_errors import nearest

if TYPE_CHECKING:
    from forlob.measures.declared import Measure


def split(measure: Measure, data: Data, by: tuple[str, ...]) -> pd.DataFrame | None:
    """The rows of a count, share or amount, by at most two dimensions; None where there are none.

    Raises UsageError for a dimension that is not declared, or that the measure cannot be split by.
    """
    if len(by) > 2:
        raise UsageError(f"{measure.name} by {', '.join(by)}: a measure can be split by two dimensions at most.")
    dimensions = [dimension_of(measure, name, data.programme) for name in by]
    cells = cells_of(measure, data, dimensions)
    if cells is None:
        return None
    of = _of(measure, data, dimensions, cells)
    if of is None:
        return count(cells.n, measure.unit, *cells.names())
    return share(cells.n, of, measure.unit, *cells.names(), effective=_effective(measure, data, cells))


class Distinct(NamedTuple):
    """The id of what each row is about, which counts once however many rows it has."""

    ids: pd.Series


def distinct(ids: pd.Series) -> Distinct:
    """What a measure gives that counts the different things that its rows are about, by their ids."""
    return Distinct(ids)


#: Populations with one row a participation: what a participation has several of splits them too.
OF_ONE_ROW = (PARTICIPATIONS.name, PERSONS.name)


class Cells:
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
        if not isinstance(counted, pd.Series | Distinct):
            return np.array([counted])
        if isinstance(counted, pd.Series) and counted.dtype == bool:
            return np.bincount(self.codes[counted.to_numpy()], minlength=self.size)
        if isinstance(counted, pd.Series):
            return sums.hours_by(counted, self.codes).reindex(range(self.size), fill_value=0).to_numpy()
        places, ids = pd.factorize(counted.ids)
        pairs = np.unique(self.codes[places >= 0] * max(len(ids), 1) + places[places >= 0])
        return np.bincount(pairs // max(len(ids), 1), minlength=self.size)


def cells_of(measure: Measure, data: Data, dimensions: list[Dimension]) -> Cells | None:
    """What a measure counts in each group of some dimensions; None where its rows or a dimension are not there."""
    counted = measure.counted(data)
    if counted is None:
        return None
    if not isinstance(counted, pd.Series | pd.DataFrame | Distinct):
        return None if dimensions else Cells(pd.DataFrame(index=range(1)), [], counted)
    base, own = _base(measure, dimensions), measure.over.rows(data)
    rows = own if base == measure.over else base.rows(data)
    if rows is None or own is None:
        return None
    counted = _checked(measure, counted, own)
    if base != measure.over:
        counted = _of_participations(counted, own, rows)
    labels = [labels_of(dimension, data, base) for dimension in dimensions]
    known = [label for label in labels if label is not None]
    return Cells(rows, known, counted) if len(known) == len(labels) else None


def _checked(
    measure: Measure, counted: pd.Series | pd.DataFrame | Distinct, rows: pd.DataFrame
) -> pd.Series | Distinct:
    """What a function gave of the rows, what is not known left out. Raises UsageError where it gave something else."""
    what, index = measure.over.name, rows.index
    if isinstance(counted, pd.DataFrame):
        counted = pd.Series(index.isin(counted.index), index)
    if not (counted.ids if isinstance(counted, Distinct) else counted).index.equals(index):
        raise UsageError(f"{measure.name} gives something for other rows than each {what}; keep the index of these.")
    if isinstance(counted, Distinct):
        return counted
    if measure.kind == "amount":
        return counted.fillna(0).astype(float)
    if not pd.api.types.is_bool_dtype(counted):
        raise UsageError(f"{measure.name} gives neither true nor false for each {what}; of ids give distinct(ids).")
    return counted.fillna(False).astype(bool)


def _of_participations(counted: pd.Series | Distinct, participations: pd.DataFrame, rows: pd.DataFrame) -> Distinct:
    """The participations that count, or what they count as, as ids of the rows of another register about them."""
    ids = rows["participation_id"]
    if isinstance(counted, Distinct):
        return Distinct(look_up(pd.Series(counted.ids.to_numpy(), participations["participation_id"]), ids))
    return Distinct(ids.where(ids.isin(participations.loc[counted, "participation_id"])))


def _base(measure: Measure, dimensions: list[Dimension]) -> Population:
    """Whose rows are counted: the measure's own, or those of a register that a participation may have many rows of."""
    many = {d.population.name: d.population for d in dimensions if d.population not in (measure.over, PARTICIPATIONS)}
    return next(iter(many.values()), measure.over)


def dimension_of(measure: Measure, name: str, programme: Programme) -> Dimension:
    """The dimension of a name that a measure can be split by. Raises UsageError where it cannot."""
    dimension = dimension_named(name, programme)
    if dimension is None:
        every = [*DIMENSIONS, *(n for n, own in programme.own_columns.items() if own.kind == "code")]
        known = [n for n in every if (d := dimension_named(n, programme)) is not None and can_split(measure, d)]
        near = nearest(name, known) or "."
        can = f"{measure.name} can be split by {', '.join(known) or 'none'}."
        raise UsageError(f"by {name}: there is no such dimension{near} {can}")
    if not can_split(measure, dimension):
        of = dimension.population.name
        raise UsageError(f"{measure.name} cannot be split by {name}, which is a dimension of every {of}.")
    return dimension


def restricted(measure: Measure, data: Data, by: tuple[str, ...]) -> pd.DataFrame | None:
    """The finished rows of a measure by a dimension of participations: those of each group's participations alone.

    The group follows on what the measure is split by in any case. Raises UsageError for two dimensions.
    """
    if len(by) > 1:
        raise UsageError(f"{measure.name} can be split by one dimension only.")
    labels = labels_of(dimension_of(measure, by[0], data.programme), data, PARTICIPATIONS)
    if labels is None:
        return None
    ids = data.registers["participants"]["participation_id"]
    place = CODES[len(measure.by_nature)]
    each = [(str(group), measure(of_participations(data, ids[labels == group]))) for group in labels.cat.categories]
    return together(made.assign(**{place: group}) for group, made in each)


def can_split(measure: Measure, dimension: Dimension) -> bool:
    """Whether a measure can be split by a dimension."""
    if dimension.name in measure.by_nature:
        return False
    if dimension.population == PARTICIPATIONS and measure.over.of_participations:
        return True
    several = measure.over.name in OF_ONE_ROW and dimension.population.of_participations
    return not measure.gives_rows and (dimension.population == measure.over or several)


def is_exclusive(measure: Measure, dimension: Dimension | None) -> bool:
    """Whether each thing that a measure counts is in one group of a dimension; None is one of participations."""
    if measure.population == PERSONS:
        return False  # a person may have several participations
    own = PARTICIPATIONS if dimension is None else dimension.population
    return own == measure.population or (own == PARTICIPATIONS and measure.population.of_participations)


def denominator(measure: Measure, dimensions: Sequence[Dimension | None]) -> tuple[Measure, list[int]] | None:
    """What a split measure is of: a measure, and the places of the dimensions that it is split by too.

    None where it is no share: a count of all things of its population.
    """
    if measure.of is None:
        return (measure, [*range(len(dimensions))][:-1] if measure.kind != "amount" else []) if dimensions else None
    of_counted = measure.of.over != measure.over
    shared = [
        at for at, d in enumerate(dimensions) if not (of_counted and d is not None and d.population == measure.over)
    ]
    if len(dimensions) == 2 and len(shared) < 2:
        return measure, [0]
    return measure.of, shared


def _of(measure: Measure, data: Data, dimensions: list[Dimension], cells: Cells) -> Any:
    """The denominator of each cell; None where it is no share."""
    found = denominator(measure, dimensions)
    return None if found is None else _totals(found[0], data, [dimensions[at] for at in found[1]], cells)


def _totals(measure: Measure, data: Data, dimensions: list[Dimension], cells: Cells) -> np.ndarray | None:
    """For each cell what a measure counts in its group of the first dimensions."""
    whole = cells_of(measure, data, dimensions)
    return None if whole is None else np.repeat(whole.n, cells.size // whole.size)


def _effective(measure: Measure, data: Data, cells: Cells) -> Any:
    """The effective size of each share of rows of which one person may have many."""
    if measure.unit not in OF_PEOPLE:
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
