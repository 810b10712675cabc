"""Events and tasks: registrations, and participants on a second row."""

from forlob.measures import events, tasks


def test_two_conversations_with_one_participant(story, numbers, by_code):
    """Anna has two conversations and was accompanied once, Bo has one conversation, Carl nothing."""
    rows = [(1, "conversation"), (1, "conversation"), (1, "accompany"), (2, "conversation")]
    register = [{"participation_id": c, "task": task, "done_on": "2012-02-01"} for c, task in rows]
    found = by_code(tasks, story.data(participants=[{}, {}, {}], tasks=register))
    registrations = {task: n for task, n in numbers(found, unit="registrations").items() if n}
    participants = {task: n for task, n in numbers(found, unit="participants").items() if n}
    assert registrations == {"conversation": 3, "accompany": 1}
    assert participants == {"conversation": 2, "accompany": 1}
    assert set(found.loc[found["unit"] == "registrations", "of"]) == {4}
    assert set(found.loc[found["unit"] == "participants", "of"]) == {3}


def test_an_event_that_is_not_registered_is_a_group(story, numbers, by_code):
    register = [{"participation_id": 1, "event": None, "started_on": "2012-02-01"}]
    found = by_code(events, story.data(participants=[{}], events=register))
    assert numbers(found, unit="registrations")["not_registered"] == 1
    assert numbers(found, unit="participants")["course"] == 0


def test_without_the_register_there_is_nothing(story, by_code):
    data = story.data(participants=[{}])
    assert by_code(events, data).empty and by_code(tasks, data).empty
