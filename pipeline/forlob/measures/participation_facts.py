"""What is known of a course: whether it has ended, how, and what it has had."""

import pandas as pd

from forlob.measures.data import Data

#: The trial was over, not the participant's course: an exit, but in a time to exit the course is censored.
TRIAL_ENDED = "trial_ended"
#: The columns of participants that tell of an exit.
OF_EXIT = ("exited_on", "exit_reason")


def exited(participants: pd.DataFrame) -> pd.Series:
    """Which courses have ended: those with a date or a reason of exit."""
    return participants[[column for column in OF_EXIT if column in participants]].notna().any(axis=1)


def left_for(participants: pd.DataFrame, *reasons: str) -> pd.Series:
    """Which courses have ended for one of the reasons."""
    return participants["exit_reason"].isin(reasons).astype(bool)


def self_supporting(data: Data, participants: pd.DataFrame) -> pd.Series:
    """Which courses have ended for a reason of the status group self_supporting (KVIK: job or education)."""
    return left_for(participants, *data.programme.self_supporting)


def having(participants: pd.DataFrame, register: pd.DataFrame) -> pd.Series:
    """Which courses have at least one row in another register."""
    return participants["course_id"].isin(register["course_id"]).astype(bool)


def first_dates(data: Data, register: str, column: str = "started_on") -> pd.Series | None:
    """course_id -> the first date in another register; None where it is not there."""
    table = data.register(register, "course_id", column)
    return None if table is None else table.groupby("course_id")[column].min().dropna()


def look_up(of_course: pd.Series, course_ids: pd.Series) -> pd.Series:
    """For each course_id what a series has for it (course_id -> value), missing where it has nothing."""
    return pd.Series(of_course.reindex(course_ids).array, index=course_ids.index)
