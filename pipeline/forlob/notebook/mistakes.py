"""What a researcher may give a page by mistake: each gets a sentence that says what to give instead."""

import inspect
from collections.abc import Iterable
from typing import Any

import pandas as pd

from forlob.errors import UsageError
from forlob.measures.declared import By, Measure, Split
from forlob.measures.dimensions import DIMENSIONS
from forlob.measures.table import measure_and_by
from forlob.own.asked_for import OWN
from forlob.programme.yaml_errors import nearest
from forlob.show import charts, tables
from forlob.show.fits import does_fit, shown_by

#: What every kind takes and the page gives itself.
GIVEN = ("rows", "words", "key", "caption")


def checked_measures(where: str, given: Iterable[Any], by: By = "") -> list[Measure | Split]:
    """Measures split by one dimension, or two. Raises UsageError for anything that is no measure."""
    dimensions = [by] if isinstance(by, str) or not isinstance(by, Iterable) else list(by)
    if not all(isinstance(name, str) for name in dimensions):
        raise UsageError(f'{where}: by takes the names of one or two dimensions, by="gender" or by=("gender", "task").')
    measures: list[Measure | Split] = []
    given = list(given)
    if not given:
        raise UsageError(f"{where}: say which measure, such as page.show(tables.measures, exits.job).")
    for one in given:
        if not isinstance(one, Measure | Split):
            raise UsageError(f"{where}: {_no_measure(one)}")
        measures.append(one.by(*filter(None, dimensions)) if isinstance(one, Measure) and any(dimensions) else one)
    return measures


def _no_measure(given: Any) -> str:
    if isinstance(given, str):
        module, _, name = given.partition(".")
        if given in DIMENSIONS:
            return f'{given!r} is what a measure is split by: write by="{given}".'
        if name and module != OWN:
            return (
                f"{given!r} is a text. Give the measure itself: `from forlob.measures import {module}`, then {given}."
            )
        said = f"{name or module}, or page.own.{name or module} where it stands in measures.py"
        return f"{given!r} is a text. Give the measure itself: {said}."
    if isinstance(given, pd.DataFrame):
        return "a table of rows is no measure. Give the measure itself, such as exits.job, and by= to split it."
    if callable(given):
        name = getattr(given, "__name__", "it")
        return f"{name} is a function and no measure. Put @count(...) or @share(of=...) above it to declare one."
    return f"{type(given).__name__} is no measure. Give one or more, such as exits.job."


def checked_kind(kind: Any, options: dict[str, Any]) -> None:
    """Raises UsageError where `kind` does not show rows, or does not take the options."""
    if isinstance(kind, Measure | Split) or not callable(kind):
        raise UsageError("page.show takes first how to show, then what: page.show(tables.measures, exits.job).")
    known = inspect.signature(kind).parameters
    if "rows" not in known or "words" not in known:
        raise UsageError(f"{kind.__name__} shows no rows. Take one of charts or tables, such as tables.measures.")
    own = [name for name in known if name not in GIVEN]
    for name in options:
        if name not in own:
            takes = f"It takes {', '.join(own)}" if own else "It takes none"
            raise UsageError(f"{kind.__name__} has no option {name}{nearest(name, own) or '.'} {takes}.")


def checked_fit(kind: Any, measures: Iterable[Measure | Split]) -> None:
    """Raises UsageError where a chart or table of ours does not show a measure so split: with those that do."""
    for one in measures:
        measure, by = (one.measure, measure_and_by(one.line)[1]) if isinstance(one, Split) else (one, _by_nature(one))
        if does_fit(kind, measure.kind, by, measure.at):
            continue
        fitting = [
            f"{module.__name__.rpartition('.')[2]}.{name}"
            for module in (tables, charts)
            for name in module.__all__
            if hasattr(other := getattr(module, name), "fits") and does_fit(other, measure.kind, by, measure.at)
        ]
        others = f"It is shown by {', '.join(fitting)}." if fitting else "No other shows it either: use page.rows."
        raise UsageError(
            f"{_called(kind)} does not show {one.line}, a {measure.kind}. It shows: {shown_by(kind)}. {others}"
        )


def _by_nature(measure: Measure) -> str:
    return ", ".join(measure.by_nature)


def _called(kind: Any) -> str:
    module = next((m for m in (tables, charts) if getattr(m, kind.__name__, None) is kind), None)
    return f"{(module.__name__ if module else kind.__module__).rpartition('.')[2]}.{kind.__name__}"


def checked_caption(caption: Any, language: str) -> str:
    """The caption in a language: a text is one for both. Raises UsageError for anything else."""
    if caption is None or isinstance(caption, str):
        return caption or ""
    if isinstance(caption, dict):
        return caption.get(language, "")
    raise UsageError('caption takes a text, or one a language: caption={"da": "...", "en": "..."}.')
