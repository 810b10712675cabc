"""All measures: what the gate must have seen of a scope before it lets any number through."""

import inspect
from collections.abc import Callable

import pandas as pd

from pipeline.measures import (
    aggregates,
    companies,
    crosstab,
    cumulative_incidence,
    durations,
    events,
    exits,
    funnel,
    participants,
    placements,
    plans,
    progression,
    quality,
    spells,
    statistics,
    status,
    survey,
    tasks,
    themes,
    time,
    weighted,
)
from pipeline.measures.data import Data

MODULES = (
    *[participants, plans, placements, exits, status, durations, cumulative_incidence, time],
    *[weighted, companies, events, tasks, crosstab, spells, funnel, survey, aggregates],
    *[progression, themes, statistics, quality],
)

Measure = Callable[[Data], pd.DataFrame]


def all_measures() -> list[Measure]:
    """Every public function of the modules of measures that takes a Data, in the order of the modules."""
    return [
        function
        for module in MODULES
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and not name.startswith("_")
        and function.__module__ == module.__name__
        and list(inspect.signature(function).parameters) == ["data"]
    ]


def name_of(function: Measure) -> str:
    """The measure that a function counts: exits.self_supporting for self_supporting in measures/exits.py.

    A function of the name of its module may count several, that name and a point before each: funnel counts
    funnel.first_interview and all other stages.

    >>> from pipeline.measures import plans
    >>> name_of(plans.started)
    'plans.started'
    """
    module = function.__module__.rpartition(".")[2]
    return module if function.__name__ == module else f"{module}.{function.__name__}"
