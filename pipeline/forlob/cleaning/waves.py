"""Waves of measurements that are dated from the enrolment, once the participations are known."""

import pandas as pd

from forlob.cleaning.categories import as_text
from forlob.cleaning.participations import to_participations
from forlob.cleaning.wide_measurements import AFTER, OF_ENROLMENT, REGISTER


def days_after_enrolment(
    rows: pd.DataFrame, participations: pd.DataFrame | None
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """The day of each row that is so many days `after` its participation's enrolment, which the row keeps.

    The participation is the one of its project, else the participant's first.
    """
    if AFTER not in rows:
        return rows, []
    later = rows[AFTER].notna()
    found: list[pd.DataFrame] = []
    if participations is not None and later.any():
        placed, found = to_participations(rows[later], participations, REGISTER, None)
        enrolled_on = participations.set_index("participation_id")["enrolled_on"]
        enrolled = pd.Series(enrolled_on.reindex(placed["participation_id"]).to_numpy(), placed.index)
        day = enrolled + pd.to_timedelta(rows.loc[later, AFTER], unit="D")
        own = rows[OF_ENROLMENT] if OF_ENROLMENT in rows else pd.Series(pd.NaT, rows.index, dtype="datetime64[us]")
        rows = rows.assign(
            measured_on=rows["measured_on"].fillna(day.reindex(rows.index)),
            **{OF_ENROLMENT: own.fillna(enrolled.reindex(rows.index))},
        )
    return rows.drop(columns=AFTER), found


def of_own_enrolment(rows: pd.DataFrame, participations: pd.DataFrame | None) -> pd.DataFrame:
    """The participation that a row's own enrolment names: a later wave may fall in the participant's next one."""
    if OF_ENROLMENT not in rows:
        return rows
    if participations is None or "participation_id" not in rows:
        return rows.drop(columns=OF_ENROLMENT)
    key = ["participant_id", OF_ENROLMENT]
    named = participations.rename(columns={"enrolled_on": OF_ENROLMENT})[[*key, "participation_id", "project"]]
    named = named.dropna(subset=key).drop_duplicates(key, keep=False)
    asked = pd.DataFrame({"participant_id": as_text(rows["participant_id"]), OF_ENROLMENT: rows[OF_ENROLMENT]})
    own = asked.merge(named, on=key, how="left").set_index(rows.index)
    there = own["participation_id"].notna()
    return rows.drop(columns=OF_ENROLMENT).assign(
        participation_id=rows["participation_id"].mask(there, own["participation_id"]),
        project=as_text(rows["project"]).mask(there, own["project"]),
    )
