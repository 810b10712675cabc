"""How long it took from enrolment: days at risk, and what ended them.

A participation is followed from its enrolment to its exit, else to the cut-off of its project, where it is censored.
One that ended because the trial did (status group trial_ended) is censored on the day of that exit, whatever it is
followed to. A participation that cannot be followed (no date of enrolment, or an exit without a date) is left out; n
says how many are in.
"""

import numpy as np
import pandas as pd

from forlob.measures import participation_facts
from forlob.measures.data import Data

EXIT = "exit"


def to_exit(data: Data) -> pd.DataFrame | None:
    """One row a participation that can be followed: days, and the exit reason (missing: censored, unknown: 'other')."""
    table = _followed(data, "exit_reason", "exited_on")
    if table is None:
        return None
    reason = table["exit_reason"].astype(object)
    reason = reason.where(reason.notna(), "other").where(_left(data, table), None)
    return pd.DataFrame({"days": table["until"], "cause": reason})


def to_first(data: Data, register: str) -> pd.DataFrame | None:
    """One row a participation that can be followed: days to its first row in a register, or to the exit that came
    before.

    An exit because the trial ended is no competing exit: the participation is censored there. A start before enrolment
    counts as day 0; one on the day of exit counts as a start. Participations whose only rows have no date are left out.
    """
    first, table = participation_facts.first_dates(data, register), _followed(data, "participation_id")
    if first is None or table is None:
        return None
    started = participation_facts.look_up(first, table["participation_id"])
    undated = participation_facts.having(table, data.registers[register]) & started.isna()
    days = (started - table["enrolled_on"]).dt.days.clip(lower=0)
    begun = days.notna() & ~(table["exited_on"].notna() & (days > table["until"]))
    left = _left(data, table)
    cause = np.where(begun, np.array(register, object), np.where(left, np.array(EXIT, object), np.array(None)))
    return pd.DataFrame({"days": days.where(begun, table["until"]), "cause": cause}, index=table.index)[~undated]


def of_placements(data: Data) -> pd.DataFrame | None:
    """One row a placement with a start: its days, first and last included, and whether it has ended.

    One without an end runs to the exit, else to the cut-off, and is censored there.
    """
    placements = data.register("placements", "participation_id", "started_on")
    participants = data.register("participants", "participation_id", "enrolled_on")
    if placements is None or participants is None:
        return None
    table = placements[placements["started_on"].notna()]
    last = participants.assign(last=_last_day(data, participants)).set_index("participation_id")["last"]
    ended = table["ended_on"] if "ended_on" in table else pd.Series(pd.NaT, index=table.index, dtype="datetime64[us]")
    until = ended.fillna(participation_facts.look_up(last, table["participation_id"]))
    days = ((until - table["started_on"]).dt.days + 1).clip(lower=0).fillna(0)
    return pd.DataFrame({"days": days, "ended": ended.notna()})


def _followed(data: Data, *columns: str) -> pd.DataFrame | None:
    """The participations that can be followed, with `exited_on` and `until`: days from enrolment to exit or cut-off."""
    table = data.register("participants", "enrolled_on", *columns)
    if table is None:
        return None
    if "exited_on" not in table:
        table = table.assign(exited_on=pd.Series(pd.NaT, index=table.index, dtype="datetime64[us]"))
    until = (_last_day(data, table) - table["enrolled_on"]).dt.days.clip(lower=0)
    undated = participation_facts.exited(table) & table["exited_on"].isna()
    return table.assign(until=until)[until.notna() & ~undated]


def _left(data: Data, followed: pd.DataFrame) -> pd.Series:
    """Which participations have left before the trial ended."""
    return followed["exited_on"].notna() & ~participation_facts.trial_ended(data, followed)


def _last_day(data: Data, participants: pd.DataFrame) -> pd.Series:
    """The day of exit, else the cut-off of the participation's project."""
    none = pd.Series(pd.NA, index=participants.index, dtype="string")
    cut_off = data.participation_cut_offs(participants.get("project", none))
    return participants["exited_on"].fillna(cut_off) if "exited_on" in participants else cut_off
