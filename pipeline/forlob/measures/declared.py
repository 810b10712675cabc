"""Declared measures: what each counts, of whom, and what of; and how its rows are made from that.

A measure is a function of a `Data` below one of the decorators `count`, `share`, `amount` and `figures`; its name is
that of its module and its own. It is called with a `Data`, and with the names of one or two dimensions to split it by.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.old_names import name_of_split
from forlob.measures.populations import Population
from forlob.measures.rows import named, no_rows
from forlob.measures.splitting import restricted, split

#: What the function below a decorator gives: see there. None where it cannot be known.
Counted = Any
By = str | Sequence[str]


@dataclass(frozen=True, eq=False)
class Measure:
    """What a measure is.

    `kind`: count, share, amount, or what its value is (mean, median, curve, ...); `population`: what one counted thing
    is; `over`: whose rows the function tells of, where not of the population itself; `of`: the measure that a share is
    of; `needs`: registers and columns (`plans.participation_id`) without which there are no rows; `gives_rows`: whether
    the function gives finished rows, and `by_nature` what their groups and subgroups are.
    """

    kind: str
    function: Callable[..., Counted]
    population: Population
    over: Population
    of: Measure | None = None
    needs: tuple[str, ...] = ()
    gives_rows: bool = False
    by_nature: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`exits.self_supporting` for self_supporting in measures/exits.py; `funnel` for a function of that
        name, `own.late` for one in a notebook's cell.
        """
        module, name = self.function.__module__.rpartition(".")[2], self.function.__name__
        return module if module == name else f"{'own' if module == '__main__' else module}.{name}"

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.function.__doc__

    def by(self, *dimensions: str) -> Split:
        """The measure split by a dimension, or by two: `participants.enrolled.by("gender")`."""
        return Split(self, dimensions)

    def __call__(self, data: Any, by: By = ()) -> pd.DataFrame:
        """The rows of the measure, one a group (and subgroup) where it is split; none without what it needs."""
        dimensions = tuple(filter(None, (by,) if isinstance(by, str) else by))
        if not all(is_there(data, need) for need in self.needs):
            return no_rows()
        if not self.gives_rows:
            return split(self, data, dimensions)
        if dimensions:
            return restricted(self, data, dimensions)
        made = self.function(data)
        return no_rows() if made is None else named(made, self.name)


@dataclass(frozen=True)
class Split:
    """A measure by one dimension, or by two."""

    measure: Measure
    by: tuple[str, ...]

    @property
    def name(self) -> str:
        """As it stands in the measures table."""
        return name_of_split(self.measure.name, self.by)

    def __call__(self, data: Data) -> pd.DataFrame:
        return self.measure(data, self.by).assign(measure=self.name)


def is_there(data: Data, need: str) -> bool:
    """Whether a register, or a column of one, is there: `plans`, `plans.started_on`."""
    register, _, column = need.partition(".")
    return data.register(register, *filter(None, [column])) is not None


def _declaring(kind: str, population: Population, **more: Any) -> Callable[[Callable[..., Counted]], Measure]:
    more["over"] = more.get("over") or population
    return lambda function: Measure(kind, function, population, **more)


def count(
    population: Population, *, over: Population | None = None, needs: Sequence[str] = ()
) -> Callable[[Callable[..., Counted]], Measure]:
    """How many things of a population there are.

    The function gives true or false for each row of `over` (what is not known does not count), or those rows that
    count, `distinct(ids)` where the things that they are about count once each, or a number where no register holds
    them one by one.
    """
    return _declaring("count", population, over=over, needs=tuple(needs))


def share(
    of: Measure, *, over: Population | None = None, needs: Sequence[str] = ()
) -> Callable[[Callable[..., Counted]], Measure]:
    """How many things of those that another measure counts; the function as of `count`.

    With `over` the function tells of the rows of another register that are about them (a task's participation).
    """
    return _declaring("share", of.population, over=over or of.over, of=of, needs=tuple(needs))


def amount(population: Population, *, needs: Sequence[str] = ()) -> Callable[[Callable[..., Counted]], Measure]:
    """A sum, such as hours; the function gives what each row of the population adds to it."""
    return _declaring("amount", population, needs=tuple(needs))


def figures(
    kind: str, population: Population, *, needs: Sequence[str] = (), by_nature: Sequence[str] = ()
) -> Callable[[Callable[..., Counted]], Measure]:
    """A mean, a median, a curve: the function gives the finished rows, but for the measure's name.

    `by_nature`: what group and subgroup of these rows are.
    """
    return _declaring(kind, population, needs=tuple(needs), gives_rows=True, by_nature=tuple(by_nature))
