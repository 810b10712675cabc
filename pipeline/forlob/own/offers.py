"""What a module offers whoever works in a notebook: Tab lists that alone, and a name it lacks is told the nearest."""

from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

from forlob.programme.yaml_errors import nearest


def offers(module: ModuleType, called: str, names: Callable[[], Sequence[str]]) -> None:
    """Let `dir` give the names of a module, and a name that it does not have raise AttributeError with the nearest."""

    def missing(name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        known = sorted(names())
        said = nearest(name, known) or "."
        raise AttributeError(f"there is no {called}.{name}{said} There are {', '.join(known) or 'none'}.")

    vars(module)["__dir__"] = lambda: sorted(names())
    vars(module).setdefault("__getattr__", missing)
