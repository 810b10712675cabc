"""What a check of printed figures comes to."""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from forlob.disclosure.cells import Cell
from forlob.printed.exact_intervals import Interval, decimals
from forlob.printed.printed_figure import PrintedFigure

#: AGREES to the printed digits; ROUNDING: not to the digits, but rounding can explain it; DATES: differing cut-off
#: dates may explain it; DIFFERS: nothing that the numbers may stand for satisfies the relation.
AGREES, ROUNDING, DATES, DIFFERS = "agrees", "rounding", "dates", "differs"
#: The verdicts that a writer should look into.
DISCREPANCIES = (DIFFERS, DATES)


class Stated(NamedTuple):
    """A number that is printed, or that follows from printed ones.

    `what`: n, of, percent or value as printed; share: a share of a total, in n's unit; sum: a sum of printed parts.
    """

    cell: Cell
    what: str
    number: Fraction
    interval: Interval
    figure: PrintedFigure

    @property
    def digits(self) -> int | None:
        """How many decimals are printed; None for a number that follows from others."""
        printed = getattr(self.figure, self.what, None)
        return None if printed is None else decimals(printed)


@dataclass(frozen=True)
class Hint:
    """What could explain a discrepancy: the name of a sentence, and cells and numbers that it is filled with."""

    name: str
    cells: tuple[Cell, ...] = ()
    numbers: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class Check:
    """One relation between printed figures: what the `terms` give together (`found`) beside what is `printed`."""

    kind: str
    verdict: str
    cell: Cell
    terms: tuple[Stated, ...]
    found: Fraction
    interval: Interval
    printed: Stated
    hints: tuple[Hint, ...] = ()


def verdict_on(found: Fraction, interval: Interval, printed: Stated) -> str:
    """AGREES, ROUNDING or DIFFERS."""
    if not interval.meets(printed.interval):
        return DIFFERS
    return AGREES if found == printed.number else ROUNDING


def verdict_on_same(one: Stated, other: Stated) -> str:
    """The verdict on one quantity printed twice: with as many digits it must be the same number."""
    if one.number == other.number:
        return AGREES
    return DIFFERS if one.digits == other.digits or not one.interval.meets(other.interval) else ROUNDING
