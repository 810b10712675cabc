"""Which rows of participants are one stay written several times, and which are a stay of their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from forlob.cleaning.findings import make

PERSON = ["participant_id", "project"]
#: In the place of a day that is not known: before all others.
NO_DAY = -(2**63)


@dataclass(frozen=True)
class Writing:
    """A row of participants: whose, its label in the table, its days as numbers, and what weighs between several."""

    person: tuple[str, str]
    row: int
    enrolled_on: int
    exited_on: int
    weight: tuple[int, ...]


#: The writings of one stay, the one that counts last.
Stay = list[Writing]


def each_stay_once(
    participants: pd.DataFrame, headers: pd.Series, one_stay: bool = False
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """One row a stay of a participant in a project.

    In the order of enrolment a row that begins after the exit of the stay before is a stay of its own; one that begins
    on or before that exit, or while no exit is known, is the same stay written again. Of several writings the newest
    snapshot counts, then one with an exit, then the latest exit, the most filled cells, the last; the earliest
    enrolment stands. `one_stay`: whoever comes back goes on with the first stay: its enrolment and the last exit count.
    """
    several = participants["participant_id"].notna() & participants["project"].notna()
    several &= participants.duplicated(PERSON, keep=False)
    if not several.any():
        return participants, []
    of_persons = [_stays(list(rows)) for _, rows in groupby(_writings(participants[several]), lambda w: w.person)]
    twice: dict[int, int] = {}  # row -> the row that is kept in its place
    before: dict[int, int] = {}  # the same, of rows that are stays of their own
    came_back: list[int] = []
    enrolled_on: dict[int, int] = {}
    for stays in of_persons:
        for stay in stays:
            kept = (stays if one_stay else [stay])[-1][-1].row
            twice |= {writing.row: kept for writing in stay[:-1]}
            if stay[-1].row != kept:
                before[stay[-1].row] = kept
            enrolled_on.setdefault(kept, min(w.enrolled_on for w in stay))
        came_back += [stay[-1].row for stay in stays[1:]]
    found = [_written_twice(participants, twice), *_left_open(participants, of_persons, headers)]
    if one_stay:
        message = "the participant left the project and came back; counted as one with " + _kept(participants, before)
        found.append(make("re_enrolled", "participants", participants.loc[list(before)], "", message, "set_aside"))
    else:
        again = "the participant had left the project and came back: a participation of its own"
        found.append(make("re_enrolled", "participants", participants.loc[came_back], "", again))
    days = _as_days(enrolled_on)
    made = participants.drop(index=[*twice, *before])
    made = made.assign(enrolled_on=made["enrolled_on"].mask(made.index.isin(days.index), days))
    return made, [table for table in found if len(table)]


def _writings(rows: pd.DataFrame) -> list[Writing]:
    """The rows by person, each person's in the order of enrolment."""
    facts = rows.drop(columns=["file", "row", "snapshot"], errors="ignore")
    enrolled_on, exited_on, snapshot = (_days(rows, name) for name in ("enrolled_on", "exited_on", "snapshot"))
    people = zip(*(rows[name].astype(str) for name in PERSON), strict=True)
    weights = zip(snapshot, exited_on, facts.notna().sum(axis=1).tolist(), range(len(rows)), strict=True)
    made = list(map(Writing, people, rows.index.tolist(), enrolled_on, exited_on, weights))
    return sorted(made, key=lambda w: (w.person, w.enrolled_on, w.weight[-1]))


def _days(rows: pd.DataFrame, name: str) -> list[int]:
    if name not in rows:
        return [NO_DAY] * len(rows)
    return rows[name].astype("datetime64[us]").astype("int64").tolist()


def _as_days(numbers: Mapping[int, int]) -> pd.Series:
    return pd.Series(numbers, dtype="int64").astype("datetime64[us]")


def _stays(of_person: list[Writing]) -> list[Stay]:
    """The stays of a participant in a project, of rows in the order of enrolment."""
    stays: list[Stay] = []
    for writing in of_person:
        exited_on = max(stays[-1], key=lambda w: w.weight).exited_on if stays else NO_DAY
        if stays and (exited_on == NO_DAY or writing.enrolled_on <= exited_on):
            stays[-1].append(writing)
        else:
            stays.append([writing])
    return [sorted(stay, key=lambda w: w.weight) for stay in stays]


def _kept(participants: pd.DataFrame, kept_of: Mapping[int, int]) -> pd.Series:
    """For each row that is left out: `row 3`, or `row 3 of b.csv`, the row that is kept in its place."""
    own, kept = participants.loc[list(kept_of)], participants.loc[list(kept_of.values())]
    places = zip(kept["row"], kept["file"], own["file"], strict=True)
    return pd.Series(
        [f"row {row}{'' if file == here else f' of {file}'}" for row, file, here in places], own.index, str
    )


def _written_twice(participants: pd.DataFrame, kept_of: Mapping[int, int]) -> pd.DataFrame:
    message = "the participant is entered twice in the project; " + _kept(participants, kept_of) + " is kept"
    return make("duplicate_participation", "participants", participants.loc[list(kept_of)], "", message)


def _left_open(participants: pd.DataFrame, of_persons: list[list[Stay]], headers: pd.Series) -> list[pd.DataFrame]:
    """Notes on rows without an exit that a row of a later enrolment follows: its exit may never have been written."""
    later = {}
    for stay in (stay for stays in of_persons for stay in stays if len(stay) > 1):
        known = [w.enrolled_on for w in stay if w.enrolled_on != NO_DAY]
        for writing in stay:
            if writing.exited_on == NO_DAY and NO_DAY < writing.enrolled_on < max(known):
                later[writing.row] = min(day for day in known if day > writing.enrolled_on)
    if not later:
        return []
    days = _as_days(later)
    message = "no exit is known, and the participant is enrolled again on " + days.dt.strftime("%Y-%m-%d")
    return [make("left_open", "participants", participants.loc[list(later)], headers, message + "; both are one stay")]
