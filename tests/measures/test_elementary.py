"""Exponentials and logarithms that no processor changes."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures.elementary import exp, ln, power

#: Two units in the last place of a float.
CLOSE = 5e-16


def test_known_values():
    assert ln([1, 2, 10]).tolist() == pytest.approx([0, 0.693147180559945309, 2.302585092994045684], rel=CLOSE)
    assert exp([0, 1, -1]).tolist() == pytest.approx([1, 2.718281828459045235, 0.367879441171442322], rel=CLOSE)
    assert power([4, 2, 0], [0.5, -1, 3]).tolist() == pytest.approx([2, 0.5, 0], rel=CLOSE)


def test_the_bits_are_the_same_everywhere():
    """The last digits too: written down on one machine, and equal on each that these tests are run on."""
    assert [float(x).hex() for x in (exp(1), ln(10), power(0.3, 2.4))] == [
        "0x1.5bf0a8b14576ap+1",
        "0x1.26bb1bbb55516p+1",
        "0x1.c77e018c0c76ep-5",
    ]


def test_where_there_is_no_number():
    assert ln(0) == -np.inf and exp(-np.inf) == 0 and exp(np.inf) == np.inf
    assert np.isnan(ln([-1, np.nan, np.inf])).all() and np.isnan(exp(np.nan))


@given(st.floats(1e-300, 1e300))
def test_logarithms_are_those_of_the_c_library_but_for_the_last_digit(x):
    assert float(ln(x)) == pytest.approx(math.log(x), rel=1e-15, abs=1e-15)


@given(st.floats(-700, 700))
def test_exponentials_too(x):
    assert float(exp(x)) == pytest.approx(math.exp(x), rel=1e-15)
