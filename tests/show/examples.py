"""Rows of a measures table as the report meets them: Assens as printed, made-up rows for the rest."""

import pandas as pd

from forlob.measures.table import COLUMNS, measure_and_by

ENROLLED = {
    **{"assens": 72, "brondby": 119, "esbjerg": 185, "gladsaxe": 251, "horsens": 318, "hoje-taastrup": 243},
    **{"norddjurs": 148, "odense": 601, "randers": 297, "roskilde": 122, "syddjurs": 131, "thisted": 140},
    **{"vallensbaek": 96, "aarhus": 566},
}


def row(
    measure, n=None, of=None, group="", subgroup="", project="assens", value=None, unit="participations", **more
) -> dict:
    if value is None and n is not None and of:
        value = n / of
    name, by = measure_and_by(measure)
    cells = dict.fromkeys(COLUMNS) | {"programme": "kvik", "project": project, "measure": name, "by": by}
    cells |= {"group": group, "subgroup": subgroup, "n": n, "of": of, "value": value, "unit": unit, "suppressed": False}
    return cells | more


def suppressed(measure, of=None, **more) -> dict:
    return row(measure, None, of, suppressed=True, **more)


def table(*rows: dict) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=COLUMNS)
    return made.astype({"n": "float64", "of": "float64", "value": "float64", "ci_low": "float64", "ci_high": "float64"})


def groups(measure, counts: dict, of=72, **more) -> list[dict]:
    return [row(measure, n, of, group=code, **more) for code, n in counts.items()]


def expected_and_actual() -> pd.DataFrame:
    return table(row("participants.expected", 69), row("participants.enrolled", 72))


def key_shares() -> pd.DataFrame:
    counts = {
        "plans.started": 69,
        "placements.started": 51,
        "exits.job": 1,
        "exits.education": 13,
        "exits.other_reasons": 58,
    }
    return table(*(row(measure, n, 72) for measure, n in counts.items()))


def status() -> pd.DataFrame:
    grouped = {
        "self_supporting": 14,
        "progression": 15,
        "transferred": 2,
        "unrelated": 6,
        "not_benefited": 14,
        "other": 20,
        "trial_ended": 1,
        "active": 0,
    }
    reasons = {
        "job": 1,
        "education": 13,
        "wage_subsidy_job": 2,
        "placement_continues": 5,
        "flex_job": 0,
        "awaiting_education": 8,
        "rematched_to_1": 0,
    }
    reasons |= {
        "other_offer": 2,
        "unrelated_to_effort": 6,
        "no_benefit": 14,
        "other": 20,
        "trial_ended": 1,
        "active": 0,
        "not_registered": 0,
    }
    return table(
        *groups("participants.enrolled by status_group", grouped),
        *groups("participants.enrolled by exit_reason", reasons),
    )


def match_groups() -> pd.DataFrame:
    counts = {"1": (0, 0, 0), "2": (55, 42, 13), "3": (17, 9, 1), "not_registered": (0, 0, 0)}
    rows = groups("participants.enrolled by match_group", {code: c[0] for code, c in counts.items()})
    for code, (enrolled, placed, left) in counts.items():
        rows += [
            row("placements.started by match_group", placed, enrolled, group=code),
            row("exits.self_supporting by match_group", left, enrolled, group=code),
        ]
    return table(*rows)


def age_and_match() -> pd.DataFrame:
    ages = groups("participants.enrolled by age_band", {"under_30": 60, "30_and_over": 12, "not_registered": 0})
    return table(
        *ages, *groups("participants.enrolled by match_group", {"1": 0, "2": 55, "3": 17, "not_registered": 0})
    )


def education() -> pd.DataFrame:
    counts = {
        "basic_school_not_completed": 15,
        "basic_school": 47,
        "upper_secondary": 5,
        "vocational": 2,
        "short_higher": 0,
    }
    return table(
        *groups(
            "participants.enrolled by education", counts | {"medium_higher": 0, "long_higher": 0, "not_registered": 3}
        )
    )


def few() -> pd.DataFrame:
    """Education with two suppressed rows."""
    counts = {"basic_school_not_completed": 15, "basic_school": 47, "not_registered": 0}
    hidden = [
        suppressed("participants.enrolled by education", 72, group=code) for code in ("upper_secondary", "vocational")
    ]
    return table(*groups("participants.enrolled by education", counts), *hidden)


def months() -> list[str]:
    return [f"{2011 + (9 + at) // 12}-{(9 + at) % 12 + 1:02d}" for at in range(19)]


