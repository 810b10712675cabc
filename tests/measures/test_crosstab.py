"""Cross-tabulations."""

import pandas as pd
import pytest

from forlob.measures import events, participants, tasks

TASKS, EVENTS = (tasks.registered, tasks.participants), (events.registered, events.participants)


def crossed(data, measures, *by):
    """The rows of measures by two dimensions, by each of them, and whole."""
    splits = [by, by[:1], by[1:], ()]
    return pd.concat([measure(data, split) for measure in measures for split in splits], ignore_index=True)


@pytest.fixture
def mentors(story):
    """Anna and Bo are to enter a job (integration), Cy keeps one (retention), Di's pathway is not registered.

    Anna has two conversations and one accompanying, Bo a conversation and a task that nobody wrote down, Di a
    conversation. Cy has no task. Anna is 22, Bo 45, Cy 29; Di's age is not known.
    """
    people = [{"pathway": "integration"}, {"pathway": "integration"}, {"pathway": "retention"}, {"pathway": None}]
    ages = [22, 45, 29, None]
    done = [(1, "conversation"), (1, "conversation"), (1, "accompany"), (2, "conversation"), (2, None)]
    return story.data(
        participants=[{**who, "age": age} for who, age in zip(people, ages, strict=True)],
        tasks=[
            {"participation_id": who, "task": task, "done_on": "2012-03-01"}
            for who, task in [*done, (4, "conversation")]
        ],
        parallel_efforts=[
            {"participation_id": 1, "effort": "psychiatric_treatment"},
            {"participation_id": 1, "effort": "somatic_treatment"},
            {"participation_id": 2, "effort": "none"},
        ],
        events=[{"participation_id": 3, "event": "flex_job", "started_on": "2012-05-01"}],
    )


def cells(rows, unit, *by, column="n"):
    """{(group, subgroup): n} of those that are not 0; total for what is not split by one of the two."""
    rows = rows[rows["unit"] == unit]
    found = {}
    for row in rows.to_dict("records"):
        codes = dict(zip(filter(None, row["by"].split(", ")), (row["group"], row["subgroup"]), strict=False))
        if row["n"]:
            found[tuple(codes.get(name, "total") for name in by)] = row[column]
    return found


def test_registrations_with_totals_of_rows_and_columns(mentors):
    assert cells(crossed(mentors, TASKS, "pathway", "task"), "registrations", "pathway", "task") == {
        ("integration", "conversation"): 3,
        ("integration", "accompany"): 1,
        ("integration", "not_registered"): 1,
        ("integration", "total"): 5,
        ("not_registered", "conversation"): 1,
        ("not_registered", "total"): 1,
        ("total", "conversation"): 4,
        ("total", "accompany"): 1,
        ("total", "not_registered"): 1,
        ("total", "total"): 6,
    }


def test_participants_count_once_in_each_cell_and_total(mentors):
    assert cells(crossed(mentors, TASKS, "pathway", "task"), "participants", "pathway", "task") == {
        ("integration", "conversation"): 2,
        ("integration", "accompany"): 1,
        ("integration", "not_registered"): 1,
        ("integration", "total"): 2,
        ("not_registered", "conversation"): 1,
        ("not_registered", "total"): 1,
        ("total", "conversation"): 3,
        ("total", "accompany"): 1,
        ("total", "not_registered"): 1,
        ("total", "total"): 3,
    }


def test_the_denominator_is_the_total_of_the_row(mentors):
    rows, by = crossed(mentors, TASKS, "pathway", "task"), ("pathway", "task")
    of = {key: of for key, of in cells(rows, "registrations", *by, column="of").items() if key[1] == "conversation"}
    assert of == {(g, "conversation"): n for g, n in (("integration", 5), ("not_registered", 1), ("total", 6))}
    assert cells(rows, "participants", *by, column="of")["integration", "accompany"] == 2
    assert cells(rows, "registrations", *by, column="value")["integration", "conversation"] == 3 / 5


def test_a_total_is_of_all(mentors):
    """Five of six registrations are of integration; of four participants two have a task there."""
    rows, by = crossed(mentors, TASKS, "pathway", "task"), ("pathway", "task")
    assert cells(rows, "registrations", *by, column="of")["integration", "total"] == 6
    assert cells(rows, "participants", *by, column="of")["integration", "total"] == 2  # Anna and Bo are in integration
    assert cells(rows, "participants", *by, column="of")["total", "total"] == 4


def test_empty_rows_and_columns_are_there(mentors):
    rows = crossed(mentors, TASKS, "pathway", "task")
    assert len(rows) == 2 * (4 + 1) * (10 + 1)
    retention = rows[(rows["group"] == "retention") & (rows["unit"] == "registrations")]
    assert set(retention["n"]) == {0} and retention.loc[retention["subgroup"] != "", "value"].isna().all()


def test_who_has_no_effort_registered_is_counted_as_such(mentors, numbers):
    by = ("pathway", "parallel_effort")
    people = cells(crossed(mentors, [participants.enrolled], *by), "participations", *by)
    assert people["retention", "not_registered"] == people["not_registered", "not_registered"] == 1
    assert (people["total", "not_registered"], people["total", "total"]) == (2, 4)
    assert (people["integration", "total"], people["integration", "none"]) == (2, 1)
    alone = numbers(participants.enrolled.by("parallel_effort")(mentors))
    assert {effort: n for effort, n in alone.items() if n} == {
        "psychiatric_treatment": 1, "somatic_treatment": 1, "none": 1, "not_registered": 2,
    }  # fmt: skip
    assert alone == {e: people.get(("total", e), 0) for e in alone}


def test_tasks_by_age(mentors):
    rows, by = crossed(mentors, TASKS, "task", "age_band"), ("task", "age_band")
    assert cells(rows, "registrations", *by) == {
        ("conversation", "under_30"): 2,
        ("conversation", "40_49"): 1,
        ("conversation", "not_registered"): 1,
        ("conversation", "total"): 4,
        ("accompany", "under_30"): 1,
        ("accompany", "total"): 1,
        ("not_registered", "40_49"): 1,
        ("not_registered", "total"): 1,
        ("total", "under_30"): 3,
        ("total", "40_49"): 2,
        ("total", "not_registered"): 1,
        ("total", "total"): 6,
    }
    assert cells(rows, "participants", *by)["conversation", "total"] == 3


def test_without_a_register_or_a_column_there_is_nothing(story):
    done = [{"participation_id": 1, "task": "conversation", "done_on": "2012-03-01"}]
    without = [story.data(participants=[{"pathway": "integration"}]), story.data(participants=[{}], tasks=done)]
    assert all(measure(data, ("pathway", "task")).empty for measure in TASKS for data in without)
    assert all(measure(data, ("pathway", "event")).empty for measure in EVENTS for data in without)


def test_a_register_without_rows_gives_zeros(story):
    empty = story.frame([], ["participation_id", "task", "done_on"])
    rows = crossed(story.data(participants=[{"pathway": "integration"}], tasks=empty), TASKS, "pathway", "task")
    assert set(rows["n"]) == {0} and len(rows) == 2 * 5 * 11
