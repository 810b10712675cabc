"""How rows of the measures table were named before it said what they are split by.

Such names stay readable in files of printed figures, as the measure of a delivered count, and in tables to compare.
"""

from collections.abc import Mapping
from typing import Any

from forlob.measures.table import COLUMNS, KEYS, dimensions_in, line
from forlob.storage.csv_lines import csv_lines, read_csv_lines

_OF_PARTICIPANTS = ("age_band", "gender", "match_group", "education", "work_experience", "benefit", "pathway")
_OF_COMPANIES = ("participants", "ownership", "prior_experience", "industry")
_OF_HOURS = ("category", "time_of_day", "week")
#: A name of before -> the measure, and what it is split by. {} is participants in rows of that unit, which stood beside
#: the others.
RENAMED = {
    **{f"participants.by_{name}": ("participants.enrolled", name) for name in (*_OF_PARTICIPANTS, "parallel_effort")},
    "status.final": ("participants.enrolled", "exit_reason"),
    "status.group": ("participants.enrolled", "status_group"),
    "exits.by_match_group": ("exits.self_supporting", "match_group"),
    "exits.by_age_band": ("exits.self_supporting", "age_band"),
    "placements.by_form": ("placements.registered", "form"),
    "placements.by_match_group": ("placements.started", "match_group"),
    "events.by_event": ("events.{}", "event"),
    "tasks.by_task": ("tasks.{}", "task"),
    **{f"time.hours_by_{name}": ("time.hours", name) for name in _OF_HOURS},
    "time.hours_by_category_and_time_of_day": ("time.hours", "category, time_of_day"),
    "weighted.hours_by_category": ("weighted.hours", "category"),
    **{f"companies.by_{name}": ("companies.registered", name) for name in _OF_COMPANIES},
    "crosstab.pathway_by_task": ("tasks.{}", "pathway, task"),
    "crosstab.task_by_age_band": ("tasks.{}", "task, age_band"),
    "crosstab.pathway_by_event": ("events.{}", "pathway, event"),
    "crosstab.pathway_by_parallel_effort": ("participants.enrolled", "pathway, parallel_effort"),
    "statistics": ("answers.{}", "question, answer"),
    "cumulative_incidence": ("exits.incidence", "exit"),
    "spells.by_state": ("spells.in_state", "state"),
}
#: What a measure has by nature: its rows of before did not say so.
_BY_NATURE = {
    **dict.fromkeys(["durations.of_event", "durations.mean_of_event"], "event"),
    **dict.fromkeys(["weighted.with_time", "weighted.hours_per_participant_with_time"], "category"),
    **dict.fromkeys(["themes.excerpts", "themes.informants"], "theme"),
    "themes.by_informant": "theme, informant",
    **dict.fromkeys(["outcomes.known", "outcomes.average"], "outcome"),
    "survey.likert": "question, answer",
    "survey.self_rated_health": "self_rated_health",
    **dict.fromkeys(["survey.influence_on_goal", "survey.influence_on_conversation"], "stage"),
    "survey.who5_under": "limit",
    "quality.completeness": "register, column",
    "quality.set_aside": "register, rule",
    "quality.not_read": "register, column",
    "quality.causes": "register, cause",
    "quality.rows": "register, step",
    "aggregates.delivered": "measure, group",
}
_PROGRESSION = "item, respondent"
TOTAL = "total"


def renamed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of before (measure, group, subgroup, unit and more) by its names of today; others as they are.

    >>> renamed({"measure": "exits.by_match_group", "group": "2", "subgroup": "", "unit": "participations"})["by"]
    'match_group'
    """
    if row.get("by") or row.get("at"):
        return dict(row)
    measure, unit = row["measure"], row.get("unit") or ""
    group, subgroup, at = row.get("group") or "", row.get("subgroup") or "", ""
    named, by = RENAMED.get(measure, (measure, _BY_NATURE.get(measure, "")))
    counted = "given" if measure == "statistics" else "registered"
    named = named.format("participants" if unit == "participants" else counted)
    if measure.startswith("progression."):
        by = _PROGRESSION
    elif measure.startswith("funnel."):
        named = f"funnel.{'of_previous' if subgroup == 'of_previous' else 'reached'}"
        by, group, subgroup = "stage", measure.removeprefix("funnel."), ""
    if measure == "progression.course":
        before, _, at = subgroup.rpartition(": ")
        subgroup = before
    elif measure in ("cumulative_incidence", "spells.by_state", "aggregates.delivered"):
        at, subgroup = subgroup, ""
    elif measure.endswith(".cumulative"):
        at, group = group, ""
    if measure == "aggregates.delivered":
        of, _, part = group.partition(": ")
        whole = renamed({"measure": of, "group": part})
        group, subgroup = line(whole["measure"], whole["by"]), whole["group"]
    if measure.startswith("crosstab."):
        by, group, subgroup = _without_totals(by, group, subgroup)
    return {**row, "measure": named, "by": by, "group": group, "subgroup": subgroup, "third": "", "at": at}


def _without_totals(by: str, group: str, subgroup: str) -> tuple[str, str, str]:
    """A total over the groups of a dimension is the split by the other one alone."""
    kept = [(name, code) for name, code in zip(dimensions_in(by), (group, subgroup), strict=True) if code != TOTAL]
    codes = [*(code for _, code in kept), "", ""]
    return ", ".join(name for name, _ in kept), codes[0], codes[1]


def table_of_today(text: str) -> str:
    """A measures.csv, one of before by the names of today; what is no such table stays as it is.

    Of rows that are one now, as the total of a cross-tabulation is that of a split, the first stays.
    """
    names, rows = read_csv_lines(text)
    if not {"measure", "group", "subgroup", "unit"} <= set(names) or "by" in names:
        return text
    found: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        named = renamed(dict(zip(names, row, strict=False)))
        found.setdefault(tuple(named.get(key, "") for key in KEYS), [named.get(name, "") for name in COLUMNS])
    return csv_lines([COLUMNS, *found.values()])
