"""What the cleaning lost so much of that the figures may be wrong."""

import pytest

from forlob.show.gated_rows import Row
from forlob.show.lost import lost


def of_rule(n, of, rule="orphan", measure="quality.set_aside"):
    return Row(measure, group="plans", subgroup=rule, n=n, of=of, unit="rows")


def test_more_than_a_tenth_is_much():
    rows = [of_rule(10, 100), of_rule(11, 100), of_rule(3, 3), of_rule(0, 0), of_rule(4, 9, "Dato", "quality.not_read")]
    assert lost(rows) == [rows[1], rows[2], rows[4]]


@pytest.mark.parametrize("rule", ["duplicate_row", "duplicate_participation", "measured_twice", "outside_period"])
def test_what_is_there_once_more_and_what_is_left_out_is_not_lost(rule):
    assert lost([of_rule(50, 100, rule)]) == []


def test_other_measures_say_nothing():
    assert lost([of_rule(3, 4, measure="quality.completeness")]) == []
