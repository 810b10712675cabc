"""Counts that are delivered as counts (register aggregates), and which of them stand in a measure's place.

A delivered count is what holds on its day `as_of`: of several the latest on or before the cut-off date counts, one
without a date only where nothing is cut. One that is suppressed at source (<5) stands as such: its number is not known,
nor is any sum of it. It feeds the stages of the funnel and the survey's invited, answered, health
and influence, where the registers themselves count nothing; every other one is shown as delivered and feeds nothing.
"""

import math
from typing import Any

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.old_names import renamed
from forlob.measures.populations import DELIVERED
from forlob.measures.rows import count, share, suppressed_at_source, together
from forlob.measures.table import line, measure_and_by

#: What the delivered counts of a measure count, by the first part of its name.
UNITS = {"funnel": "participants", "survey": "respondents", "plans": "participations", "exits": "participations"}


@figures(
    "count",
    DELIVERED,
    by_nature=("measure", "group"),
    at="day",
    da="Leverede optællinger",
    en="Delivered counts",
    def_da=(
        "Antal, der er leveret som optælling og ikke optalt i udtrækket, med den dag, det er opgjort; det seneste "
        "senest på opgørelsesdatoen. Nævneren er den, der er leveret med."
    ),
)
def delivered(data: Data) -> pd.DataFrame | None:
    """Number delivered as a count and not counted in the extract, with the day it holds for; the latest on or before
    the date. The denominator is the one delivered with it.

    n and of are as delivered. A count that stands beside one from the registers is shown all the same.
    """
    rows = []
    for measure, group, n, of, as_of in _latest(data, data.project).itertuples(index=False):
        day = "" if pd.isna(as_of) else as_of.date().isoformat()
        rows.append(_row(n, of, unit_of(measure), measure, group, at=day))
    return together(rows)


def delivered_number(data: Data, measure: str, group: str, project: str | None) -> float | None:
    """The delivered count of a group of a measure in a project, or in the programme (None); None where there is none.

    NaN where it is suppressed at source.
    """
    table = _latest(data, project)
    found = table[_is(measure, table) & (table["group"] == group)]
    return None if found.empty else float(found["n"].iloc[0])


def standing_in(data: Data, measure: str) -> pd.DataFrame | None:
    """Rows of a measure from delivered counts: those of the scope, else of all projects together where all have one."""
    table = _latest(data, data.project)
    table = table[_is(measure, table)]
    if table.empty and data.project is None and data.programme.projects:
        each = [_latest(data, project) for project in data.programme.projects]
        each = [part[_is(measure, part)].drop(columns="as_of") for part in each]
        if all(len(part) for part in each):
            table = _summed(each)
    rows = table[["group", "n", "of"]].itertuples(index=False)
    return together(_row(n, of, unit_of(measure), group) for group, n, of in rows)


def unit_of(measure: str) -> str:
    return UNITS.get(measure.partition(".")[0], "participants")


def _latest(data: Data, project: str | None) -> pd.DataFrame:
    """Measure, group, n, of and as_of of the delivered counts in force, of a project or (None) of the whole programme.

    The measure is by the names of today, with what it is split by. n is missing where it is suppressed at source. None
    with a first date: what was reached before it cannot be taken out of a count.
    """
    table = data.register("aggregates", "measure", "n")
    if table is None or data.from_date is not None:
        return pd.DataFrame(columns=["measure", "group", "n", "of", "as_of"])
    also = ("of", "group", "as_of", "project", "suppressed")
    more: dict[str, Any] = {name: pd.NA for name in also if name not in table}
    table = table.assign(**more)
    here = table["project"].isna() if project is None else (table["project"] == project).fillna(False)
    hidden = table["suppressed"].isin(["n", "n of"])
    table = table[here.astype(bool) & table["measure"].notna() & (table["n"].notna() | hidden)]
    table = table.assign(group=table["group"].fillna("").astype(str), as_of=pd.to_datetime(table["as_of"]))
    ordered = table.sort_values("as_of", kind="stable", na_position="first")
    last = ordered.drop_duplicates(["measure", "group"], keep="last").sort_index()
    named = [
        renamed({"measure": measure, "group": group})
        for measure, group in zip(last["measure"], last["group"], strict=True)
    ]
    last["measure"] = pd.Series([line(name["measure"], name["by"]) for name in named], last.index, dtype=object)
    last["group"] = pd.Series([name["group"] for name in named], last.index, dtype=object)
    return last[["measure", "group", "n", "of", "as_of"]]


def _is(measure: str, table: pd.DataFrame) -> pd.Series:
    return table["measure"].map(lambda known: measure_and_by(known)[0] == measure).astype(bool)


def _summed(each: list[pd.DataFrame]) -> pd.DataFrame:
    """The counts of all projects together; groups that some project lacks are left out.

    A sum of a count that is suppressed at source is not known.
    """
    table = pd.concat(each, ignore_index=True)
    keys = ["measure", "group"]
    whole = table.groupby(keys, sort=False).agg(
        n=("n", lambda n: math.fsum(n) if n.notna().all() else math.nan),
        of=("of", lambda of: math.fsum(of) if of.notna().all() else pd.NA),
        projects=("n", "size"),
    )
    return whole[whole["projects"] == len(each)].drop(columns="projects").reset_index()


def _row(n: float, of: float, unit: str, *codes: str, at: str = "") -> pd.DataFrame:
    if pd.isna(n):
        return suppressed_at_source(unit, None if pd.isna(of) else of, *codes, at=at)
    if pd.isna(of) or of < n:
        return count(n, unit, *codes, at=at)
    return share(n, of, unit, *codes, at=at)
