"""Who takes part. One row of the register is a participation: one participant in one project; the programme counts
participations.

Definitions: KVIK final evaluation 2014, part 5 (facts box, participant profile, chart 3).
"""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.groups import age_bands, labels
from forlob.measures.registrations import with_nobody_left_out
from forlob.measures.rows import by_group, count, no_rows, share


def enrolled(data: Data) -> pd.DataFrame:
    """Participations begun. Unit: participations."""
    table = data.register("participants")
    return no_rows() if table is None else count("participants.enrolled", len(table), "participations")


def persons(data: Data) -> pd.DataFrame:
    """Different persons among the participations, told apart by pseudonym, else by participant id. Unit: persons."""
    table = data.register("participants", "participant_id")
    if table is None:
        return no_rows()
    return count("participants.persons", participation_facts.person_ids(table).nunique(), "persons")


def exited(data: Data) -> pd.DataFrame:
    """Participations that have ended: those with a date or a reason of exit. Unit: participations."""
    gone = _exited(data)
    return no_rows() if gone is None else count("participants.exited", gone.sum(), "participations")


def active(data: Data) -> pd.DataFrame:
    """Participations that have not ended at the cut-off. Unit: participations. With exited they make all enrolled."""
    gone = _exited(data)
    return no_rows() if gone is None else count("participants.active", (~gone).sum(), "participations")


def expected(data: Data) -> pd.DataFrame:
    """The number of participants that was planned, from programme.yaml; no row where a project lacks it."""
    if data.project is not None and data.project not in data.programme.projects:
        return no_rows()
    planned = data.programme.expected_participants(data.project)
    return no_rows() if planned is None else count("participants.expected", planned, "participations")


def by_age_band(data: Data) -> pd.DataFrame:
    """Participations in each age band, of all enrolled. Age is in whole years at enrolment. Unit: participations."""
    table = data.register("participants", "age")
    if table is None:
        return no_rows()
    return by_group("participants.by_age_band", age_bands(data.programme, table["age"]), "participations")


def by_gender(data: Data) -> pd.DataFrame:
    """Participations by gender, of all enrolled. Unit: participations."""
    return _by(data, "gender")


def by_match_group(data: Data) -> pd.DataFrame:
    """Participations by match group at enrolment, of all enrolled. Unit: participations."""
    return _by(data, "match_group")


def by_education(data: Data) -> pd.DataFrame:
    """Participations by highest completed education, of all enrolled. Unit: participations."""
    return _by(data, "education")


def by_work_experience(data: Data) -> pd.DataFrame:
    """Participations by work experience before enrolment, of all enrolled. Unit: participations."""
    return _by(data, "work_experience")


def by_benefit(data: Data) -> pd.DataFrame:
    """Participations by what the participant lives on at enrolment, of all enrolled. Unit: participations."""
    return _by(data, "benefit")


def by_pathway(data: Data) -> pd.DataFrame:
    """Participations by why support is offered, of all enrolled. Unit: participations."""
    return _by(data, "pathway")


def by_parallel_effort(data: Data) -> pd.DataFrame:
    """Participations with each effort running at enrolment, of all enrolled; several may run, so they add up to more.

    Not registered are those with no effort registered, not even that there is none. Unit: participations.
    """
    table, known = (
        data.register("parallel_efforts", "participation_id", "effort"),
        data.register("participants", "participation_id"),
    )
    if table is None or known is None:
        return no_rows()
    table = with_nobody_left_out(table, known, "effort")
    people = (
        table["participation_id"].groupby(labels(data.programme, "effort", table["effort"]), observed=False).nunique()
    )
    names = people.index.astype(str)
    return share("participants.by_parallel_effort", people.to_numpy(), data.enrolled, "participations", names)


def cumulative(data: Data) -> pd.DataFrame:
    """Participations enrolled by the end of each month of the period. Unit: participations."""
    table = data.register("participants", "enrolled_on")
    return no_rows() if table is None else months.cumulative("participants.cumulative", data, table["enrolled_on"])


def _exited(data: Data) -> pd.Series | None:
    table = data.register("participants")
    known = table is not None and any(column in table for column in participation_facts.OF_EXIT)
    return participation_facts.exited(table) if table is not None and known else None


def _by(data: Data, column: str) -> pd.DataFrame:
    table = data.register("participants", column)
    if table is None:
        return no_rows()
    return by_group(f"participants.by_{column}", labels(data.programme, column, table[column]), "participations")
