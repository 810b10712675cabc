"""The printed figures by what they are figures of: the counts behind them, as in the measures table."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from forlob.disclosure.cells import Cell, same
from forlob.measures.catalogue import by_name
from forlob.printed import known_relations
from forlob.printed.exact_intervals import exactly, fraction, rounded, total
from forlob.printed.printed_figure import PrintedFigure
from forlob.printed.verdicts import Stated
from forlob.programme.programme import Programme


class Book:
    """Printed numbers by cell, in the order in which they are printed: `counts` (n), `shares` (percent), `values`;
    `denominators`: the `of` of figures, by the cell that it is a count of."""

    def __init__(self, figures: Iterable[PrintedFigure], programme: Programme) -> None:
        self.programme = programme
        self.counts: dict[Cell, list[Stated]] = {}
        self.shares: dict[Cell, list[Stated]] = {}
        self.values: dict[Cell, list[Stated]] = {}
        self.denominators: dict[Cell, list[Stated]] = {}
        #: Cells that are printed, whether their numbers can be read or not.
        self.printed: dict[Cell, PrintedFigure] = {}
        for figure in figures:
            self._add(figure)

    def _add(self, figure: PrintedFigure) -> None:
        cell = cell_of(figure)
        self.printed.setdefault(cell, figure)
        amount = rounded if known_relations.is_amount(cell) else exactly
        if figure.n is not None:
            self.counts.setdefault(cell, []).append(Stated(cell, "n", fraction(figure.n), amount(figure.n), figure))
        if figure.percent is not None:
            share = Stated(cell, "percent", fraction(figure.percent), rounded(figure.percent), figure)
            self.shares.setdefault(cell, []).append(share)
        if figure.value is not None:
            value = Stated(cell, "value", fraction(figure.value), rounded(figure.value), figure)
            self.values.setdefault(cell, []).append(value)
        whole = known_relations.denominator(cell, self.programme)
        if figure.of is not None and whole is not None:
            of = Stated(whole, "of", fraction(figure.of), amount(figure.of), figure)
            self.denominators.setdefault(whole, []).append(of)

    @property
    def scopes(self) -> list[Cell]:
        """Each project and period that figures are printed for, as a cell without measure."""
        return list(dict.fromkeys(cell.scope for cell in self.printed))

    @property
    def projects(self) -> list[str]:
        """All projects of the programme, printed or not."""
        return list(self.programme.projects)

    def count(self, cell: Cell, derive: bool = True) -> Stated | None:
        """The printed n of a cell; else the denominator printed for it, its share of a printed total, the sum of its
        parts, the last two unless `derive` is False."""
        for stated in (*self.counts.get(cell, ()), *self.denominators.get(cell, ())):
            return stated
        return (self._of_share(cell) or self._of_parts(cell)) if derive else None

    def base(self, share: Stated) -> Stated | None:
        """What a printed percentage is a percentage of."""
        figure, whole = share.figure, known_relations.denominator(share.cell, self.programme)
        if whole is None:
            return None
        if figure.of is not None:
            amount = rounded if known_relations.is_amount(share.cell) else exactly
            return Stated(whole, "of", fraction(figure.of), amount(figure.of), figure)
        return self.count(whole, derive=False) or self._of_parts(whole)

    def _of_share(self, cell: Cell) -> Stated | None:
        for share in self.shares.get(cell, ()):
            base = self.base(share)
            if base is not None:
                hundredth = exactly(Fraction(1, 100))
                interval = share.interval * base.interval * hundredth
                return Stated(cell, "share", share.number * base.number / 100, interval, share.figure)
        return None

    def count_all(self, cells: Iterable[Cell]) -> list[Stated]:
        """The counts of some cells; none where one of them is not stated."""
        found = [self.count(cell) for cell in cells]
        return [stated for stated in found if stated] if all(found) else []

    def _of_parts(self, cell: Cell) -> Stated | None:
        for whole, parts, all_of_it in known_relations.sums(cell.scope, self.programme):
            if all_of_it and whole == cell and (known := self.count_all(parts)):
                number = sum((part.number for part in known), Fraction(0))
                return Stated(cell, "sum", number, total(part.interval for part in known), known[0].figure)
        return None

    def splits(self) -> Iterator[tuple[Cell, list[Cell]]]:
        """Each split that parts are printed of, and those parts in their order, legible or not."""
        parts: dict[Cell, list[Cell]] = {}
        for cell in self.printed:
            if split := known_relations.split_of(cell):
                parts.setdefault(split, []).append(cell)
        for split, own in parts.items():
            yield split, own


def cell_of(figure: PrintedFigure) -> Cell:
    """The count that a figure is about; one said to count another kind than its measure does is a count of its own."""
    measure = by_name().get(figure.measure)
    unit = known_relations.other_unit(measure, figure.of_kind)
    place = (figure.by, figure.group, figure.subgroup, figure.third, figure.at)
    name = Cell("", figure.project, figure.from_date, figure.to_date, figure.measure, *place, unit)
    counted = measure is not None and figure.value is None and not unit and known_relations.is_counted(name)
    return same(name) if counted else name
