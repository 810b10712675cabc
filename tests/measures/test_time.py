"""Hours registered."""

import pytest

from forlob.measures import time


@pytest.fixture
def two_mentors(story):
    """Three participations; Mia spends 0.1 + 0.2 hours, Ole 2.7, and an hour has no mentor, no category and no date."""
    rows = [
        {
            "participation_id": 1,
            "hours": 0.1,
            "category": "home",
            "time_of_day": "06-09",
            "date": "2012-01-02",
            "mentor_id": "mia",
        },
        {
            "participation_id": 1,
            "hours": 0.2,
            "category": "home",
            "time_of_day": "09-12",
            "date": "2012-01-08",
            "mentor_id": "mia",
        },
        {
            "participation_id": 2,
            "hours": 2.7,
            "category": "work",
            "time_of_day": "09-12",
            "date": "2012-01-16",
            "mentor_id": "ole",
        },
        {"participation_id": 2, "hours": 1.0, "category": None, "time_of_day": None, "date": None, "mentor_id": None},
    ]
    return story.data(participants=[{}, {}, {}], time_registrations=rows)


def test_all_hours_without_the_noise_of_floats(two_mentors):
    row = time.hours(two_mentors).iloc[0]
    assert (row["n"], row["of"], row["unit"]) == (4, None, "hours")


def test_hours_by_category(two_mentors, numbers):
    rows = time.hours.by("category")(two_mentors)
    assert numbers(rows) == {"home": 0.3, "work": 2.7, "contact": 0, "other": 0, "not_registered": 1}
    assert set(rows["of"]) == {4} and rows["ci_low"].isna().all()
    assert numbers(rows, "value")["home"] == 0.3 / 4


def test_hours_by_time_of_day(two_mentors, numbers):
    found = numbers(time.hours.by("time_of_day")(two_mentors))
    assert found == {"06-09": 0.1, "09-12": 2.9, "12-17": 0, "17-24": 0, "00-06": 0, "not_registered": 1}


def test_hours_by_both(two_mentors, numbers):
    rows = time.hours.by("category", "time_of_day")(two_mentors)
    found = {key: n for key, n in numbers(rows).items() if n}
    wanted = {("home", "06-09"): 0.1, ("home", "09-12"): 0.2, ("work", "09-12"): 2.7}
    assert found == {**wanted, ("not_registered", "not_registered"): 1}
    assert len(rows) == 5 * 6 and set(rows["of"]) == {4}


def test_weeks_run_from_monday_to_sunday_and_a_week_without_work_is_there(two_mentors, numbers):
    found = numbers(time.hours.by("week")(two_mentors))
    assert found == {"2012-W01": 0.3, "2012-W02": 0, "2012-W03": 2.7, "not_registered": 1}


def test_a_week_belongs_to_the_year_that_most_of_it_is_in(story, numbers):
    rows = [
        {"participation_id": 1, "hours": 1, "date": "2012-01-01"},
        {"participation_id": 1, "hours": 1, "date": "2012-12-31"},
    ]
    weeks = list(numbers(time.hours.by("week")(story.data(participants=[{}], time_registrations=rows))))
    assert (weeks[0], weeks[-1], len(weeks)) == ("2011-W52", "2013-W01", 54)


def test_per_participant_is_divided_by_all_enrolled(two_mentors):
    row = time.hours_per_participant(two_mentors).iloc[0]
    assert (row["n"], row["value"], row["unit"]) == (3, 4 / 3, "hours")


def test_per_mentor_is_divided_by_mentors_with_time(two_mentors):
    row = time.hours_per_mentor(two_mentors).iloc[0]
    assert (row["n"], row["value"]) == (2, 1.5)


def test_without_hours_there_is_nothing(story):
    data = story.data(participants=[{}])
    names = [name for name in vars(time) if name.startswith("hours")]
    assert len(names) == 3 and all(getattr(time, name)(data).empty for name in names)


def test_no_hours_at_all_are_no_share(story):
    columns = ["participation_id", "hours", "category", "date", "mentor_id", "time_of_day"]
    data = story.data(participants=[{}], time_registrations=story.frame([], columns))
    assert time.hours(data)["n"].tolist() == [0]
    assert time.hours.by("category")(data)["value"].isna().all()
    assert time.hours.by("week")(data).empty and time.hours_per_mentor(data).empty
    assert time.hours_per_participant(data)["value"].tolist() == [0]
