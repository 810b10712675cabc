"""The steps that clean each register, in their order; `clean.py` runs them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from forlob.cleaning import date_order, participations, time_registrations, waves
from forlob.cleaning.duplicates import duplicate_companies, with_another_end
from forlob.cleaning.excerpts import with_letters
from forlob.cleaning.gather import Gathered
from forlob.cleaning.measured_twice import measured_twice
from forlob.cleaning.one_person import one_person_an_id
from forlob.cleaning.stays import each_stay_once
from forlob.cleaning.survey_codes import stages_skipped, survey_answers
from forlob.cleaning.who5_answers import who5_answers
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS

Found = tuple[pd.DataFrame, list[pd.DataFrame]]


@dataclass(frozen=True)
class Context:
    """What a step may ask beside the rows: the register, the files' own headers, the programme, the participations.

    `participations` is None while these are cleaned themselves, and where there is no register of participants;
    `participants_read`: the rows of that register before any was set aside.
    """

    register: str
    gathered: Gathered
    programme: Programme
    participations: pd.DataFrame | None = None
    participants_read: pd.DataFrame | None = None

    @property
    def dated(self) -> str:
        """The column with the date of a row; empty where the register has none."""
        return REGISTERS[self.register].dated or ""

    def header(self, *columns: str) -> pd.Series:
        """For each row its file's own name of the first of these columns that the file has."""
        return self.gathered.header(*columns)


#: Rows of a register with `file` and `row` -> the rows that stay, and the findings.
Step = Callable[[pd.DataFrame, Context], Found]


def _within_period(rows: pd.DataFrame, at: Context) -> Found:
    header = at.header(at.dated, "started_at")
    return date_order.outside_period(rows, at.register, at.dated, at.programme.period, header)


def _by_cut_off(rows: pd.DataFrame, at: Context) -> Found:
    found = []
    for column in (at.dated, *REGISTERS[at.register].ended[:1]):
        header = at.header(column, "started_at")
        found += date_order.after_cut_off(rows, at.register, column, at.programme, header)
    return rows, found


def _exits_after_enrolment(rows: pd.DataFrame, at: Context) -> Found:
    return participations.exits_before_enrolment(rows, at.header("exited_on"))


def _each_stay_once(rows: pd.DataFrame, at: Context) -> Found:
    one_stay = at.programme.participations.reenrolment == "same"
    rows, found = each_stay_once(rows, at.header("exited_on"), one_stay)
    return rows.drop(columns="snapshot", errors="ignore"), found


def _one_person_an_id(rows: pd.DataFrame, at: Context) -> Found:
    return rows, one_person_an_id(rows, at.header("participant_id"))


def _one_end(rows: pd.DataFrame, at: Context) -> Found:
    return with_another_end(rows, at.register, at.dated, REGISTERS[at.register].ended, at.gathered.snapshots)


def _ages(rows: pd.DataFrame, at: Context) -> Found:
    headers = at.header("birth_date", "age", "birth_year")
    rows, born = participations.born_before_enrolment(rows, headers)
    rows, aged = participations.with_ages(rows, headers)
    return rows, [*born, *aged]


def _ids_and_exit_status(rows: pd.DataFrame, at: Context) -> Found:
    return participations.with_status(participations.with_ids(rows, at.programme), at.programme), []


def _in_a_participation(rows: pd.DataFrame, at: Context) -> Found:
    """Each row with the participation that it belongs to; rows of unknown participants are set aside."""
    if at.participations is None or "participant_id" not in rows:
        return rows, []
    read = at.participations if at.participants_read is None else at.participants_read
    rows, orphans = participations.orphans(rows, at.participations, read, at.register, at.header("participant_id"))
    rows, unclear = participations.to_participations(rows, at.participations, at.register, at.dated or None)
    return rows, [*orphans, *unclear]


