"""The counts behind the rows of the measures table: which count a row's n is, and which its denominator is.

Rows that always carry the same number (exits.job; the group job of status.final) have one and the same cell.
"""

from typing import Any, NamedTuple

from forlob.disclosure.crossed import is_crossed, known_as
from forlob.measures.rows import TOTAL

Row = dict[str, Any]


class Cell(NamedTuple):
    """A count; `measure` ends in `(all)` for a denominator and in `(rest)` for a rest that no row shows as its n."""

    programme: str
    project: str
    from_: str
    to: str
    measure: str
    group: str
    subgroup: str
    unit: str

    def named(self, measure: str, group: str = "", subgroup: str = "", unit: str = "participations") -> "Cell":
        """Another cell of the same scope."""
        return Cell(*self[:4], measure, group, subgroup, unit)

    @property
    def is_rest(self) -> bool:
        return self.measure.endswith("(rest)")

    @property
    def rest(self) -> "Cell":
        return self._replace(measure=f"{self.measure}(rest)")


ENROLLED = "participants.enrolled"
COMPLETENESS = "quality.completeness"
NOT_REGISTERED = "not_registered"
#: No counts of people or of what they did; what informants speak of is not protected by counting them, see
#: docs/decisions/interview-counts-are-not-suppressed.md.
NOT_COUNTED = {"participants.expected", "quality.rows", "quality.not_read", "quality.set_aside", "quality.causes"}
NOT_COUNTED |= {"survey.who5_norm"}
NOT_COUNTED |= {"themes.excerpts", "themes.informants", "themes.by_informant"}
#: n is an amount and not a count.
AMOUNTS = {"time.hours", "time.hours_by_category", "time.hours_by_time_of_day", "time.hours_by_week"}
AMOUNTS |= {"time.hours_by_category_and_time_of_day", "weighted.hours_by_category"}
RESPONDENTS = "respondents"
#: (measure, group) -> the one of the same number: measure, group, subgroup and unit, as far as they differ.
SAME = {
    ("survey.who5_mean", ""): ("survey.who5_scored", "", "", RESPONDENTS),
    ("status.final", "job"): ("exits.job", ""),
    ("status.final", "education"): ("exits.education", ""),
    ("status.final", "active"): ("participants.active", ""),
    ("status.group", "active"): ("participants.active", ""),
    ("status.group", NOT_REGISTERED): ("status.final", NOT_REGISTERED),
    ("status.group", "self_supporting"): ("exits.self_supporting", ""),
    ("time.hours_per_participant", ""): (ENROLLED, ""),
}
#: (measure, unit) -> the one whose groups count the same cases.
SAME_GROUPS = {
    ("weighted.hours_per_participant_with_time", "hours"): ("weighted.with_time", "participations"),
    ("durations.of_event", "weeks"): ("durations.of_event", "registrations"),
    ("durations.mean_of_event", "weeks"): ("durations.of_event", "registrations"),
}
#: Registrations of a measure are those, or some of those, of another one, which counts the participants too.
ABOUT = {"durations.of_event": "events.by_event"}
#: Means of the same participations that another measure counts, in the same group and subgroup.
MEANS = {
    "progression.first": "progression.repeated",
    "progression.latest": "progression.repeated",
    "progression.change": "progression.repeated",
    "outcomes.average": "outcomes.known",
}
#: The denominator is the n of another measure, in the same group and subgroup.
OF_SAME_PLACE = {
    "progression.repeated": "progression.measured",
    "progression.only_once": "progression.measured",
    "progression.without_baseline": "progression.measured",
    **dict.fromkeys([f"progression.{way}" for way in ("improved", "same", "worse")], "progression.repeated"),
}
#: What these count are registrations that are missing, not people with something in common: few of them are shown.
MISSING = {"progression.only_once", "progression.without_baseline"}
#: Hidden together: what the one tells, with what is shown beside it, the other would too. All measured are those
#: measured twice and those who miss a measurement, and the latter are shown however few they are.
TOGETHER = [("progression.measured", "progression.repeated")]
#: (register, column) -> the measure that counts its answers, and the unit.
COLUMNS = {
    ("participants", "gender"): ("participants.by_gender", "participations"),
    ("participants", "age"): ("participants.by_age_band", "participations"),
    ("participants", "match_group"): ("participants.by_match_group", "participations"),
    ("participants", "education"): ("participants.by_education", "participations"),
    ("participants", "work_experience"): ("participants.by_work_experience", "participations"),
    ("participants", "benefit"): ("participants.by_benefit", "participations"),
    ("participants", "pathway"): ("participants.by_pathway", "participations"),
    ("placements", "form"): ("placements.by_form", "placements"),
    ("events", "event"): ("events.by_event", "registrations"),
    ("tasks", "task"): ("tasks.by_task", "registrations"),
}
#: The denominator is the n of another measure, in the same group.
OF_SAME_GROUP = {
    "placements.by_match_group": "participants.by_match_group",
    "exits.by_match_group": "participants.by_match_group",
    "exits.by_age_band": "participants.by_age_band",
}
#: The denominator is the n of another measure: by unit, where not by measure.
OF_MEASURE = {
    "placements.among_self_supporting": ("exits.self_supporting",),
    "survey.answered": ("survey.invited", "", "", RESPONDENTS),
    "survey.who5_under_50": ("survey.who5_scored", "", "", RESPONDENTS),
    "survey.who5_under_35": ("survey.who5_scored", "", "", RESPONDENTS),
    "survey.who5_under": ("survey.who5_scored", "", "", RESPONDENTS),
}
OF_UNIT = {
    "participations": ENROLLED,
    "participants": ENROLLED,
    "companies": "companies.registered",
    "hours": "time.hours",
}
#: A denominator of their own, one a group.
OF_OWN_GROUP = {"statistics", COMPLETENESS, "survey.likert"}
OF_OWN_GROUP |= {"survey.influence_on_goal", "survey.influence_on_conversation"}
FUNNEL, OF_PREVIOUS = "funnel.", "of_previous"
DELIVERED = "aggregates.delivered"
#: A case may be in several groups.
SEVERAL = {"participants.by_parallel_effort"}
#: The running total by month, and the total that it ends in.
CUMULATIVE = {
    "participants.cumulative": ENROLLED,
    "plans.cumulative": "plans.started",
    "placements.cumulative": "placements.started",
    "cumulative_incidence": "status.final",
}
PARTITIONS = {"status.final", "status.group", "statistics", "survey.likert", "survey.self_rated_health"}
#: Units that are as many in the programme as in its projects together.
ADDITIVE = {"participations", "placements", "registrations", "participants", "answers", "cells", "hours"}
ADDITIVE |= {RESPONDENTS}


