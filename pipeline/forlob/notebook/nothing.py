"""Why a measure has no rows here: a sentence for whoever works in a notebook, where a report leaves the figure out."""

from collections.abc import Iterable

from forlob.measures.data import Data
from forlob.measures.declared import Measure, Split, is_there
from forlob.measures.dimensions import labels_of
from forlob.measures.splitting import dimension_of
from forlob.programme.yaml_errors import nearest


def why_nothing(measures: Iterable[Measure | Split], data: Data) -> str:
    """Why there is nothing of any of some measures, in Markdown; each once."""
    return " ".join(dict.fromkeys(f"Nothing to show of `{one.line}`: {_why(one, data)}" for one in measures))


def _why(one: Measure | Split, data: Data) -> str:
    measure, dimensions = (one.measure, one.dimensions) if isinstance(one, Split) else (one, ())
    for need in measure.needs:
        if not is_there(data, need):
            return f"it needs {_lacking(need, data)}"
    if measure.over.rows(data) is None:
        return f"it counts every {measure.over.name}, and there is no register of these."
    for name in dimensions:
        dimension = dimension_of(measure, name, data.programme)
        if labels_of(dimension, data, measure.over) is None:
            return f"every {dimension.population.name} would need a column {dimension.column}, which is not there."
    return "its function gives no rows here, as what it counts from is not in the extracts."


def _lacking(need: str, data: Data) -> str:
    """placements.began_on, a column that placements does not have; did you mean started_on?"""
    register, _, column = need.partition(".")
    if register not in data.registers:
        return f"the register {register}, which this page does not have."
    return f"{need}, and {register} has no such column{nearest(column, data.registers[register].columns) or '.'}"
