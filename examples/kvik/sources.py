"""What is given: programme.yaml and the printed figures."""

from dataclasses import dataclass

import numpy as np

from examples.draw import count_at
from examples.sources import ROOT, read

PROGRAMME = ROOT / "programmes" / "kvik"


def programme() -> dict:
    return read(PROGRAMME / "programme.yaml")


def closed(project: str) -> np.datetime64:
    """The last day of a project's participations."""
    return np.datetime64(programme()["projects"][project]["closed"])


@dataclass(frozen=True)
class Figure:
    """A printed figure: a count, or a whole per cent of `of`, or both."""

    measure: str
    group: str | None = None
    n: int | None = None
    of: int | None = None
    percent: int | None = None

    @property
    def count(self) -> int:
        return count_at(self.percent, self.of) if self.n is None else self.n


def figures(project: str | None = None) -> list[Figure]:
    """The printed figures of a project; of the programme as a whole where none is named."""
    printed = read(PROGRAMME / "printed_figures.yaml")
    rows = printed["figures"] if project is None else printed["projects"].get(project, {}).get("figures", [])
    return [Figure(**row) for row in rows]


def figure(measure: str, group: str | None = None, project: str | None = None) -> Figure | None:
    """The printed figure, or None where it was not printed."""
    found = [row for row in figures(project) if (row.measure, row.group) == (measure, group)]
    return found[0] if found else None


def all_under_30() -> list[str]:
    return read(PROGRAMME / "printed_figures.yaml")["orders"][0]["all_under_30"]
