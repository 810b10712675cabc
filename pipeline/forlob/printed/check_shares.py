"""A printed percentage beside the counts that it is a share of; a printed mean beside what it divides."""

from collections.abc import Iterator
from fractions import Fraction

from forlob.printed import known_relations
from forlob.printed.book import Book
from forlob.printed.exact_intervals import Interval, exactly
from forlob.printed.verdicts import AGREES, DIFFERS, Check, Stated

HUNDRED = Fraction(100)


def shares_and_counts(book: Book) -> Iterator[Check]:
    """100 n / of is the percentage, where n is printed; else some whole number gives it."""
    for cell, stated in book.shares.items():
        for share in stated:
            base = book.base(share)
            if base is None:
                continue
            counts = [n for n in book.counts.get(cell, ()) if n.figure is share.figure] or book.counts.get(cell)
            if counts and base.number:
                yield _share(share, counts[0], base)
            elif (
                not counts
                and not known_relations.is_amount(cell)
                and known_relations.unit_of(cell)
                and base.interval == exactly(base.number)
            ):
                yield _whole_number(share, base)


def _share(share: Stated, n: Stated, base: Stated) -> Check:
    interval = n.interval.over(base.interval) or Interval(Fraction(0), HUNDRED)
    interval = interval * exactly(HUNDRED)
    verdict = AGREES if interval.meets(share.interval) else DIFFERS
    return Check("share", verdict, share.cell, (n, base), HUNDRED * n.number / base.number, interval, share)


def _whole_number(share: Stated, base: Stated) -> Check:
    """58 per cent of 51 is no number of participants: 29 are 57 per cent, 30 are 59."""
    interval = share.interval * base.interval * exactly(1 / HUNDRED)
    verdict = AGREES if interval.has_whole else DIFFERS
    return Check("whole_number", verdict, share.cell, (base,), interval.middle, interval, share)


def parts_within_totals(book: Book) -> Iterator[Check]:
    """A part is not more than what it is a part of; said only where it is."""
    for cell, (n, *_) in book.counts.items():
        whole = known_relations.denominator(cell, book.programme)
        total = whole and book.count(whole)
        if total and n.interval.low > total.interval.high:
            yield Check("above_total", DIFFERS, cell, (n,), n.number, n.interval, total)


def means(book: Book) -> Iterator[Check]:
    """Hours per participant are hours divided by participants."""
    for cell, stated in book.values.items():
        of = book.count_all(known_relations.ratio(cell) or ())
        if of and (quotient := of[0].interval.over(of[1].interval)):
            for mean in stated:
                verdict = AGREES if quotient.meets(mean.interval) else DIFFERS
                yield Check("mean", verdict, cell, tuple(of), of[0].number / of[1].number, quotient, mean)
