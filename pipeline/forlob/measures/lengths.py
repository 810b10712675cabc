"""How long events last, in weeks."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.groups import NOT_REGISTERED, labels


def event_lengths(data: Data) -> pd.DataFrame | None:
    """`event` (groups, as a categorical) and `weeks` of each registration; None where no event has a length.

    Events are those that the code list says may have a length (has_length), and others for which one is registered.
    The length is the weeks registered, else the days from start to end, both included, in sevenths of a week.
    """
    table = data.register("events", "participation_id", "event")
    if table is None:
        return None
    weeks = table["weeks"].astype(float) if "weeks" in table else pd.Series(float("nan"), table.index)
    if {"started_on", "ended_on"} <= set(table):
        weeks = weeks.fillna(((table["ended_on"] - table["started_on"]).dt.days + 1) / 7)
    events = labels(data.programme, "event", table["event"])
    listed = pd.Series(
        [code for code, item in data.programme.code_list("event").items() if item.has_length], dtype="string"
    )
    may_last = {*labels(data.programme, "event", listed).astype(str), *events[weeks.notna()].astype(str)}
    groups = [name for name in events.cat.categories if name in may_last - {NOT_REGISTERED}]
    if not groups or not weeks.notna().any():
        return None
    kept = events.isin(groups)
    return pd.DataFrame({"event": events[kept].cat.set_categories(groups), "weeks": weeks[kept]})
