"""How much a public report would show by other settings: another `min_cell`, or the two smallest groups as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple, cast

import pandas as pd

from forlob.disclosure.cells import Row, denominator_of
from forlob.disclosure.gate import as_records, protect
from forlob.measures.catalogue import by_name
from forlob.measures.contributions import BEHIND
from forlob.measures.dimensions import ACTIVE, DIMENSIONS, NOT_REGISTERED
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.splitting import is_exclusive
from forlob.measures.table import CODES, KEYS, dimensions_in
from forlob.programme.programme import Programme

#: What `min_cell` is set to in most places.
PRESETS = (3, 5, 7, 10)


class Shown(NamedTuple):
    """How many numbers a report would show, and how many it would not."""

    shown: int
    hidden: int


class Counts(NamedTuple):
    """What a decision is made from: the rows of all measures, the programme, and who stands behind the rows."""

    table: pd.DataFrame
    programme: Programme
    behind: pd.DataFrame

    def shown(self, min_cell: int) -> Shown:
        """How many of the rows would keep their number."""
        hidden = int(protect(self.table, min_cell, self.programme, self.behind)["suppressed"].sum())
        return Shown(len(self.table) - hidden, hidden)

    def smallest(self, dimension: str) -> tuple[str, str] | None:
        """The two groups of a dimension that the fewest participations of the programme are in; None where it has not
        three groups of some.
        """
        rows = self.table[(self.table["measure"] == enrolled.name) & (self.table["by"] == dimension)]
        rows = rows[rows["project"].eq("") & rows["from"].eq("") & rows["to"].eq("") & rows["n"].gt(0)]
        rows = rows[~rows["group"].isin([NOT_REGISTERED, ACTIVE])].sort_values(["n", "group"])
        return (rows["group"].iloc[0], rows["group"].iloc[1]) if len(rows) > 2 else None

    def merged(self, dimension: str, first: str, second: str) -> Counts:
        """The same with two groups of a dimension as one; means and medians of the two are left out."""
        groups = {first, second}
        together: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row in as_records(self.table):
            together[tuple(str(_renamed(row, dimension, groups)[key]) for key in KEYS)].append(row)
        rows = [_renamed(one, dimension, groups) for each in together.values() if (one := _sum(each)) is not None]
        people = [_renamed(row, dimension, groups) for row in cast("list[Row]", self.behind.to_dict("records"))]
        behind = pd.DataFrame(people, columns=list(self.behind.columns))
        keys = [name for name in behind if name not in BEHIND]
        behind = behind.groupby(keys, sort=False, dropna=False, as_index=False).agg({"people": "sum", "largest": "max"})
        return self._replace(table=pd.DataFrame(rows, columns=list(self.table.columns)), behind=behind)

    def dimensions(self, hidden: pd.DataFrame) -> Iterator[str]:
        """The dimensions of participations whose groups could be one, those by which most numbers are hidden first."""
        by = hidden["by"].map(dimensions_in).explode().value_counts()
        for name in by.index:
            dimension = DIMENSIONS.get(name)
            coarse = dimension is not None and (
                dimension.population != PARTICIPATIONS
                or dimension.coarsens
                or any(other.coarsens == name for other in DIMENSIONS.values())
            )
            if not coarse and is_exclusive(enrolled, dimension) and self.smallest(name):
                yield str(name)


def _renamed(row: Row, dimension: str, groups: set[str]) -> Row:
    """A row of one of some groups of a dimension as one of all of them."""
    places = zip(CODES, dimensions_in(row["by"]), strict=False)
    return {
        **row,
        **{code: "+".join(sorted(groups)) for code, name in places if name == dimension and row[code] in groups},
    }


def _sum(rows: list[Row]) -> Row | None:
    """The row of some groups together; None for means and medians, which do not add up."""
    if len(rows) == 1:
        return rows[0]
    measure = by_name().get(rows[0]["measure"])
    if measure is None or measure.kind not in ("count", "share", "amount") or any(row["n"] is None for row in rows):
        return None
    of = [row["of"] for row in rows]
    same_whole = len({denominator_of(row) for row in rows}) == 1
    return {**rows[0], "n": sum(row["n"] for row in rows), "of": of[0] if same_whole or None in of else sum(of)}
