"""What a printed number may stand for: an interval of exact fractions."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple


class Interval(NamedTuple):
    """All numbers from low to high, both included."""

    low: Fraction
    high: Fraction

    def __add__(self, other: "Interval") -> "Interval":  # type: ignore[override]
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":  # type: ignore[override]
        """The product; neither is below zero."""
        return Interval(self.low * other.low, self.high * other.high)

    def over(self, other: "Interval") -> "Interval | None":
        """The quotient; None where the divisor may be zero."""
        return None if other.low <= 0 else Interval(self.low / other.high, self.high / other.low)

    def meets(self, other: "Interval") -> bool:
        """Whether one number may be both."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2

    @property
    def has_whole(self) -> bool:
        return ceil(self.low) <= floor(self.high)


def exactly(number: int | float | Decimal | Fraction) -> Interval:
    value = fraction(number)
    return Interval(value, value)


def rounded(number: int | float | Decimal) -> Interval:
    """What rounds to a printed number, halves either way: 7.45 is 7.445 to 7.455; nothing is below zero.

    >>> rounded(Decimal("0.3"))
    Interval(low=Fraction(1, 4), high=Fraction(7, 20))
    """
    half = Fraction(10) ** -decimals(number) / 2
    value = fraction(number)
    return Interval(max(Fraction(0), value - half), value + half)


def decimals(number: int | float | Decimal) -> int:
    """How many decimals a number is written with."""
    return max(0, -int(Decimal(str(number)).as_tuple().exponent))


def fraction(number: int | float | Decimal | Fraction) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return number if isinstance(number, Fraction) else Fraction(Decimal(str(number)))


def total(intervals: Iterable[Interval]) -> Interval:
    return sum(intervals, Interval(Fraction(0), Fraction(0)))
