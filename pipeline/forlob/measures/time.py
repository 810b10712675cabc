"""Time that mentors and caseworkers registered (social mentors, midterm evaluation 2008). Unit: hours throughout."""

import pandas as pd

from forlob.measures import sums
from forlob.measures.data import Data
from forlob.measures.declared import amount, figures
from forlob.measures.populations import HOURS
from forlob.measures.rows import statistic as rows_of

NEEDS = "time_registrations.hours"


@amount(HOURS, needs=[NEEDS])
def hours(data: Data) -> pd.Series:
    """All hours registered."""
    return data.registers["time_registrations"]["hours"].astype(float)


@figures("mean", HOURS, needs=[NEEDS])
def hours_per_participant(data: Data) -> pd.DataFrame | None:
    """Mean hours a participation: all hours divided by all enrolled (n), also those without any time registered."""
    if not data.enrolled:
        return None
    whole = sums.total_hours(data.registers["time_registrations"]["hours"])
    return rows_of("time.hours_per_participant", data.enrolled, whole / data.enrolled, "hours")


@figures("mean", HOURS, needs=[NEEDS, "time_registrations.mentor_id"])
def hours_per_mentor(data: Data) -> pd.DataFrame | None:
    """Mean hours a mentor: hours with a known mentor divided by the mentors that have any (n)."""
    table = data.registers["time_registrations"]
    mentors = table["mentor_id"].nunique()
    if not mentors:
        return None
    known = sums.total_hours(table.loc[table["mentor_id"].notna(), "hours"])
    return rows_of("time.hours_per_mentor", mentors, known / mentors, "hours")
