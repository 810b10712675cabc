"""Cross-tabulations."""

import pytest

from forlob.measures import crosstab, events, participants, tasks

MODULES = {"tasks.by_task": tasks, "events.by_event": events}


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


def cells(rows, unit, column="n"):
    """{(group, subgroup): n} of those that are not 0."""
    rows = rows[rows["unit"] == unit]
    keys = zip(rows["group"], rows["subgroup"], rows["n"], rows[column], strict=True)
    return {(group, subgroup): number for group, subgroup, n, number in keys if n}


def test_registrations_with_totals_of_rows_and_columns(mentors):
    assert cells(crosstab.pathway_by_task(mentors), "registrations") == {
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
    assert cells(crosstab.pathway_by_task(mentors), "participants") == {
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
    rows = crosstab.pathway_by_task(mentors)
    of = {key: of for key, of in cells(rows, "registrations", "of").items() if key[1] == "conversation"}
    assert of == {(g, "conversation"): n for g, n in (("integration", 5), ("not_registered", 1), ("total", 6))}
    assert cells(rows, "participants", "of")["integration", "accompany"] == 2
    assert cells(rows, "registrations", "value")["integration", "conversation"] == 3 / 5


def test_empty_rows_and_columns_are_there(mentors):
    rows = crosstab.pathway_by_task(mentors)
    assert len(rows) == 2 * (4 + 1) * (10 + 1)
    retention = rows[(rows["group"] == "retention") & (rows["unit"] == "registrations")]
    assert set(retention["n"]) == {0} and retention["value"].isna().all()


def test_who_has_no_effort_registered_is_a_participant_and_no_registration(mentors, numbers):
    rows = crosstab.pathway_by_parallel_effort(mentors)
    people, registered = cells(rows, "participants"), cells(rows, "registrations")
    assert people["retention", "not_registered"] == people["not_registered", "not_registered"] == 1
    assert (people["total", "not_registered"], people["total", "total"]) == (2, 4)
    assert "retention" not in {group for group, _ in registered}
    assert (registered["integration", "total"], registered["total", "total"]) == (3, 3)
    alone = numbers(participants.enrolled.by("parallel_effort")(mentors))
    assert {effort: n for effort, n in alone.items() if n} == {
        "psychiatric_treatment": 1, "somatic_treatment": 1, "none": 1, "not_registered": 2,
    }  # fmt: skip
    assert alone == {e: people.get(("total", e), 0) for e in alone}


def test_tasks_by_age(mentors):
    rows = crosstab.task_by_age_band(mentors)
    assert cells(rows, "registrations") == {
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
    assert cells(rows, "participants")["conversation", "total"] == 3


@pytest.mark.parametrize(
    ("crossed", "alone"), [("pathway_by_task", "tasks.by_task"), ("pathway_by_event", "events.by_event")]
)
@pytest.mark.parametrize("unit", ["registrations", "participants"])
def test_the_last_row_is_the_measure_without_pathways(mentors, numbers, by_code, crossed, alone, unit):
    rows = getattr(crosstab, crossed)(mentors)
    last = rows[(rows["group"] == "total") & (rows["subgroup"] != "total") & (rows["unit"] == unit)]
    assert dict(zip(last["subgroup"], last["n"], strict=True)) == numbers(by_code(MODULES[alone], mentors), unit=unit)


def test_without_a_register_or_a_column_there_is_nothing(story):
    done = [{"participation_id": 1, "task": "conversation", "done_on": "2012-03-01"}]
    without = [story.data(participants=[{"pathway": "integration"}]), story.data(participants=[{}], tasks=done)]
    names = ["pathway_by_task", "pathway_by_parallel_effort", "pathway_by_event", "task_by_age_band"]
    assert all(getattr(crosstab, name)(data).empty for name in names for data in without)


def test_a_register_without_rows_gives_zeros(story):
    empty = story.frame([], ["participation_id", "task", "done_on"])
    rows = crosstab.pathway_by_task(story.data(participants=[{"pathway": "integration"}], tasks=empty))
    assert set(rows["n"]) == {0} and len(rows) == 2 * 5 * 11
