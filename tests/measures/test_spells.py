"""States on the last day of each month."""

from datetime import date

import pandas as pd
import pytest

from forlob.measures import spells


def by_month(rows, month):
    rows = rows[rows["at"] == month]
    return {state: n for state, n in zip(rows["group"], rows["n"], strict=True) if n}


def spell(participation, state, first, last=None):
    return {"participation_id": participation, "state": state, "started_on": first, "ended_on": last}


def test_a_state_counts_if_it_holds_on_the_last_day_of_the_month(story):
    """Anna: school to 30 January, job from the 31st. Bo: training to the end of January. Carl: nothing known."""
    register = [
        spell(1, "school", "2012-01-01", "2012-01-30"),
        spell(1, "job", "2012-01-31", "2012-02-29"),
        spell(2, "training", "2012-01-01", "2012-01-31"),
    ]
    rows = spells.in_state(story.data(participants=[{}, {}, {}], spells=register))
    assert by_month(rows, "2012-01") == {"job": 1, "training": 1, "not_registered": 1}
    assert by_month(rows, "2012-02") == {"job": 1, "not_registered": 2}
    assert set(rows["at"]) == {"2012-01", "2012-02"} and set(rows["of"]) == {3}


def test_a_spell_without_an_end_runs_to_the_cut_off(story):
    rows = spells.in_state(story.data(closing="2012-03-10", participants=[{}], spells=[spell(1, "job", "2012-01-05")]))
    assert [by_month(rows, month) for month in ("2012-01", "2012-02", "2012-03")] == [{"job": 1}] * 3
    assert rows["at"].max() == "2012-03"


def test_of_two_states_on_a_day_the_one_begun_last_counts(story):
    register = [spell(1, "job", "2012-01-20", "2012-02-29"), spell(1, "school", "2012-01-01", "2012-02-29")]
    rows = spells.in_state(story.data(participants=[{}], spells=register))
    assert by_month(rows, "2012-01") == {"job": 1}


def test_a_cut_within_a_month_counts_on_that_day(story):
    register = [spell(1, "school", "2012-01-01", "2012-01-15"), spell(1, "job", "2012-01-16", "2012-01-31")]
    data = story.data(to_date=date(2012, 1, 10), participants=[{}], spells=register)
    assert by_month(spells.in_state(data), "2012-01") == {"school": 1}


def test_without_spells_there_is_nothing(story):
    assert spells.in_state(story.data(participants=[{}])).empty
    empty = story.frame([], ["participation_id", "state", "started_on", "ended_on"])
    assert spells.in_state(story.data(participants=[{}], spells=empty)).empty


@pytest.mark.parametrize(
    ("month", "wanted"),
    [
        ("1993-09", {"FE": 275, "school": 179, "training": 158, "employment": 83, "joblessness": 17}),
        ("1999-06", {"employment": 484, "HE": 118, "joblessness": 93, "FE": 9, "training": 8}),
    ],
)
def test_712_school_leavers(shared_folder, story, month, wanted):
    """McVicar & Anyadike-Danes (2002), unweighted."""
    wide = pd.read_csv(shared_folder / "realdata" / "mvad" / "mvad.csv")
    months = [column for column in wide if column[:3].isalpha() and column[3:4] == "." and column[4:].isdigit()]
    long = wide.melt("id", months, "month", "state")
    first = pd.to_datetime(long["month"], format="%b.%y").astype("datetime64[us]")
    register = pd.DataFrame(
        {
            "participation_id": long["id"].astype("Int64"),
            "state": long["state"].astype("string"),
            "started_on": first,
            "ended_on": first + pd.offsets.MonthEnd(0),
        }
    )
    participations = story.participants(*[{"enrolled_on": "1993-07-01"}] * len(wide))
    rows = spells.in_state(story.data(closing=None, participants=participations, spells=register))
    assert by_month(rows, month) == wanted
