"""Charts of gated rows, as SVG with alternative text: functions `chart(rows, words, *, key, caption, ...) -> Chart`.

A chart's module is imported when the chart is first asked for: a notebook of tables does not wait for matplotlib.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from forlob.programme.yaml_errors import nearest

MODULES = {
    "expected_and_actual": "bars",
    "shares": "bars",
    "age_and_match": "bars",
    "match_groups": "bars",
    "hours": "bars",
    "medians": "bars",
    "status": "exit_status",
    "curves": "lines",
    "incidence": "lines",
    "states_by_month": "states",
    "heat_map": "heat_maps",
    "hours_by_week": "weeks",
    "first_and_latest": "scale_charts",
    "changes": "scale_charts",
    "turned": "scale_charts",
    "scores_by_quarter": "quarters",
    "shares_by_project": "dots",
    "composition_by_project": "composition",
    "themes": "bars",
    "funnel": "stages",
    "funnel_by_project": "stages",
    "likert": "answer_scale",
    "wellbeing": "well_being",
}
__all__ = sorted(MODULES)


def __getattr__(name: str) -> Callable[..., Any]:
    if name not in MODULES:
        said = nearest(name, __all__) or "."
        raise AttributeError(f"there is no charts.{name}{said} The charts are {', '.join(__all__)}.")
    return getattr(import_module(f"{__name__}.{MODULES[name]}"), name)
