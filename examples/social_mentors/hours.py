"""How many hours went to what in each jobcentre, and in registrations of which length: the printed figures come out.

Counted in units of 0,05 hours, as the register writes them. The printed report does not add up: the jobcentres' hours
come to 34 more than the table of all hours, and their shares show that these are all in the category other. Here they
were registered after the day of that table.
"""

from collections.abc import Iterator

import numpy as np

from examples.draw import choose, share_out
from examples.social_mentors.plausible import LENGTHS, TOO_LONG, TOO_SHORT
from examples.social_mentors.sources import count, figures, projects, table_day

UNITS = 20  # in an hour
LATE = "other"  # the category of what was registered after the day of the table


def units_by_project() -> dict[str, dict[str, int]]:
    """Jobcentre -> category -> units, in the whole period: near the printed shares of the jobcentre's hours, with the
    printed sums over both (the shares alone would leave the sums of the categories a few hours off)."""
    by_category = _by_category()
    shares = [[row["percent"] for row in figures("time.hours_by_category", project)] for project in projects()]
    table = np.array(shares, dtype=float)
    in_all = np.array([count("time.hours", project) for project in projects()], dtype=float)
    for _ in range(100):
        table *= (in_all / table.sum(axis=1))[:, None]
        table *= np.array(list(by_category.values())) / table.sum(axis=0)
    made = {}
    for project, hours, row in zip(projects(), in_all, table, strict=True):
        made[project] = dict(zip(by_category, share_out(int(hours) * UNITS, list(row)), strict=True))
    return made


def late_units(units: dict[str, dict[str, int]]) -> dict[str, int]:
    """Jobcentre -> units registered after the day of the table."""
    return dict(zip(units, share_out(_late() * UNITS, [row[LATE] for row in units.values()]), strict=True))


def lengths(rng: np.random.Generator, units: int, category: str, project: str) -> Iterator[int]:
    """Registrations, in units, that add up."""
    common = LENGTHS[category]
    for wrong in (TOO_SHORT, TOO_LONG):
        if wrong[:2] == (category, project) and units > wrong[2] * UNITS * 3:
            yield round(wrong[2] * UNITS)
            units -= round(wrong[2] * UNITS)
    shortest = min(common)
    while units:
        drawn = round(choose(rng, list(common), list(common.values()), 1)[0] * UNITS)
        if units - drawn < shortest * UNITS:
            drawn = units
        yield drawn
        units -= drawn


def _by_category() -> dict[str, int]:
    """Category -> hours in the whole period: the table's, and what came after it."""
    rows = [row for row in figures("time.hours_by_category") if np.datetime64(row["to"]) == table_day()]
    return {row["group"]: row["n"] + (_late() if row["group"] == LATE else 0) for row in rows}


def _late() -> int:
    return sum(count("time.hours", project) for project in projects()) - count("time.hours")
