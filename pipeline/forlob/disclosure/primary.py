"""Primary suppression: which numbers tell of fewer people than may be told of, and how far a reader must be kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from forlob.disclosure.cells import (
    Cell,
    Row,
    cell_of,
    counted_rows,
    is_amount,
    measure_of,
    name_of,
    once_each,
    same,
)
from forlob.disclosure.system import Need
from forlob.measures.catalogue import by_name, of_catalogue

if TYPE_CHECKING:
    from forlob.disclosure.known import Known

#: Why a number is not shown for its own sake: it counts few people, or what was registered about few, or mostly of one.
FEW, OF_FEW, OF_ONE = "few", "of_few", "of_one"

#: A hidden amount stays open by this part of the largest contribution to it.
PART = 0.1


def small(rows: Iterable[Row], known: Known, min_cell: int) -> dict[Cell, str]:
    """Counts of 1 to below min_cell, what they leave of a whole, and what was registered about so few people; why.

    Also hours, and numbers of registrations, of which one person has more than half.
    Not those of registrations that are missing, nor what these leave: nobody has anything in common by them.
    """
    few = {cell for cell, n in known.value.items() if not is_amount(cell) and 0 < n < min_cell}
    missing = {cell for cell in few if (_leaves_missing(cell) if cell.is_rest else _of_missing(cell))}
    found = dict.fromkeys(few - missing, FEW)
    for cell, (people, most) in known.behind.items():
        if cell in known.value and (people < min_cell or most > known.value[cell] / 2):
            found.setdefault(cell, OF_FEW if people < min_cell else OF_ONE)
    people_known = few - known.rests
    for row in rows:
        counted = cell_of(row)
        if counted is None or not row["n"] or counted in known.behind:
            continue
        if _people_of(name_of(row), counted) & people_known or (is_amount(counted) and told_of(name_of(row)) in found):
            found.setdefault(counted, OF_FEW)
    return found


def told_of(name: Cell) -> Cell | None:
    """The cell that a row tells of, as hours per participant tell of the hours; None where of its own alone."""
    measure = measure_of(name)
    of = None if measure is None else measure.related.get("tells_of")
    return None if of is None else same(name.of(of, name.place))


def need(cell: Cell, known: Known, min_cell: int) -> Need:
    """A small count could be any of min_cell numbers, one of them min_cell; a larger one of as many others.

    Hours and registrations stay open to either side by a tenth of what one person has of them, registrations by one.
    A small step of a running total could be as much as one less than min_cell: from a shown 0 to min_cell the hidden
    point between them takes at least 1.
    """
    n = known.value[cell]
    if cell.is_step:
        return Need(n, min_cell - 1, min_cell - 1)
    if is_amount(cell) or (cell in known.behind and n >= min_cell):
        step = PART * (known.behind[cell].largest if cell in known.behind else n)
        step = step if is_amount(cell) else max(step, 1)
        return Need(n - step, n + step, 0)
    if n < min_cell:
        return Need(n, min_cell, min_cell - 1)
    return Need(n, n, min_cell - 1)


def together(hidden: set[Cell]) -> dict[Cell, Cell]:
    """The cells that are hidden because the one that they stand and fall with is, and that one."""
    return {partner: cell for cell in sorted(hidden) if (partner := partner_of(cell)) is not None}


def partner_of(cell: Cell) -> Cell | None:
    """The cell that is hidden with a cell; None where there is none."""
    partner = None if cell.part else _stand_and_fall().get(cell.measure)
    return None if partner is None else cell._replace(measure=partner)


def _of_missing(cell: Cell) -> bool:
    measure = measure_of(cell)
    return measure is not None and measure.related.get("is_missing", False)


def _leaves_missing(rest: Cell) -> bool:
    """Whether a rest are registrations that are missing, such as dates, and no people with something in common."""
    measure = measure_of(rest)
    return measure is not None and not rest.is_step and measure.related.get("leaves_missing", False)


def _people_of(name: Cell, cell: Cell) -> set[Cell]:
    """The count of those whom the registrations that a row counts are about; of hours all enrolled."""
    if is_amount(cell):
        return {same(cell.of(counted_rows()["participants"]))}
    measure = measure_of(cell)
    of = None if measure is None else measure.related.get("within", measure)
    people = None if of is None else once_each(of)
    return set() if people is None else {same(name.of(people, name.place if of is measure else cell.place))}


@of_catalogue
def _stand_and_fall() -> dict[str, str]:
    """Measure -> the one that is hidden with it.

    Where all that one leaves of the other are missing registrations, which are shown however few they are, each tells
    the other.
    """
    pairs: dict[str, str] = {}
    for measure in by_name().values():
        left = measure.related.get("remainder", ())
        if measure.of is not None and measure.related.get("is_missing"):
            kept = [other for other in left if not other.related.get("is_missing")]
            pairs |= {measure.of.name: kept[0].name, kept[0].name: measure.of.name} if len(kept) == 1 else {}
    return pairs
