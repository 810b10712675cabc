"""Who stands behind hours, registrations and placements: how many people, and the most that one of them has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures import exits, participants, placements, tasks, time
from forlob.measures.contributions import behind, behind_each


def told(found, by=True):
    groups = found["group"] if by else [""] * len(found)
    return {group: each for group, *each in zip(groups, found["people"], found["largest"], strict=True)}


@pytest.fixture
def hours(story):
    """Ann has two participations and 1.5 + 2 hours, Bo 4 at work; nobody knows whose the last hour is."""
    rows = [(1, "home", 1.5), (2, "home", 2.0), (3, "work", 4.0), (3, "work", 0.0), (None, "home", 1.0)]
    return story.data(
        participants=[{"participant_id": "ann"}, {"participant_id": "ann"}, {"participant_id": "bo"}],
        time_registrations=[{"participation_id": who, "category": what, "hours": n} for who, what, n in rows],
        tasks=[{"participation_id": who, "task": "sparring"} for who in (1, 2, 2, 3)],
        placements=[],
    )


def test_a_person_with_two_participations_is_one(hours):
    assert told(behind(time.hours, hours), by=False) == {"": [3, 4.0]}
    assert told(behind(time.hours, hours, ["category"])) == {"home": [2, 3.5], "work": [1, 4.0]}


def test_registrations_are_what_a_person_has_of_them(hours):
    assert told(behind(tasks.registered, hours, ["task"])) == {"sparring": [2, 3]}


def test_of_what_a_person_has_one_nothing_is_said(hours):
    assert behind(participants.enrolled, hours, ["gender"]) is None and behind(exits.job, hours) is None
    assert behind(tasks.participants, hours, ["task"]) is None


def test_without_its_register_nothing_is_said(story):
    assert behind(placements.registered, story.data(participants=[{}])) is None


def test_of_several_measures_each_row_has_its_key(hours):
    found = behind_each([hours], time.hours, time.hours.by("category"), participants.enrolled, tasks.registered)
    assert found["measure"].tolist() == ["time.hours"] * 3 + ["tasks.registered"]
    assert found["by"].tolist() == ["", "category", "category", ""]
    assert behind_each([], time.hours).empty


some_hours = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 2), st.integers(0, 40)), min_size=1, max_size=30)


@given(some_hours)
def test_people_and_the_most_of_each_category_as_counted_one_by_one(story, rows):
    data = story.data(
        participants=[{"participant_id": f"p{n % 3}"} for n in range(4)],
        time_registrations=[{"participation_id": who, "category": f"c{what}", "hours": n} for who, what, n in rows],
    )
    of = {}
    for who, what, n in rows:
        if n:
            mine = of.setdefault(f"c{what}", {})
            mine[(who - 1) % 3] = mine.get((who - 1) % 3, 0) + n
    found = behind(time.hours, data, ["category"])
    assert told(found) == {what: [len(mine), max(mine.values())] for what, mine in of.items()}
