"""All checks of printed figures against one another, in the order in which they are read."""

from collections.abc import Iterable

from forlob.printed import check_projects, check_shares, check_totals, check_twice
from forlob.printed.book import Book
from forlob.printed.printed_figure import PrintedFigure
from forlob.printed.verdicts import DATES, DIFFERS, ROUNDING, Check
from forlob.programme.programme import Programme

KINDS = (
    check_twice.in_two_places,
    check_twice.to_two_dates,
    check_totals.totals_of_splits,
    check_totals.groups_and_totals,
    check_totals.measures_that_add_up,
    check_totals.statuses,
    check_projects.projects_and_programme,
    check_shares.shares_and_counts,
    check_shares.means,
    check_totals.shares_and_hundred,
    check_shares.parts_within_totals,
    check_twice.denominators,
)
_ORDER = {DIFFERS: 0, DATES: 1, ROUNDING: 2}


def all_checks(figures: Iterable[PrintedFigure], programme: Programme) -> list[Check]:
    """What the printed figures say of one another: discrepancies first, then what rounding explains, then what agrees.

    The programme tells which projects and groups there are, and so what a file leaves out.
    """
    book = Book(figures, programme)
    return sorted((check for kind in KINDS for check in kind(book)), key=lambda check: _ORDER.get(check.verdict, 3))