def _ends(rows: pd.DataFrame, at: Context, expected: bool = False) -> Found:
    if at.dated not in rows:
        return rows, []
    return date_order.ends(rows, at.register, at.dated, at.header("ended_on"), expected)


def _ends_expected(rows: pd.DataFrame, at: Context) -> Found:
    return _ends(rows, at, expected=True)


def _lengths(rows: pd.DataFrame, at: Context) -> Found:
    if at.dated not in rows:
        return rows, []
    lasting = {code for code, item in at.programme.code_list("event").items() if item.has_length}
    return date_order.lengths(rows, lasting, at.header("weeks", "ended_on"))


def _within_participation(rows: pd.DataFrame, at: Context) -> Found:
    if at.dated not in rows or at.participations is None or "participation_id" not in rows:
        return rows, []
    header = at.header(at.dated, "started_at")
    return rows, date_order.outside_participation(rows, at.participations, at.register, at.dated, header)


def _each_company_once(rows: pd.DataFrame, at: Context) -> Found:
    return duplicate_companies(rows)


def _times_of_day(rows: pd.DataFrame, at: Context) -> Found:
    bands = at.programme.code_lists.get("time_of_day") or at.programme.code_list("time_of_day")
    return time_registrations.with_moments(rows, bands), []


def _hours(rows: pd.DataFrame, at: Context) -> Found:
    return time_registrations.with_hours(rows, at.header("minutes", "hours"), at.header("hours", "minutes"))


def _waves_after_enrolment(rows: pd.DataFrame, at: Context) -> Found:
    return waves.days_after_enrolment(rows, at.participations)


def _own_participation(rows: pd.DataFrame, at: Context) -> Found:
    return waves.of_own_enrolment(rows, at.participations), []


def _one_number_a_day(rows: pd.DataFrame, at: Context) -> Found:
    return measured_twice(rows, at.register, at.header("measured_on"))


def _who5_answers(rows: pd.DataFrame, at: Context) -> Found:
    return who5_answers(rows, at.programme, at.header("answer"))


def _survey_answers(rows: pd.DataFrame, at: Context) -> Found:
    return rows, survey_answers(rows, at.programme)[1]


def _stages_in_order(rows: pd.DataFrame, at: Context) -> Found:
    return rows, stages_skipped(rows, at.programme)


def _speakers_as_letters(rows: pd.DataFrame, at: Context) -> Found:
    return with_letters(rows, at.header("speaker"))


_DATED = (_within_period, _by_cut_off)
_OF_PARTICIPANT = (_within_period, _in_a_participation, _by_cut_off)

STEPS: dict[str, tuple[Step, ...]] = {
    "participants": (
        _within_period,
        _exits_after_enrolment,
        _by_cut_off,
        _each_stay_once,
        _one_person_an_id,
        _ages,
        _ids_and_exit_status,
    ),
    "parallel_efforts": (_in_a_participation,),
    "plans": (*_OF_PARTICIPANT, _within_participation),
    "placements": (*_OF_PARTICIPANT, _one_end, _ends_expected, _within_participation),
    "companies": (_each_company_once,),
    "company_participants": (_in_a_participation,),
    "events": (*_OF_PARTICIPANT, _one_end, _ends, _lengths, _within_participation),
    "tasks": (*_OF_PARTICIPANT, _within_participation),
    "time_registrations": (_times_of_day, *_OF_PARTICIPANT, _hours, _within_participation),
    "measurements": (_waves_after_enrolment, *_OF_PARTICIPANT, _own_participation, _one_number_a_day),
    "answers": (*_OF_PARTICIPANT, _who5_answers, _survey_answers),
    "outcomes": (*_OF_PARTICIPANT, _one_number_a_day),
    "spells": (*_OF_PARTICIPANT, _one_end, _ends_expected),
    "stages": (*_OF_PARTICIPANT, _stages_in_order),
    "aggregates": _DATED,
    "excerpts": (_speakers_as_letters,),
}
