"""All measures: what the gate must have seen of a scope before it lets any number through."""

from functools import cache

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
    survey,
    tasks,
    themes,
    time,
    weighted,
)
from forlob.measures.data import Counting
from forlob.measures.declared import Measure, Split
from forlob.measures.old_names import SPLIT_ONLY, SPLITS
from forlob.measures.populations import ROWS_READ

MODULES = (
    *[participants, plans, placements, exits, durations, cumulative_incidence, time],
    *[weighted, companies, events, tasks, crosstab, spells, funnel, survey, aggregates],
    *[progression, outcomes, themes, statistics, quality],
)


def declared() -> list[Measure]:
    """Every measure, in the order of the modules."""
    return [
        measure
        for module in MODULES
        for measure in vars(module).values()
        if isinstance(measure, Measure) and measure.function.__module__ == module.__name__
    ]


@cache
def measures_of_report() -> frozenset[str]:
    """The names of all measures and splits that the report shows; `funnel` stands for its stages."""
    of_cleaning = (measure for measure in declared() if measure.population == ROWS_READ)
    return frozenset(measure.name for measure in (*all_measures(), *of_cleaning))


def all_measures() -> list[Counting]:
    """Every measure as the report shows it: whole, and by the dimensions that it is shown by."""
    measures = {measure.name: measure for measure in declared()}
    whole: list[Counting] = [
        measure for name, measure in measures.items() if name not in SPLIT_ONLY and measure.population != ROWS_READ
    ]
    return [*whole, *(Split(measures[name], by) for name, by in SPLITS)]
