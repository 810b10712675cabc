"""What is wrong in the files, as in real ones, at known rows; none of it changes a printed figure.

A flaw carries the name of the rule under which cleaning reports it; `second_clock` is no finding: 9.15 for 09:15.
Rows entered twice, without any time, of nobody and of other years are copies of right ones, and are set aside.
"""

import datetime

import numpy as np
import pandas as pd

from examples.draft import Draft
from examples.extracts import Flaw
from examples.social_mentors import time_flaws
from examples.social_mentors.plausible import WEEKS
from examples.social_mentors.registers import Registers
from examples.social_mentors.sources import last_day
from examples.social_mentors.time_flaws import TIME

COURSES, EFFORTS, EVENTS, TASKS, COMPANIES, ATTACHED = (
    f"socialmentor.xlsx#{sheet}"
    for sheet in (
        *("Deltagere", "Parallelle indsatser", "Hændelser", "Opgaver"),
        *("Virksomheder", "Deltagere i virksomheder"),
    )
)

#: Answers with other case, other punctuation or spaces too many: file, column, canonical column, code, as written.
SPELLINGS = [
    (COURSES, "Køn", "gender", "female", "kvinde"),
    (COURSES, "Køn", "gender", "male", "MAND "),
    (COURSES, "Jobcenter", "project", "odense", "ODENSE"),
    (COURSES, "Uddannelse", "education", "basic_school", "folke-skole"),
    (COURSES, "Uddannelse", "education", "vocational", "Erhvervsuddannelse, faglig uddannelse"),
    (COURSES, "Forsørgelsesgrundlag", "benefit", "cash_benefit", " Kontanthjælp"),
    (COURSES, "Forsørgelsesgrundlag", "benefit", "sickness_benefit", "Syge-dagpenge"),
    (COURSES, "Baggrund for tilbud om social mentor", "pathway", "integration", "Behov for støtte til indslusning."),
    (EFFORTS, "Igangværende indsats", "effort", "psychiatric_treatment", "psykiatrisk behandling eller udredning"),
    (EFFORTS, "Igangværende indsats", "effort", "none", "Ingen igangværende parallel indsats."),
    (EVENTS, "Hændelse", "event", "course", "kursus eller op-kvalificering"),
    (EVENTS, "Hændelse", "event", "psychiatric_treatment", "Psykiatrisk  udredning eller behandling"),
    (TASKS, "Opgave", "task", "accompany", "ledsagelse af borgeren"),
    (TASKS, "Opgave", "task", "contact_caseworker", "Kontakt til sagsbehandler "),
    (COMPANIES, "Ejerforhold", "ownership", "private", "privat"),
    (COMPANIES, "Branche", "industry", "elderly_care", "Ældre-center"),
    (TIME, "Tidsforbrug", "category", "home", "hjem"),
    (TIME, "Tidsforbrug", "category", "contact", "KONTAKT"),
    (TIME, "Tidsforbrug", "category", "other", "Andet "),
]

#: Ids that nobody has.
NOBODY = ("B999", "B998")


def plant(registers: Registers, tables: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[Flaw]]:
    """The tables with the flaws, and the list of them."""
    draft = _draft(registers, tables)
    _courses(draft)
    time_flaws.plant(draft)
    _events(draft)
    _enter_rows_twice(draft)
    _add_orphans(draft)
    _misspell(draft)
    _write_dates_year_first(draft)
    return draft.finish()


def _draft(registers: Registers, tables: dict[str, pd.DataFrame]) -> Draft:
    """A row bears one flaw at most. Events and time have also the course's enrolled_on and exited_on."""
    facts = registers.participants[["enrolled_on", "exited_on"]]
    canonical = {
        COURSES: registers.participants,
        EFFORTS: registers.parallel_efforts,
        EVENTS: registers.events.join(facts, on="course"),
        TASKS: registers.tasks,
        COMPANIES: registers.companies,
        ATTACHED: registers.company_participants,
        TIME: registers.time_registrations.join(facts, on="course"),
    }
    return Draft(
        {file: table.assign(bearer=[f"{file} {row}" for row in table.index]) for file, table in canonical.items()},
        tables,
    )


