"""Registers in which a participant may have many rows with a code: events, tasks."""

import pandas as pd

from pipeline.measures.data import Data
from pipeline.measures.groups import labels
from pipeline.measures.rows import by_group, no_rows, share


def by_code(measure: str, data: Data, register: str, column: str) -> pd.DataFrame:
    """For each code the registrations (of all registrations), and in a second row the participants (of all enrolled).

    A participant is counted once in each code that he or she has.
    """
    table = data.register(register, "course_id", column)
    if table is None:
        return no_rows()
    groups = labels(data.programme, column, table[column])
    registrations = by_group(measure, groups, "registrations")
    if data.register("participants") is None:
        return registrations
    people = table["course_id"].groupby(groups, observed=False).nunique()
    participants = share(measure, people.to_numpy(), data.enrolled, "participants", people.index.astype(str))
    return pd.concat([registrations, participants], ignore_index=True)
