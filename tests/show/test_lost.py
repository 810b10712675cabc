"""What the cleaning lost so much of that the figures may be wrong."""

from forlob.show.gated_rows import Row
from forlob.show.lost import lost


def of_rule(n, of, rule="orphan", measure="quality.set_aside"):
    return Row(measure, group="plans", subgroup=rule, n=n, of=of, unit="rows")


def test_much_is_what_has_a_likely_cause():
    rows = [
        of_rule(10, 100, "ragged_row"),
        of_rule(11, 100),
        of_rule(4, 9, "Dato", "quality.not_read"),
    ]
    rows += [of_rule(11, 100, "orphan: unknown", "quality.causes")]
    rows += [of_rule(4, 9, "Dato: bad_date", "quality.causes")]
    assert lost(rows) == [rows[1], rows[2]]


def test_a_header_may_hold_a_colon():
    rows = [of_rule(4, 9, "Dato: start", "quality.not_read")]
    rows += [of_rule(4, 9, "Dato: start: bad_date", "quality.causes")]
    assert lost(rows) == rows[:1]


def test_other_measures_say_nothing():
    assert lost([of_rule(3, 4, measure="quality.completeness")]) == []
