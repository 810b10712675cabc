"""Spells from a file with a column a month or week."""

from datetime import datetime

import pandas as pd

from forlob.cleaning.spelling import by_value, plain, texts
from forlob.programme.wide_models import Wide


def period_columns(header: list[str], wide: Wide) -> dict[int, pd.Timestamp]:
    """Place of a column -> first day of its month or week, in the order of time."""
    found = {}
    for place, name in enumerate(header):
        day = wide.columns.get(name) if wide.columns is not None else _parsed(name, wide.headers or "")
        if day is not None:
            found[place] = pd.Timestamp(day)
    return dict(sorted(found.items(), key=lambda item: item[1]))


def spells(cells: pd.DataFrame, periods: dict[int, pd.Timestamp], step: str) -> pd.DataFrame:
    """One row a spell: `row` (the file's), `place` (its first column), `state` as written, `started_on`, `ended_on`.

    States that are equal, or spelt otherwise only, in periods that follow one another are one spell, which ends on the
    last day of the last one; an empty cell is no state.
    """
    length = pd.DateOffset(months=1) if step == "month" else pd.DateOffset(weeks=1)
    long = pd.concat(
        [
            pd.DataFrame({"row": cells.index, "place": place, "state": cells[place].to_numpy(), "started_on": day})
            for place, day in periods.items()
        ],
        ignore_index=True,
    )
    long["state"] = texts(long["state"])
    long = long[long["state"] != ""].sort_values(["row", "started_on"], kind="stable")
    long["next_on"] = long["started_on"].map({day: day + length for day in periods.values()})
    spelt = by_value(long["state"], lambda state: plain(state) or state)
    same = (
        (long["row"] == long["row"].shift())
        & (spelt == spelt.shift())
        & (long["started_on"] == long["next_on"].shift())
    )
    first = long[~same].reset_index(drop=True)
    ended = long.groupby((~same).cumsum())["next_on"].last().to_numpy() - pd.Timedelta(days=1)
    return first.drop(columns="next_on").assign(ended_on=ended)


def _parsed(name: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(name.strip(), form)
    except ValueError:
        return None
