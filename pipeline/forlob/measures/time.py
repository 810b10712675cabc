"""Time that mentors and caseworkers registered (social mentors, midterm evaluation 2008). Unit: hours throughout."""

import pandas as pd

from forlob.measures import sums
from forlob.measures.data import Data
from forlob.measures.declared import amount, figures
from forlob.measures.participants import enrolled
from forlob.measures.populations import HOURS
from forlob.measures.rows import statistic as rows_of

NEEDS = "time_registrations.hours"


@amount(
    HOURS,
    needs=[NEEDS],
    da="Registrerede timer",
    en="Hours registered",
    def_da="Antal timer i alle tidsregistreringer; tallet er nævner for fordelingerne af timer.",
)
def hours(data: Data) -> pd.Series:
    """Number of hours in all time registrations; it is the denominator when hours are divided into groups."""
    return data.registers["time_registrations"]["hours"].astype(float)


@figures(
    "mean",
    HOURS,
    needs=[NEEDS],
    n_of=enrolled,
    tells_of=hours,
    da="Timer pr. deltager",
    en="Hours per participant",
    def_da="Antal registrerede timer divideret med alle påbegyndte forløb, også dem uden tidsregistreringer.",
)
def hours_per_participant(data: Data) -> pd.DataFrame | None:
    """Number of hours registered divided by all participations begun, those without time registrations included."""
    if not data.enrolled:
        return None
    whole = sums.total_hours(data.registers["time_registrations"]["hours"])
    return rows_of(data.enrolled, whole / data.enrolled, "hours")


@figures(
    "mean",
    HOURS,
    needs=[NEEDS, "time_registrations.mentor_id"],
    tells_of=hours,
    da="Timer pr. mentor",
    en="Hours per mentor",
    def_da="Antal registrerede timer divideret med antallet af mentorer, der har registreret tid.",
)
def hours_per_mentor(data: Data) -> pd.DataFrame | None:
    """Number of hours registered divided by the number of mentors who have registered time."""
    table = data.registers["time_registrations"]
    mentors = table["mentor_id"].nunique()
    if not mentors:
        return None
    known = sums.total_hours(table.loc[table["mentor_id"].notna(), "hours"])
    return rows_of(mentors, known / mentors, "hours")
