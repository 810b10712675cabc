"""A printed figure, and how a line of the file of printed figures becomes one or several."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from forlob.measures.old_names import renamed
from forlob.programme.yaml_errors import nearest

NUMBERS = ("n", "of", "percent", "value")
KEYS = (
    *("measure", "project", "by", "group", "subgroup", "third", "question", "at", "from", "to"),
    *NUMBERS,
    *("chapter", "of_kind", "note"),
)

Number = int | float | Decimal


class NotAFigure(ValueError):
    """A line that is no printed figure; says why."""


@dataclass(frozen=True)
class PrintedFigure:
    """One figure as printed: which row of the measures table it is, and its printed numbers (None: not printed).

    `chapter` is where else it is printed, empty in its own place; `of_kind` is what it is said to count, where that is
    said (participants, companies); `line` is its line in the file. A figure without any number is one that cannot be
    read on paper.
    """

    measure: str
    project: str = ""
    by: str = ""
    group: str = ""
    subgroup: str = ""
    third: str = ""
    at: str = ""
    from_date: str = ""
    to_date: str = ""
    n: Number | None = None
    of: Number | None = None
    percent: Number | None = None
    value: Number | None = None
    chapter: str = ""
    of_kind: str = ""
    note: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)


def figures_of(row: Any, project: str) -> Iterator[PrintedFigure]:
    """The figures of a line: one, or one a group where n or percent says several as {group: number}.

    `{measure: survey.likert, question: q, percent: {agree: 52, neither: null}}` is the two figures of group q and the
    subgroups agree and neither, of which the second is not legible. Raises NotAFigure.
    """
    if not isinstance(row, Mapping) or not isinstance(row.get("measure"), str):
        raise NotAFigure(f"a figure without a measure. A figure has {', '.join(KEYS)}.")
    measure = row["measure"]
    for key in row:
        if key not in KEYS:
            said = nearest(key, KEYS) or "."
            raise NotAFigure(f"{measure}: unknown key {key}{said} A figure has {', '.join(KEYS)}.")
    if row.get("question") is not None and row.get("group") is not None:
        raise NotAFigure(f"{measure}: has both group and question, which is another word for group. Keep one.")
    texts = {name: _text(row.get(name)) for name in ("by", "subgroup", "third", "at", "chapter", "of_kind", "note")}
    texts["group"] = _text(row.get("group", row.get("question")))
    dates = {"from_date": _text(row.get("from")), "to_date": _text(row.get("to"))}
    where: dict[str, Any] = {"project": _text(row.get("project")) or project, **texts, **dates, "line": line_of(row)}
    numbers = {name: row.get(name) for name in NUMBERS}
    several = list(dict.fromkeys(key for part in numbers.values() if isinstance(part, Mapping) for key in part))
    if not several:
        yield _by_names_of_today(measure, where | _numbers(measure, numbers))
        return
    level = "subgroup" if where["group"] else "group"
    if where["subgroup"]:
        raise NotAFigure(f"{measure}: has a subgroup and numbers by group. Write a line a figure.")
    for key in several:
        own = {name: part.get(key) if isinstance(part, Mapping) else part for name, part in numbers.items()}
        yield _by_names_of_today(measure, where | {level: str(key)} | _numbers(measure, own))


def _by_names_of_today(measure: str, about: Mapping[str, Any]) -> PrintedFigure:
    """The figure, of a measure by the name that it had before too. Raises NotAFigure where a group is of nothing."""
    named = renamed({"measure": measure, "unit": about["of_kind"], **about})
    named.pop("unit")
    if named["group"] and not named["by"]:
        raise NotAFigure(f"{measure}: has a group and does not say what it is split by. Add by, such as by: gender.")
    return PrintedFigure(**named)


def line_of(node: Any, place: int | None = None) -> int:
    """The line of a mapping, or of an item of a list, in the file it was read from; 0 where it is not known."""
    marks: Any = getattr(node, "lc", None)
    try:
        line = marks.line if place is None else marks.item(place)[0]
    except (AttributeError, KeyError, TypeError, IndexError):
        return 0
    return 0 if line is None else line + 1


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _numbers(measure: str, numbers: dict[str, Any]) -> dict[str, Number | None]:
    return {name: _number(measure, name, value) for name, value in numbers.items()}


def _number(measure: str, name: str, value: Any) -> Number | None:
    """A number with the digits that are printed: 7.50 keeps its zero."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value or abs(value) == float("inf"):
        raise NotAFigure(f"{measure}: {name}: {value!r} is not a number. Write it without quotes.")
    if value < 0:
        raise NotAFigure(f"{measure}: {name}: {value} is below zero, which no printed figure is. Fix it.")
    if isinstance(value, int):
        return int(value)
    exact = Decimal(repr(float(value)))
    width, point = getattr(value, "_width", None), getattr(value, "_prec", None)
    if width is None or point is None or point < 0 or getattr(value, "_exp", None):
        return exact
    return exact.quantize(Decimal(1).scaleb(min(0, point + 1 - width)))
