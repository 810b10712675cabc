"""Exponentials, logarithms and powers with the same digits on every processor.

Those of numpy and of the C library differ in their last digit between processors with and without AVX-512, AVX2 and
FMA. Here they are made of what every processor rounds alike (IEEE 754, section 5.4.1): +, -, * and / of one number at
a time. They are right to about fifteen digits; tables hold ten.
"""

import math

import numpy as np
from numpy.typing import ArrayLike

#: ln 2 in two parts, the first with so few bits that a power of two times it is exact.
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
#: 1 / 3, 1 / 5, ... of ln((1 + s) / (1 - s)) = 2 (s + s³ / 3 + s⁵ / 5 + ...), whose s is at most 0.1716.
_OF_LN = [1 / odd for odd in range(1, 23, 2)]
#: 1 / 0!, 1 / 1!, ... of the exponential of at most ln 2 / 2.
_OF_EXP = [1 / math.factorial(place) for place in range(14)]


def ln(x: ArrayLike) -> np.ndarray:
    """The natural logarithm; minus infinity of 0, NaN of what is below 0 or no finite number."""
    x = np.asarray(x, float)
    known = np.isfinite(x) & (x > 0)
    part, exponent = np.frexp(np.where(known, x, 1.0))
    low = part < math.sqrt(0.5)
    part, exponent = np.where(low, 2 * part, part), exponent - low
    s = (part - 1) / (part + 1)
    found = exponent * LN2_HIGH + (exponent * LN2_LOW + 2 * s * _polynomial(_OF_LN, s * s))
    return np.where(known, found, np.where(x == 0, -np.inf, np.nan))


def exp(x: ArrayLike) -> np.ndarray:
    """e to the power of x; NaN of NaN."""
    x = np.asarray(x, float)
    inside = np.where(np.isnan(x), 0.0, np.clip(x, -746.0, 710.0))
    twos = np.rint(inside / (LN2_HIGH + LN2_LOW))
    rest = (inside - twos * LN2_HIGH) - twos * LN2_LOW
    with np.errstate(over="ignore", under="ignore"):
        found = np.ldexp(_polynomial(_OF_EXP, rest), twos.astype(int))
    return np.where(np.isnan(x), np.nan, found)


def power(x: ArrayLike, y: ArrayLike) -> np.ndarray:
    """x to the power of y, for x above 0; also for x = 0 where y is above 0."""
    return exp(np.asarray(y, float) * ln(x))


def _polynomial(coefficients: list[float], x: np.ndarray) -> np.ndarray:
    """The sum of coefficients times the powers of x, from the constant on (Horner's scheme)."""
    total = np.full(x.shape, coefficients[-1])
    for coefficient in reversed(coefficients[:-1]):
        total = total * x + coefficient
    return total
