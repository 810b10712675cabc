"""What Tab offers in a notebook: the charts, tables and measures that there are, not what their modules import."""

from types import ModuleType

from forlob.measures import catalogue
from forlob.measures.declared import Measure
from forlob.show import charts, findings_tables, interview_tables, quality_tables, tables


def lead_tab() -> None:
    """Let Tab ask what is there: the reader of source files that IPython has also lists what a module imports."""
    for module in catalogue.MODULES:
        _offers(module, [name for name, value in vars(module).items() if _is_of(value, module)])
    for module in (charts, tables, findings_tables, interview_tables, quality_tables):
        _offers(module, getattr(module, "__all__", None) or _functions(module))
    try:
        from IPython import get_ipython
    except ImportError:
        return
    if completer := getattr(get_ipython(), "Completer", None):
        completer.use_jedi = False


def _is_of(value: object, module: ModuleType) -> bool:
    return isinstance(value, Measure) and value.function.__module__ == module.__name__


def _functions(module: ModuleType) -> list[str]:
    own = (value for value in vars(module).values() if getattr(value, "__module__", "") == module.__name__)
    names = (getattr(value, "__name__", "_") for value in own)
    return [name for name in names if not name.startswith("_")]


def _offers(module: ModuleType, names: list[str]) -> None:
    vars(module)["__dir__"] = lambda: sorted(names)
