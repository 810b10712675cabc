"""How many of everything each project has: the printed counts, and plausible ones that add up to the other figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from examples.draw import count_at, share_out
from examples.kvik.plausible import EDUCATION, EXIT_REASONS, PROJECTS, WORK_EXPERIENCE, Project
from examples.kvik.sources import all_under_30, figure, figures, programme
from examples.sources import code_list


@dataclass(frozen=True)
class Counts:
    """The exact counts of one project."""

    enrolled: int
    under_30: int
    match_group: dict[str, int]
    education: dict[str, int]
    work_experience: dict[str, int]
    exit_reason: dict[str, int]
    plans: int
    placements: int  # participations with a placement
    placements_among_self_supporting: int
    company_centre: int  # whole per cent of placements


def count_all() -> dict[str, Counts]:
    """The counts of every project, in the order of programme.yaml."""
    enrolled = _enrolled()
    plans = _spread("plans.started", enrolled, {project: PROJECTS[project].plans for project in enrolled})
    common = {project: PROJECTS[project].placements for project in enrolled}
    placements = _spread("placements.started", enrolled, common)
    return {project: _count(project, enrolled[project], plans[project], placements[project]) for project in enrolled}


def _count(project: str, enrolled: int, plans: int, placements: int) -> Counts:
    assumed = PROJECTS[project]
    under_30 = _printed(project, "participants.by_age_band", "under_30")
    if under_30 is None:
        under_30 = enrolled if project in all_under_30() else count_at(assumed.under_30, enrolled)
    match_2 = _printed(project, "participants.by_match_group", "2")
    match_2 = count_at(assumed.match_2, enrolled) if match_2 is None else match_2
    exits = _exit_reasons(project, enrolled, assumed)
    among = _printed(project, "placements.among_self_supporting")
    if among is None:
        among = round((exits["job"] + exits["education"]) * assumed.with_placement / 100)
    centre = figure("placements.by_form", "company_centre", project)
    return Counts(
        enrolled=enrolled,
        under_30=under_30,
        match_group={"2": match_2, "3": enrolled - match_2},
        education=_answers(project, "education", EDUCATION, enrolled, under_30),
        work_experience=_answers(project, "work_experience", WORK_EXPERIENCE, enrolled, under_30),
        exit_reason=exits,
        plans=plans,
        placements=placements,
        placements_among_self_supporting=among,
        company_centre=assumed.company_centre if centre is None else centre.percent,
    )


def _printed(project: str, measure: str, group: str | None = None) -> int | None:
    printed = figure(measure, group, project)
    return None if printed is None else printed.count


def _enrolled() -> dict[str, int]:
    """Participants of each project; those of the projects without printed figures fill up to the programme's."""
    printed = {project: _printed(project, "participants.enrolled") for project in programme()["projects"]}
    rest = figure("participants.enrolled").n - sum(n for n in printed.values() if n is not None)
    others = [project for project, n in printed.items() if n is None]
    shared = dict(zip(others, share_out(rest, [PROJECTS[project].enrolled for project in others]), strict=True))
    return {project: shared[project] if n is None else n for project, n in printed.items()}


def _spread(measure: str, enrolled: Mapping[str, int], common: Mapping[str, float]) -> dict[str, int]:
    """Participations with a plan (placement) in each project: the printed, and the rest of the programme's by
    `common`.
    """
    printed = {project: _printed(project, measure) for project in enrolled}
    rest = figure(measure).count - sum(n for n in printed.values() if n is not None)
    others = [project for project, n in printed.items() if n is None]
    weights = [enrolled[project] * common[project] for project in others]
    shared = dict(zip(others, share_out(rest, weights, [enrolled[project] for project in others]), strict=True))
    return {project: shared[project] if n is None else n for project, n in printed.items()}


def _answers(project: str, column: str, common: Mapping[str, tuple], enrolled: int, under_30: int) -> dict[str, int]:
    """Participations with each answer: the printed counts of answers or groups of answers, the rest by what is
    common.
    """
    weights = {code: young * under_30 + older * (enrolled - under_30) for code, (young, older, _) in common.items()}
    groups = programme()["groups"].get(column, {})
    rows = [row for row in figures(project) if row.measure == f"participants.by_{column}"]
    printed = {tuple(groups.get(row.group, [row.group])): row.count for row in rows}
    return allocate(enrolled, weights, printed)


def _exit_reasons(project: str, enrolled: int, assumed: Project) -> dict[str, int]:
    """Participations that ended for each reason; everybody has left by the day the project closed."""
    weights = {reason: weight for reason, (weight, _) in EXIT_REASONS.items()}
    weights["trial_ended"] *= assumed.trial_ended
    weights["no_benefit"] *= assumed.no_benefit
    weights |= {"job": assumed.job, "education": 100 - assumed.job}
    status = {reason: item["status"] for reason, item in code_list("exit_reason").items()}
    printed = {}
    for row in figures(project):
        if row.measure in ("exits.job", "exits.education"):
            printed[(row.measure.removeprefix("exits."),)] = row.count
        elif row.measure == "status.final":
            printed[(row.group,)] = row.count
        elif row.measure == "status.group":
            printed[tuple(reason for reason in weights if status[reason] == row.group)] = row.count
    if ("job",) not in printed:
        printed["job", "education"] = count_at(assumed.self_supporting, enrolled)
    return allocate(enrolled, weights, printed)


def allocate(total: int, weights: Mapping[str, float], printed: Mapping[tuple[str, ...], int]) -> dict[str, int]:
    """Counts of the codes that add up to the total and to the printed count of every group of codes.

    What a group does not say about its members, and what nothing says about the rest, goes by the weights.

    >>> allocate(20, {"a": 1, "b": 1, "c": 3, "d": 2}, {("a",): 4, ("a", "b"): 5})
    {'a': 4, 'b': 1, 'c': 9, 'd': 6}
    """
    counts: dict[str, int] = {}
    for members, n in [*sorted(printed.items(), key=lambda item: len(item[0])), (tuple(weights), total)]:
        free = [code for code in members if code not in counts]
        left = n - sum(counts[code] for code in members if code in counts)
        counts |= dict(zip(free, share_out(left, [weights[code] for code in free]), strict=True))
    return {code: counts[code] for code in weights}
