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
from forlob.measures.populations import DELIVERED
from forlob.measures.rows import count, no_rows, share, suppressed_at_source

NAME = "aggregates.delivered"
#: What the delivered counts of a measure count, by the first part of its name.
UNITS = {"funnel": "participants", "survey": "respondents", "plans": "participations", "exits": "participations"}


@figures("count", DELIVERED, by_nature=("measure", "day"))
def delivered(data: Data) -> pd.DataFrame | None:
    """The delivered counts in force: group is the measure (`measure: group` where it has one), subgroup the day.

    n and of are as delivered. A count that stands beside one from the registers is shown all the same.
    """
    table = _latest(data, data.project)
    if table.empty:
        return no_rows()
    rows = []
    for measure, group, n, of, as_of in table.itertuples(index=False):
        name = f"{measure}: {group}" if group else measure
        day = "" if pd.isna(as_of) else as_of.date().isoformat()
        rows.append(_row(NAME, n, of, unit_of(measure), name, day))
    return pd.concat(rows, ignore_index=True)


def delivered_number(data: Data, measure: str, project: str | None) -> float | None:
    """The delivered count of a measure in a project, or in the programme (None); None where there is none.

    NaN where it is suppressed at source.
    """
    table = _latest(data, project)
    found = table[(table["measure"] == measure) & (table["group"] == "")]
    return None if found.empty else float(found["n"].iloc[0])


def standing_in(data: Data, measure: str) -> pd.DataFrame:
    """Rows of a measure from delivered counts: those of the scope, else of all projects together where all have one."""
    table = _latest(data, data.project)
    table = table[table["measure"] == measure]
    if table.empty and data.project is None and data.programme.projects:
        each = [_latest(data, project) for project in data.programme.projects]
        each = [part[part["measure"] == measure].drop(columns="as_of") for part in each]
        if all(len(part) for part in each):
            table = _summed(each)
    if table.empty:
        return no_rows()
    rows = table[["group", "n", "of"]].itertuples(index=False)
    return pd.concat([_row(measure, n, of, unit_of(measure), group, "") for group, n, of in rows], ignore_index=True)


def unit_of(measure: str) -> str:
    return UNITS.get(measure.partition(".")[0], "participants")


def _latest(data: Data, project: str | None) -> pd.DataFrame:
    """Measure, group, n, of and as_of of the delivered counts in force, of a project or (None) of the whole programme.

    n is missing where it is suppressed at source.
    None with a first date: what was reached before it cannot be taken out of a count.
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
    return last[["measure", "group", "n", "of", "as_of"]]


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


def _row(measure: str, n: float, of: float, unit: str, group: str, subgroup: str) -> pd.DataFrame:
    if pd.isna(n):
        return suppressed_at_source(measure, unit, None if pd.isna(of) else of, group, subgroup)
    if pd.isna(of) or of < n:
        return count(measure, n, unit, group, subgroup)
    return share(measure, n, of, unit, group, subgroup)
