"""What a printed number may stand for."""

from decimal import Decimal
from fractions import Fraction

import pytest

from forlob.printed.exact_intervals import Interval, decimals, exactly, rounded, total


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        (38, "37.5", "38.5"),
        (Decimal("7.45"), "7.445", "7.455"),
        (Decimal("7.50"), "7.495", "7.505"),
        (0.3, "0.25", "0.35"),
        (0, "0", "0.5"),
        (956, "955.5", "956.5"),
    ],
)
def test_a_printed_number_is_all_that_rounds_to_it(printed, low, high):
    assert rounded(printed) == (Fraction(low), Fraction(high))


def test_sums_products_and_quotients_keep_both_ends():
    assert total([rounded(265), rounded(281)]) == (545, 547)
    assert exactly(2) * rounded(3) == (5, 7)
    assert rounded(3).over(exactly(2)) == (Fraction(5, 4), Fraction(7, 4))
    assert rounded(3).over(rounded(0)) is None
    assert rounded(9) - rounded(4) == (4, 6)


def test_ends_that_touch_meet():
    assert Interval(Fraction(1), Fraction(2)).meets(exactly(2))
    assert not Interval(Fraction(1), Fraction(2)).meets(exactly(Fraction(201, 100)))


def test_whole_numbers_in_an_interval():
    assert rounded(7).has_whole
    assert not Interval(Fraction("29.3"), Fraction("29.8")).has_whole


def test_digits_are_those_printed():
    assert (decimals(7), decimals(7.45), decimals(Decimal("7.50"))) == (0, 2, 2)
