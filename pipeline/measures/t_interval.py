"""The 95 % interval of a mean by Student's t distribution."""

import math
from functools import cache

import numpy as np

#: Steps of the continued fraction and of the bisection: more than double precision needs.
_STEPS = 200


def t_interval(values: np.ndarray) -> tuple[float, float]:
    """The 95 % interval of the mean of independent values: mean ± t · s / √n with n - 1 degrees of freedom.

    Missing where there are fewer than two values (Student 1908, Biometrika 6:1-25).
    """
    n = len(values)
    if n < 2:
        return math.nan, math.nan
    half = t_quantile(n - 1) * float(np.std(values, ddof=1)) / math.sqrt(n)
    mean = float(np.mean(values))
    return mean - half, mean + half


@cache
def t_quantile(degrees: int) -> float:
    """The value that a t distributed number exceeds with a probability of 2.5 %.

    >>> round(t_quantile(9), 3)
    2.262
    """
    low, high = 1.959, 13.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _two_tails(middle, degrees) < 0.05 else (middle, high)
    return (low + high) / 2


def _two_tails(t: float, degrees: int) -> float:
    """The probability of a t distributed number beyond ±t: the regularised incomplete beta function.

    Abramowitz & Stegun 1964, 26.7.1 and the continued fraction 26.5.8.
    """
    a, b, x = degrees / 2, 0.5, degrees / (degrees + t * t)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    return _beta(a, b, x)


def _beta(a: float, b: float, x: float) -> float:
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    value = 1.0
    for step in range(_STEPS, 0, -1):
        half = step // 2
        if step % 2:
            part = -(a + half) * (a + b + half) * x / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            part = half * (b - half) * x / ((a + 2 * half - 1) * (a + 2 * half))
        value = 1 + part / value
    return front / value
