"""Rows of the measures table as records: one `Row` a row, None where there is no number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from forlob.measures.table import CODES, line
from forlob.show.numbers import missing, percent

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


class Keyed(Protocol):
    """What a row of the measures table is split by, and its codes."""

    @property
    def by(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def subgroup(self) -> str: ...
    @property
    def third(self) -> str: ...


@dataclass(frozen=True)
class Row:
    """One gated row. `project` is "" for the programme; a suppressed row has no n and no value.

    `at_source`: it was hidden by whoever delivered the count, not by the gate.
    """

    measure: str
    project: str = ""
    by: str = ""
    group: str = ""
    subgroup: str = ""
    third: str = ""
    at: str = ""
    n: int | float | None = None
    of: int | float | None = None
    value: float | None = None
    unit: str = ""
    ci_low: float | None = None
    ci_high: float | None = None
    suppressed: bool = False
    to: str = ""
    at_source: bool = False

    @property
    def line(self) -> str:
        """The measure with what the row is split by."""
        return line(self.measure, self.by)

    @property
    def percent(self) -> int | None:
        return percent(self.n, self.of)

    @property
    def share(self) -> float | None:
        """n / of, for the length of a bar; None where there is nothing to divide."""
        return None if self.n is None or not self.of else self.n / self.of


_TEXTS = ("measure", "project", "by", *CODES, "at", "unit", "to")
_NUMBERS = ("n", "of", "value", "ci_low", "ci_high")


def _text(value: Any) -> str:
    return "" if missing(value) else str(value)


def _number(value: Any) -> int | float | None:
    if missing(value) or value == "":
        return None
    return int(value) if float(value).is_integer() else float(value)


def _flag(value: Any) -> bool:
    return False if missing(value) else str(value).strip().lower() in ("true", "1", "yes")


def records(rows: pd.DataFrame | Iterable[Row | Mapping[str, Any]]) -> list[Row]:
    """The rows in their order, of a table or one by one. A column that is not there is empty."""
    each: Any = rows
    if hasattr(each, "columns"):
        found = [name for name in (*_TEXTS, *_NUMBERS, "suppressed", "at_source") if name in each.columns]
        each = [dict(zip(found, values, strict=True)) for values in zip(*(each[name] for name in found), strict=True)]
    return [row if isinstance(row, Row) else _record(row) for row in each]


def _record(cells: Mapping[str, Any]) -> Row:
    values: dict[str, Any] = {name: _text(cells[name]) for name in _TEXTS if name in cells}
    values |= {name: _number(cells[name]) for name in _NUMBERS if name in cells}
    suppressed = _flag(cells.get("suppressed"))
    if suppressed:
        values |= {"n": None, "value": None, "ci_low": None, "ci_high": None}
    return Row(**values, suppressed=suppressed, at_source=_flag(cells.get("at_source")))


def of_measure(rows: Iterable[Row], *measures: str) -> list[Row]:
    """The rows of the named measures, in the order of the names."""
    rows = list(rows)
    return [row for name in measures for row in rows if row.measure == name]


def distinct(values: Iterable[T]) -> list[T]:
    """Each value once, in the order of its first appearance."""
    return list(dict.fromkeys(values))


def lines_of(rows: Iterable[Row]) -> list[str]:
    """The measures of rows, each with what it is split by."""
    return distinct(row.line for row in rows)


def by(rows: Iterable[Row], field: str) -> Iterator[tuple[str, list[Row]]]:
    """(value, its rows) for each value of a field, in the order of the first appearance."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(getattr(row, field), []).append(row)
    yield from groups.items()
