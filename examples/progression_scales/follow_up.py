"""What an authority tells of each participant's half year before the end: weeks in work, and earnings a month."""

import numpy as np

from examples.progression_scales.people import Person, danish
from examples.progression_scales.plausible import EARNINGS, END, HALF_YEAR, PAY, UNKNOWN_TO_AUTHORITY, WEEKS


def follow_up(rng: np.random.Generator, people: list[Person]) -> list[list[str]]:
    """A row a number, in the order of people; of those who did not work there is no pay."""
    day, rows = danish(np.datetime64(END)), []
    for person in people:
        known, luck, pay = rng.random(3)
        if known < UNKNOWN_TO_AUTHORITY:
            continue
        weeks = _weeks(person, luck)
        rows.append([person.number, day, WEEKS, str(weeks)])
        if weeks:
            rows.append([person.number, day, EARNINGS, str(100 * round((PAY[0] + pay * PAY[1]) / 100))])
    return rows


def with_a_correction(rows: list[list[str]]) -> list[list[str]]:
    """The weeks of the first who worked were sent again with a week less, and the last pay is not told."""
    first = next(place for place, row in enumerate(rows) if row[2] == WEEKS and row[3] != "0")
    again = [*rows[first][:3], str(int(rows[first][3]) - 1)]
    last = max(place for place, row in enumerate(rows) if row[2] == EARNINGS)
    rows = [*rows[:last], [*rows[last][:3], "hemmelig"], *rows[last + 1 :]]
    return [*rows[: first + 1], again, *rows[first + 1 :]]


def _weeks(person: Person, luck: float) -> int:
    """Whoever left for a job works for most of the half year, others the more the stronger they are."""
    reason = person.written[6]
    least = 14 if reason == "Job" else 0
    reach = HALF_YEAR * (luck + 0.15 * sum(person.strength)) - (0 if reason == "Job" else 12)
    return int(min(max(reach, least), HALF_YEAR))
