"""Hours and registrations: hidden where they are of too few people, or more than half of them is one person's."""

from forlob.disclosure.gate import protect
from forlob.measures import participants, tasks, time, weighted
from forlob.measures.contributions import behind_each
from forlob.measures.rows import compute_each
from forlob.measures.table import COLUMNS, line
from tests.measures.conftest import Story

MIN = 5


def of_person(n):
    return "north" if n <= 5 else "south"


def published(measures, projects=("",), **registers):
    """What is shown of measures, by project and of all (""), but zeros. The first half of the people is in north."""
    ids = [{"participant_id": f"p{n}", "weight": 2.0, "project": of_person(n)} for n in range(1, 11)]
    scopes = [Story().data(project=project or None, participants=ids, **registers) for project in projects]
    table = compute_each(scopes, *measures)[COLUMNS]
    found = protect(table, MIN, scopes[0].programme, behind_each(scopes, *measures))
    lines = [line(*both) for both in zip(found["measure"], found["by"], strict=True)]
    shown = zip(zip(found["project"], lines, found["group"], strict=True), found["n"], strict=True)
    return {key: n for key, n in shown if n != 0}


def hours(**of):
    """Hours of people (by their number, from 1) in categories: home={1: 4.0}."""
    return [
        {"participation_id": who, "project": of_person(who), "category": category, "hours": n}
        for category, each in of.items()
        for who, n in each.items()
    ]


def test_hours_of_which_one_person_has_more_than_half_are_hidden_with_their_means():
    """Of 100 hours of ten people one has 76: neither the hours nor the hours per participant are shown."""
    one = {1: 76.0, **dict.fromkeys(range(2, 10), 2.0), 10: 8.0}
    measures = [participants.enrolled, time.hours, time.hours_per_participant]
    assert published(measures, time_registrations=hours(home=one)) == {
        ("", "participants.enrolled", ""): 10,
        ("", "time.hours", ""): None,
        ("", "time.hours_per_participant", ""): None,
    }


def test_half_is_not_more_than_half():
    one = {1: 50.0, **dict.fromkeys(range(2, 7), 10.0)}
    shown = published([participants.enrolled, time.hours], time_registrations=hours(home=one))
    assert shown["", "time.hours", ""] == 100


def test_a_category_of_few_takes_another_along():
    """The 3 hours of a single person at work; without the 20 at home (of five) the 60 at school stay, as do all 83."""
    of = {"school": dict.fromkeys(range(1, 11), 6.0), "home": dict.fromkeys(range(1, 6), 4.0), "work": {1: 3.0}}
    measures = [participants.enrolled, time.hours, time.hours.by("category"), weighted.hours]
    shown = published(measures, time_registrations=hours(**of))
    by = "time.hours by category"
    assert shown["", "time.hours", ""] == 83
    assert {group: n for (_, name, group), n in shown.items() if name == by} == {
        "home": None, "school": 60, "work": None
    }  # fmt: skip
    assert shown["", "weighted.hours by category", "work"] is None


def test_what_one_project_hides_another_hides_with_it():
    """The programme's 30 hours, less south's 20, would be those of which north's first has 9 of 10."""
    of = {1: 9.0, 2: 0.25, 3: 0.25, 4: 0.25, 5: 0.25, **dict.fromkeys(range(6, 11), 4.0)}
    shown = published([participants.enrolled, time.hours], ("north", "south", ""), time_registrations=hours(home=of))
    assert {project: n for (project, name, _), n in shown.items() if name == "time.hours"} == {
        "north": None, "south": None, "": 30
    }  # fmt: skip


def test_many_registrations_of_few_people():
    """The twelve talks are four people's; the ten visits, of ten, go with them, as all 36 tasks are shown."""
    done = [("talk", n % 4 + 1) for n in range(12)] + [("visit", n + 1) for n in range(10)]
    done += [("call", n % 10 + 1) for n in range(14)]
    rows = [{"participation_id": who, "task": task, "done_on": "2012-03-01"} for task, who in done]
    shown = published([participants.enrolled, tasks.registered, tasks.registered.by("task")], tasks=rows)
    by = {group: n for (_, name, group), n in shown.items() if name == "tasks.registered by task"}
    assert by == {"talk": None, "visit": None, "call": 14} and shown["", "tasks.registered", ""] == 36
