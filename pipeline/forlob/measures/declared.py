"""Declared measures: what each counts, of whom, what of, and its words; and how its rows are made from that.

A measure is a function of a `Data` below one of the decorators `count`, `share`, `amount` and `figures`; its name is
that of its module and its own. It is called with a `Data`, and with the names of one or two dimensions to split it by.
The first paragraph of its docstring is its definition in English; the other words stand in the decorator.
"""

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Unpack

import pandas as pd

from forlob.cleaning.identifiers import masked
from forlob.errors import UsageError
from forlob.measures.codebook import Entry, Wording
from forlob.measures.data import Data
from forlob.measures.populations import Population
from forlob.measures.related import Group, Related, Said
from forlob.measures.rows import no_rows
from forlob.measures.splitting import restricted, split
from forlob.measures.table import line
from forlob.programme.registers import REGISTERS

#: The package of the measures of every report.
BUILT_IN = "forlob."
#: What the function below a decorator gives: see there. None where it cannot be known.
Counted = Any
By = str | Sequence[str]


@dataclass(frozen=True, eq=False)
class Measure:
    """What a measure is.

    `kind`: count, share, amount, or what its value is (mean, median, curve, ...); `population`: what one counted thing
    is; `over`: whose rows the function tells of, where not of the population itself; `of`: the measure that a share is
    of; `needs`: registers and columns (`plans.participation_id`) without which there are no rows; `gives_rows`: whether
    the function gives finished rows, `by_nature` what these are split by, `at` what a point of its curve is, `counts`
    what its rows count where that is not the unit of the population.
    """

    kind: str
    function: Callable[..., Counted]
    population: Population
    over: Population
    of: Measure | None = None
    needs: tuple[str, ...] = ()
    gives_rows: bool = False
    by_nature: tuple[str, ...] = ()
    at: str = ""
    counts: str = ""
    words: Wording = field(default_factory=Wording)
    related: Related = field(default_factory=Related)

    @property
    def name(self) -> str:
        """`exits.job` for job in measures/exits.py; `own.late` for late in measures.py of a programme, or in a cell."""
        module = self.function.__module__.rpartition(".")[2] if self.is_built_in else "own"
        return f"{module}.{self.function.__name__}"

    @property
    def is_built_in(self) -> bool:
        """Whether it is one of every report, not a researcher's own."""
        return self.function.__module__.startswith(BUILT_IN)

    @property
    def is_protected(self) -> bool:
        """Whether disclosure control knows all that it tells: of a researcher's own measures it knows shares alone.

        What such a share counts, the engine counts itself; its groups are codes of known dimensions, and what it leaves
        of its whole is another count.
        """
        plain = self.kind == "share" and not self.gives_rows and not self.related and self.population.of_people
        return self.is_built_in or (plain and self.of is not None and self.of.is_protected)

    def counted(self, data: Data) -> Counted:
        """What the function gives; a researcher's own is given registers that it may change, and its errors are said.

        Raises UsageError with the line of measures.py, or of a module beside it, that went wrong.
        """
        if self.is_built_in:
            return self.function(data)
        copies = {name: table.copy(deep=False) for name, table in data.registers.items()}
        try:
            given = self.function(replace(data, registers=copies))
            if given is None and not _returns(self.source):
                raise UsageError(f"{self.name} gives nothing: its last line should begin with `return`.")
            if not self.gives_rows and not isinstance(given, pd.Series | pd.DataFrame | tuple | type(None)):
                said = "return true or false for each row, as in data.participations['age'] < 25"
                raise UsageError(f"{self.name} gives a {type(given).__name__}: {said}.")
            return given
        except UsageError:
            raise
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            raise UsageError(
                f"{self.name}, line {_line(error, self.function)}: {masked(' '.join(said.split()))}."
            ) from error

    @property
    def latest(self) -> Measure:
        """The measure as its module has it now: what is run again declares another one of its name."""
        now = getattr(sys.modules.get(self.function.__module__), self.function.__name__, None)
        return now if isinstance(now, Measure) else self

    @property
    def is_of_a_cell(self) -> bool:
        """Whether a notebook's cell declares it, not a module."""
        return self.function.__module__ == "__main__"

    @property
    def source(self) -> str:
        """The text of its function with the decorator; empty where it lies in no file or cell."""
        try:
            return textwrap.dedent(inspect.getsource(self.function)).rstrip()
        except (OSError, TypeError):
            return ""

    @property
    def line(self) -> str:
        """The name with what its rows are split by in any case."""
        return line(self.name, ", ".join(self.by_nature))

    @property
    def unit(self) -> str:
        """What n and of count."""
        return self.counts or ("participants" if self.over != self.population else self.population.unit)

    def __repr__(self) -> str:
        return self.name

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.function.__doc__

    @property
    def entry(self) -> Entry:
        """What the codebook says of it."""
        defined = " ".join((inspect.getdoc(self.function) or "").partition("\n\n")[0].split())
        words = self.words if self.is_built_in or {"da", "en"} & {*self.words} else {**self.words, "en": self._plain}
        return Entry(
            self.name, self.kind, self.population.name, self.unit, self.of.name if self.of else "",
            ", ".join(self.by_nature), self.at, **words, def_en=defined,
        )  # fmt: skip

    @property
    def _plain(self) -> str:
        """The name of the function as a label: Placed soon."""
        return self.function.__name__.replace("_", " ").capitalize()

    def by(self, *dimensions: str) -> Split:
        """The measure split by a dimension, or by two: `participants.enrolled.by("gender")`."""
        return Split(self, dimensions)

    def group(self, **groups: str | tuple[str, ...]) -> Group:
        """A group of the measure split by a dimension, or some together: `enrolled.group(exit_reason="job")`."""
        ((dimension, codes),) = groups.items()
        return Group(self, dimension, (codes,) if isinstance(codes, str) else codes)

    def __call__(self, data: Any, by: By = ()) -> pd.DataFrame:
        """The rows of the measure, one a group (and subgroup) where it is split; none without what it needs."""
        dimensions = tuple(filter(None, (by,) if isinstance(by, str) else by))
        if not all(is_there(data, need) for need in self.needs):
            return no_rows()
        if not self.gives_rows:
            made = split(self, data, dimensions)
        elif dimensions:
            made = restricted(self, data, dimensions)
        else:
            made = self.counted(data)
        return self.named(made, dimensions)

    def named(self, made: pd.DataFrame | None, dimensions: Sequence[str] = ()) -> pd.DataFrame:
        """Rows with the name of the measure and what they are split by."""
        if made is None or made.empty:
            return no_rows()
        return made.assign(measure=self.name, by=", ".join([*self.by_nature, *dimensions]))


