"""States that participants are in, one at a time."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import labels
from forlob.measures.participation_facts import look_up
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import by_group, no_rows


@figures("share", PARTICIPATIONS, by_nature=("state", "month"))
def by_state(data: Data) -> pd.DataFrame | None:
    """Participations in each state (group) on the last day of each month (subgroup), of all enrolled. Unit:
    participations.

    The last month is counted on the day of the extract (or on `--to`), up to which a spell without an end runs. Of
    spells that overlap, the one begun last counts. Participations in no state that day are not_registered.
    """
    table, participants = (
        data.register("spells", "participation_id", "state", "started_on"),
        data.register("participants"),
    )
    if table is None or participants is None or data.follow_up is None:
        return no_rows()
    spells = table[table["started_on"].notna() & table["participation_id"].isin(participants["participation_id"])]
    spells = spells.sort_values(["started_on", "state"], kind="stable")
    ended = spells["ended_on"] if "ended_on" in spells else pd.Series(pd.NaT, index=spells.index)
    tables = []
    for month, day in _days(pd.Timestamp(data.follow_up), spells["started_on"], ended):
        running = spells[(spells["started_on"] <= day) & ~(ended < day)]
        state = running.drop_duplicates("participation_id", keep="last").set_index("participation_id")["state"]
        states = labels(data.programme, "state", look_up(state, participants["participation_id"]))
        tables.append(by_group("spells.by_state", states, "participations", subgroup=month))
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def _days(until: pd.Timestamp, started: pd.Series, ended: pd.Series) -> list[tuple[str, pd.Timestamp]]:
    """(month, the day it is counted on) from the first spell to the end of the last, or the day it is known until."""
    if started.empty:
        return []
    last = min(until, ended.max()) if ended.notna().all() else until
    months = pd.period_range(started.min(), last, freq="M")
    return [(str(month), min(month.to_timestamp(how="end").normalize(), until)) for month in months]
