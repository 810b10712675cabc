"""What one row of the measures table holds."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.errors import ForlobError
from forlob.measures.intervals import exact, log_log, wilson
from forlob.measures.rows import combine, compute, no_rows, with_ten_digits
from forlob.measures.table import COLUMNS
from tests.rows_of import count, share, statistic


def test_a_share_is_exact_and_carries_its_wilson_interval():
    row = share("plans.started", 69, 72, "participations").iloc[0]
    assert (row["n"], row["of"], row["value"]) == (69, 72, 69 / 72)
    # By hand with z = 1.96: centre (69 + 1.92) / 75.84, half width 1.96 / 75.84 * sqrt(69 * 3 / 72 + 0.96).
    assert (row["ci_low"], row["ci_high"]) == pytest.approx((0.8845, 0.9857), abs=1e-4)


def test_the_interval_of_wilson_as_published():
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I: 81/263 and 15/148.
    assert [float(x) for x in wilson(81, 263)] == pytest.approx([0.2553, 0.3662], abs=5e-5)
    assert [float(x) for x in wilson(15, 148)] == pytest.approx([0.0624, 0.1605], abs=5e-5)


def test_of_nobody_there_is_no_share():
    row = share("exits.self_supporting by match_group", 0, 0, "participations").iloc[0]
    assert (row["n"], row["of"]) == (0, 0)
    assert math.isnan(row["value"]) and math.isnan(row["ci_low"]) and math.isnan(row["ci_high"])


@given(st.integers(0, 5000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))).filter(lambda pair: pair[1]))
def test_the_interval_lies_within_0_and_1_and_holds_the_share(pair):
    n, of = pair
    low, high = wilson(n, of)
    assert 0 <= low <= n / of <= high <= 1
    assert (low == 0) == (n == 0) and (high == 1) == (n == of)


def test_hours_have_a_share_but_no_interval():
    row = share("time.hours by category", 1.5, 6, "hours", "home").iloc[0]
    assert row["value"] == 0.25 and math.isnan(row["ci_low"])


def test_whole_numbers_are_whole_and_others_keep_all_their_digits():
    numbers = (3, 3.0, np.int64(3), 1 / 3, float("nan"), None, pd.NA)
    assert [exact(x) for x in numbers] == [3, 3, 3, 1 / 3, None, None, None]
    assert type(count("x", np.int64(7), "participations")["n"].iloc[0]) is int


def test_what_is_shown_has_ten_digits_and_what_was_counted_keeps_its_own(story):
    hours = share("time.hours", [1 / 3, 0, 12], 20 / 3, "hours", [*"abc"])
    table = compute(story.data(participants=[{}]), lambda d: hours)
    shown = with_ten_digits(table)
    assert shown["n"].tolist() == [0.3333333333, 0, 12] and shown["of"].tolist() == [6.666666667] * 3
    assert shown["value"].tolist() == [0.05, 0, 1.8] and shown["ci_low"].isna().all()
    assert [type(n) for n in shown["n"]] == [float, int, int]
    assert table["n"].tolist() == [1 / 3, 0, 12]


def test_a_statistic_has_its_cases_and_its_unit():
    row = statistic("durations.to_plan", 12, 28.0, "days").iloc[0]
    assert (row["n"], row["of"], row["value"], row["unit"]) == (12, None, 28.0, "days")


def test_an_estimate_brings_its_own_interval():
    row = statistic("exits.incidence by exit", 3, 0.4, "participations", "job", at="6", of=8, interval=(0.1, 0.7)).iloc[
        0
    ]
    assert (row["value"], row["ci_low"], row["ci_high"]) == (0.4, 0.1, 0.7)


def test_the_interval_of_a_probability_stays_within_0_and_1():
    low, high = log_log(np.array([0.0, 0.02, 0.5, 0.98, 1.0]), np.array([0.0, 0.03, 0.1, 0.03, 0.0]))
    assert np.isnan(low[[0, 4]]).all() and np.isnan(high[[0, 4]]).all()
    assert (low[1:4] > 0).all() and (low[1:4] < [0.02, 0.5, 0.98]).all()
    assert (high[1:4] > [0.02, 0.5, 0.98]).all() and (high[1:4] < 1).all()


def test_computed_rows_say_programme_project_and_period(story):
    import datetime

    data = story.data(project="north", to_date=datetime.date(2012, 6, 30), participants=[{}])
    table = compute(data, lambda d: count("participants.enrolled", d.enrolled, "participations"), lambda d: no_rows())
    assert list(table) == COLUMNS
    assert table.iloc[0][["programme", "project", "from", "to", "n"]].tolist() == ["test", "north", "", "2012-06-30", 1]
    assert not table["suppressed"].any()


def test_nothing_to_compute_is_an_empty_table(story):
    table = compute(story.data(), lambda d: no_rows())
    assert list(table) == COLUMNS and table.empty


def test_the_same_row_from_two_notebooks_is_one(story):
    data = story.data(participants=[{}, {}])
    once = compute(data, lambda d: count("participants.enrolled", 2, "participations"))
    assert len(combine(once, once)) == 1
    assert combine(once.iloc[:0], once).equals(once)


def test_two_numbers_for_one_row_are_an_error_that_names_it(story):
    data = story.data(participants=[{}])
    one, other = (compute(data, lambda d, n=n: count("participants.enrolled", n, "participations")) for n in (1, 2))
    for tables in [(one, other), (one, other, one, other)]:
        with pytest.raises(ForlobError, match="programme test, measure participants.enrolled, unit participations"):
            combine(*tables)
