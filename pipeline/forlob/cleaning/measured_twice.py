"""What is measured counts once a day: one score of an item, one value of an outcome."""

import pandas as pd

from forlob.cleaning.findings import make

#: Register -> its number, what makes two of its rows one if filled, and what may be empty in both.
ONE_A_DAY = {
    "measurements": ("score", ["participation_id", "instrument", "item", "measured_on"], ["respondent"]),
    "outcomes": ("value", ["participation_id", "outcome"], ["measured_on"]),
}


def measured_twice(rows: pd.DataFrame, register: str, headers: pd.Series) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """One number a day for each participation and what is measured: the last one read; those before it are set aside.

    Two values of an outcome without a day are one too: nothing tells which of them is the later.
    """
    number, filled, others = ONE_A_DAY[register]
    if not {*filled, number} <= set(rows):
        return rows, []
    known = rows[rows[[*filled, number]].notna().all(axis=1)]
    keys = [*filled, *(name for name in others if name in rows)]
    aside = known.duplicated(keys, keep="last")
    if not aside.any():
        return rows, []
    earlier = known[aside]
    places = known.groupby(keys, sort=False, observed=True, dropna=False).ngroup()
    last = known.assign(key=places)[~aside].set_index("key")[["file", "row"]].loc[places[aside]]
    undated = earlier["measured_on"].isna() if "measured_on" in earlier else pd.Series(True, earlier.index)
    message = [
        f"{'given again' if without else 'measured again on the same day'}; "
        f"row {row}{'' if file == own else f' of {file}'} is kept"
        for file, row, own, without in zip(last["file"], last["row"], earlier["file"], undated, strict=True)
    ]
    found = make("measured_twice", register, earlier, headers, pd.Series(message, earlier.index))
    return rows.drop(index=earlier.index), [found]
