"""What is known of a participation: whether it has ended, how, and what it has had."""

import pandas as pd

from forlob.measures.data import Data

#: The status group of exits because the trial was over: the participant did not leave, so where time to something is
#: measured the participation is censored on that day.
TRIAL_ENDED = "trial_ended"
#: The columns of participants that tell of an exit.
OF_EXIT = ("exited_on", "exit_reason")


def exited(participants: pd.DataFrame) -> pd.Series:
    """Which participations have ended: those with a date or a reason of exit."""
    return participants[[column for column in OF_EXIT if column in participants]].notna().any(axis=1)


def left_for(participants: pd.DataFrame, *reasons: str) -> pd.Series:
    """Which participations have ended for one of the reasons."""
    return participants["exit_reason"].isin(reasons).astype(bool)


def self_supporting(data: Data, participants: pd.DataFrame) -> pd.Series:
    """Which participations have ended for a reason of the status group self_supporting (KVIK: job or education)."""
    return left_for(participants, *data.programme.self_supporting)


def trial_ended(data: Data, participants: pd.DataFrame) -> pd.Series:
    """Which participations ended only because the trial did: their exit reason is in the status group trial_ended.

    A programme may give the reason any code, and may have several.
    """
    if "exit_reason" not in participants:
        return pd.Series(False, participants.index)
    ends = [r for r in participants["exit_reason"].dropna().unique() if data.programme.status_of(r) == TRIAL_ENDED]
    return left_for(participants, *ends)


def person_ids(participants: pd.DataFrame) -> pd.Series:
    """Who each participation is of: told apart by pseudonym, else by participant id."""
    ids = "id " + participants["participant_id"].astype("string")
    return ("person " + participants["pseudonym"].astype("string")).fillna(ids) if "pseudonym" in participants else ids


def having(participants: pd.DataFrame, register: pd.DataFrame) -> pd.Series:
    """Which participations have at least one row in another register."""
    return participants["participation_id"].isin(register["participation_id"]).astype(bool)


def first_dates(data: Data, register: str, column: str = "started_on") -> pd.Series | None:
    """participation_id -> the first date in another register; None where it is not there."""
    table = data.register(register, "participation_id", column)
    return None if table is None else table.groupby("participation_id")[column].min().dropna()


def look_up(of_participation: pd.Series, participation_ids: pd.Series) -> pd.Series:
    """For each participation_id what a series has for it (participation_id -> value), missing where it has nothing."""
    return pd.Series(of_participation.reindex(participation_ids).array, index=participation_ids.index)


def attached_to_companies(data: Data) -> pd.DataFrame | None:
    """Pairs of participation_id and company_id, each once: of company_participants, else of placements with one."""
    for register in ("company_participants", "placements"):
        table = data.register(register, "participation_id", "company_id")
        if table is not None:
            return table[["participation_id", "company_id"]].dropna().drop_duplicates()
    return None
