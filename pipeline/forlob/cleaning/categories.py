"""Text columns of many rows as categories: each different text once, and for each row which of them it is.

The registers of what was done have them while they are cleaned; a finished register has text.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from forlob.cleaning.spelling import told_apart


def is_coded(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.CategoricalDtype)


def repeated(text: str, index: pd.Index) -> pd.Series:
    """One text in every row."""
    codes = np.zeros(len(index), dtype=np.int8)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index([text], dtype="string"), validate=False), index)


def spread(values: pd.Series, places: np.ndarray, index: pd.Index) -> pd.Series:
    """The texts of `values` that stand at `places`, as categories."""
    codes, distinct = pd.factorize(values.array)
    categories: pd.Index = pd.Index(distinct)
    return pd.Series(pd.Categorical.from_codes(codes[places], categories, validate=False), index)


def texts_by_value(cells: pd.Series, function: Callable[[Any], Hashable]) -> pd.Series:
    """`function` of each cell, a text or NA, as categories; it is called once for each distinct cell."""
    places, distinct = told_apart(cells)
    made = pd.Series([function(cell) for cell in distinct], dtype=object).astype("string")
    return spread(made, places, cells.index)


def filled(column: pd.Series, others: pd.Series) -> pd.Series:
    """The texts of a column, and where it has none those of another."""
    empty = column.isna()
    if not empty.any():
        return column
    if empty.all():
        return others
    return column if others[empty].isna().all() else as_text(column).fillna(as_text(others))


def by_key(table: pd.DataFrame, keys: pd.Series) -> pd.DataFrame:
    """For each key the row of `table` (whose index has each once); nothing where there is none."""
    if not is_coded(keys):
        return table.reindex(keys).set_axis(keys.index)
    of_categories = table.index.get_indexer(keys.cat.categories)
    places = np.append(of_categories, -1)[keys.cat.codes.to_numpy()]  # -1: no key
    return table.reset_index(drop=True).reindex(places).set_axis(keys.index)


def sorted_places(column: pd.Series) -> np.ndarray:
    """For each text its place among the different ones in their order; -1 where there is none."""
    if not is_coded(column):
        return pd.factorize(column, sort=True)[0]
    places = np.empty(len(column.cat.categories) + 1, dtype=np.int64)
    places[np.append(np.argsort(column.cat.categories.to_numpy(dtype=object)), -1)] = np.arange(len(places))
    places[-1] = -1
    return places[column.cat.codes.to_numpy()]


def as_text(column: pd.Series) -> pd.Series:
    return column.astype("string") if is_coded(column) else column


def all_as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(**{name: as_text(frame[name]) for name in frame.columns if is_coded(frame[name])})


def stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The rows of several tables, one below the other; the index counts them."""
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    return pd.concat([all_as_text(frame) for frame in frames], ignore_index=True)
