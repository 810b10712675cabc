"""Which numbers of the measures table add up to which: what a reader could work out by subtraction.

An equation says that its total is the sum of its parts. A part that no row shows (the participations without a plan, of
all enrolled) is a cell of its own, called a rest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from forlob.disclosure.cells import (
    ADDITIVE,
    AMOUNTS,
    COLUMNS,
    COMPLETENESS,
    ENROLLED,
    NOT_REGISTERED,
    OF_OWN_GROUP,
    OF_PREVIOUS,
    Cell,
    Row,
    cell_of,
    counted_of,
    denominator_of,
    is_partition,
    name_of,
)
from forlob.disclosure.crossed import is_crossed, sums


class Equation(NamedTuple):
    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return self.total, *self.parts


#: total -> its parts, across measures; (rest) where the difference is no measure.
SUMS = [
    (ENROLLED, ["participants.exited", "participants.active"]),
    (ENROLLED, ["participants.persons", "(rest)"]),
    (ENROLLED, ["durations.to_plan", "(rest)"]),
    (ENROLLED, ["durations.to_placement", "(rest)"]),
    (ENROLLED, ["durations.to_exit", "(rest)"]),
    (ENROLLED, ["cumulative_incidence(all)", "(rest)"]),
    ("participants.exited", ["exits.self_supporting", "exits.other_reasons"]),
    ("exits.self_supporting", ["exits.job", "exits.education"]),
]
#: total -> the measure whose groups add up to it.
GROUPS = [
    ("placements.started", "placements.by_match_group"),
    ("exits.self_supporting", "exits.by_match_group"),
    ("exits.self_supporting", "exits.by_age_band"),
]
#: total -> its parts, in each group and subgroup.
IN_EACH_GROUP = [
    ("progression.measured", ["progression.repeated", "progression.only_once", "progression.without_baseline"]),
    ("progression.repeated", ["progression.improved", "progression.same", "progression.worse"]),
]

#: total -> the groups of a measure that add up to it.
SOME_GROUPS = [("companies.with_more_than_one_participant", "companies.by_participants", {"2", "3_or_more"})]
#: A registration is, or is not, one of those that another measure is about: group by group.
WITHIN_GROUPS = [("events.by_event", "durations.of_event")]

#: Respondents under a score, which is the end of the measure's name or its group: whoever is under a low one is under a
#: high one too.
UNDER = "survey.who5_under"

#: The status groups that an exit reason, or a grouping of some, is in.
StatusOf = Callable[[str], set[str]]


def equations(rows: Iterable[Row], cells: Iterable[Cell], status_of: StatusOf | None = None) -> Iterator[Equation]:
    """All equations between the cells of some rows."""
    cells = set(cells)
    yield from _within_measures(rows)
    for total, parts in sums(dict.fromkeys(map(name_of, rows))):
        if all(cell in cells or cell.is_rest for cell in (total, *parts)):
            yield Equation(total, parts)
    scopes: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        scopes[cell.named("")].append(cell)
    for scope, own in scopes.items():
        for equation in _across_measures(scope, own, status_of):
            if all(cell in cells or cell.is_rest for cell in equation.cells):
                yield equation
    yield from _across_projects(cells)


def _within_measures(rows: Iterable[Row]) -> Iterator[Equation]:
    """The groups of a measure and their denominator; a share, what it leaves out, and its denominator."""
    parts: dict[tuple[Cell, Cell], dict[Cell, None]] = defaultdict(dict)
    for row in rows:
        name, cell, total = name_of(row), cell_of(row), denominator_of(row)
        if cell is None or total == cell or is_crossed(name.measure) or (row["of"] is None and not row["suppressed"]):
            continue
        if is_partition(name):
            whole = name.measure in AMOUNTS or name.measure in OF_OWN_GROUP
            key = name._replace(group=name.group if name.measure in OF_OWN_GROUP else "")
            parts[total, key._replace(subgroup="") if whole else key][cell] = None
        elif row["of"] is not None:
            rest = name if name.subgroup == OF_PREVIOUS else cell
            yield Equation(total, (cell, rest.rest))
    for (total, _), several in parts.items():
        yield Equation(total, tuple(several))
    yield from _given_again(rows)


def _given_again(rows: Iterable[Row]) -> Iterator[Equation]:
    """An answer's registrations are the participants who gave it and, where one gave it again, a rest."""
    pairs: dict[tuple[Cell, str, str], dict[str, Row]] = defaultdict(dict)
    for row in rows:
        name = name_of(row)
        if name.measure == "statistics":
            pairs[name.named(""), name.group, name.subgroup][name.unit] = row
    for both in pairs.values():
        if len(both) == 2:
            for count in (counted_of, denominator_of):
                answers, people = count(both["answers"]), count(both["participants"])
                yield Equation(answers, (people, people._replace(measure=f"{people.measure}(again)(rest)")))


