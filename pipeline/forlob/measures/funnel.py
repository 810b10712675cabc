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
from forlob.measures.rows import count, share, suppressed_at_source, together

UNIT = "participants"


@figures(
    "share",
    STAGES,
    by_nature=("stage",),
    da="Tragten fra målgruppe til selvforsørgelse",
    en="The funnel from target group to self-support",
    def_da=(
        "Antal personer, der har nået trinnet senest på opgørelsesdatoen, ud af hele målgruppen; et trin tæller, hvor "
        "det er registreret, ellers den optælling, der er leveret."
    ),
)
def reached(data: Data) -> pd.DataFrame | None:
    """Number of persons who had reached the stage by the date, out of the target group; a stage counts where it is
    registered, else the count that is delivered.

    It is no share where more have reached a stage than the first. A stage of a project is counted in the register
    stages, else a delivered count (register aggregates) stands in its place; one that is suppressed at source makes
    each sum with it unknown. The programme is the sum of its projects where each is known, else what is delivered for
    the whole. With a first date only those count who joined the target group since.
    """
    numbers = _numbers(data)
    first = next(iter(numbers), "")
    known = [(stage, n) for stage, n in numbers.items() if n is not None]
    return together(_share(stage, n, numbers[first] if stage != first else None) for stage, n in known)


@figures(
    "share",
    STAGES,
    by_nature=("stage",),
    n_of=reached,
    da="Nået af dem på det foregående trin",
    en="Reached by those at the step before",
    def_da="Antal personer, der har nået trinnet senest på opgørelsesdatoen, ud af dem på det foregående trin.",
)
def of_previous(data: Data) -> pd.DataFrame | None:
    """Number of persons who had reached the stage by the date, out of those at the step before.

    No row where more have reached a stage than the one before.
    """
    known = [(stage, n) for stage, n in _numbers(data).items() if n is not None]
    steps = zip(known, known[1:], strict=False)
    return together(share(n, before, UNIT, stage) for (_, before), (stage, n) in steps if n <= before)


def _numbers(data: Data) -> dict[str, float | None]:
    """Stage -> how many have reached it; NaN where suppressed at source, None where it is not known."""
    counted = _counted(data)
    return {stage: _number(data, counted, stage) for stage in _stages(data, counted)}


def _share(stage: str, n: float, of: float | None) -> pd.DataFrame:
    of = None if of is None or math.isnan(of) else of
    if math.isnan(n):
        return suppressed_at_source(UNIT, of, stage)
    return count(n, UNIT, stage) if of is None or n > of else share(n, of, UNIT, stage)


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
    whole = delivered_number(data, reached.name, stage, None)
    return without if whole is None and "" in counted and not each else whole


def _of_project(data: Data, counted: dict[str, dict[str, int]], stage: str, project: str) -> float | None:
    """Counted where somebody is; else delivered; else 0 where the register of stages is all there is to go by."""
    own = counted.get(project, {})
    if stage in own:
        return own[stage]
    n = delivered_number(data, reached.name, stage, project)
    nobody_yet = "stages" in data.registers and (own or "aggregates" not in data.programme.fed)
    return 0 if n is None and nobody_yet else n
