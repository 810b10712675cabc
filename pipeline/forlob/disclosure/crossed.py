"""What the counts of cross-tabulations have to do with each other, and with measures that count the same.

Registrations add up over the columns of a row and over the rows of a column. Participants add up only over pathways
and age bands, of which each participant has one; of tasks, events and efforts a participant may have several, so that
a cell of participants and those of its total without it are all that is known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from forlob.measures.rows import TOTAL

#: cross-tabulation -> what its rows and columns without the other one are counted by: (rows, columns).
ALONE = {
    "crosstab.pathway_by_task": ("", "tasks.by_task"),
    "crosstab.pathway_by_event": ("", "events.by_event"),
    "crosstab.pathway_by_parallel_effort": ("", "participants.by_parallel_effort"),
    "crosstab.task_by_age_band": ("tasks.by_task", ""),
}
#: Everybody has a row there, so that the totals of participants are those enrolled.
OF_ALL_ENROLLED = "crosstab.pathway_by_parallel_effort"
#: cross-tabulation -> who its rows, or its columns, split up: each participant is in one of them.
SPLIT_BY = {
    "crosstab.pathway_by_task": "participants.by_pathway",
    "crosstab.pathway_by_event": "participants.by_pathway",
    "crosstab.pathway_by_parallel_effort": "participants.by_pathway",
    "crosstab.task_by_age_band": "participants.by_age_band",
}


def is_crossed(measure: str) -> bool:
    return measure in ALONE


def known_as(name: Any) -> Any:
    """The cell of the same number under which another measure counts it; the cell itself where none does."""
    rows, columns = ALONE[name.measure]
    people = name.unit == "participants"
    if name.measure == OF_ALL_ENROLLED:
        if not people:
            return name
        if name.subgroup == TOTAL:
            whole = name.group == TOTAL
            return name.named("participants.enrolled") if whole else name.named(SPLIT_BY[name.measure], name.group)
        return name.named(columns, name.subgroup) if name.group == TOTAL else name
    if (name.group, name.subgroup) == (TOTAL, TOTAL):
        return name.named(f"{rows or columns}{'(any)' if people else '(all)'}", unit=name.unit)
    if rows and name.subgroup == TOTAL:
        return name.named(rows, name.group, unit=name.unit)
    return name.named(columns, name.subgroup, unit=name.unit) if columns and name.group == TOTAL else name


def sums(names: Iterable[Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """(total, parts) of the cells of cross-tabulations, each cell by its own name; totals are among the names."""
    names = [name for name in names if is_crossed(name.measure)]
    by_row, by_column = defaultdict(list), defaultdict(list)
    for name in names:
        if name.subgroup != TOTAL:
            by_row[name._replace(subgroup=TOTAL)].append(name)
        if name.group != TOTAL:
            by_column[name._replace(group=TOTAL)].append(name)
    for parts_of, splits in ((by_row, lambda m: bool(ALONE[m][0])), (by_column, lambda m: not ALONE[m][0])):
        for total, parts in parts_of.items():
            if total.unit == "registrations" or splits(total.measure):
                yield known_as(total), tuple(known_as(part) for part in parts)
            else:
                yield from ((known_as(total), (known_as(part), part.rest)) for part in parts)
    yield from _without_any(names)


def _without_any(names: list[Any]) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Those enrolled, in all and in each group that everybody is split by, and those of them in the table."""
    for name in names:
        if name.unit != "participants" or name.measure == OF_ALL_ENROLLED:
            continue
        group, other = (name.subgroup, name.group) if ALONE[name.measure][0] else (name.group, name.subgroup)
        if other == TOTAL:
            whole = name.named("participants.enrolled") if group == TOTAL else name.named(SPLIT_BY[name.measure], group)
            yield whole, (known_as(name), name.rest)
