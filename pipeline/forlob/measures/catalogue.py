"""All measures: what the gate must have seen of a scope before it lets any number through."""

import inspect

from forlob.measures import (
    aggregates,
    companies,
    crosstab,
    cumulative_incidence,
    durations,
    events,
    exits,
    funnel,
    outcomes,
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
from forlob.measures.data import Measure

MODULES = (
    *[participants, plans, placements, exits, status, durations, cumulative_incidence, time],
    *[weighted, companies, events, tasks, crosstab, spells, funnel, survey, aggregates],
    *[progression, outcomes, themes, statistics, quality],
)


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
