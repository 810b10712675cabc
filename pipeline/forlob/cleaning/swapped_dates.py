"""Dates whose day and month a spreadsheet has swapped: 09-01-2024 became 1 September where 13-01-2024 stayed text."""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, texts, told_apart
from forlob.cleaning.to_dates import DEFAULT_FORMATS, parsed

#: Days up to this one can be taken for months.
MONTHS = 12
#: Real dates and texts of which a column has fewer say nothing.
FEWEST = 2


def unswapped(
    cells: pd.Series,
    where: pd.DataFrame,
    formats: list[str] | None,
    swapped: Sequence[str] | None,
    *,
    register: str,
    header: str,
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """The cells of a column with the real dates put right where `swapped` names its header.

    Else a note where all its real dates have a day up to 12 and all its texts a later one. Of columns without both
    nothing can be said. `swapped`: headers; an empty list says that none is.
    """
    values = told_apart(cells)[1]
    if not any(isinstance(value, date) for value in values):
        return cells, []
    if header in (swapped or ()):
        return by_value(cells, _put_right), []
    real = by_value(cells, lambda cell: isinstance(cell, date)).astype(bool)
    written = ~real & (texts(cells) != "")
    if swapped is not None or real.sum() < FEWEST or written.sum() < FEWEST:
        return cells, []
    days = parsed(cells[written], formats or DEFAULT_FORMATS)["day"].dt.day
    if days.isna().any() or (days <= MONTHS).any() or (by_value(cells[real], lambda cell: cell.day) > MONTHS).any():
        return cells, []
    message = (
        f"all {int(real.sum())} real dates of this column have a day up to 12 and all {int(written.sum())} dates in "
        f"text a later one, so a spreadsheet has probably swapped day and month of the real ones; format: {{swapped: "
        f"[{header}]}} puts them right, swapped: [] says that they are"
    )
    return cells, [make("dates_swapped", register, where[real].head(1), header, message)]


def _put_right(cell: object) -> object:
    if not isinstance(cell, date) or cell.day > MONTHS:
        return cell
    if isinstance(cell, datetime):
        return cell.replace(month=cell.day, day=cell.month)
    return date(cell.year, cell.day, cell.month)