def name_of(row: Row) -> Cell:
    """The row's own name as a cell, whatever other row carries the same number."""
    return Cell(*(row[name] for name in ("programme", "project", "from", "to", "measure", "group", "subgroup", "unit")))


def cell_of(row: Row) -> Cell | None:
    """The cell that a row's n is; None for rows that count nobody."""
    return None if row["measure"] in NOT_COUNTED else counted_of(row)


def counted_of(row: Row) -> Cell:
    """The cell that a row's n is, of a row that counts somebody."""
    name = name_of(row)
    if name.measure == DELIVERED:
        measure, _, group = name.group.partition(": ")
        return same(name.named(measure, group, unit=name.unit))
    if name.measure.startswith(FUNNEL):
        return name._replace(subgroup="")
    if name.measure == "statistics" and _column(name) in COLUMNS:
        measure, unit = COLUMNS[_column(name)]
        if name.unit != "participants":
            return name.named(measure, name.subgroup, unit=unit)
        if unit == "registrations":
            return name.named(measure, name.subgroup, unit=name.unit)
    if name.measure == "statistics" and _column(name) == ("participants", "exit_reason"):
        name = name.named("status.final", name.subgroup)
    return same(name)


def same(name: Cell) -> Cell:
    """The one cell of all rows that always carry the same number."""
    if is_crossed(name.measure):
        return known_as(name)
    if (name.measure, name.unit) in SAME_GROUPS:
        measure, unit = SAME_GROUPS[name.measure, name.unit]
        return name._replace(measure=measure, unit=unit)
    if name.measure in MEANS:
        return name._replace(measure=MEANS[name.measure], unit="participations")
    if name.measure == "progression.course":
        respondent, _, quarter = name.subgroup.rpartition(": ")
        first = "progression.repeated" if quarter == "0" else name.measure
        return name._replace(
            measure=first, subgroup=respondent if quarter == "0" else name.subgroup, unit="participations"
        )
    known = SAME.get((name.measure, name.group))
    return name.named(*known) if known else name


def denominator_of(row: Row) -> Cell:
    """The cell that a row's denominator is."""
    name = name_of(row)
    measure = name.measure
    if is_crossed(measure):
        return same(name._replace(subgroup=TOTAL))
    if measure in OF_SAME_GROUP:
        return name.named(OF_SAME_GROUP[measure], name.group)
    if measure in OF_SAME_PLACE:
        return name._replace(measure=OF_SAME_PLACE[measure])
    if measure in OF_MEASURE:
        return name.named(*OF_MEASURE[measure])
    if measure.startswith(FUNNEL):
        return name._replace(measure=row.get("of_measure") or f"{measure}(all)", subgroup="")
    if measure == COMPLETENESS and name.group == "participants":
        return name.named(ENROLLED)
    if measure == "statistics" and name.unit != "participants" and _column(name) in COLUMNS:
        return name.named(COMPLETENESS, *_column(name), unit="cells")
    if measure.startswith("weighted."):
        return name.named(f"{measure}(all)", unit=name.unit)
    if measure in OF_OWN_GROUP:
        return name.named(f"{measure}(all)", name.group, unit=name.unit)
    if measure != "cumulative_incidence" and name.unit in OF_UNIT:
        unit = name.unit if name.unit in ("hours", "companies") else "participations"
        return name.named(OF_UNIT[name.unit], unit=unit)
    return name.named(f"{measure}(all)", unit=name.unit)


def with_denominators(rows: list[Row]) -> list[Row]:
    """The rows, those of a funnel with `of_measure`: the stage whose n is their denominator.

    A funnel's rows stand in the order of its stages: the first stage is the denominator of the others, the stage before
    that of the rows of_previous.
    """
    stages: dict[Cell, list[str]] = {}
    made = []
    for row in rows:
        if row["measure"].startswith(FUNNEL):
            seen = stages.setdefault(name_of(row).named(""), [])
            if row["measure"] not in seen:
                seen.append(row["measure"])
            at = seen.index(row["measure"])
            row = {**row, "of_measure": seen[max(at - 1, 0)] if row["subgroup"] == OF_PREVIOUS else seen[0]}
        made.append(row)
    return made


def is_partition(name: Cell) -> bool:
    """Whether the groups of a measure together are its denominator: each case is in exactly one."""
    if name.unit == "participants":
        return False
    by = ".by_" in name.measure or ".hours_by_" in name.measure
    one_each = by and name.measure not in {*OF_SAME_GROUP, *SEVERAL}
    return one_each or name.measure in PARTITIONS


def _column(name: Cell) -> tuple[str, str]:
    """The register and column that a question of the statistics page is made from."""
    register, _, column = name.group.partition(": ")
    return register, column
