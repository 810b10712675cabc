"""Registers in which a participant may have many rows with a code: events, tasks, parallel efforts."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.groups import labels
from forlob.measures.people import people_of
from forlob.measures.rows import by_group, no_rows, share


def by_code(measure: str, data: Data, register: str, column: str) -> pd.DataFrame:
    """For each code the registrations (of all registrations), and in a second row the participants (of all enrolled).

    A participant is counted once in each code that he or she has.
    """
    table = data.register(register, "participation_id", column)
    if table is None:
        return no_rows()
    groups = labels(data.programme, column, table[column])
    registrations = by_group(measure, groups, "registrations", people=people_of(data, table))
    if data.register("participants") is None:
        return registrations
    people = table["participation_id"].groupby(groups, observed=False).nunique()
    participants = share(measure, people.to_numpy(), data.enrolled, "participants", people.index.astype(str))
    return pd.concat([registrations, participants], ignore_index=True)


def with_nobody_left_out(table: pd.DataFrame, participations: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table and a row without a code for each participation that it lacks; `counted` is false in these."""
    left = participations.loc[~participations["participation_id"].isin(table["participation_id"]), ["participation_id"]]
    left = left.assign(counted=False, **{column: pd.Series(pd.NA, index=left.index, dtype="string")})
    return pd.concat([table.assign(counted=True), left], ignore_index=True)
