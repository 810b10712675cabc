"""Numbers are read by the decimal sign of the file."""

import math

import pytest

from forlob.cleaning.to_numbers import parse
from tests.cleaning.stories import found, messages, story, values


@pytest.mark.parametrize(
    ("cell", "decimal", "number"),
    [
        ("37,5", ",", 37.5),
        ("1.234,5", ",", 1234.5),
        ("1.234.567", ",", 1234567),
        (" 37 ", ",", 37),
        ("-2,5", ",", -2.5),
        ("−3", ",", -3),
        ("1 234", ",", 1234),
        (",5", ",", 0.5),
        ("37.5", ".", 37.5),
        ("1,234.5", ".", 1234.5),
        (37.5, ",", 37.5),
        (37, ".", 37),
    ],
)
def test_numbers(cell, decimal, number):
    assert parse(cell, decimal) == number


@pytest.mark.parametrize(
    ("cell", "decimal"),
    [
        ("37.5", ","),
        ("37,5", "."),
        ("0,125", "."),
        ("0.125", ","),
        ("1.23", ","),
        ("12.3456", ","),
        ("1,2,3", ","),
        ("", ","),
        (",", ","),
        ("-", ","),
        ("37 t", ","),
        ("1e3", "."),
        ("٣", "."),
        ("nan", "."),
        ("inf", "."),
        (math.inf, "."),
        ("9" * 400, "."),
        ("1:30", ","),
    ],
)
def test_no_numbers(cell, decimal):
    assert math.isnan(parse(cell, decimal))


def test_a_bad_number_becomes_not_registered():
    placements = "participant_id; started_on; hours_per_week\n1; 2012-01-10; 37.5\n1; 2012-01-10; 37,5\n1; 2012-01-10;"
    cleaned = story({"placements": placements})
    assert values(cleaned, "placements", "hours_per_week") == [None, 37.5, None]
    assert found(cleaned) == [("bad_number", "repaired", "placements", 2, "hours_per_week")]
    assert messages(cleaned, "bad_number") == [
        "'37.5' is not a number with a comma before its decimals; correct it, or set format.decimal in programme.yaml"
    ]
