"""Time weighted by the register's weights."""

import pytest

from forlob.measures import weighted


@pytest.fixture
def three(story):
    """Anna (weight 3) has 2 hours of work and 1 at home, Bo (weight 1) 6 hours of work, Cy (weight 4) none.

    Di has no weight and 10 hours of work.
    """
    rows = [(1, "work", 1.5), (1, "work", 0.5), (1, "home", 1), (2, "work", 6), (4, "work", 10)]
    return story.data(
        participants=[{"weight": 3}, {"weight": 1}, {"weight": 4}, {"weight": None}],
        time_registrations=[{"participation_id": who, "category": what, "hours": hours} for who, what, hours in rows],
    )


def row(rows, group):
    return rows.set_index("group").loc[group]


def test_share_with_time(three):
    """Of the weights 3 + 1 + 4, those with work are 3 + 1, those with time at home 3; counted are 2, 1 and 3."""
    rows = weighted.with_time(three)
    work, home, other = (row(rows, group) for group in ("work", "home", "other"))
    assert (work["n"], work["of"], work["value"], work["unit"]) == (2, 3, 0.5, "participations")
    assert (home["n"], home["value"]) == (1, 3 / 8) and (other["n"], other["value"]) == (0, 0)
    assert rows["ci_low"].isna().all()


def test_hours_of_those_with_time(three):
    """(3 x 2 + 1 x 6) / (3 + 1) = 3 hours of work; nobody has any other."""
    rows = weighted.hours_per_participant_with_time(three)
    work = row(rows, "work")
    assert (work["n"], work["of"], work["value"], work["unit"]) == (2, None, 3, "hours")
    assert row(rows, "other")["n"] == 0 and rows["value"].isna().sum() == 3


def test_hours_by_category(three):
    """12 weighted hours of work and 3 at home; counted are 8 and 1."""
    rows = weighted.hours(three)
    assert (row(rows, "work")["n"], row(rows, "work")["of"], row(rows, "work")["value"]) == (8, 9, 12 / 15)
    assert row(rows, "home")["value"] == 3 / 15


def test_without_weights_there_is_nothing(story):
    time = [{"participation_id": 1, "category": "work", "hours": 1}]
    for people in ([{}], [{"weight": None}], [{"weight": 0}]):
        data = story.data(participants=people, time_registrations=time)
        names = ("with_time", "hours_per_participant_with_time", "hours")
        assert all(getattr(weighted, name)(data).empty for name in names)
    assert weighted.with_time(story.data(participants=[{"weight": 1}])).empty
