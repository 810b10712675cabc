"""States that participants are in, one at a time."""

import numpy as np
import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import labels
from forlob.measures.participants import enrolled
from forlob.measures.participation_facts import look_up
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import share, together


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("state",),
    at="month",
    of=enrolled,
    adds_up=True,
    da="Personer fordelt på tilstand ved månedens udgang",
    en="Persons by state at the end of the month",
    def_da=(
        "Antal personer, der er i tilstanden på månedens sidste dag, ud af alle personer med registrerede tilstande."
    ),
)
def in_state(data: Data) -> pd.DataFrame | None:
    """Number of persons in the state on the last day of the month, out of all persons with states registered.

    The last month is counted on the day of the extract (or on `--to`), up to which a spell without an end runs. Of
    spells that overlap, the one begun last counts. Participations in no state that day are not_registered.
    """
    table, participants = (
        data.register("spells", "participation_id", "state", "started_on"),
        data.register("participants"),
    )
    if table is None or participants is None or data.follow_up is None:
        return None
    spells = table[table["started_on"].notna() & table["participation_id"].isin(participants["participation_id"])]
    spells = spells.sort_values(["started_on", "state"], kind="stable")
    ended = spells["ended_on"] if "ended_on" in spells else pd.Series(pd.NaT, index=spells.index)
    tables = []
    for month, day in _days(pd.Timestamp(data.follow_up), spells["started_on"], ended):
        running = spells[(spells["started_on"] <= day) & ~(ended < day)]
        state = running.drop_duplicates("participation_id", keep="last").set_index("participation_id")["state"]
        states = labels(data.programme, "state", look_up(state, participants["participation_id"]))
        tables.append(
            share(
                np.bincount(states.cat.codes, minlength=len(states.cat.categories)),
                len(states),
                "participations",
                states.cat.categories,
                at=month,
            )
        )
    return together(tables)


def _days(until: pd.Timestamp, started: pd.Series, ended: pd.Series) -> list[tuple[str, pd.Timestamp]]:
    """(month, the day it is counted on) from the first spell to the end of the last, or the day it is known until."""
    if started.empty:
        return []
    last = min(until, ended.max()) if ended.notna().all() else until
    months = pd.period_range(started.min(), last, freq="M")
    return [(str(month), min(month.to_timestamp(how="end").normalize(), until)) for month in months]
