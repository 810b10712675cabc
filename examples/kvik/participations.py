"""The participations of a project: who takes part, and from when. One row is a participation: one participant in one
project.
"""

import numpy as np
import pandas as pd

from examples.draw import DAY, WORKING_DAYS, choose, deal, share_out
from examples.kvik.counts import Counts
from examples.kvik.plausible import BENEFIT, EDUCATION, GENDER, INTAKE, OLDER, PROJECTS, REMARKS, WORK_EXPERIENCE, YOUNG
from examples.kvik.sources import closed, programme


def enrol(rng: np.random.Generator, project: str, counts: Counts) -> pd.DataFrame:
    """The participations in the order of enrolment: project, enrolled_on, birth_date, age, gender, match_group,
    education, work_experience, benefit, remark."""
    size = counts.enrolled
    enrolled_on = _enrolment_days(rng, project, size)
    band = deal(rng, {"under_30": counts.under_30, "30_and_over": size - counts.under_30}, {}, size)
    age = _ages(rng, project, band)
    return pd.DataFrame(
        {
            "project": project,
            "enrolled_on": enrolled_on,
            "birth_date": _birth_dates(rng, enrolled_on, age),
            "age": age,
            "gender": choose(rng, list(GENDER), list(GENDER.values()), size),
            "match_group": deal(rng, counts.match_group, {}, size),
            "education": _by_age(rng, counts.education, EDUCATION, age),
            "work_experience": _by_age(rng, counts.work_experience, WORK_EXPERIENCE, age),
            "benefit": choose(rng, list(BENEFIT), list(BENEFIT.values()), size),
            "remark": choose(rng, ["", *REMARKS], [19 * len(REMARKS), *[1] * len(REMARKS)], size),
        }
    )


def _enrolment_days(rng: np.random.Generator, project: str, size: int) -> np.ndarray:
    """A working day for each participation, in order: the months by the programme's intake, the day of the month at
    random.
    """
    first = np.datetime64(programme()["period"]["from"], "M")
    months = first + np.arange(len(INTAKE))
    last = closed(project).astype("datetime64[M]") - PROJECTS[project].months_closed
    open_ = (months >= first + PROJECTS[project].first_month) & (months <= last)
    days = []
    for month, n in zip(months, share_out(size, np.where(open_, INTAKE, 0)), strict=True):
        all_days = np.arange(month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]"))
        working = all_days[np.is_busday(all_days, busdaycal=WORKING_DAYS)]
        days.append(working[(rng.random(n) * len(working)).astype(int)])
    return np.sort(np.concatenate(days))


def _ages(rng: np.random.Generator, project: str, band: np.ndarray) -> np.ndarray:
    """Whole years at enrolment, within the band and the project's target group."""
    target = programme()["projects"][project].get("target_group", {})
    allowed = range(target.get("age_from", 18), target.get("age_to", 65) + 1)
    age = np.zeros(len(band), dtype=int)
    for name, common in (("under_30", YOUNG), ("30_and_over", OLDER)):
        here = {years: weight for years, weight in common.items() if years in allowed}
        rows = band == name
        if rows.any():
            age[rows] = choose(rng, list(here), list(here.values()), rows.sum())
    return age


def _birth_dates(rng: np.random.Generator, enrolled_on: np.ndarray, age: np.ndarray) -> np.ndarray:
    """A birth date that makes the age at enrolment what it is: the birthday was today or in the year before."""
    pairs = zip(enrolled_on, age, strict=True)
    birthday = [pd.Timestamp(day) - pd.DateOffset(years=int(years)) for day, years in pairs]
    return np.array(birthday, dtype="datetime64[D]") - (rng.random(len(age)) * 365).astype(int) * DAY


def _by_age(rng: np.random.Generator, counts: dict[str, int], common: dict[str, tuple], age: np.ndarray) -> np.ndarray:
    """Answers that ask for a certain age, the highest age first: few have them before it, more for some years after."""
    order = dict(sorted(counts.items(), key=lambda item: -common[item[0]][2]))
    weights = {code: np.where(age < common[code][2], 0.02, np.minimum(age - common[code][2] + 1, 12)) for code in order}
    weights |= {code: np.ones(len(age)) for code in order if common[code][2] == 18}
    return deal(rng, order, weights, len(age))
