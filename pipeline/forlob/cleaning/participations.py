"""Participations: ages, ids and exits of participants; the participation that every other row belongs to."""

import re
from collections.abc import Callable

import numpy as np
import pandas as pd

from forlob.cleaning.categories import all_as_text, as_text, by_key
from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value
from forlob.programme.programme import Programme

OLDEST = 110
#: The column that says whose birth date is written with a year of two digits, until the ages are known.
TWO_DIGITS = "two_digit_year"
HUNDRED_YEARS = pd.DateOffset(years=100)
#: Why no participation has a row's participant: cause -> what is said of it.
NOBODY = {
    "not_given": "no participant is given",
    "set_aside": "the participant's own row is set aside",
    "zeros": "a participant has the id but for zeros before it; write ids: {{{cure}}} in programme.yaml",
    "in_projects": "ids count within a project, and the row names none; add its project",
    "spelling": "a participant has the id but for case, spaces or punctuation; write it alike in the source",
    "unknown": "the participant is not in the register of participants",
}


def exits_before_enrolment(participations: pd.DataFrame, headers: pd.Series) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """An exit dated before the enrolment: its date becomes not registered, its reason is kept."""
    if "exited_on" not in participations:
        return participations, []
    wrong = participations["exited_on"] < participations["enrolled_on"]
    if not wrong.any():
        return participations, []
    message = "the exit is dated before the enrolment; its reason is kept, correct the date in the source"
    found = make("exit_before_enrolment", "participants", participations[wrong], headers, message)
    return participations.assign(exited_on=participations["exited_on"].mask(wrong)), [found]


def born_before_enrolment(participations: pd.DataFrame, headers: pd.Series) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Nobody is born after the enrolment: a birth date that is, and has a year of two digits, is of the century before.

    `TWO_DIGITS` says which have; a year in full that lies ahead is a slip.
    """
    if TWO_DIGITS not in participations:
        return participations, []
    born, two = participations["birth_date"], participations[TWO_DIGITS].astype(bool)
    participations = participations.drop(columns=TWO_DIGITS)
    late = two & (born > participations["enrolled_on"])
    if not late.any():
        return participations, []
    made = participations.assign(birth_date=born.mask(late, (born - HUNDRED_YEARS).astype(born.dtype)))
    number = int(late.sum())
    said = f"birth dates ({number}) with a year of two digits would lie after the enrolment, the first in this row"
    return made, [make("birth_century", "participants", participations[late].head(1), headers[late].head(1), said)]


def with_ages(participations: pd.DataFrame, headers: pd.Series) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Add `age`, whole years at enrolment, from the birth date, else the age given, else the year of birth.

    The birth date and year are dropped: the age is all that is counted. An age below 0 or above 110 is a bad_number.
    """
    sources = [column for column in ("birth_date", "age", "birth_year") if column in participations]
    if not sources:
        return participations, []
    age = pd.Series(float("nan"), participations.index)
    enrolled = participations["enrolled_on"]
    if "birth_date" in participations:
        born = participations["birth_date"]
        same_month = enrolled.dt.month == born.dt.month
        birthday_ahead = (enrolled.dt.month < born.dt.month) | (same_month & (enrolled.dt.day < born.dt.day))
        age = age.fillna((enrolled.dt.year - born.dt.year - birthday_ahead).astype("float64"))
    if "age" in participations:
        age = age.fillna(participations["age"])
    if "birth_year" in participations:
        age = age.fillna(enrolled.dt.year.astype("float64") - participations["birth_year"])
    whole = age.floordiv(1)
    wrong = (whole < 0) | (whole > OLDEST)
    made = participations.drop(columns=sources).assign(age=whole.mask(wrong).astype("Int64"))
    message = f"the age at enrolment is below 0 or above {OLDEST}; correct it in the source"
    return made, [make("bad_number", "participants", participations[wrong], headers, message)] if wrong.any() else []


