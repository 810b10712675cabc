"""What is wrong in the mentors' time.

Registrations of less than 5 minutes and of more than 12 hours, overlaps, and what is dated before the enrolment or
after the exit count as they are. A time of the day that does not exist is not registered, which takes less from a part
of the day than its printed per cent can show.
"""

import pandas as pd

from examples.draft import Draft
from examples.social_mentors.hours import UNITS
from examples.social_mentors.plausible import BEGINS, TOO_LONG, TOO_SHORT
from examples.social_mentors.sources import table_day

TIME = "tidsregistreringer.csv"

#: Times of the day that do not exist: the part of the day they stand for, as written.
NO_TIMES = [("17-24", "25:99"), ("09-12", "9:75")]


def plant(draft: Draft) -> None:
    _lengths_that_cannot_be(draft)
    _overlap(draft)
    _outside_the_participation(draft)
    _times_that_do_not_exist(draft)
    _no_time(draft)


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


def _outside_the_participation(draft: Draft) -> None:
    """On a Saturday, when nobody else works: after the exit and, in another participation, before the enrolment."""
    time = draft.canonical[TIME]
    after, before = _saturday(time["exited_on"], 1), _saturday(time["enrolled_on"], -6)
    in_the_table = (time["date"] <= pd.Timestamp(table_day())) & (time["units"] <= UNITS)
    for rule, saturday, fits in (
        ("starts_after_exit", after, after <= pd.Timestamp(table_day())),
        ("starts_before_enrolment", before, before >= pd.Timestamp("2008-03-01")),
    ):
        (row,) = draft.rows(TIME, 1, fits & in_the_table)
        draft.write(rule, TIME, row, "Dato", f"{saturday[row]:%d-%m-%Y}")


def _times_that_do_not_exist(draft: Draft) -> None:
    time = draft.canonical[TIME]
    for band, written in NO_TIMES:
        (row,) = draft.rows(TIME, 1, _begins_in(band, time["minute"]) & (time["units"] <= UNITS // 4))
        draft.write("bad_date", TIME, row, "Klokkeslæt", written)
    clock = draft.tables[TIME]["Klokkeslæt"]
    for row in draft.rows(TIME, 3, clock.set_axis(time.index).str.startswith("09:")):
        draft.write("second_clock", TIME, row, "Klokkeslæt", clock[row].removeprefix("0").replace(":", "."))


def _no_time(draft: Draft) -> None:
    """Entered first without any time, or with a point in place of the comma, and then again as it should be."""
    (row,) = draft.rows(TIME, 1)
    draft.copy("time_not_positive", TIME, row, row - 1, "Timer", Timer="0")
    (row,) = draft.rows(TIME, 1, draft.canonical[TIME]["units"] == UNITS * 3 // 2)
    place = draft.copy("bad_number", TIME, row, row - 1, "Timer", Timer="1.5")
    draft.note("time_not_positive", TIME, place, "Timer")
    (row,) = draft.rows(TIME, 1)
    draft.copy("outside_period", TIME, row, row, "Dato", Dato=draft.day(TIME, row, "date", later=-366))


def _saturday(days: pd.Series, later: int) -> pd.Series:
    """The first Saturday not before the day that is so many days later."""
    moved = pd.to_datetime(days) + pd.Timedelta(days=later)
    return moved + pd.to_timedelta((5 - moved.dt.day_of_week) % 7, unit="D")


def _begins_in(band: str, minute: pd.Series) -> pd.Series:
    earliest, latest = (hour * 60 for hour in BEGINS[band])
    return minute.between(earliest, latest, inclusive="left")
