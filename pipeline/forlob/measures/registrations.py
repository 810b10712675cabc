"""Registers in which a participant may have many rows with a code: events, tasks, parallel efforts."""

import pandas as pd


def with_nobody_left_out(table: pd.DataFrame, participations: pd.DataFrame, column: str) -> pd.DataFrame:
    """The table and a row without a code for each participation that it lacks; `counted` is false in these."""
    left = participations.loc[~participations["participation_id"].isin(table["participation_id"]), ["participation_id"]]
    left = left.assign(counted=False, **{column: pd.Series(pd.NA, index=left.index, dtype="string")})
    return pd.concat([table.assign(counted=True), left], ignore_index=True)
