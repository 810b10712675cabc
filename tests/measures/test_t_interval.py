"""The t interval: printed tables, a printed example, and the area under the density summed up by itself."""

import math

import numpy as np
import pytest

from forlob.measures.t_interval import _expanded, t_interval, t_quantile

#: Degrees of freedom -> the 97.5 % quantile, from the printed tables of Student's distribution.
PRINTED = {1: 12.7062, 2: 4.3027, 3: 3.1824, 4: 2.7764, 5: 2.5706, 9: 2.2622, 10: 2.2281, 20: 2.0860, 30: 2.0423}
PRINTED |= {40: 2.0211, 60: 2.0003, 120: 1.9799, 100_000: 1.9600}
#: Ten patients' extra hours of sleep, the one drug less the other (Student 1908, table I).
SLEEP = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]


@pytest.mark.parametrize(("degrees", "quantile"), PRINTED.items())
def test_quantiles_are_those_of_the_printed_tables(degrees, quantile):
    assert t_quantile(degrees) == pytest.approx(quantile, abs=5.1e-5)


@pytest.mark.parametrize("degrees", [1, 2, 7, 33, 250])
def test_95_per_cent_of_the_density_lie_within_the_quantile(degrees):
    xs = np.linspace(0, t_quantile(degrees), 20_001)
    front = math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(degrees * math.pi)
    assert 2 * np.trapezoid(front * (1 + xs**2 / degrees) ** (-(degrees + 1) / 2), xs) == pytest.approx(0.95, abs=1e-6)


def test_the_sleep_of_ten_patients():
    """1.58 hours more, from 0.70 to 2.46, as every textbook on paired differences prints it."""
    low, high = t_interval(np.array(SLEEP))
    assert (low, high) == (pytest.approx(0.7001142, abs=1e-7), pytest.approx(2.4598858, abs=1e-7))


@pytest.mark.parametrize("values", [[], [2.0], [2.0, 2.0], [2.0] * 50])
def test_one_value_has_no_interval_and_neither_have_equal_ones(values):
    assert all(math.isnan(end) for end in t_interval(np.array(values)))


def test_both_ways_of_computing_a_quantile_meet():
    """Summed term by term up to 1000 degrees of freedom, by an expansion above: the same there to thirteen digits."""
    assert _expanded(1000) == pytest.approx(t_quantile(1000), rel=1e-14)
    assert t_quantile(1000) > t_quantile(1001) == pytest.approx(t_quantile(1000), rel=2e-6)


@pytest.mark.parametrize(
    ("degrees", "quantile"),
    [
        (1, math.tan(0.475 * math.pi)),
        (2, math.sqrt(2 * 0.95**2 / (1 - 0.95**2))),
    ],
)
def test_quantiles_with_a_closed_form(degrees, quantile):
    """Within ±t lie 2 / π · arctan t with one degree of freedom, t / √(2 + t²) with two."""
    assert t_quantile(degrees) == pytest.approx(quantile, rel=1e-14)
