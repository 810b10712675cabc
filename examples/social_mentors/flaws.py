"""What is wrong in the files, as in real ones, at known rows; none of it changes a printed figure.

A flaw carries the name of the rule under which cleaning reports it; `second_clock` is no finding: 9.15 for 09:15.
Registrations of less than 5 minutes and of more than 12 hours, overlaps, and what is dated before the enrolment or
after the exit count as they are. A time of the day that does not exist is not registered, which takes less from a part
of the day than its printed per cent can show. Rows entered twice, without any time, of nobody and of other years are
copies of right ones, and are set aside.
"""

import datetime

import numpy as np
import pandas as pd

from examples.draft import Draft, Flaw
from examples.social_mentors.hours import UNITS
from examples.social_mentors.plausible import BEGINS, TOO_LONG, TOO_SHORT, WEEKS
from examples.social_mentors.registers import Registers
from examples.social_mentors.sources import last_day, table_day

COURSES, EFFORTS, EVENTS, TASKS, COMPANIES, ATTACHED = (
    f"socialmentor.xlsx#{sheet}"
    for sheet in (
        *("Deltagere", "Parallelle indsatser", "Hændelser", "Opgaver"),
        *("Virksomheder", "Deltagere i virksomheder"),
    )
)
TIME = "tidsregistreringer.csv"

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

#: Times of the day that do not exist: the part of the day they stand for, as written.
NO_TIMES = [("17-24", "24:00"), ("09-12", "9:75")]

#: Ids that nobody has.
NOBODY = ("B999", "B998")


def plant(registers: Registers, tables: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[Flaw]]:
    """The tables with the flaws, and the list of them."""
    draft = _draft(registers, tables)
    _courses(draft)
    _lengths_that_cannot_be(draft)
    _overlap(draft)
    _outside_the_course(draft)
    _times_that_do_not_exist(draft)
    _events(draft)
    _no_time(draft)
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


def _lengths_that_cannot_be(draft: Draft) -> None:
    """They are drawn with the others, so that the sums hold."""
    units = draft.canonical[TIME]["units"]
    for rule, wrong in (("time_too_short", TOO_SHORT), ("time_too_long", TOO_LONG)):
        (row,) = draft.rows(TIME, 1, units == round(wrong[2] * UNITS))
        draft.note(rule, TIME, row, "Timer")


def _overlap(draft: Draft) -> None:
    """A mentor's next registration of the day begins five minutes after the one before it."""
    time = draft.canonical[TIME]
    of_a_day = time.sort_values(["mentor_id", "date", "minute"]).groupby(["mentor_id", "date"])
    before = of_a_day[["minute", "units"]].shift().reindex(time.index)
    fits = (before["units"] > 1) & _begins_in("09-12", before["minute"] + 5) & _begins_in("09-12", time["minute"])
    (row,) = draft.rows(TIME, 1, fits)
    begins = int(before.at[row, "minute"]) + 5
    draft.write("time_overlap", TIME, row, "Klokkeslæt", f"{begins // 60:02d}:{begins % 60:02d}")


def _begins_in(band: str, minute: pd.Series) -> pd.Series:
    earliest, latest = (hour * 60 for hour in BEGINS[band])
    return minute.between(earliest, latest, inclusive="left")


def _outside_the_course(draft: Draft) -> None:
    """On a Saturday, when nobody else works: after the exit and, in another course, before the enrolment."""
    time = draft.canonical[TIME]
    after, before = _saturday(time["exited_on"], 1), _saturday(time["enrolled_on"], -6)
    in_the_table = (time["date"] <= pd.Timestamp(table_day())) & (time["units"] <= UNITS)
    for rule, saturday, fits in (
        ("starts_after_exit", after, after <= pd.Timestamp(table_day())),
        ("starts_before_enrolment", before, before >= pd.Timestamp("2008-03-01")),
    ):
        (row,) = draft.rows(TIME, 1, fits & in_the_table)
        draft.write(rule, TIME, row, "Dato", f"{saturday[row]:%d-%m-%Y}")


def _saturday(days: pd.Series, later: int) -> pd.Series:
    """The first Saturday not before the day that is so many days later."""
    moved = pd.to_datetime(days) + pd.Timedelta(days=later)
    return moved + pd.to_timedelta((5 - moved.dt.day_of_week) % 7, unit="D")


def _times_that_do_not_exist(draft: Draft) -> None:
    time = draft.canonical[TIME]
    for band, written in NO_TIMES:
        (row,) = draft.rows(TIME, 1, _begins_in(band, time["minute"]) & (time["units"] <= UNITS // 4))
        draft.write("unknown_answer", TIME, row, "Klokkeslæt", written)
    clock = draft.tables[TIME]["Klokkeslæt"]
    for row in draft.rows(TIME, 3, clock.set_axis(time.index).str.startswith("09:")):
        draft.write("second_clock", TIME, row, "Klokkeslæt", clock[row].removeprefix("0").replace(":", "."))


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
    for file in (EVENTS, TIME):     # nothing there is after an exit that is not known
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


def _no_time(draft: Draft) -> None:
    """Entered first without any time, or with a point in place of the comma, and then again as it should be."""
    (row,) = draft.rows(TIME, 1)
    draft.copy("time_not_positive", TIME, row, row - 1, "Timer", Timer="0")
    (row,) = draft.rows(TIME, 1, draft.canonical[TIME]["units"] == UNITS * 3 // 2)
    place = draft.copy("bad_number", TIME, row, row - 1, "Timer", Timer="1.5")
    draft.note("time_not_positive", TIME, place, "Timer")
    (row,) = draft.rows(TIME, 1)
    draft.copy("outside_period", TIME, row, row, "Dato", Dato=draft.day(TIME, row, "date", later=-366))


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