def curves() -> pd.DataFrame:
    rows = []
    for at, month in enumerate(months()):
        enrolled = [round(3289 * ((at + 1 - lag) / 19) ** 0.9) if at >= lag else 0 for lag in (0, 2)]
        placed = round(1809 * max(0, at - 2) / 16)
        rows += [
            row("participants.cumulative", enrolled[0], 3289, at=month, project=""),
            row("plans.cumulative", round(enrolled[1] * 0.98), 3289, at=month, project=""),
            row("placements.cumulative", placed, 3289, at=month, project=""),
        ]
    return table(*rows)


def incidence() -> pd.DataFrame:
    ends = {"job": 0.028, "education": 0.21, "other": 0.7}
    return table(
        *(
            row(
                "exits.incidence by exit",
                72,
                group=end,
                at=str(month),
                value=top * (month / 18) ** 1.3,
                unit="share",
            )
            for end, top in ends.items()
            for month in range(19)
        )
    )


def medians() -> pd.DataFrame:
    days = {
        "durations.to_plan": 12,
        "durations.to_placement": 63.5,
        "durations.to_exit": 241,
        "durations.of_placement": None,
    }
    return table(*(row(measure, 72, value=median, unit="days") for measure, median in days.items()))


def hours() -> pd.DataFrame:
    spent = {"home": 1234.5, "work": 321.25, "contact": 98.0, "other": 45.75}
    return table(*groups("time.hours by category", spent, of=1699.5, unit="hours"))


def hours_by_day() -> pd.DataFrame:
    spent = {("home", "09-12"): 700.5, ("home", "12-17"): 534.0, ("work", "06-09"): 21.25, ("work", "09-12"): 300.0}
    measure = "time.hours by category, time_of_day"
    return table(*(row(measure, n, 1555.75, group=g, subgroup=s, unit="hours") for (g, s), n in spent.items()))


def self_supporting() -> pd.DataFrame:
    percents = [19, 15, 26, 27, 28, 21, 17, 34, 40, 31, 22, 24, 25, 30]
    rows = [row("exits.self_supporting", 897, 3289, project="", ci_low=0.258, ci_high=0.288)]
    for (project, of), whole in zip(ENROLLED.items(), percents, strict=True):
        n = of * whole // 100
        half = 1.96 * (n / of * (1 - n / of) / of) ** 0.5
        rows.append(row("exits.self_supporting", n, of, project=project, ci_low=n / of - half, ci_high=n / of + half))
    return table(*rows)


def ages_by_project() -> pd.DataFrame:
    percents = [83, 11, 100, 45, 30, 77, 60, 100, 100, 100, 55, 70, 8, 100]
    rows = groups(
        "participants.enrolled by age_band",
        {"under_30": 2236, "30_and_over": 1053, "not_registered": 0},
        of=3289,
        project="",
    )
    for (project, of), whole in zip(ENROLLED.items(), percents, strict=True):
        young = of * whole // 100
        counts = {"under_30": young, "30_and_over": of - young, "not_registered": 0}
        rows += groups("participants.enrolled by age_band", counts, of=of, project=project)
    return table(*rows)


