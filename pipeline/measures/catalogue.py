"""All measures: what the gate must have seen of a scope before it lets any number through."""

import inspect
from collections.abc import Callable

import pandas as pd

from pipeline.measures import (
    aggregates,
    companies,
    cumulative_incidence,
    durations,
    events,
    exits,
    funnel,
    participants,
    placements,
    plans,
    quality,
    spells,
    statistics,
    status,
    survey,
    tasks,
    time,
)
from pipeline.measures.data import Data

MODULES = (
    *[participants, plans, placements, exits, status, durations, cumulative_incidence, time],
    *[companies, events, tasks, spells, funnel, survey, aggregates],
    *[statistics, quality],
)


def all_measures() -> list[Callable[[Data], pd.DataFrame]]:
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
