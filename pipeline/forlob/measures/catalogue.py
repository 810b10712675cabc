"""All measures: what the gate must have seen of a scope before it lets any number through.

They are the built-in ones and those of the programme that this process works for (`use`).
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar, cast

from forlob.measures import (
    aggregates,
    answers,
    companies,
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
    survey,
    tasks,
    themes,
    time,
    weighted,
)
from forlob.measures.codebook import Codebook
from forlob.measures.data import Counting
from forlob.measures.declared import Measure, Split
from forlob.measures.populations import NOT_OF_REGISTERS

MODULES = (
    *[participants, plans, placements, exits, durations, time],
    *[weighted, companies, events, tasks, spells, funnel, survey, aggregates],
    *[progression, outcomes, themes, answers, quality],
)
#: What the pages of a report split a measure by.
SPLITS: dict[Measure, tuple[str | tuple[str, str], ...]] = {
    participants.enrolled: (
        *("age_band", "gender", "match_group", "education", "work_experience", "benefit", "pathway"),
        *("parallel_effort", "exit_reason", "status_group", ("pathway", "parallel_effort")),
    ),
    exits.self_supporting: ("match_group", "age_band"),
    placements.registered: ("form",),
    placements.started: ("match_group",),
    events.registered: ("event", "pathway", ("pathway", "event")),
    events.participants: ("event", "pathway", ("pathway", "event")),
    tasks.registered: ("task", "pathway", "age_band", ("pathway", "task"), ("task", "age_band")),
    tasks.participants: ("task", "pathway", "age_band", ("pathway", "task"), ("task", "age_band")),
    time.hours: ("category", "time_of_day", "week", ("category", "time_of_day")),
    companies.registered: ("participants", "ownership", "prior_experience", "industry"),
}


F = TypeVar("F", bound=Callable[..., Any])

_own: dict[str, Measure] = {}
_cached: list[Callable[[], None]] = []


def of_catalogue(function: F) -> F:
    """Remembers what a function gives for as long as the measures are the same."""
    remembering = cache(function)
    _cached.append(remembering.cache_clear)
    return cast(F, remembering)


def use(own: Iterable[Measure]) -> bool:
    """Know these measures of a programme beside the built-in ones, and no other's; true where that changes anything."""
    given = {measure.name: measure for measure in own}
    if given == _own:
        return False
    _own.clear()
    _own.update(given)
    for forget in _cached:
        forget()
    return True


@of_catalogue
def declared() -> tuple[Measure, ...]:
    """Every measure, in the order of the modules; the programme's own last."""
    built_in = (
        measure
        for module in MODULES
        for measure in vars(module).values()
        if isinstance(measure, Measure) and measure.function.__module__ == module.__name__
    )
    return (*built_in, *_own.values())


@of_catalogue
def by_name() -> dict[str, Measure]:
    """Every measure by its name."""
    return {measure.name: measure for measure in declared()}


@of_catalogue
def codebook() -> Codebook:
    """What is known of every measure, by name."""
    return {measure.name: measure.entry for measure in declared()}


@of_catalogue
def lines_of_report() -> frozenset[str]:
    """Every measure that the report shows, whole or split: what a public page may show."""
    others = (m for m in declared() if m.population in NOT_OF_REGISTERS and m.is_protected)
    return frozenset(measure.line for measure in (*all_measures(), *others))


@of_catalogue
def all_measures() -> tuple[Counting, ...]:
    """Every measure as the report shows it: whole, and by the dimensions that it is shown by."""
    splits = [Split(measure, (by,) if isinstance(by, str) else by) for measure, each in SPLITS.items() for by in each]
    return (*(m for m in declared() if m.population not in NOT_OF_REGISTERS and m.is_protected), *splits)
