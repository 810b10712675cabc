"""Intervals of rows of which a person may have many, worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures import answers, placements, tasks
from forlob.measures.clustered import effective_sizes, pairs_of
from tests.rows_of import share


def interval(rows, group, unit, subgroup=""):
    row = rows[(rows["group"] == group) & (rows["unit"] == unit) & (rows["subgroup"] == subgroup)].iloc[0]
    return row["n"], row["of"], row["ci_low"], row["ci_high"]


def task(participation, code, times=1):
    return [{"participation_id": participation, "task": code, "done_on": "2012-02-01"}] * times


#: Ten people with a hundred tasks each, five with conversations only and five who are only accompanied.
TEN = [row for n in range(10) for row in task(n + 1, "conversation" if n < 5 else "accompany", 100)]


def test_ten_people_with_a_hundred_tasks_of_one_kind_each_tell_as_much_as_ten(story, by_code):
    """Wilson of 5 of 10 is .2366 to .7634, of 500 of 1,000 it would be .469 to .531."""
    rows = by_code(tasks, story.data(participants=[{}] * 10, tasks=TEN))
    assert interval(rows, "conversation", "registrations") == (500, 1000, *map(pytest.approx, (0.236593, 0.763407)))
    assert interval(rows, "conversation", "participants")[2:] == (pytest.approx(0.236593), pytest.approx(0.763407))


def test_a_task_that_nobody_has_had_is_as_uncertain_as_ten_people_are(story, by_code):
    """Wilson of 0 of 10 ends at z² / (10 + z²) = .2775."""
    rows = by_code(tasks, story.data(participants=[{}] * 10, tasks=TEN))
    assert interval(rows, "contact_bank", "registrations") == (0, 1000, 0, pytest.approx(0.277533, abs=1e-6))


def test_a_person_with_one_row_each_has_the_interval_of_so_many_people(story, by_code):
    rows = by_code(tasks, story.data(participants=[{}] * 10, tasks=TEN[::100]))
    wilson = share("x", 5, 10, "participants").iloc[0]
    assert interval(rows, "conversation", "registrations")[2:] == pytest.approx((wilson["ci_low"], wilson["ci_high"]))


def test_unequal_people_by_hand(story, by_code):
    """Three people have 1 of 2, 3 of 3 and 0 of 5: p = 4 / 10, and n_i - p m_i are .2, 1.8 and -2.

    (.04 / .8 + 3.24 / .7 + 4 / .5) x 2 / 3 = 8.4524; .24 x 100 / 8.4524 = 2.8394 people's worth.
    """
    rows = [*task(1, "conversation"), *task(1, "accompany"), *task(2, "conversation", 3), *task(3, "accompany", 5)]
    found = by_code(tasks, story.data(participants=[{}] * 3, tasks=rows))
    size = 24 / (2 / 3 * (0.04 / 0.8 + 3.24 / 0.7 + 4 / 0.5))
    assert size == pytest.approx(2.8394, abs=1e-4)
    expected = share("x", 0.4 * size, size, "participants").iloc[0]
    assert interval(found, "conversation", "registrations")[2:] == pytest.approx(
        (expected["ci_low"], expected["ci_high"])
    )


def test_one_who_has_nearly_all_rows_leaves_little_to_go_by(story, by_code):
    """A thousand rows of one person and one of each of nine others are worth hardly more than one person."""
    rows = [*task(1, "conversation", 1000), *(row for n in range(2, 11) for row in task(n, "accompany"))]
    _, _, low, high = interval(
        by_code(tasks, story.data(participants=[{}] * 10, tasks=rows)), "conversation", "registrations"
    )
    assert low < 0.3 and high > 0.99


def test_one_person_alone_has_no_interval_and_a_person_in_two_projects_is_one(story, by_code):
    one = story.data(participants=[{}], tasks=task(1, "conversation", 3) + task(1, "accompany", 2))
    assert np.isnan(interval(by_code(tasks, one), "conversation", "registrations")[2:]).all()
    again = story.participants({"participant_id": "a"}, {"participant_id": "a", "project": "south"})
    both = story.data(participants=again, tasks=task(1, "conversation", 3) + task(2, "accompany", 2))
    assert np.isnan(interval(by_code(tasks, both), "conversation", "registrations")[2:]).all()


def test_placements_answers_and_crosstabs_have_the_intervals_of_people(story):
    wilson = pytest.approx((0.236593, 0.763407), abs=1e-6)
    people = [{"pathway": "integration"}] * 10
    rows = [
        {"participation_id": n + 1, "started_on": "2012-02-01", "form": "single" if n < 5 else "company_centre"}
        for n in range(10)
        for _ in range(7)
    ]
    data = story.data(participants=people, placements=rows, tasks=TEN)
    assert interval(placements.registered.by("form")(data), "single", "placements")[2:] == wilson
    assert interval(answers.given(data), "tasks: task", "answers", "conversation")[2:] == wilson
    assert interval(answers.given(data), "placements: form", "answers", "single")[2:] == wilson
    crossed = tasks.registered(data, by=("pathway", "task"))
    assert interval(crossed, "integration", "registrations", "conversation")[2:] == wilson
    said = [
        {"participant_id": f"p{n}", "form": "F", "question": "Q", "answer": "yes" if n < 5 else "no"}
        for n in range(10)
        for _ in range(4)
    ]
    assert interval(answers.given(story.data(answers=said)), "F: Q", "answers", "yes")[2:] == wilson


def test_rows_that_are_nobodys_we_know_of_have_no_interval(story):
    forms = [{"form": "single", "started_on": "2012-02-01"}] * 3 + [{"form": "company_centre"}]
    found = placements.registered.by("form")(story.data(placements=forms))
    assert found[["ci_low", "ci_high"]].isna().all(axis=None)
    assert share("x", 3, 4, "registrations")[["ci_low", "ci_high"]].isna().all(axis=None)


# Properties

rows_of_people = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=60)


@given(rows_of_people)
def test_they_are_as_a_loop_over_people_makes_them_and_never_more_than_the_rows(drawn):
    person, group = np.array(drawn).T
    found = effective_sizes(pairs_of(person, group), np.zeros(4, int))
    there = sorted(set(person.tolist()))
    for code in range(4):
        n = sum(g == code for _, g in drawn)
        p, k, of = n / len(drawn), len(there), len(drawn)
        if k == 1:
            assert np.isnan(found[code])
            continue
        own = [(sum(d == (i, code) for d in drawn), sum(d[0] == i for d in drawn)) for i in there]
        if p in (0, 1):
            expected = of * of / sum(m * m for _, m in own)
        else:
            between = (1 - 1 / k) * sum((a - p * m) ** 2 / (1 - m / of) for a, m in own)
            expected = min(of, p * (1 - p) * of * of / between) if between > 1e-9 else of
        assert found[code] == pytest.approx(expected) and found[code] <= of


@given(rows_of_people, st.permutations(range(7)))
def test_who_is_called_what_and_the_order_of_the_rows_change_nothing(drawn, names):
    person, group = np.array(drawn).T
    renamed = np.array(names)[person][::-1]
    one, other = (
        effective_sizes(pairs_of(p, g), np.zeros(4, int)) for p, g in ((person, group), (renamed, group[::-1]))
    )
    assert one == pytest.approx(other, nan_ok=True)
