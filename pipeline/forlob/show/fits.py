"""Which measures a kind of chart or table shows: declared on its function, read where a page is asked to show them.

A shape is what rows are split by: "" (whole), "*" (by any dimension), "*, *", "stage" (by that alone); and after "@"
what the points of a curve are: "@ month", "exit @ *".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from forlob.measures.table import dimensions_in

F = TypeVar("F", bound=Callable[..., Any])
Shapes = str | Sequence[str]

WHOLE = ("", "*")
SPLIT = ("*", "*, *")
ANY = ("", "*", "*, *", "*, *, *")
#: Scales are split by item and respondent in any case.
SCALE = ("item, respondent", "item, respondent, *")


def fits(**shapes: Shapes) -> Callable[[F], F]:
    """The kinds of measures that a function shows, each with its shapes: `@fits(share=("", "*"), count="*")`."""
    given = {kind: (shape,) if isinstance(shape, str) else tuple(shape) for kind, shape in shapes.items()}

    def declare(function: F) -> F:
        function.__dict__["fits"] = given
        return function

    return declare


def does_fit(function: Callable[..., Any], kind: str, by: str, at: str) -> bool:
    """Whether a function shows a measure of a kind, split by `by`; true where it does not say what it shows."""
    shapes = getattr(function, "fits", None)
    return shapes is None or any(_alike(shape, by, at) for shape in shapes.get(kind, ()))


def shown_by(function: Callable[..., Any]) -> str:
    """What a function shows, in words: "share (whole, by one dimension)"."""
    return "; ".join(
        f"{kind} ({', '.join(_said(shape) for shape in shapes)})" for kind, shapes in function.__dict__["fits"].items()
    )


def _alike(shape: str, by: str, at: str) -> bool:
    dimensions, _, point = (part.strip() for part in shape.partition("@"))
    wanted, given = dimensions_in(dimensions), dimensions_in(by)
    same = len(wanted) == len(given) and all(name in ("*", its) for name, its in zip(wanted, given, strict=True))
    return same and (bool(at) if point == "*" else at == point)


def _said(shape: str) -> str:
    dimensions, _, point = (part.strip() for part in shape.partition("@"))
    names = dimensions_in(dimensions)
    many = {0: "whole", 1: "by one dimension", 2: "by two", 3: "by three"}
    said = many[len(names)] if set(names) <= {"*"} else f"by {dimensions.replace('*', 'one more')}"
    return f"{said}, over time" if point else said
