"""When each participant is measured, by whom, and with what score."""

import numpy as np

from examples.draw import DAY
from examples.progression_scales.people import Person, danish, normal
from examples.progression_scales.plausible import (
    ANSWERS,
    BETWEEN,
    CASEWORKER,
    CASEWORKER_LEVEL,
    CASEWORKER_RISE,
    FIRST_AFTER,
    ITEM_SKIPPED,
    LADDER,
    LADDER_NAME,
    NEVER_MEASURED,
    PARTICIPANT,
    STRAIN,
    STRAIN_NAME,
)


def measure(rng: np.random.Generator, people: list[Person]) -> list[list[str]]:
    """The measurements as the register writes them, one row an item, in the order of people and days."""
    rows = []
    for person in people:
        if rng.random() >= NEVER_MEASURED:
            rows += _of(rng, person)
    return rows


def _of(rng: np.random.Generator, person: Person) -> list[list[str]]:
    rows = []
    own = {item: 1.1 * normal(rng) for item in (*LADDER, *STRAIN)}
    days = FIRST_AFTER + int(rng.random() * 12)
    quarter = 0
    while person.start + days * DAY <= person.end:
        day = np.busday_offset(person.start + days * DAY, 0, roll="forward")
        for respondent, (first, lost) in ANSWERS.items():
            if day <= person.end and rng.random() < first - lost * quarter + 0.03 * person.strength[1]:
                rows += _filled_in(rng, person, own, day, quarter, respondent)
        days += BETWEEN - 10 + int(rng.random() * 25)
        quarter += 1
    return rows


def _filled_in(
    rng: np.random.Generator, person: Person, own: dict[str, float], day: np.datetime64, quarter: int, respondent: str
) -> list[list[str]]:
    """One form: the ladder, and by the participant the scale of strain too."""
    by_caseworker = respondent == CASEWORKER
    begin, move = person.strength
    rows = []
    for item, (level, rise) in LADDER.items():
        seen = CASEWORKER_RISE if by_caseworker else 1
        mean = level + own[item] + 0.9 * begin + (rise + 0.28 * move) * quarter * seen
        score = mean + (CASEWORKER_LEVEL if by_caseworker else 0) + 0.9 * normal(rng)
        if rng.random() >= ITEM_SKIPPED:
            rows.append([LADDER_NAME, item, str(_on(score, 1, 10))])
    for item, (level, rise) in STRAIN.items() if respondent == PARTICIPANT else ():
        score = level + 0.5 * own[item] - 0.4 * begin + (rise - 0.08 * move) * quarter + 0.55 * normal(rng)
        if rng.random() >= ITEM_SKIPPED:
            rows.append([STRAIN_NAME, item, str(_on(score, 0, 4))])
    return [[person.number, danish(day), *row, respondent] for row in rows]


def _on(score: float, low: int, high: int) -> int:
    return int(min(max(np.floor(score + 0.5), low), high))
