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

PARTICIPATIONS, EFFORTS, EVENTS, TASKS, COMPANIES, ATTACHED = (
    f"socialmentor.xlsx#{sheet}"
    for sheet in (
        *("Deltagere", "Parallelle indsatser", "Hændelser", "Opgaver"),
        *("Virksomheder", "Deltagere i virksomheder"),
    )
)

#: Answers with other case, other punctuation or spaces too many: file, column, canonical column, code, as written.
SPELLINGS = [
    (PARTICIPATIONS, "Køn", "gender", "female", "kvinde"),
    (PARTICIPATIONS, "Køn", "gender", "male", "MAND "),
    (PARTICIPATIONS, "Jobcenter", "project", "odense", "ODENSE"),
    (PARTICIPATIONS, "Uddannelse", "education", "basic_school", "folke-skole"),
    (PARTICIPATIONS, "Uddannelse", "education", "vocational", "Erhvervsuddannelse, faglig uddannelse"),
    (PARTICIPATIONS, "Forsørgelsesgrundlag", "benefit", "cash_benefit", " Kontanthjælp"),
    (PARTICIPATIONS, "Forsørgelsesgrundlag", "benefit", "sickness_benefit", "Syge-dagpenge"),
    (
        PARTICIPATIONS,
        "Baggrund for tilbud om social mentor",
        "pathway",
        "integration",
        "Behov for støtte til indslusning.",
    ),
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
    _participations(draft)
    time_flaws.plant(draft)
    _events(draft)
    _enter_rows_twice(draft)
    _add_orphans(draft)
    _misspell(draft)
    _write_dates_year_first(draft)
    return draft.finish()


def _draft(registers: Registers, tables: dict[str, pd.DataFrame]) -> Draft:
    """A row bears one flaw at most. Events and time have also the participation's enrolled_on and exited_on."""
    facts = registers.participants[["enrolled_on", "exited_on"]]
    canonical = {
        PARTICIPATIONS: registers.participants,
        EFFORTS: registers.parallel_efforts,
        EVENTS: registers.events.join(facts, on="participation"),
        TASKS: registers.tasks,
        COMPANIES: registers.companies,
        ATTACHED: registers.company_participants,
        TIME: registers.time_registrations.join(facts, on="participation"),
    }
    return Draft(
        {file: table.assign(bearer=[f"{file} {row}" for row in table.index]) for file, table in canonical.items()},
        tables,
    )


def _participations(draft: Draft) -> None:
    """A participation entered again when the participant had not left yet, and an exit dated before the enrolment."""
    participations = draft.canonical[PARTICIPATIONS]
    (row,) = draft.rows(PARTICIPATIONS, 1, participations["exited_on"].notna())
    still_there = {"Slutdato": "", "Årsag til afslutning": "", "Uddannelse": ""}
    draft.copy("duplicate_participation", PARTICIPATIONS, row, row - 1, **still_there)
    late = participations["exited_on"].notna() & (participations["enrolled_on"] > "2008-03-01")
    (row,) = draft.rows(PARTICIPATIONS, 1, late)
    wrong = participations.at[row, "enrolled_on"].date() - datetime.timedelta(days=20)
    draft.write("exit_before_enrolment", PARTICIPATIONS, row, "Slutdato", wrong)
    for file in (EVENTS, TIME):  # nothing there is after an exit that is not known
        of_participation = draft.canonical[file]["participation"] == row
        draft.canonical[file]["exited_on"] = draft.canonical[file]["exited_on"].mask(of_participation)


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
    draft.copy("outside_period", EVENTS, row, row, "Dato", Dato=_later(events.at[row, "started_on"], -366))


def _later(day: pd.Timestamp, days: int) -> datetime.date:
    return (day + pd.Timedelta(days=days)).date()


def _enter_rows_twice(draft: Draft) -> None:
    for file, n in (
        (PARTICIPATIONS, 1),
        (EFFORTS, 1),
        (EVENTS, 1),
        (TASKS, 2),
        (COMPANIES, 1),
        (ATTACHED, 1),
        (TIME, 2),
    ):
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
        (PARTICIPATIONS, "Startdato", "enrolled_on", 2),
        (EVENTS, "Dato", "started_on", 1),
        (TASKS, "Dato", "done_on", 2),
        (TIME, "Dato", "date", 2),
    ):
        for row in draft.rows(file, n):
            cell = f"{draft.canonical[file].at[row, canonical]:%Y-%m-%d}"
            draft.write("second_date_format", file, row, column, cell)
