"""Reads the file of printed figures that programme.yaml names, or a draft of one."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from forlob.errors import ConfigError
from forlob.printed.printed_figure import NotAFigure, PrintedFigure, figures_of, line_of
from forlob.programme.programme import Programme
from forlob.programme.read_yaml import read_yaml
from forlob.programme.yaml_errors import nearest

__all__ = ["PrintedFigure", "further_dates", "read_figures", "read_printed"]

#: The lists that hold printed figures: in their own place, and again in another chapter or in words.
LISTS = ("figures", "also_printed")
#: What else such a file may say. It is for its readers: no figure is read from it.
TOLD = ("source", "programme", "register_period", "projects", "ranges", "orders", "curves", "discrepancies", "note")

#: File -> its content when it was last read, the projects then, and its figures: each notebook wants the same.
_made: dict[Path, tuple[Any, list[str], list[PrintedFigure]]] = {}


def read_printed(programme: Programme) -> list[PrintedFigure]:
    """The printed figures of a programme, those of the whole first; none where programme.yaml names no file.

    Raises ConfigError where the file is missing, is not YAML, or holds what is no printed figure.
    """
    if programme.printed_figures is None:
        return []
    return read_figures(programme.folder / programme.printed_figures, programme)


def read_figures(path: Path, programme: Programme) -> list[PrintedFigure]:
    """The printed figures of a file about a programme: those of the whole, of the projects, then the also printed.

    Not to be changed. Raises ConfigError as read_printed does.
    """
    content, known = read_yaml(path), _made.get(path)
    if known is None or known[0] is not content or known[1] != list(programme.projects):
        known = _made[path] = (content, list(programme.projects), _all_figures(path, content, programme))
    return known[2]


def _all_figures(path: Path, content: Any, programme: Programme) -> list[PrintedFigure]:
    projects = content.get("projects") or {} if isinstance(content, dict) else None
    if not isinstance(projects, dict):
        raise ConfigError(f"{path}: cannot be read as printed figures. It holds figures: and projects:.")
    for project in projects:
        _check_project(path, str(project), programme, _line_of_key(projects, project))
    places = [("", content), *((str(project), about or {}) for project, about in projects.items())]
    return [
        figure
        for name in LISTS
        for project, place in places
        for figure in _figures(path, name, _rows(path, name, place), project, programme)
    ]


def further_dates(figures: Iterable[PrintedFigure]) -> list[tuple[str, str]]:
    """The from- and to-dates that figures are printed for, beside the whole period."""
    return sorted({(figure.from_date, figure.to_date) for figure in figures} - {("", "")})


def _rows(path: Path, name: str, content: Any) -> list:
    rows = content.get(name) or [] if isinstance(content, dict) else None
    if not isinstance(rows, list):
        raise ConfigError(f"{path}: {name}: should be a list, a line a figure.")
    for key, value in content.items():
        # The file may tell more than figures, but no figure may be lost by a misspelt key.
        near = nearest(key, LISTS, 0.75) if key not in LISTS and key not in TOLD else ""
        holds = isinstance(value, list) and any(isinstance(item, Mapping) and "measure" in item for item in value)
        if near or (holds and key not in (*LISTS, *TOLD)):
            where = _at(path, _line_of_key(content, key))
            raise ConfigError(f"{where}: unknown key {key}{near or '.'} Figures stand under {' or '.join(LISTS)}.")
    return rows


def _figures(path: Path, name: str, rows: list, project: str, programme: Programme) -> list[PrintedFigure]:
    made = []
    for place, row in enumerate(rows):
        where = line_of(row) or line_of(rows, place)
        try:
            figures = list(figures_of(row, project))
        except NotAFigure as problem:
            raise ConfigError(f"{_at(path, where)}: {problem}") from None
        for figure in figures:
            if figure.project:
                _check_project(path, figure.project, programme, where)
        made += figures
    return made


def _check_project(path: Path, project: str, programme: Programme, line: int) -> None:
    if project not in programme.projects:
        said = nearest(project, programme.projects) or "."
        raise ConfigError(f"{_at(path, line)}: {project} is not a project of {programme.id}{said} Fix it.")


def _line_of_key(content: Any, key: Any) -> int:
    try:
        return content.lc.key(key)[0] + 1
    except (AttributeError, KeyError, TypeError):
        return 0


def _at(path: Path, line: int) -> str:
    return f"{path}, line {line}" if line else str(path)
