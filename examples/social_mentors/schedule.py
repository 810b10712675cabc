"""The mentors' time: which participant, which mentor, which day and hour. No mentor is in two places at once."""

from collections import defaultdict
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from examples.draw import DAY, choose, pick
from examples.social_mentors.hours import LATE, UNITS, late_units, lengths, units_by_project
from examples.social_mentors.plausible import (
    BEGINS,
    BY_ANOTHER_MENTOR,
    HOLIDAY_MONTH,
    HOURS_OF_DAY,
    IN_HOLIDAY_MONTH,
    LEANING,
    MORE_SUPPORT,
    WORKING_DAYS,
)
from examples.social_mentors.sources import first_day, last_day, programme, table_day
from forlob.measures.elementary import power

STEP = 5  # minutes: work begins at 9:05, not at 9:03
Busy = dict[tuple[str, np.datetime64], list[tuple[int, int]]]


@dataclass(frozen=True)
class Draft:
    """A registration before it is anybody's: `late`, whether it was made after the day of the printed table."""

    project: str
    category: str
    units: int
    late: bool
    band: str = ""


@dataclass(frozen=True)
class Supported:
    """The participations of a jobcentre: their labels, how much support each gets, and from when until when."""

    participations: list[int]
    support: np.ndarray
    enrolled_on: np.ndarray
    exited_on: np.ndarray


def register(rng: np.random.Generator, participations: pd.DataFrame) -> pd.DataFrame:
    """The registrations by day and hour: participation, participant_id, mentor_id, date, minute (of the day), category,
    units (of 0,05 hours)."""
    drafts = _bands(rng, _drafts(rng))
    supported, mentors, busy = _supported(rng, participations), _mentors(participations), defaultdict(list)
    days = {late: _working_days(late) for late in (False, True)}
    rows = []
    for draft in sorted(drafts, key=lambda draft: -draft.units):  # the longest are the hardest to fit in
        rows.append(_fit_in(rng, supported[draft.project], days[draft.late], mentors, busy, draft))
    made = pd.DataFrame(rows, columns=["participation", "mentor_id", "date", "minute", "category", "units"])
    made["participant_id"] = participations["participant_id"].loc[made["participation"]].to_numpy()
    return made.sort_values(["date", "minute", "mentor_id", "participant_id", "category"]).reset_index(drop=True)


def _drafts(rng: np.random.Generator) -> list[Draft]:
    units = units_by_project()
    late = late_units(units)
    made = []
    for project, of_category in units.items():
        for category, n in of_category.items():
            after = late[project] if category == LATE else 0
            made += [Draft(project, category, each, False) for each in lengths(rng, n - after, category, project)]
            made += [Draft(project, category, each, True) for each in lengths(rng, after, category, "")]
    return made


def _working_days(late: bool) -> np.ndarray:
    days = np.arange(first_day(), last_day() + DAY)
    days = days[np.is_busday(days, busdaycal=WORKING_DAYS)]
    return days[(days > table_day()) == late]


def _bands(rng: np.random.Generator, drafts: list[Draft]) -> list[Draft]:
    """The drafts with a part of the day each: the rare parts are filled first, from the kinds that lean to them; none
    is given more than its hours, and what is left over begins in the last, the most common one."""
    bands = [""] * len(drafts)
    for band, hours in HOURS_OF_DAY.items():
        left = hours * UNITS
        leaning = np.array([LEANING[band].get(draft.category, 0) for draft in drafts], dtype=float)
        for place in pick(rng, leaning, int((leaning > 0).sum())):
            if bands[place] == "" and drafts[place].units <= left:
                bands[place] = band
                left -= drafts[place].units
    return [replace(draft, band=band or list(HOURS_OF_DAY)[-1]) for draft, band in zip(drafts, bands, strict=True)]


def _mentors(participations: pd.DataFrame) -> dict[int, list[str]]:
    """Participation -> its jobcentre's mentors, its own one first."""
    made, number = {}, 0
    for project, facts in programme()["projects"].items():
        names = [f"M{number + i + 1:02d}" for i in range(facts["mentors"])]
        number += facts["mentors"]
        for place, participation in enumerate(participations.index[participations["project"] == project]):
            own = names[place % len(names)]
            made[participation] = [own, *[name for name in names if name != own]]
    return made


def _supported(rng: np.random.Generator, participations: pd.DataFrame) -> dict[str, Supported]:
    """Jobcentre -> its participations, of which some get much more support than others."""
    made = {}
    for project, here in participations.groupby("project", sort=False):
        enrolled = here["enrolled_on"].to_numpy().astype("datetime64[D]")
        exited = here["exited_on"].fillna(pd.Timestamp(last_day())).to_numpy().astype("datetime64[D]")
        much = power(1 - rng.random(len(here)), -MORE_SUPPORT)
        made[project] = Supported(list(here.index), much, enrolled, exited)
    return made


def _fit_in(
    rng: np.random.Generator, here: Supported, days: np.ndarray, mentors: dict[int, list[str]], busy: Busy, draft: Draft
) -> tuple:
    """A row of the register, at a time when the mentor is free."""
    minutes = draft.units * 60 // UNITS
    earliest, latest = (round(hour * 60) for hour in BEGINS[draft.band])
    while True:
        place, day = _participant_and_day(rng, here, days)
        own, *others = mentors[here.participations[place]]
        mentor = others[int(rng.random() * len(others))] if others and rng.random() < BY_ANOTHER_MENTOR else own
        begin = earliest + STEP * int(rng.random() * ((latest - earliest) // STEP))
        if all(begin + minutes <= first or begin >= last for first, last in busy[mentor, day]):
            busy[mentor, day].append((begin, begin + minutes))
            return here.participations[place], mentor, day, begin, draft.category, draft.units


def _participant_and_day(rng: np.random.Generator, here: Supported, days: np.ndarray) -> tuple[int, np.datetime64]:
    """A participant and a day while his or her participation lasts; fewer days in the holidays."""
    while True:
        place = int(choose(rng, range(len(here.participations)), here.support, 1)[0])
        day = days[int(rng.random() * len(days))]
        on_holiday = day.astype("datetime64[M]") == HOLIDAY_MONTH and rng.random() > IN_HOLIDAY_MONTH
        if here.enrolled_on[place] <= day <= here.exited_on[place] and not on_holiday:
            return place, day
