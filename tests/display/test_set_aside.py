"""Registers that lost many of their rows."""

import pytest

from pipeline.display.rows import Row
from pipeline.display.set_aside import much_set_aside


def of_rule(n, of, rule="orphan", measure="quality.set_aside"):
    return Row(measure, group="plans", subgroup=rule, n=n, of=of, unit="rows")


def test_more_than_a_tenth_is_much():
    rows = [of_rule(10, 100), of_rule(11, 100), of_rule(3, 3), of_rule(0, 0)]
    assert much_set_aside(rows) == rows[1:3]


@pytest.mark.parametrize("rule", ["duplicate_row", "duplicate_course", "measured_twice", "outside_period"])
def test_what_is_there_once_more_and_what_is_left_out_is_not_lost(rule):
    assert much_set_aside([of_rule(50, 100, rule)]) == []


def test_other_measures_say_nothing():
    assert much_set_aside([of_rule(3, 4, measure="quality.completeness")]) == []
