"""The funnel: how many have reached each stage, from the first (the target group) to the last.

The stages are those of the code list `stage`, in its order. A stage is reached where it is registered: nobody counts
at a stage for having reached a later one, as stages can be passed over (a participant may become self-supporting
without an offer). Cleaning notes how many passed over a stage.
"""

import math

import pandas as pd

from forlob.measures.aggregates import delivered_number
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.populations import STAGES
from forlob.measures.rows import count, no_rows, share, suppressed_at_source

OF_PREVIOUS = "of_previous"
UNIT = "participants"


@figures("share", STAGES, by_nature=("stage",))
def funnel(data: Data) -> pd.DataFrame | None:
    """`funnel.<stage>`: who has reached the stage by the date, of the target group.

    A second row, subgroup `of_previous`, is the same count of those at the stage before. Neither is a share where more
    have reached a stage than what it is compared with. A stage of a project is counted in the register stages, else a
    delivered count (register aggregates) stands in its place; one that is suppressed at source makes each sum with it
    unknown. The programme is the sum of its projects where each is known, else what is delivered for the whole. With a
    first date only those count who joined the target group since.
    """
    counted = _counted(data)
    reached = {stage: _number(data, counted, stage) for stage in _stages(data, counted)}
    known = {stage: n for stage, n in reached.items() if n is not None}
    first, before, tables = next(iter(reached), ""), "", []
    for stage, n in known.items():
        name = f"funnel.{stage}"
        tables.append(_share(name, n, known.get(first) if stage != first else None))
        if before and n <= known[before]:
            tables.append(share(name, n, known[before], UNIT, subgroup=OF_PREVIOUS))
        before = stage
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def _share(name: str, n: float, of: float | None) -> pd.DataFrame:
    of = None if of is None or math.isnan(of) else of
    if math.isnan(n):
        return suppressed_at_source(name, UNIT, of)
    return count(name, n, UNIT) if of is None or n > of else share(name, n, of, UNIT)


def _stages(data: Data, counted: dict[str, dict[str, int]]) -> list[str]:
    """The programme's stages; where it has a list of its own, built-in ones only where somebody reached them."""
    own = data.programme.code_lists.get("stage", {})
    seen = {stage for stages in counted.values() for stage in stages}
    return [stage for stage in data.programme.stages if not own or stage in own or stage in seen]


def _counted(data: Data) -> dict[str, dict[str, int]]:
    """Project ("" where a row has none) -> stage -> how many participants have reached it."""
    table = data.register("stages", "participant_id", "stage")
    if table is None:
        return {}
    project = table["project"].astype(object) if "project" in table else pd.Series(None, table.index, dtype=object)
    table = table.assign(project=project.where(project.notna(), ""))
    table = table[table["participant_id"].notna() & table["stage"].notna()]
    first = next(iter(data.programme.stages), "")
    if data.from_date is not None and (table["stage"] == first).any():
        joined = table.loc[table["stage"] == first, ["project", "participant_id"]].drop_duplicates()
        table = table.merge(joined, on=["project", "participant_id"])
    each = table.drop_duplicates(["project", "participant_id", "stage"]).groupby(["project", "stage"]).size()
    counted: dict[str, dict[str, int]] = {}
    for (where, stage), n in zip(each.index, each, strict=True):
        counted.setdefault(where, {})[stage] = int(n)
    return counted


def _number(data: Data, counted: dict[str, dict[str, int]], stage: str) -> float | None:
    """How many have reached a stage in the scope; None where that is not known, NaN where suppressed at source."""
    if data.project is not None:
        return _of_project(data, counted, stage, data.project)
    without = counted.get("", {}).get(stage, 0)
    each = [_of_project(data, counted, stage, project) for project in data.programme.projects]
    if each and None not in each:
        return sum(n for n in each if n is not None) + without
    whole = delivered_number(data, f"funnel.{stage}", None)
    return without if whole is None and "" in counted and not each else whole


def _of_project(data: Data, counted: dict[str, dict[str, int]], stage: str, project: str) -> float | None:
    """Counted where somebody is; else delivered; else 0 where the register of stages is all there is to go by."""
    own = counted.get(project, {})
    if stage in own:
        return own[stage]
    n = delivered_number(data, f"funnel.{stage}", project)
    nobody_yet = "stages" in data.registers and (own or "aggregates" not in data.programme.fed)
    return 0 if n is None and nobody_yet else n