def education_by_project() -> pd.DataFrame:
    codes = ["basic_school_not_completed", "basic_school", "upper_secondary", "vocational", "not_registered"]
    rows = []
    for at, (project, of) in enumerate(list(ENROLLED.items())[:5]):
        parts = [of * part // 100 for part in (20 - at, 45 + at, 15, 12)]
        rows += groups(
            "participants.enrolled by education",
            dict(zip(codes, [*parts, of - sum(parts)], strict=True)),
            of=of,
            project=project,
        )
    rows += [suppressed("participants.enrolled by education", 140, group=code, project="thisted") for code in codes[2:]]
    return table(
        *rows, *groups("participants.enrolled by education", {codes[0]: 30, codes[1]: 90}, of=140, project="thisted")
    )


def states() -> pd.DataFrame:
    rows = []
    for at in range(72):
        month = f"{1993 + (6 + at) // 12}-{(6 + at) % 12 + 1:02d}"
        working, studying = 150 + at * 4 + at // 2, max(0, 300 - at * 4)
        parts = {
            "employment": working,
            "FE": studying,
            "HE": max(0, at - 26) * 2,
            "joblessness": 100,
            "training": max(8, 90 - at),
        }
        parts["school"] = 712 - sum(parts.values())
        rows += [
            row("spells.in_state by state", n, 712, group=state, at=month, project="", unit="persons")
            for state, n in parts.items()
        ]
    return table(*rows)


#: Instrument and item -> first and latest mean, change with its interval, and how many moved up, the same and down.
SCALES = {
    "Spindelvæv: Tro på at komme i job": (4.5, 5.3, 0.79, 0.29, 1.29, (11, 26, 1)),
    "Spindelvæv: Støtte fra familie, venner og andre, som man kan ringe til": (5.2, 5.6, 0.39, -0.18, 0.97, (9, 23, 6)),
    "Belastning: Søvnbesvær": (2.2, 1.8, -0.41, -0.71, -0.11, (21, 11, 6)),
}


def _of_scales(*make) -> pd.DataFrame:
    who = ("Borger", "Sagsbehandler")
    return table(*(r for item, numbers in SCALES.items() for by in who for m in make for r in m(item, by, *numbers)))


def first_and_latest() -> pd.DataFrame:
    names = ("progression.first by item, respondent", "progression.latest by item, respondent")
    return _of_scales(
        lambda item, by, *means: [
            row(name, 42, group=item, subgroup=by, value=mean, unit="points")
            for name, mean in zip(names, means[:2], strict=True)
        ]
    )


def changes() -> pd.DataFrame:
    return _of_scales(
        lambda item, by, _first, _latest, change, low, high, _ways: [
            row(
                "progression.change by item, respondent",
                38,
                None,
                item,
                by,
                value=change,
                ci_low=low,
                ci_high=high,
                unit="points",
            )
        ]
    )


def turned() -> pd.DataFrame:
    names = (
        "progression.improved by item, respondent",
        "progression.same by item, respondent",
        "progression.worse by item, respondent",
    )
    return _of_scales(
        lambda item, by, *numbers: [
            row(name, n, 38, group=item, subgroup=by) for name, n in zip(names, numbers[-1], strict=True)
        ]
    )


def turned_with_few() -> pd.DataFrame:
    found = {"group": "Spindelvæv: Tro", "subgroup": "Borger"}
    hidden = [suppressed(f"progression.{way} by item, respondent", 38, **found) for way in ("same", "worse")]
    return table(row("progression.improved by item, respondent", 11, 38, **found), *hidden)


def by_quarter() -> pd.DataFrame:
    """42, 37, 29 and 17 are measured, then 8 and 2: those of fewer than 10 are dashed, the last is not drawn."""
    counted = (42, 37, 29, 17, 8, 2)
    return _of_scales(
        lambda item, by, first, latest, *_: [
            row("progression.course by item, respondent", n, group=item, subgroup=by, at=str(quarter), unit="points",
                value=first + (latest - first) * quarter / 3 - (by == "Sagsbehandler") * 0.4)
            for quarter, n in enumerate(counted)
        ]
    )  # fmt: skip


def themes() -> pd.DataFrame:
    excerpts = {"Naboskab": 3, "Naboskab > Hjælp": 2, "Arbejde": 1, "not_registered": 1}
    informants = {"Naboskab": 3, "Naboskab > Hjælp": 2, "Arbejde": 1, "not_registered": 0}
    return table(
        *groups("themes.excerpts by theme", excerpts, 4, unit="excerpts"),
        *groups("themes.informants by theme", informants, 3, unit="informants"),
    )


def funnel_rows(project: str, *numbers: int) -> list[dict]:
    """A funnel: the target group, and of it each later stage with its share of the step before."""
    stages = ["target_group", "first_interview", "team_meeting", "employment_offer", "self_supporting"]
    rows = [row("funnel.reached by stage", numbers[0], None, stages[0], project=project, unit="participants")]
    for before, n, stage in zip(numbers, numbers[1:], stages[1:], strict=False):
        rows.append(row("funnel.reached by stage", n, numbers[0], stage, project=project, unit="participants"))
        rows.append(row("funnel.of_previous by stage", n, before, stage, project=project, unit="participants"))
    return rows


def funnel() -> pd.DataFrame:
    return table(*funnel_rows("midtjylland", 5859, 4301, 3186, 2168, 838))


def funnel_few() -> pd.DataFrame:
    """A funnel whose last stage so few have reached that it is suppressed."""
    rows = funnel_rows("", 90, 60, 31, 12, 0)[:-2]
    return table(
        *rows, suppressed("funnel.reached by stage", 90, group="self_supporting", project="", unit="participants")
    )


def funnels() -> pd.DataFrame:
    rows = [*funnel_rows("midtjylland", 5859, 4301, 3186, 2168, 838), *funnel_rows("", 26000, 19760, 13000, 7800, 3543)]
    return table(*rows)


def likert() -> pd.DataFrame:
    """Two questions as printed, and one whose answers are partly suppressed."""
    codes = ("not_or_little", "neither", "some_or_high", "do_not_know")
    printed = {"believes_job": (323, 37, 155, 106), "wants_job": (192, 43, 304, 80)}
    rows = [
        row("survey.likert by question, answer", n, sum(counts), question, code, "", unit="respondents")
        for question, counts in printed.items()
        for code, n in zip(codes, counts, strict=True)
    ]
    few = {"not_or_little": None, "neither": None, "some_or_high": 30, "do_not_know": 12}
    for code, n in few.items():
        of_few = {"group": "wants_education", "subgroup": code, "project": "", "suppressed": n is None}
        rows.append(row("survey.likert by question, answer", n, 52, unit="respondents", **of_few))
    return table(*rows)


def wellbeing() -> pd.DataFrame:
    interval = {"unit": "points", "ci_low": 33.7, "ci_high": 35.8}
    mean = row("survey.who5_mean", 595, value=34.7, project="", **interval)
    return table(mean, row("survey.who5_norm", value=70.0, project="", unit="points"))


def _crossed(measure: str, unit: str, n: int, of: int, pathway: str, task: str) -> dict:
    """A cell, or a total: split by the other dimension alone, or by none."""
    codes = {name: code for name, code in (("pathway", pathway), ("task", task)) if code != "total"}
    line = f"{measure} by {', '.join(codes)}" if codes else measure
    group, subgroup = [*codes.values(), "", ""][:2]
    return row(line, n, of, group, subgroup, "", unit=unit)


def crossed() -> pd.DataFrame:
    """Registrations (and participants) of three tasks in two pathways; of the last task there are none."""
    counts = {
        ("retention", "conversation"): (8, 3), ("retention", "accompany"): (2, 2), ("retention", "total"): (10, 4),
        ("integration", "conversation"): (12, 5), ("integration", "accompany"): (4, 3),
        ("integration", "total"): (16, 6),
        ("total", "conversation"): (20, 8), ("total", "accompany"): (6, 5), ("total", "total"): (26, 10),
    }  # fmt: skip
    counts |= {(pathway, "contact_bank"): (0, 0) for pathway in ("retention", "integration", "total")}
    units = [("registered", "registrations"), ("participants", "participants")]
    return table(
        *(
            _crossed(f"tasks.{measure}", unit, n[place], counts[group, "total"][place], group, subgroup)
            for place, (measure, unit) in enumerate(units)
            for (group, subgroup), n in counts.items()
        )
    )


def categories_by_project() -> pd.DataFrame:
    hours = {"herlev": [71.6, 45.1, 29.2, 119.2], "odense": [155.8, 86.1, 102.5, 65.6]}
    hours[""] = [227.4, 131.2, 131.7, 184.8]
    codes = ("home", "work", "contact", "other")
    return table(
        *(
            row("time.hours by category", n, sum(of), code, project=project, unit="hours")
            for project, of in hours.items()
            for code, n in zip(codes, of, strict=True)
        )
    )


def day_and_category() -> pd.DataFrame:
    hours = {"home": [17.8, 120.3, 205, 8, 0], "work": [17.3, 79, 50.8, 0, 0], "other": [20.6, 152.1, 116.6, 2.7, 3]}
    bands = ("06-09", "09-12", "12-17", "17-24", "00-06")
    measure = "time.hours by category, time_of_day"
    return table(
        *(
            row(measure, n, 793.2, code, band, "", unit="hours")
            for code, of in hours.items()
            for band, n in zip(bands, of, strict=True)
        ),
        suppressed(measure, 793.2, group="contact", subgroup="06-09", project="", unit="hours"),
        row(measure, 0, 793.2, "not_registered", "06-09", "", unit="hours"),
    )


def weeks() -> pd.DataFrame:
    hours = [2.5, 2.0, 0, 7.25, 10, 9.5, 12, 20.5, 7.5, 15.5, 31, 35, 25, 32, 26, 37]
    measure = "time.hours by week"
    names = [f"2008-W{week:02d}" for week in range(45, 53)] + [f"2009-W{week:02d}" for week in range(1, 9)]
    rows = [row(measure, n, 276.25, week, project="", unit="hours") for week, n in zip(names, hours, strict=True)]
    return table(*rows, row(measure, 3, 276.25, "not_registered", project="", unit="hours"))
