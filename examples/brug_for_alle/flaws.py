"""What is wrong in the stages: rows sent twice, other spellings, another way to write a date."""

import pandas as pd

#: Every so many rows a caseworker writes the stage or the date otherwise; these rows are sent twice.
SPELT, DATED, TWICE = 977, 1361, (3000, 9000, 12345)


def with_flaws(stages: pd.DataFrame) -> pd.DataFrame:
    """The stages as the register sends them; what is wrong changes no count."""
    written = stages["Trin"].where(stages.index % SPELT != 5, stages["Trin"].str.lower() + " ")
    dates = pd.to_datetime(stages["Dato"]).dt.strftime("%d-%m-%Y").where(stages.index % DATED != 7, stages["Dato"])
    table = stages.assign(Trin=written, Dato=dates)
    return pd.concat([table, table.loc[list(TWICE)]], ignore_index=True)