def _across_measures(scope: Cell, own: list[Cell], status_of: StatusOf | None) -> Iterator[Equation]:
    of_measure: dict[str, list[Cell]] = defaultdict(list)
    for cell in own:
        of_measure[cell.measure].append(cell)
    for total, names in SUMS:
        parts = [of_measure[name][0] for name in names if of_measure[name]]
        if parts and names[-1] == "(rest)":
            parts.append(parts[0].rest)
        if len(parts) == len(names):
            yield Equation(scope.named(total), tuple(parts))
    for total, measure in GROUPS:
        yield Equation(scope.named(total), tuple(of_measure[measure]))
    for total, measure, groups in SOME_GROUPS:
        unit = "".join({cell.unit for cell in of_measure[total]})
        yield Equation(scope.named(total, unit=unit), tuple(c for c in of_measure[measure] if c.group in groups))
    for total, measure in WITHIN_GROUPS:
        for cell in of_measure[measure]:
            yield Equation(cell._replace(measure=total), (cell, cell.rest))
    for name, measures in IN_EACH_GROUP:
        for cell in of_measure[name]:
            yield Equation(cell, tuple(cell._replace(measure=measure) for measure in measures))
    under = [cell for cell in own if cell.measure.startswith(UNDER) and not cell.is_rest]
    under.sort(key=_limit, reverse=True)
    for all_of, some in zip(under, under[1:], strict=False):
        yield Equation(all_of, (some, all_of._replace(subgroup=f"{_limit(some):g}").rest))
    for filled in of_measure[COMPLETENESS]:
        if (filled.group, filled.subgroup) in COLUMNS:
            measure, unit = COLUMNS[filled.group, filled.subgroup]
            total = ENROLLED if filled.group == "participants" else f"{measure}(all)"
            missing = scope.named(measure, NOT_REGISTERED, unit=unit)
            yield Equation(missing.named(total, unit=unit), (filled, missing))
    if status_of:
        yield from _statuses(scope, of_measure, status_of)


def _limit(under: Cell) -> float:
    return float(under.group or under.measure.removeprefix(f"{UNDER}_"))


def _statuses(scope: Cell, of_measure: dict[str, list[Cell]], status_of: StatusOf) -> Iterator[Equation]:
    """Exit reasons make status groups."""
    reasons = {cell.group: cell for cell in of_measure["status.final"]}
    reasons |= {name: cell for name in ("job", "education") for cell in of_measure[f"exits.{name}"]}
    totals = {cell.group: cell for cell in of_measure["status.group"]}
    if of_measure["exits.self_supporting"]:
        totals["self_supporting"] = of_measure["exits.self_supporting"][0]
    for status, total in totals.items():
        members = [reason for reason in reasons if status in status_of(reason)]
        if all(len(status_of(reason)) == 1 for reason in members):
            yield Equation(total, tuple(reasons[reason] for reason in members))


def _across_projects(cells: set[Cell]) -> Iterator[Equation]:
    of_projects: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.project and cell.unit in ADDITIVE and not cell.is_rest:
            of_projects[cell._replace(project="")].append(cell)
    for total, parts in of_projects.items():
        if total in cells:
            yield Equation(total, tuple(sorted(parts)))
