"""Printed figures of a programme with two projects, and those that are published."""

from pathlib import Path

from ruamel.yaml import YAML

from forlob.disclosure.cells import as_said
from forlob.measures.old_names import renamed
from forlob.measures.table import line, measure_and_by
from forlob.printed.all_checks import all_checks
from forlob.printed.printed_figure import PrintedFigure
from forlob.printed.read_printed import read_figures
from forlob.printed.verdicts import DISCREPANCIES, Check
from forlob.programme.programme import Programme


def programme(projects=("north", "south"), **more) -> Programme:
    extracts = [{"file": "f", "registers": {"participants": None}}]
    named = {project: {"name": project.capitalize()} for project in projects}
    return Programme.model_validate({"id": "trial", "title": "Trial", "extracts": extracts, "projects": named, **more})


def figure(measure: str, n=None, project="", group="", to="", **more) -> PrintedFigure:
    """A figure of a measure by its name of today (`participants.enrolled by gender`) or by the one it had before."""
    name, by = measure_and_by(measure)
    kind = more.get("of_kind", "")
    named = renamed({"measure": name, "by": by, "group": group, "subgroup": more.pop("subgroup", ""), "unit": kind})
    named.pop("unit")
    return PrintedFigure(project=project, n=n, to_date=to, **named, **more)


def checks(*figures: PrintedFigure, **more) -> list[Check]:
    return all_checks(figures, programme(**more))


def verdicts(*figures: PrintedFigure, **more) -> list[tuple[str, str]]:
    """(kind, verdict) of all checks of some figures."""
    return [(check.kind, check.verdict) for check in checks(*figures, **more)]


def discrepancies(*figures: PrintedFigure, **more) -> list[tuple[str, str, str, str]]:
    """Kind, verdict, measure and group of what does not agree."""
    return [said(check) for check in checks(*figures, **more) if check.verdict in DISCREPANCIES]


def said(check: Check) -> tuple[str, str, str, str]:
    cell = as_said(check.cell)
    return check.kind, check.verdict, line(cell.measure, cell.by), cell.group


def published(path: Path) -> tuple[list[PrintedFigure], Programme]:
    """The figures of a published file, and a programme of its projects."""
    content = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    about = programme(tuple(content["projects"]))
    return read_figures(path, about), about
