"""What leads whoever works in a notebook: Tab lists what there is, and a measure alone in a cell says what it is."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

from forlob.measures import catalogue
from forlob.measures.declared import Measure
from forlob.own.offers import offers
from forlob.show import charts, findings_tables, interview_tables, quality_tables, tables


def lead(card: Callable[[Measure], str]) -> None:
    """Let Tab ask what is there: the reader of source files that IPython has also lists what a module imports.

    `card`: what a measure is, in Markdown.
    """
    for module in catalogue.MODULES:
        _lead(module, [name for name, value in vars(module).items() if _is_of(value, module)])
    for module in (charts, tables, findings_tables, interview_tables, quality_tables):
        _lead(module, getattr(module, "__all__", None) or _functions(module))
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell: Any = get_ipython()
    if completer := getattr(shell, "Completer", None):
        completer.use_jedi = False
    if formatter := getattr(shell, "display_formatter", None):
        formatter.formatters["text/markdown"].for_type(Measure, card)


def _lead(module: ModuleType, names: list[str]) -> None:
    offers(module, module.__name__.rpartition(".")[2], lambda: names)


def _is_of(value: object, module: ModuleType) -> bool:
    return isinstance(value, Measure) and value.function.__module__ == module.__name__


def _functions(module: ModuleType) -> list[str]:
    own = (value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__)
    names = (getattr(value, "__name__", "_") for value in own)
    return [name for name in names if not name.startswith("_")]
