"""Counts that whoever delivered them has hidden: <5, ≤ 4, 1-4, under 5, færre end 5.

Such a count is suppressed at source. It is not known, it is no zero, and it is no mistake either.
"""

import re

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, squeezed

#: The numbers of a delivered count.
COUNTS = ("n", "of")
#: The column that says which of them are suppressed at source: "n", "of" or "n of".
SUPPRESSED = "suppressed"
_BOUND = r"<=?|≤|⩽|&lt;|under|below|less than|fewer than|at most|max\.?|up to|mindre end|færre end|højst|maks\.?|op til"
_WORDS = "en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|one|two|three|four|five|six|seven|eight|nine|ten"
_NUMBER = rf"(?:\d{{1,3}}(?:[. \u00a0]?\d{{3}})*|(?:{_WORDS})\b)"
_OR_FEWER = r"eller (?:færre|derunder|mindre|under)|or (?:fewer|less)|og derunder"
#: An upper bound, or a range whose end has at most two digits: 2012-2013 is no count.
_HIDDEN = re.compile(
    rf"(?:{_BOUND})\s*{_NUMBER}|{_NUMBER}\s*(?:{_OR_FEWER})|\d{{1,2}}\s*(?:-|–|—|to|til)\s*\d{{1,2}}", re.IGNORECASE
)


def hidden_counts(cells: pd.Series) -> pd.Series:
    """Which cells hold a count that is suppressed at source.

    >>> hidden_counts(pd.Series(["<5", "1-4", "12", ""])).tolist()
    [True, True, False, False]
    """
    return by_value(cells, lambda cell: _HIDDEN.fullmatch(squeezed(cell)) is not None).astype(bool)


def without_hidden(
    cells: pd.Series, where: pd.DataFrame, header: pd.Series | str
) -> tuple[pd.Series, pd.Series, list[pd.DataFrame]]:
    """The cells of a column of delivered counts with the hidden ones empty, which these are, and a note on them.

    The note is made once a column, at its first hidden count, and says how many there are.
    """
    hidden = hidden_counts(cells)
    if not hidden.any():
        return cells, hidden, []
    number = int(hidden.sum())
    counts = "1 count is" if number == 1 else f"{number} counts are"
    message = f"{counts} suppressed at source, the first in this row; how many they are is not known"
    first = where[hidden].head(1)
    column = header if isinstance(header, str) else header.loc[first.index]
    emptied = cells.astype(object).mask(hidden, "")
    return emptied, hidden, [make("suppressed_at_source", "aggregates", first, column, message)]


def named(hidden: dict[str, pd.Series], index: pd.Index) -> dict[str, pd.Series]:
    """The column that names the hidden counts of each row, by column -> which are; none where no count is."""
    if not any(each.any() for each in hidden.values()):
        return {}
    names = pd.Series("", index, dtype="string")
    for column, each in hidden.items():
        names = names.where(~each.reindex(index, fill_value=False), names + f" {column}")
    names = names.str.strip()
    return {SUPPRESSED: names.mask(names == "")}
