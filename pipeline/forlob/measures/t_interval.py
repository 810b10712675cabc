"""The 95 % interval of a mean by Student's t distribution."""

import math
from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from functools import cache

import numpy as np

from forlob.measures.intervals import Z
from forlob.measures.sums import mean

PI = Decimal("3.14159265358979323846264338327950288")
#: What lies within the quantile.
INSIDE = Decimal("0.95")
#: Up to so many degrees of freedom the distribution is summed term by term, above them expanded in 1 / degrees.
SUMMED = 1000
_CONTEXT = Context(prec=30, traps=[])


def t_interval(values: Sequence[float] | np.ndarray) -> tuple[float, float]:
    """The 95 % interval of the mean of independent values: mean ± t · s / √n with n - 1 degrees of freedom.

    Missing where there are fewer than two values, and where all are equal: they do not tell how much others would
    differ, and an interval without width would say that none do (Student 1908, Biometrika 6:1-25).
    """
    n = len(values)
    if n < 2 or len(set(map(float, values))) == 1:
        return math.nan, math.nan
    middle = mean(values)
    squares = math.fsum((value - middle) * (value - middle) for value in map(float, values))
    half = t_quantile(n - 1) * math.sqrt(squares / (n - 1)) / math.sqrt(n)
    return middle - half, middle + half


@cache
def t_quantile(degrees: int) -> float:
    """The value that a t distributed number exceeds with a probability of 2.5 %.

    >>> t_quantile(9)
    2.2621571627982053
    """
    return _expanded(degrees) if degrees > SUMMED else _summed(degrees)


def _expanded(degrees: int) -> float:
    """Abramowitz & Stegun 1964, 26.7.5. The next term is below 1e-14 of the quantile."""
    x, x2 = Z, Z * Z
    terms = (
        x * (x2 + 1) / 4,
        x * ((5 * x2 + 16) * x2 + 3) / 96,
        x * (((3 * x2 + 19) * x2 + 17) * x2 - 15) / 384,
        x * ((((79 * x2 + 776) * x2 + 1482) * x2 - 1920) * x2 - 945) / 92160,
    )
    quantile, scale = x, 1.0
    for term in terms:
        scale /= degrees
        quantile += term * scale
    return quantile


def _summed(degrees: int) -> float:
    """Where 95 % lie within: Newton's method from below, which comes ever nearer as the distribution is concave."""
    with localcontext(_CONTEXT):
        t, step = Decimal(Z), Decimal(1)
        while step > Decimal("1e-20"):
            within, slope = _within(t, degrees)
            step = (INSIDE - within) / slope
            t += step
        return float(t)


def _within(t: Decimal, degrees: int) -> tuple[Decimal, Decimal]:
    """The probability of a t distributed number within ±t, and how it grows with t.

    Abramowitz & Stegun 1964, 26.7.3 and 26.7.4: sums of powers of the cosine of arctan(t / √degrees).
    """
    odd = degrees % 2
    length = degrees + t * t
    square = degrees / length  # of the cosine
    cosine, sine = square.sqrt(), t / length.sqrt()
    term = cosine if odd else Decimal(1)
    total = term if degrees > 1 else Decimal(0)
    for place in range(2 if odd else 1, degrees - 2, 2):
        term *= square * place / (place + 1)
        total += term
    total *= sine
    slope = (degrees - 1) * term * cosine if degrees > 1 else Decimal(1)
    if odd:
        total, slope = 2 / PI * (_arctan(sine / cosine) + total), 2 / PI * slope
    return total, slope * Decimal(degrees).sqrt() / length


def _arctan(x: Decimal) -> Decimal:
    """The angle of a tangent: halved three times, and then by its series."""
    for _ in range(3):
        x /= 1 + (1 + x * x).sqrt()
    total, power, place = x, x, 1
    while abs(power) > Decimal("1e-32"):
        power *= -x * x
        place += 2
        total += power / place
    return 8 * total