@dataclass(frozen=True)
class Split:
    """A measure by one dimension, or by two."""

    measure: Measure
    dimensions: tuple[str, ...]

    @property
    def line(self) -> str:
        """The measure's name with all that its rows are split by."""
        return line(self.measure.name, ", ".join([*self.measure.by_nature, *self.dimensions]))

    @property
    def entry(self) -> Entry:
        return self.measure.entry

    def __call__(self, data: Data) -> pd.DataFrame:
        return self.measure(data, self.dimensions)


def _line(error: Exception, function: Callable[..., Any]) -> int:
    """The last line of the function's file that an error went through."""
    line, trace = function.__code__.co_firstlineno, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == function.__code__.co_filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def is_there(data: Data, need: str) -> bool:
    """Whether a register, or a column of one, is there: `plans`, `plans.started_on`."""
    register, _, column = need.partition(".")
    return data.register(register, *filter(None, [column])) is not None


def _returns(source: str) -> bool:
    """Whether a function gives anything; true where its text is not known."""
    return not source or any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(ast.parse(source)))


def _listed(needs: Sequence[str]) -> tuple[str, ...]:
    return (needs,) if isinstance(needs, str) else tuple(needs)


def _declaring(
    kind: str, population: Population, said: Said, **more: Any
) -> Callable[[Callable[..., Counted]], Measure]:
    needs = more.get("needs", ())
    for need in needs:
        register = need.partition(".")[0]
        if register not in REGISTERS:
            raise UsageError(f"needs: there is no register {register!r}. It takes a list such as ['plans.started_on'].")
    words = {name: said[name] for name in Wording.__annotations__ if name in said}  # type: ignore[literal-required]
    related = {name: value for name, value in said.items() if name not in words}
    more |= {"over": more.get("over") or population, "words": words, "related": related}
    return lambda function: Measure(kind, function, population, **more)


def count(
    population: Population, *, over: Population | None = None, needs: Sequence[str] = (), **said: Unpack[Said]
) -> Callable[[Callable[..., Counted]], Measure]:
    """How many things of a population there are.

    The function gives true or false for each row of `over` (what is not known does not count), or those rows that
    count, `distinct(ids)` where the things that they are about count once each, or a number where no register holds
    them one by one. `said`: label and Danish definition (`Wording`), and what else is known (`Related`); so for all.
    """
    if not isinstance(population, Population):
        raise UsageError("@count takes what is counted: @count(PLACEMENTS), of forlob.measures.populations.")
    return _declaring("count", population, said, over=over, needs=_listed(needs))


def share(
    of: Measure, *, over: Population | None = None, needs: Sequence[str] = (), **said: Unpack[Said]
) -> Callable[[Callable[..., Counted]], Measure]:
    """How many things of those that another measure counts; the function as of `count`.

    With `over` the function tells of the rows of another register that are about them (a task's participation).
    """
    if not isinstance(of, Measure):
        raise UsageError("@share takes the measure that it is a share of: @share(of=participants.enrolled).")
    return _declaring("share", of.population, said, over=over or of.over, of=of, needs=_listed(needs))


def amount(
    population: Population, *, needs: Sequence[str] = (), **said: Unpack[Said]
) -> Callable[[Callable[..., Counted]], Measure]:
    """A sum, such as hours; the function gives what each row of the population adds to it."""
    return _declaring("amount", population, said, needs=_listed(needs))


def figures(
    kind: str,
    population: Population,
    *,
    of: Measure | None = None,
    over: Population | None = None,
    needs: Sequence[str] = (),
    by_nature: Sequence[str] = (),
    at: str = "",
    counts: str = "",
    **said: Unpack[Said],
) -> Callable[[Callable[..., Counted]], Measure]:
    """A mean, a median, a curve: the function gives the finished rows (`rows.py`), None where there are none.

    `of`: the measure that their denominators are counts of; `by_nature`: what these rows are split by in any case;
    `at`: what the points of a curve are; `counts`: what n and of count, where not the unit of the population.
    """
    more = {"of": of, "over": over, "needs": _listed(needs), "by_nature": tuple(by_nature), "at": at, "counts": counts}
    return _declaring(kind, population, said, gives_rows=True, **more)
