"""Sums that depend neither on the order of rows nor on how they are split."""

import math
import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures.sums import hours_by, mean, microseconds, total_hours


def test_twenty_minutes_are_whole_microseconds():
    assert microseconds(pd.Series([20 / 60, 0.1])).tolist() == [1_200_000_000, 360_000_000]


def test_three_times_twenty_minutes_are_an_hour():
    assert total_hours(pd.Series([20 / 60] * 3)) == 1
    assert total_hours(pd.Series([], dtype=float)) == 0


def test_a_group_that_nothing_falls_in_has_no_hours():
    found = hours_by(pd.Series([0.1, 0.2, 2.7]), pd.Categorical(["home", "home", "work"], ["home", "work", "other"]))
    assert found.to_dict() == {"home": 0.3, "work": 2.7, "other": 0}


minutes = st.lists(st.tuples(st.integers(1, 2000), st.sampled_from("abc")), min_size=1, max_size=60)


@given(minutes, st.randoms(use_true_random=False))
def test_groups_add_up_to_the_whole_and_order_changes_nothing(rows, shuffler: random.Random):
    table = pd.DataFrame(rows, columns=["minutes", "group"])
    table["hours"] = table["minutes"] / 60
    groups = {name: int(part["minutes"].sum()) for name, part in table.groupby("group")}
    assert total_hours(table["hours"]) == sum(groups.values()) / 60
    assert hours_by(table["hours"], table["group"]).to_dict() == {name: n / 60 for name, n in groups.items()}
    shuffler.shuffle(rows)
    assert total_hours(pd.Series([m / 60 for m, _ in rows])) == total_hours(table["hours"])


def test_a_mean_is_that_of_the_numbers_as_they_are():
    """Added one after the other, 1e16 swallows the ones."""
    assert mean([1e16, 1.0, 1.0, -1e16]) == 0.5
    assert mean([0.1] * 10) == 0.1 and math.isnan(mean([]))


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_order_does_not_change_a_mean(values, shuffler: random.Random):
    before = mean(values)
    shuffler.shuffle(values)
    assert mean(pd.Series(values)) == before == pytest.approx(sum(values) / len(values), abs=1e-6)
