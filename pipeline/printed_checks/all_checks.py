"""All checks of printed figures against one another, in the order in which they are read."""

from collections.abc import Iterable

from pipeline.config.printed_figure import PrintedFigure
from pipeline.config.programme import Programme
from pipeline.printed_checks import projects, shares, sums, twice
from pipeline.printed_checks.book import Book
from pipeline.printed_checks.check import DATES, DIFFERS, ROUNDING, Check

KINDS = (
    twice.in_two_places,
    twice.to_two_dates,
    sums.totals_of_splits,
    sums.groups_and_totals,
    sums.measures_that_add_up,
    sums.statuses,
    projects.projects_and_programme,
    shares.shares_and_counts,
    shares.means,
    sums.shares_and_hundred,
    shares.parts_within_totals,
    twice.denominators,
)
_ORDER = {DIFFERS: 0, DATES: 1, ROUNDING: 2}


def all_checks(figures: Iterable[PrintedFigure], programme: Programme) -> list[Check]:
    """What the printed figures say of one another: discrepancies first, then what rounding explains, then what agrees.

    The programme tells which projects and groups there are, and so what a file leaves out.
    """
    book = Book(figures, programme)
    return sorted((check for kind in KINDS for check in kind(book)), key=lambda check: _ORDER.get(check.verdict, 3))
