"""Reads the file of printed figures that programme.yaml names."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config.programme import Programme
from pipeline.config.read_yaml import read_yaml
from pipeline.config.sentences import nearest
from pipeline.errors import ConfigError

NUMBERS = ("n", "of", "percent", "value")
KEYS = ("measure", "project", "group", "subgroup", "from", "to", *NUMBERS, "note")


@dataclass(frozen=True)
class PrintedFigure:
    """One figure as printed: which row of the measures table it is, and its printed numbers (None: not printed)."""

    measure: str
    project: str = ""
    group: str = ""
    subgroup: str = ""
    from_date: str = ""
    to_date: str = ""
    n: float | None = None
    of: float | None = None
    percent: float | None = None
    value: float | None = None


def read_printed(programme: Programme) -> list[PrintedFigure]:
    """The printed figures of a programme, those of the whole first; none where programme.yaml names no file.

    Raises ConfigError where the file is missing, is not YAML, or holds what is no printed figure.
    """
    if programme.printed_figures is None:
        return []
    path = programme.folder / programme.printed_figures
    content = read_yaml(path)
    projects = content.get("projects") or {} if isinstance(content, dict) else None
    if not isinstance(projects, dict):
        raise ConfigError(f"{path}: cannot be read as printed figures. It holds figures: and projects:.")
    figures = [_figure(path, row, "") for row in _rows(path, content)]
    for project, about in projects.items():
        if project not in programme.projects:
            said = nearest(project, programme.projects) or "."
            raise ConfigError(f"{path}: {project} is not a project of {programme.id}{said} Mend it.")
        figures += [_figure(path, row, str(project)) for row in _rows(path, about or {})]
    return figures


def further_dates(figures: Iterable[PrintedFigure]) -> list[tuple[str, str]]:
    """The from- and to-dates that figures are printed for, beside the whole period."""
    return sorted({(figure.from_date, figure.to_date) for figure in figures} - {("", "")})


def _rows(path: Path, content: Any) -> list:
    rows = content.get("figures") or [] if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise ConfigError(f"{path}: figures: should be a list, a line a figure.")
    return rows


def _figure(path: Path, row: Any, project: str) -> PrintedFigure:
    if not isinstance(row, dict) or not isinstance(row.get("measure"), str):
        raise ConfigError(f"{path}: a figure without a measure. A figure has {', '.join(KEYS)}.")
    for key in row:
        if key not in KEYS:
            raise ConfigError(f"{path}: {row['measure']}: unknown key {key}. A figure has {', '.join(KEYS)}.")
    for name in NUMBERS:
        value = row.get(name)
        if isinstance(value, bool) or not isinstance(value, int | float | None):
            raise ConfigError(f"{path}: {row['measure']}: {name}: {value!r} is not a number. Write it without quotes.")
    text = {name: "" if row.get(name) is None else str(row[name]) for name in ("group", "subgroup")}
    numbers = {name: row.get(name) for name in NUMBERS}
    dates = {"from_date": str(row.get("from") or ""), "to_date": str(row.get("to") or "")}
    return PrintedFigure(row["measure"], str(row.get("project") or project), **text, **dates, **numbers)
