"""What is known of measures that the checks of printed figures rest on: units, denominators, splits, ratios.

Which measures add up to which is known to forlob.disclosure.relations; here is what printed figures need beside it.
"""

from forlob.disclosure import cells, relations
from forlob.disclosure.cells import ENROLLED, NOT_REGISTERED, Cell
from forlob.programme.code_lists import list_name
from forlob.programme.code_models import Span
from forlob.programme.programme import Programme

#: What a measure's n counts, by its name, else by what stands before the dot.
UNITS = {
    "participants.persons": "persons",
    "placements.by_form": "placements",
    "companies.participants": "participants",
    "time": "hours",
    "companies": "companies",
    "events": "registrations",
    "tasks": "registrations",
    "crosstab": "registrations",
    "statistics": "answers",
    "funnel": "reached",
    "survey": "respondents",
    "participants": "participations",
    "plans": "participations",
    "placements": "participations",
    "exits": "participations",
    "status": "participations",
    "durations": "participations",
}
#: Units that are as many in the programme as in its projects together; of the others the projects may share some.
ADDITIVE = cells.ADDITIVE | {"reached", "respondents"}
SHARED = {"persons", "companies"}
#: The measure that counts all of a kind, by what stands before the dot and by unit.
TOTALS = {("companies", "participants"): "companies.participants", ("companies", "companies"): "companies.registered"}
TOTALS |= {("participants", "persons"): "participants.persons"}
#: The denominator of measures, where their unit does not say it.
DENOMINATORS = {"survey.answered": "survey.invited", "participants.persons": ENROLLED}
FUNNEL, TARGET_GROUP = "funnel.", "funnel.target_group"
#: Measures whose subgroups are a split within each group.
SPLIT_WITHIN_GROUP = {"survey.likert"}
#: Measures whose groups may overlap: a question may take several answers, a register has many columns.
OVERLAPPING = cells.OF_OWN_GROUP
#: value = the first measure's n / the second's.
RATIOS = {"time.hours_per_participant": ("time.hours", ENROLLED)}
#: Measures and groups whose count may fall from a date to a later one.
MAY_FALL = {"participants.active", NOT_REGISTERED, "active"}
#: The measure whose groups a split is, where it is not its denominator.
TOTAL_OF_SPLIT = {split: total for total, split in relations.GROUPS}


def unit_of(measure: str) -> str:
    return UNITS.get(measure) or UNITS.get(measure.partition(".")[0], "")


def unit_said(measure: str, kind: str) -> str:
    """The unit of a measure that is said to count a kind; where each is one participant, participants are
    participations.
    """
    unit = unit_of(measure)
    return unit if not kind or (kind == "participants" and unit == "participations") else kind


def is_amount(unit: str) -> bool:
    """Whether n is measured and printed rounded, and not counted."""
    return unit == "hours"


def denominator(cell: Cell) -> Cell | None:
    """What a share of a cell is a share of; None where that is not known, or where it is a total itself."""
    measure = cell.measure
    prefix = measure.partition(".")[0]
    if measure in DENOMINATORS:
        return cell.named(DENOMINATORS[measure], unit=unit_of(DENOMINATORS[measure]))
    if measure.startswith(FUNNEL):
        of_target = measure != TARGET_GROUP and not cell.subgroup
        return cell.named(TARGET_GROUP, unit=cell.unit) if of_target else None
    if (prefix, cell.unit) in TOTALS and cell.unit != unit_of(measure):
        return cell.named(TOTALS[prefix, cell.unit], unit=cell.unit)
    if measure in SPLIT_WITHIN_GROUP | OVERLAPPING:
        return cell.named(f"{measure}(all)", cell.group, unit=cell.unit)
    row = dict(zip(("programme", "project", "from", "to", "measure", "group", "subgroup", "unit"), cell, strict=True))
    total = cells.denominator_of(row)
    if total == cell or measure in cells.NOT_COUNTED:
        return None
    if total.measure.endswith("(all)"):  # A denominator that no measure counts: one a split, else one a figure.
        part_of = split_of(cell) or cell
        return total._replace(group=part_of.group, subgroup=part_of.subgroup)
    return total


def split_of(cell: Cell) -> Cell | None:
    """The split that a cell is a part of: a cell without group (or without subgroup); None where it is part of none."""
    if cell.measure in SPLIT_WITHIN_GROUP or (cell.measure.startswith("crosstab.") and cell.unit == "registrations"):
        return cell._replace(subgroup="") if cell.subgroup else None
    if not cell.group or cell.measure in OVERLAPPING:
        return None
    known = unit_of(cell.measure)
    if cell.unit != known and (cell.measure.partition(".")[0], cell.unit) not in TOTALS:
        return None  # Participants with an event are in several of its groups.
    if cells.is_partition(cell._replace(unit=known)) or cell.measure in TOTAL_OF_SPLIT:
        return cell._replace(group="", subgroup="")
    return None


def total_of(split: Cell) -> Cell | None:
    """What the parts of a split add up to."""
    if split.measure in TOTAL_OF_SPLIT:
        return split.named(TOTAL_OF_SPLIT[split.measure])
    return denominator(split)


def codes_of(split: Cell, programme: Programme) -> set[str]:
    """The groups that a split has by the programme's groups and code lists, not registered aside; empty: not known."""
    column = _column(split)
    if not column:
        return set()
    grouping = programme.groups.get(column) or programme.groups.get(list_name(column)) or {}
    spans = {name for name, group in grouping.items() if isinstance(group, Span)}
    if spans:
        return spans
    group_of = {code: name for name, members in grouping.items() for code in members}
    return {group_of.get(code, code) for code in programme.code_list(column)}


def _column(split: Cell) -> str:
    if split.measure == "survey.likert":
        return "likert_agreement"
    if split.measure == "status.group":
        return "status_group"
    if split.measure == "status.final":
        return "exit_reason"
    column = split.measure.rpartition(".")[2].rpartition("by_")[2]
    return "" if "_and_" in column and column != "age_band" else column
