"""The projects' figures beside the programme's, also where they are printed to different cut-off dates."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from forlob.disclosure.cells import Cell
from forlob.printed import known_relations
from forlob.printed.book import Book
from forlob.printed.check_twice import may_fall
from forlob.printed.exact_intervals import total
from forlob.printed.verdicts import AGREES, DATES, DIFFERS, DISCREPANCIES, Check, Hint, Stated, verdict_on
from forlob.programme.programme import Programme


def projects_and_programme(book: Book) -> list[Check]:
    """The projects' counts add up to the programme's, from their shares where no counts are printed.

    Where the programme's is printed to another date than the projects', a difference in the direction of time may be
    explained by the dates. Where the parts of a total are printed too, the part that a difference lies in is named.
    """
    cells = sorted((cell for cell in book.printed if not cell.project), key=lambda cell: bool(cell.group))
    made = [check for cell in cells for check in _of(book, cell)]
    return [_located(check, made, book.programme) for check in made]


def _of(book: Book, cell: Cell) -> Iterator[Check]:
    printed = book.count(cell)
    if printed is None or printed.what == "sum" or not known_relations.is_counted(cell):
        return
    to, counts = _counts(book, cell)
    if not counts:
        return
    found, interval = sum((count.number for count in counts), Fraction(0)), total(count.interval for count in counts)
    verdict = verdict_on(found, interval, printed)
    if len(counts) < len(book.projects):
        # Some projects are not printed: the others may not have more than the programme.
        later = to == cell.to or (to and (not cell.to or to < cell.to))
        verdict = (
            DIFFERS
            if later and interval.low > printed.interval.high and not known_relations.is_shared(cell)
            else AGREES
        )
        if verdict == DIFFERS:
            yield Check("some_projects", DIFFERS, cell, counts, found, interval, printed)
        return
    if known_relations.is_shared(cell):  # A company may work with two projects and is one in the programme.
        verdict = DIFFERS if interval.high < printed.interval.low else AGREES
    if verdict == DIFFERS and to != cell.to:
        parts_are_later = not to or (cell.to and to > cell.to)
        grown = interval.low > printed.interval.high if parts_are_later else interval.high < printed.interval.low
        verdict = DATES if grown else DIFFERS
    yield Check("projects", verdict, cell, counts, found, interval, printed)


def _counts(book: Book, cell: Cell) -> tuple[str, tuple[Stated, ...]]:
    """The projects' counts to the same date; else to another date that all of them are printed to."""
    others = {
        other.to
        for other in book.printed
        if other.project and other._replace(project="", to="") == cell._replace(to="")
    }
    later_first = sorted(others - {cell.to}, key=lambda to: to or "9999", reverse=True)
    found: tuple[str, tuple[Stated, ...]] = (cell.to, ())
    for to in [cell.to, *([] if may_fall(cell) else later_first)]:
        counts = [book.count(cell._replace(project=project, to=to)) for project in book.projects]
        known = tuple(count for count in counts if count)
        if len(known) == len(counts):
            return to, known
        if to == cell.to:
            found = (to, known)
    return found


def _located(check: Check, checks: list[Check], programme: Programme) -> Check:
    """With a hint to the one group that a difference lies in, where the others agree."""
    if check.verdict not in DISCREPANCIES or check.cell.group:
        return check
    groups: dict[Cell, list[Check]] = {}
    for other in checks:
        split = known_relations.split_of(other.cell) if other.cell.group else None
        if split and known_relations.total_of(split, programme) == check.cell:
            groups.setdefault(split, []).append(other)
    gap = check.interval - check.printed.interval
    for own in groups.values():
        wrong = [other for other in own if other.verdict in DISCREPANCIES]
        if len(wrong) == 1 and len(own) > 1 and gap.meets(wrong[0].interval - wrong[0].printed.interval):
            hint = Hint("all_in_group", (wrong[0].cell,), (check.found - check.printed.number,))
            return replace(check, hints=(*check.hints, hint))
    return check
