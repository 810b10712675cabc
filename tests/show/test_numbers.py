"""Numbers as a reader sees them: stories worked by hand, and percent against exact fractions."""

from datetime import date
from fractions import Fraction
from math import floor

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.show import numbers


@pytest.mark.parametrize(
    ("n", "of", "whole"),
    [
        (1, 40, 3),  # 2.5 %
        (1, 200, 1),  # 0.5 %
        (1, 201, 0),  # 0.4975 %
        (51, 72, 71),  # 70.83 %
        (1, 72, 1),  # 1.39 %
        (157, 185, 85),  # 84.86 %
        (23, 200, 12),  # 11.5 %
        (29, 200, 15),  # 14.5 %: its nearest binary number lies below
        (0, 72, 0),
        (72, 72, 100),
        (78, 69, 113),  # more than expected
        (0, 0, None),
        (3, 0, None),
        (None, 72, None),
        (float("nan"), 72, None),
        (pd.NA, 72, None),
        (72, None, None),
    ],
)
def test_percent_is_whole_and_half_up(n, of, whole):
    assert numbers.percent(n, of) == whole


@pytest.mark.parametrize(
    ("n", "of", "whole"),
    [
        (0.5, 20.0, 3),
        (0.145, 100, 0),
        (1234.5, 1699.5, 73),
        (2.25, 90, 3),
        (0.3333333333, 2.666666667, 13),  # 20 of 160 minutes are 12.5 %
    ],
)
def test_percent_of_hours_is_exact_in_decimals(n, of, whole):
    assert numbers.percent(n, of) == whole


@given(of=st.integers(1, 10**6), data=st.data())
def test_percent_agrees_with_fractions(of, data):
    n = data.draw(st.integers(0, of))
    assert numbers.percent(n, of) == floor(Fraction(100 * n, of) + Fraction(1, 2))
    assert numbers.percent(float(n), float(of)) == numbers.percent(n, of)


@given(n=st.decimals(0, 5000, places=2), of=st.decimals("0.01", 5000, places=2))
def test_percent_of_hours_agrees_with_fractions(n, of):
    assert numbers.percent(float(n), float(of)) == floor(100 * Fraction(n) / Fraction(of) + Fraction(1, 2))


@pytest.mark.parametrize(
    ("value", "decimals", "da", "en"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (3289, None, "3.289", "3,289"),
        (3289.0, None, "3.289", "3,289"),
        (0, None, "0", "0"),
        (63.5, None, "63,5", "63.5"),
        (98, 1, "98,0", "98.0"),
        (321.25, 1, "321,3", "321.3"),
        (0.25, 1, "0,3", "0.3"),
        (1234567, None, "1.234.567", "1,234,567"),
        (None, None, "–", "–"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_numbers_the_danish_and_the_english_way(value, decimals, da, en):
    assert numbers.number(value, "da", decimals) == da
    assert numbers.number(value, "en", decimals) == en


def test_a_share_has_a_space_in_danish_only():
    assert numbers.share(60, 72, "da") == "83 %"
    assert numbers.share(60, 72, "en") == "83%"
    assert numbers.share(0, 0, "da") == "–"
    assert numbers.count_and_share(51, 72, "da") == "51 (71 %)"
    assert numbers.count_and_share(2236, 3289, "en") == "2,236 (68%)"
    assert numbers.count_and_share(72, None, "da") == "72"


def test_an_interval_rounds_half_up():
    assert numbers.interval(0.595, 0.8049, "da") == "60–80 %"
    assert numbers.interval(0.0, 0.025, "en") == "0–3%"
    assert numbers.interval(None, 0.5, "da") == "–"


def test_money_days_and_dates():
    assert numbers.kroner(1020751, "da") == "1.020.751 kr."
    assert numbers.kroner(1020751, "en") == "DKK 1,020,751"
    assert [numbers.days(value, "da") for value in (1, 34, 34.5, None)] == ["1 dag", "34 dage", "34,5 dage", "–"]
    assert [numbers.days(value, "en") for value in (1, 34)] == ["1 day", "34 days"]
    assert numbers.day(date(2013, 3, 31), "da") == "31-03-2013"
    assert numbers.day("2013-03-31", "en") == "31 March 2013"
    assert numbers.day(pd.Timestamp(2013, 3, 1), "da") == "01-03-2013"
    assert numbers.day(pd.NaT, "da") == "–"


def test_months_and_weeks_are_told_from_other_groups():
    assert numbers.month("2012-03", "da") == "marts 2012"
    assert numbers.month("2012-03", "en", short=True) == "Mar 2012"
    assert [numbers.is_month(code) for code in ("2012-03", "2012-13", "18_24", "06-09", "", "2008-W05")] == [True] + [
        False
    ] * 5
    assert [numbers.is_week(code) for code in ("2008-W05", "2012-03")] == [True, False]