def _courses(draft: Draft) -> None:
    """A course entered again when the participant had not left yet, and an exit dated before the enrolment."""
    courses = draft.canonical[COURSES]
    (row,) = draft.rows(COURSES, 1, courses["exited_on"].notna())
    still_there = {"Slutdato": "", "Årsag til afslutning": "", "Uddannelse": ""}
    draft.copy("duplicate_course", COURSES, row, row - 1, **still_there)
    late = courses["exited_on"].notna() & (courses["enrolled_on"] > "2008-03-01")
    (row,) = draft.rows(COURSES, 1, late)
    wrong = courses.at[row, "enrolled_on"].date() - datetime.timedelta(days=20)
    draft.write("exit_before_enrolment", COURSES, row, "Slutdato", wrong)
    for file in (EVENTS, TIME):  # nothing there is after an exit that is not known
        of_course = draft.canonical[file]["course"] == row
        draft.canonical[file]["exited_on"] = draft.canonical[file]["exited_on"].mask(of_course)


def _events(draft: Draft) -> None:
    """Events without the length that their kind has, before the enrolment, after the exit, and of another year."""
    events = draft.canonical[EVENTS]
    for row in draft.rows(EVENTS, 6, events["event"].isin(list(WEEKS))):
        draft.write("open_end", EVENTS, row, "Varighed (uger)", "")
    ends = events["event"] == "mentor_support_ended"
    (row,) = draft.rows(EVENTS, 1, ~ends & (events["exited_on"] < pd.Timestamp(last_day()) - np.timedelta64(10, "D")))
    draft.write("starts_after_exit", EVENTS, row, "Dato", _later(events.at[row, "exited_on"], 9))
    (row,) = draft.rows(EVENTS, 1, ~ends & (events["enrolled_on"] > "2008-03-01"))
    draft.write("starts_before_enrolment", EVENTS, row, "Dato", _later(events.at[row, "enrolled_on"], -12))
    (row,) = draft.rows(EVENTS, 1, ~ends)
    draft.copy("outside_period", EVENTS, row, row, "Dato", Dato=_later(events.at[row, "started_on"], 366))


def _later(day: pd.Timestamp, days: int) -> datetime.date:
    return (day + pd.Timedelta(days=days)).date()


def _enter_rows_twice(draft: Draft) -> None:
    for file, n in ((COURSES, 1), (EFFORTS, 1), (EVENTS, 1), (TASKS, 2), (COMPANIES, 1), (ATTACHED, 1), (TIME, 2)):
        for row in draft.rows(file, n):
            draft.copy("duplicate_row", file, row, row)


def _add_orphans(draft: Draft) -> None:
    """Rows of numbers that no participant has."""
    for file, nobody in ((TASKS, NOBODY[0]), (TIME, NOBODY[1])):
        (row,) = draft.rows(file, 1)
        draft.copy("orphan", file, row, row, "Borgernr.", **{"Borgernr.": nobody})


def _misspell(draft: Draft) -> None:
    for file, column, canonical, code, written in SPELLINGS:
        (row,) = draft.rows(file, 1, draft.canonical[file][canonical] == code)
        draft.write("spelling", file, row, column, written)


def _write_dates_year_first(draft: Draft) -> None:
    """Typed as text, also in the workbook, where the others are dates."""
    for file, column, canonical, n in (
        (COURSES, "Startdato", "enrolled_on", 2),
        (EVENTS, "Dato", "started_on", 1),
        (TASKS, "Dato", "done_on", 2),
        (TIME, "Dato", "date", 2),
    ):
        for row in draft.rows(file, n):
            cell = f"{draft.canonical[file].at[row, canonical]:%Y-%m-%d}"
            draft.write("second_date_format", file, row, column, cell)
