"""Who takes part, and from when to when."""

from dataclasses import dataclass

import numpy as np

from examples.draw import DAY, choose
from examples.progression_scales.plausible import END, ENROLMENT, PROJECTS, REASONS
from forlob.measures.elementary import power


@dataclass(frozen=True)
class Person:
    """A participant; `strength` is how far above the average he or she begins and moves, in standard deviations."""

    number: str
    start: np.datetime64
    end: np.datetime64
    strength: tuple[float, float]
    written: list[str]


def enrol(rng: np.random.Generator) -> list[Person]:
    """All participants, project by project, in the order of their numbers within each."""
    people = []
    for project, size in PROJECTS.items():
        for number in range(size):
            people.append(_person(rng, project, f"{len(people) + 3101 + 7 * (number % 3)}-{project[:2].upper()}"))
    return people


def normal(rng: np.random.Generator) -> float:
    """A number that is as good as normally distributed: the sum of twelve uniform ones."""
    return float(rng.random(12).sum() - 6)


def danish(day: np.datetime64) -> str:
    return f"{day.astype(object):%d-%m-%Y}"


def _team(start: np.datetime64) -> str:
    """The team is named after the half year that it began in."""
    day = start.astype(object)
    return f"{'Forår' if day.month < 7 else 'Efterår'} {day.year}"


def _person(rng: np.random.Generator, project: str, number: str) -> Person:
    first, last = (np.datetime64(day) for day in ENROLMENT)
    start = first + int(rng.random() * ((last - first) / DAY + 1)) * DAY
    start = np.busday_offset(start, 0, roll="backward")
    strength = (normal(rng), normal(rng))
    # Half of all leave before the end; the strong for a job, some of the others because they no longer come.
    stay = int((70 + 430 * rng.random()) * (1.9 if rng.random() < 0.45 else 1))
    end = np.busday_offset(start + stay * DAY, 0, roll="forward")
    left = end <= np.datetime64(END)
    weights = list(REASONS.values()) if strength[0] + strength[1] > -0.8 else [1, 1, 1, 6, 4]
    reason = str(choose(rng, list(REASONS), weights, 1)[0]) if left else ""
    born = str(1960 + int(power(rng.random(), 0.8) * 36))
    gender = "Kvinde" if rng.random() < 0.56 else "Mand"
    written = [number, project, danish(start), born, gender, danish(end) if left else "", reason, _team(start)]
    return Person(number, start, min(end, np.datetime64(END)), strength, written)