def with_ids(participations: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Order participations by project, enrolment and participant, and number them from 1 as `participation_id`."""
    rank = {project: i for i, project in enumerate(programme.projects)}
    ordered = participations.assign(rank=participations["project"].map(rank).fillna(len(rank))).sort_values(
        ["rank", "enrolled_on", "participant_id"], kind="stable"
    )
    numbers = pd.array(range(1, len(ordered) + 1), dtype="Int64")
    return ordered.drop(columns="rank").assign(participation_id=numbers).reset_index(drop=True)


def with_status(participations: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Add `exit_status`, the status group of the exit reason."""
    if "exit_reason" not in participations:
        return participations
    groups = {reason: programme.status_of(reason) for reason in participations["exit_reason"].dropna().unique()}
    return participations.assign(exit_status=participations["exit_reason"].map(groups).astype("string"))


def orphans(
    rows: pd.DataFrame, participations: pd.DataFrame, read: pd.DataFrame, register: str, headers: pd.Series
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Set aside the rows of participants who are not among the participations, and rows that name none.

    An answer may name a respondent instead. `read`: the rows of participants before any was set aside.
    """
    known = rows["participant_id"].isin(participations["participant_id"].dropna())
    if "respondent_id" in rows:
        known |= rows["participant_id"].isna() & rows["respondent_id"].notna()
    if known.all():
        return rows, []
    why = _why_nobody(read["participant_id"])
    message = by_value(as_text(rows.loc[~known, "participant_id"]), why)
    return rows[known], [make("orphan", register, rows[~known], headers, message)]


def _why_nobody(ids: pd.Series) -> Callable[[object], str]:
    """What to say of an id that no participant has: whether one is like it."""
    known = set(as_text(ids).dropna())
    without_zeros = {_without_zeros(one) for one in known}
    alike = len(without_zeros) == len(known)
    all_digits = all(map(str.isdecimal, known))
    length = set(map(len, known if all_digits else filter(str.isdecimal, known)))
    cure = "strip_zeros: true" if alike else f"pad: {max(length, default=1)}"
    in_projects = set() if all_digits else {one.partition(" ")[2] for one in known if " " in one}
    letters = known if all_digits else set(map(_letters, known))

    def why(one: object) -> str:
        text = one if isinstance(one, str) else ""
        if not text:
            return NOBODY["not_given"]
        if text in known:
            return NOBODY["set_aside"]
        if _without_zeros(text) in without_zeros:
            return NOBODY["zeros"].format(cure=cure)
        if text in in_projects:
            return NOBODY["in_projects"]
        return NOBODY["spelling" if _letters(text) in letters else "unknown"]

    return why


def _letters(text: str) -> str:
    """An id without case, spaces and punctuation."""
    return (text if text.isalnum() else re.sub(r"[\W_]+", "", text)).casefold()


def _without_zeros(text: str) -> str:
    return text.lstrip("0") if text.isdecimal() else text


def to_participations(
    rows: pd.DataFrame, participations: pd.DataFrame, register: str, dated: str | None
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Add `participation_id` and `project`: the participation of the row's participant that its project names, or its
    date falls in.

    Of several the latest enrolled. Where the date falls in no participation, the latest one begun before it, else the
    first; with neither date nor project to choose by, the first, and a participation_unclear note. A row of a
    respondent who is no participant keeps its own project.
    """
    asked = as_text(rows["project"]) if "project" in rows else pd.Series(pd.NA, rows.index, dtype="string")
    at = rows[dated] if dated and dated in rows else pd.Series(pd.NaT, rows.index, dtype="datetime64[us]")
    of_participation = participations[["participant_id", "participation_id", "project", "enrolled_on"]].assign(
        exited_on=participations.get("exited_on", pd.Series(pd.NaT, participations.index, dtype="datetime64[us]"))
    )
    of_participation = of_participation[of_participation["participant_id"].notna()]
    of_several = of_participation["participant_id"].duplicated(keep=False)
    only = of_participation[~of_several].set_index("participant_id")[["participation_id", "project"]]
    only["project"] = only["project"].astype("category")
    best = by_key(only, rows["participant_id"])  # most participants have one participation
    choose = rows["participant_id"].isin(of_participation.loc[of_several, "participant_id"])
    if choose.any():
        chosen = _chosen(rows[choose], at[choose], asked[choose], of_participation[of_several])
        best = pd.concat([all_as_text(best[~choose]), chosen]).reindex(rows.index)
    project, outside = best["project"], best["participation_id"].isna() & asked.notna()
    if outside.any():
        project = as_text(project).mask(outside, asked)
    placed = rows.assign(participation_id=best["participation_id"].astype("Int64"), project=project)

    undated = choose & at.isna()
    unclear = undated
    if asked.notna().any():
        unclear = undated | (asked.notna() & rows["participant_id"].notna())
        in_it = (asked == as_text(best["project"])).fillna(False).astype(bool)
        unclear &= ~in_it
        doubtful = rows.index[undated & in_it]
        unclear[doubtful[_in_it_twice(of_participation, rows.loc[doubtful], asked[doubtful])]] = True
    if not unclear.any():
        return placed, []
    into = as_text(placed.loc[unclear, "project"]).fillna("none")
    message = "neither project nor date says which participation the row belongs to; counted with project " + into
    return placed, [make("participation_unclear", register, rows[unclear], "", message)]


def _in_it_twice(of_participation: pd.DataFrame, rows: pd.DataFrame, projects: pd.Series) -> np.ndarray:
    """Whether the participant of each row has been in its project more than once."""
    several = of_participation[of_participation.duplicated(["participant_id", "project"])]
    known = pd.MultiIndex.from_arrays([several["participant_id"].astype(str), several["project"].astype(str)])
    return pd.MultiIndex.from_arrays([rows["participant_id"].astype(str), projects.astype(str)]).isin(known)


def _chosen(rows: pd.DataFrame, at: pd.Series, asked: pd.Series, of_participation: pd.DataFrame) -> pd.DataFrame:
    """For each row one of its participant's participations: `participation_id` and `project`."""
    participants = as_text(rows["participant_id"])
    by_row = pd.DataFrame({"participant_id": participants, "place": range(len(rows)), "at": at, "asked": asked})
    pairs = by_row.merge(of_participation, on="participant_id", how="left")
    begun = pairs["enrolled_on"] <= pairs["at"]
    days = (pairs["enrolled_on"] - pd.Timestamp("1900-01-01")).dt.days.fillna(0)
    ranked = pairs.assign(
        named=(pairs["asked"] == pairs["project"]).fillna(False).astype(bool),
        within=begun & ~(pairs["exited_on"] < pairs["at"]),
        begun=begun,
        near=days.where(begun, -days),  # of the participations begun the latest, of the others the earliest
    )
    keys = ["place", "named", "within", "begun", "near", "participation_id"]
    best = ranked.sort_values(keys, ascending=[True, *[False] * 4, True]).drop_duplicates("place").set_index(rows.index)
    return best[["participation_id", "project"]]
