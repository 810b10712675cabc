"""All charts of a programme's notebooks, drawn by the project and by plain calls of seaborn, in one process.

python -m benchmarks.charts PROGRAMME FOLDERS      prints JSON: charts, seconds of CPU of either
"""

import json
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import matplotlib

from benchmarks.functions import as_functions, options
from benchmarks.plain_seaborn import CHARTS
from forlob.show import charts

ROUNDS = 3
Call = tuple[str, tuple, dict[str, Any]]


def main() -> None:
    matplotlib.use("svg")
    calls = _calls(as_functions(options().parse_args()))
    spent: dict[str, list[float]] = {"ours": [], "plain": []}
    for _ in range(ROUNDS + 1):  # the first round, in which fonts are read and the like, does not count
        for whose, of in (("ours", lambda name: getattr(charts, name)), ("plain", CHARTS.__getitem__)):
            began = time.process_time()
            for name, given, more in calls:
                of(name)(*given, **more)
            spent[whose].append(time.process_time() - began)
    print(json.dumps({"charts": len(calls), **{whose: median(seconds[1:]) for whose, seconds in spent.items()}}))


def _calls(runs: list[Callable[[], None]]) -> list[Call]:
    """Every call of a chart that the notebooks make."""
    calls: list[Call] = []
    for name in charts.MODULES:
        setattr(charts, name, _recording(name, getattr(charts, name), calls))
    try:
        for run in runs:
            run()
    finally:
        for name in charts.MODULES:
            delattr(charts, name)
    return calls


def _recording(name: str, chart: Callable[..., Any], calls: list[Call]) -> Callable[..., Any]:
    def record(*given: Any, **more: Any) -> Any:
        calls.append((name, given, more))
        return chart(*given, **more)

    record.__name__ = name
    return record


if __name__ == "__main__":
    main()
