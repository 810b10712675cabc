"""The further splits that programme.yaml asks for: `breakdowns: {exits.job: [gender, [gender, cohort]]}`."""

from forlob.errors import ConfigError, UsageError
from forlob.measures.catalogue import by_name
from forlob.measures.declared import Measure, Split
from forlob.measures.splitting import dimension_of
from forlob.programme.programme import Programme
from forlob.programme.yaml_errors import nearest


def breakdowns(programme: Programme) -> list[Split]:
    """The splits, in their order. Raises ConfigError where there is no such measure or dimension."""
    return [
        _split(programme, name, (by,) if isinstance(by, str) else tuple(by))
        for name, each in programme.breakdowns.items()
        for by in each
    ]


def _split(programme: Programme, name: str, by: tuple[str, ...]) -> Split:
    measure = by_name().get(name)
    if measure is None:
        said = nearest(name, by_name()) or "."
        raise ConfigError(f"breakdowns: {name} is no measure{said} `forlob measures` names them all.")
    try:
        for dimension in by:
            dimension_of(measure, dimension, programme)
    except UsageError as problem:
        raise ConfigError(f"breakdowns: {problem}") from None
    if wrong := not_so(measure, by):
        raise ConfigError(f"breakdowns: {name} {wrong}")
    return Split(measure, by)


def not_so(measure: Measure, by: tuple[str, ...]) -> str:
    """Why a measure cannot be shown by these dimensions in a table; empty where it can."""
    if measure.at:
        return "is a curve, which no table shows by a dimension. Show it in a notebook of your own."
    most = 1 if measure.gives_rows else 2
    return "" if 0 < len(by) <= most else f"can be split by {most} at a time, not by {len(by)}."
