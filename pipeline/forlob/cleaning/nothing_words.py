"""Signs that people put where there is nothing: `-`, `n/a`, `ikke oplyst`."""

from collections.abc import Sequence

import pandas as pd

from forlob.cleaning.findings import NOT_READ, make
from forlob.cleaning.spelling import by_value, squeezed

#: Not `ingen` or `ukendt`, which may be answers.
WORDS = frozenset(["-", "–", "—", ".", "..", "...", "?", "/", "n/a", "na", "n.a.", "ikke oplyst", "uoplyst"])
NOTHING = "cells ({}) hold a sign for nothing, such as - or n/a, the first in this row; they are read as empty"


def without_signs(
    made: pd.Series, cells: pd.Series, where: pd.DataFrame, register: str, header: pd.Series | str
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """A column of answers that no list names without the signs for nothing, and a note on them."""
    signs = by_value(cells, lambda cell: squeezed(cell).casefold() in WORDS).astype(bool)
    if not signs.any():
        return made, []
    first = where[signs].sort_values("row", kind="stable").head(1)
    column = header if isinstance(header, str) else header.loc[first.index]
    return made.mask(signs), [make("read_as_empty", register, first, column, NOTHING.format(int(signs.sum())))]


def as_nothing(found: Sequence[pd.DataFrame], cells: pd.Series) -> list[pd.DataFrame]:
    """The findings of a column; where signs for nothing are all that it cannot read, one note in their place.

    What is an error stays one: there something must be.
    """
    unread = [table for table in found if table["rule"].isin(NOT_READ).all() and (table["severity"] != "error").all()]
    if not unread:
        return list(found)
    rows = pd.concat(unread)
    if not {squeezed(cell).casefold() for cell in cells.loc[rows.index.unique()]} <= WORDS:
        return list(found)
    first = rows.sort_values("row", kind="stable").head(1)
    said = NOTHING.format(len(rows))
    note = make("read_as_empty", str(first["register"].iloc[0]), first, first["column"], said)
    return [*(table for table in found if not any(table is one for one in unread)), note]
