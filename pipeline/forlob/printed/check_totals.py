"""Parts and their total in one project and period: the groups of a split, percentages and 100, measures that add up."""

from collections.abc import Collection, Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from forlob.disclosure.cells import NOT_REGISTERED, Cell, as_said
from forlob.printed import known_relations
from forlob.printed.book import Book
from forlob.printed.exact_intervals import exactly, total
from forlob.printed.verdicts import AGREES, DIFFERS, ROUNDING, Check, Hint, Stated, verdict_on

HUNDRED = Fraction(100)


class Split(NamedTuple):
    """The parts of a split that are printed. `whole`: no group is left out, as far as the file shows."""

    cell: Cell
    parts: tuple[Cell, ...]
    whole: bool


def splits(book: Book) -> list[Split]:
    """The splits of a file.

    A split is whole where every group of the code list is printed, where half of them and the not registered are, or
    where the same groups make up the whole in some other project, period or question: then a total that they fall short
    of is wrong.
    """
    printed = list(book.splits())
    fit = {_alike(split, parts) for split, parts in printed if _fits(book, split, parts)}
    return [
        Split(cell, tuple(parts), _is_whole(book, cell, parts) or _alike(cell, parts) in fit) for cell, parts in printed
    ]


def groups_and_totals(book: Book) -> Iterator[Check]:
    """The groups' counts add up to the count of all."""
    for split in splits(book):
        whole = known_relations.total_of(split.cell, book.programme)
        printed = whole and book.count(whole)
        counts = [book.count(part) for part in split.parts]
        known = tuple(count for count in counts if count)
        if printed and len(known) > 1 and any(count.what == "n" for count in known):
            yield from _judged("groups", split.cell, known, printed, split.whole and all(counts), book)


def shares_and_hundred(book: Book) -> Iterator[Check]:
    """The groups' percentages add up to 100, as nearly as their rounding lets them."""
    for split in splits(book):
        if known_relations.share_of_own_group(split.cell):
            continue
        shares = [book.shares[part][0] for part in split.parts if part in book.shares]
        if len(shares) < 2:
            continue
        printed = Stated(split.cell, "percent", HUNDRED, exactly(HUNDRED), shares[0].figure)
        unread = [part for part in split.parts if part not in book.shares and part not in book.counts]
        complete = split.whole and len(shares) == len(split.parts)
        yield from _judged("hundred", split.cell, tuple(shares), printed, complete, book)
        if (
            len(unread) == 1
            and len(shares) == len(split.parts) - 1
            and total(s.interval for s in shares).low <= HUNDRED
        ):
            found = sum((share.number for share in shares), Fraction(0))
            left = total(share.interval for share in shares)
            hint = Hint("unread_share", (unread[0],), (HUNDRED - found,))
            yield Check("hundred", ROUNDING, split.cell, tuple(shares), found, left, printed, (hint,))


def totals_of_splits(book: Book) -> Iterator[Check]:
    """A split that is said to count so many of a kind, beside the count of that kind."""
    for cell, (stated, *_) in book.counts.items():
        if not cell.by or cell.group or cell.part:
            continue
        whole = known_relations.total_of(cell, book.programme)
        printed = whole and book.count(whole)
        if printed:
            verdict = verdict_on(stated.number, stated.interval, printed)
            hints = _other_totals(book, cell, stated, printed) if verdict == DIFFERS else ()
            yield Check("said_to_count", verdict, cell, (stated,), stated.number, stated.interval, printed, hints)


def measures_that_add_up(book: Book) -> Iterator[Check]:
    """Exited and active are enrolled, and so on; each part alone is not more than the total."""
    for scope in book.scopes:
        for whole, parts, all_of_it in known_relations.sums(scope, book.programme):
            printed = book.count(whole, derive=False)
            known = tuple(count for count in map(book.count, parts) if count)
            if printed and known:
                complete = all_of_it and len(known) == len(parts)
                yield from _judged("measures", whole, known, printed, complete, book)


def statuses(book: Book) -> Iterator[Check]:
    """The exit reasons of a status group add up to it; all reasons count where the printed ones make up everybody."""
    for split in splits(book):
        if split.cell.by != "exit_reason":
            continue
        closed = _fits(book, split.cell, split.parts)
        for cell, (printed, *_) in book.counts.items():
            if cell.by != "status_group" or cell._replace(by=split.cell.by, group="") != split.cell:
                continue
            members = [part for part in split.parts if book.programme.status_of(part.group) == cell.group]
            known = tuple(count for count in map(book.count, members) if count)
            if known:
                yield from _judged("statuses", cell, known, printed, closed and len(known) == len(members), book)


def _judged(
    kind: str, cell: Cell, parts: tuple[Stated, ...], printed: Stated, complete: bool, book: Book
) -> Iterator[Check]:
    """The check of parts and their total; none where parts are left out and there is room for them."""
    found, interval = sum((part.number for part in parts), Fraction(0)), total(part.interval for part in parts)
    verdict = verdict_on(found, interval, printed)
    if not complete and interval.low <= printed.interval.high and verdict != AGREES:
        return
    if len(parts) == 1 and verdict != DIFFERS:
        return
    hints: tuple[Hint, ...] = ()
    if verdict == DIFFERS and kind == "groups":
        hints = _other_totals(book, cell, Stated(cell, "n", found, interval, printed.figure), printed)
    yield Check(kind, verdict, cell, parts, found, interval, printed, hints)


def _other_totals(book: Book, cell: Cell, found: Stated, printed: Stated) -> tuple[Hint, ...]:
    """The totals of the same project, period and register that a split's sum does fit."""
    register = cell.measure.partition(".")[0]
    for other, (count, *_) in book.counts.items():
        said = as_said(other)
        is_total = not said.by and said.measure.partition(".")[0] == register and other != cell
        if is_total and other.scope == cell.scope and count.number == found.number and other != printed.cell:
            own = book.count_all(_parts(book, cell))
            sums = bool(own) and sum(part.number for part in own) == found.number
            return (Hint("counts_instead" if sums else "fits_instead", (other,), (count.number,)),)
    return ()


def _parts(book: Book, cell: Cell) -> list[Cell]:
    for split, parts in book.splits():
        if split._replace(unit="") == cell._replace(unit=""):
            return parts
    return []


def _fits(book: Book, split: Cell, parts: Collection[Cell]) -> bool:
    counts = book.count_all(parts)
    whole = known_relations.total_of(split, book.programme)
    printed = whole and book.count(whole)
    if printed and any(count.what == "n" for count in counts):
        return sum(count.number for count in counts) == printed.number
    shares = [book.shares[part][0] for part in parts if part in book.shares]
    return len(shares) == len(parts) > 1 and sum(share.number for share in shares) == HUNDRED


def _alike(split: Cell, parts: Iterable[Cell]) -> tuple[str, str, str, frozenset[str]]:
    return split.measure, split.by, split.unit, frozenset(_code(part) for part in parts)


def _code(part: Cell) -> str:
    """The group of a split that a part is."""
    return [*part.place.values()][-1]


def _is_whole(book: Book, split: Cell, parts: Iterable[Cell]) -> bool:
    names = {_code(part) for part in parts}
    codes = known_relations.codes_of(split, book.programme)
    most = NOT_REGISTERED in names and 2 * len(codes & names) >= len(codes)
    return most or bool(codes and codes <= names | {NOT_REGISTERED})
