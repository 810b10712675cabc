"""Two columns against each other (social mentors, midterm evaluation 2008): registrations; participants beside them.

Each cell (group is the row, subgroup the column) comes twice: its registrations, and the different participants
(participations) that they are about; both are of the total of their row. The totals are rows of the measures table too,
with `total` for group or subgroup. Registrations add up to their totals. Participants do where each is in one group
only, as in pathways and age bands; over tasks, efforts and events they do not: a participant counts once in each total.
"""

import numpy as np
import pandas as pd

from forlob.measures import participation_facts, registrations
from forlob.measures.clustered import effective_sizes, pairs_of
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import age_bands, labels
from forlob.measures.people import people_of
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import TOTAL, no_rows, share


@figures("share", PARTICIPATIONS, by_nature=("pathway", "task"))
def pathway_by_task(data: Data) -> pd.DataFrame | None:
    """Tasks done (subgroup) by the pathway of the participant (group)."""
    return _of_pathway("crosstab.pathway_by_task", data, "tasks", "task")


@figures("share", PARTICIPATIONS, by_nature=("pathway", "parallel_effort"))
def pathway_by_parallel_effort(data: Data) -> pd.DataFrame | None:
    """Efforts at enrolment (subgroup) by the participant's pathway (group).

    Who has no effort registered, not even that there is none, is a participant not registered, with no registration.
    """
    return _of_pathway("crosstab.pathway_by_parallel_effort", data, "parallel_efforts", "effort")


@figures("share", PARTICIPATIONS, by_nature=("pathway", "event"))
def pathway_by_event(data: Data) -> pd.DataFrame | None:
    """Events (subgroup) by the pathway of the participant (group)."""
    return _of_pathway("crosstab.pathway_by_event", data, "events", "event")


@figures("share", PARTICIPATIONS, by_nature=("task", "age_band"))
def task_by_age_band(data: Data) -> pd.DataFrame | None:
    """Tasks done (group) by the age band of the participant at enrolment (subgroup)."""
    table, known = (
        data.register("tasks", "participation_id", "task"),
        data.register("participants", "participation_id", "age"),
    )
    if table is None or known is None:
        return no_rows()
    ages = participation_facts.look_up(known.set_index("participation_id")["age"], table["participation_id"])
    bands = age_bands(data.programme, known["age"]).cat.categories
    columns = age_bands(data.programme, ages).cat.set_categories(bands)
    rows = labels(data.programme, "task", table["task"])
    return _crossed("crosstab.task_by_age_band", rows, columns, table, people_of(data, table))


def _of_pathway(measure: str, data: Data, register: str, column: str) -> pd.DataFrame:
    table, known = (
        data.register(register, "participation_id", column),
        data.register("participants", "participation_id", "pathway"),
    )
    if table is None or known is None:
        return no_rows()
    if register == "parallel_efforts":
        table = registrations.with_nobody_left_out(table, known, column)
    pathways = participation_facts.look_up(known.set_index("participation_id")["pathway"], table["participation_id"])
    rows = labels(data.programme, "pathway", pathways)
    return _crossed(measure, rows, labels(data.programme, column, table[column]), table, people_of(data, table))


def _crossed(
    measure: str, rows: pd.Series, columns: pd.Series, table: pd.DataFrame, people: np.ndarray | None
) -> pd.DataFrame:
    """All cells and totals of two groupings of a table's rows; those not `counted` are no registration.

    `people`: the person that each row is of, as a number.
    """
    cells = pd.DataFrame(
        {"group": rows.astype(str), "subgroup": columns.astype(str), "participation_id": table["participation_id"]}
    )
    cells["counted"] = table["counted"].astype(int) if "counted" in table else 1
    cells["person"] = people
    both = [cells, cells.assign(group=TOTAL), cells.assign(subgroup=TOTAL), cells.assign(group=TOTAL, subgroup=TOTAL)]
    every_cell = pd.concat(both, ignore_index=True)
    by = every_cell.groupby(["group", "subgroup"])
    groups, subgroups = [*rows.cat.categories, TOTAL], [*columns.cat.categories, TOTAL]
    every = pd.MultiIndex.from_product([groups, subgroups])
    totals = pd.MultiIndex.from_arrays([every.get_level_values(0), [TOTAL] * len(every)])
    counts = {"registrations": by["counted"].sum(), "participants": by["participation_id"].nunique()}
    effective = np.nan if people is None else _effective(every_cell[every_cell["counted"] == 1], every)
    return pd.concat(
        [
            share(
                measure,
                n.reindex(every, fill_value=0).to_numpy(),
                n.reindex(totals, fill_value=0).to_numpy(),
                unit,
                every.get_level_values(0),
                every.get_level_values(1),
                effective,
            )
            for unit, n in counts.items()
        ],
        ignore_index=True,
    )


def _effective(registrations: pd.DataFrame, every: pd.MultiIndex) -> np.ndarray:
    """The effective size of the share that each cell's registrations are of those of its row.

    The total of a row stands beside its other cells and is all of a whole of its own.
    """
    place = every.get_indexer(pd.MultiIndex.from_frame(registrations[["group", "subgroup"]]))
    row_of = pd.factorize(every.get_level_values(0))[0]
    whole_of = np.where(every.get_level_values(1) == TOTAL, row_of + row_of.max() + 1, row_of)
    return effective_sizes(pairs_of(registrations["person"].to_numpy(np.int64), place), whole_of)
