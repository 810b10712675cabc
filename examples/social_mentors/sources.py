"""What is given: programme.yaml and the printed figures."""

import datetime

import numpy as np

from examples.sources import ROOT, read

PROGRAMME = ROOT / "programmes" / "social-mentors"


def programme() -> dict:
    return read(PROGRAMME / "programme.yaml")


def projects() -> list[str]:
    return list(programme()["projects"])


def figures(measure: str, project: str | None = None) -> list[dict]:
    """The printed figures of a measure: of a project, or of all."""
    rows = read(PROGRAMME / "printed_figures.yaml")["figures"]
    return [row for row in rows if (row["measure"], row.get("project")) == (measure, project)]


def counts(measure: str, project: str | None = None) -> dict[str, int]:
    """Group -> its printed count."""
    return {row["group"]: row["n"] for row in figures(measure, project)}


def count(measure: str, project: str | None = None) -> int:
    (row,) = figures(measure, project)
    return row["n"]


def first_day() -> np.datetime64:
    return np.datetime64(programme()["period"]["from"])


def last_day() -> np.datetime64:
    return np.datetime64(programme()["period"]["to"])


def table_day() -> np.datetime64:
    """The last day of the registrations in the printed table of all hours."""
    (row,) = figures("time.hours")
    day: datetime.date = row["to"]
    return np.datetime64(day)
