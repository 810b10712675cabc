"""The same figure printed twice: in two chapters, as two denominators, and to two cut-off dates."""

from collections.abc import Iterator

from forlob.disclosure.cells import Cell
from forlob.printed import known_relations
from forlob.printed.book import Book
from forlob.printed.verdicts import AGREES, DIFFERS, Check, Stated, verdict_on_same


def in_two_places(book: Book) -> Iterator[Check]:
    """A figure and the same figure in another chapter."""
    for printed in (book.counts, book.shares, book.values):
        for cell, (first, *others) in printed.items():
            for other in others:
                verdict = verdict_on_same(other, first)
                yield Check("twice", verdict, cell, (other,), other.number, other.interval, first)


def denominators(book: Book) -> Iterator[Check]:
    """The denominator of figures and the count that it should be; each denominator once."""
    for whole, stated in book.denominators.items():
        known = book.counts.get(whole) or [stated[0]]
        for number in dict.fromkeys(of.number for of in stated):
            of = next(of for of in stated if of.number == number)
            if of is not known[0]:
                verdict = verdict_on_same(of, known[0])
                yield Check("denominator", verdict, whole, (of,), of.number, of.interval, known[0])


def to_two_dates(book: Book) -> Iterator[Check]:
    """What is registered to an earlier date is registered to the later one too."""
    dated: dict[Cell, list[Stated]] = {}
    for cell, (first, *_) in book.counts.items():
        if not may_fall(cell):
            dated.setdefault(cell._replace(to=""), []).append(first)
    for several in dated.values():
        in_order = sorted(several, key=lambda stated: stated.cell.to or "9999")
        for earlier, later in zip(in_order, in_order[1:], strict=False):
            verdict = DIFFERS if earlier.interval.low > later.interval.high else AGREES
            yield Check("two_dates", verdict, later.cell, (earlier,), earlier.number, earlier.interval, later)


def may_fall(cell: Cell) -> bool:
    """Whether a count may be smaller at a later date, or is no count of what is registered."""
    return not known_relations.is_counted(cell) or bool({*cell.place.values()} & known_relations.MAY_FALL)
