"""When two ways of writing an answer, a project or a header are the same, and how a cell is shown in a message."""

import re
import unicodedata
from collections.abc import Callable, Collection, Hashable, Iterable
from typing import Any

import numpy as np
import pandas as pd

from forlob.cleaning.identifiers import masked

BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
LONGEST_SHOWN = 60


def plain(text: object) -> str:
    """Text without case, spaces and punctuation: what is left must be equal for two spellings to be one.

    What changes the meaning stays: that something stands between two digits, a minus before a number, and signs
    such as < and +.

    >>> plain(" Job med  Løntilskud.") == plain("job med løntilskud")
    True
    >>> plain("1 - 3 år") == plain("1-3 år") != plain("13 år")
    True
    """
    folded = unicodedata.normalize("NFKC", str(text)).casefold().strip()
    folded = BETWEEN_DIGITS.sub(lambda found: found[0] if _signs(found[0]) else "·", folded)
    minus = "-" if re.match(r"[-−]\d", folded) else ""
    return minus + "".join(char for char in folded if char == "·" or unicodedata.category(char)[0] not in "PZC")


def squeezed(cell: object) -> str:
    """A cell as text, without spaces at its ends."""
    return cell.strip() if isinstance(cell, str) else str(cell)


def told_apart(cells: pd.Series) -> tuple[np.ndarray, Collection[Any]]:
    """For each cell the place of its value among the distinct ones, and these.

    The cells of a big file come as categories, which are told apart already.
    """
    if isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.cat.codes.to_numpy(), cells.cat.categories
    places, values = pd.factorize(cells.array, use_na_sentinel=False)
    return places, values.to_numpy() if cells.dtype == object else values  # pandas' own is slow to ask for its values


def by_value(cells: pd.Series, function: Callable[[Any], Hashable]) -> pd.Series:
    """`function` of each cell, called once for each distinct one."""
    places, distinct = told_apart(cells)
    results = pd.Series([function(cell) for cell in distinct], dtype=object)
    return pd.Series(results.to_numpy()[places] if len(distinct) else [], cells.index, dtype=object)


def texts(cells: pd.Series) -> pd.Series:
    """The cells as text, without spaces at their ends."""
    return by_value(cells, squeezed)


def only(cells: pd.Series, kept: pd.Series) -> pd.Series:
    """The cells that are kept; the others are empty."""
    if isinstance(cells.dtype, pd.CategoricalDtype) and "" not in cells.cat.categories:
        cells = cells.cat.add_categories([""])
    return cells.where(kept, "")


def shown(cell: object, names: Iterable[str] = ()) -> str:
    """A cell as it may stand in a message: in quotes, masked, and not too long."""
    text = masked(str(cell), names)
    return repr(text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…")


def _signs(text: str) -> bool:
    return any(unicodedata.category(char)[0] == "S" for char in text)
