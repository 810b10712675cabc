"""Rows of the measures table: what one is, and the few ways to make one.

One row is one number. `measure` and `by`, what it is split by, say which, and `group, subgroup, third` are the codes of
these; `at` is the point of a curve or a series. `n` is the count (or the hours), `of` what it is a share of, `value`
the share (0 to 1), mean or median; `unit` says what n and of count where value is a share, else the unit of value;
`ci_low, ci_high` are the 95 % interval of value. Keys that do not apply are "", numbers that do not are missing (None
in n and of, NaN elsewhere). A measure gives its rows by the functions below; its declaration adds measure and by.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from forlob.measures.intervals import exact, wilson
from forlob.measures.table import CODES, COLUMNS, COUNTS, KEYS, NUMBERS, as_written, two_numbers

KEYS_OF_ROW = ["measure", "by", *CODES, "at"]
ROW = [*KEYS_OF_ROW, "n", "of", "value", "unit", "ci_low", "ci_high"]
#: Shares of these are of an amount, of a table or of what was chosen, not of independent units: they carry no interval.
WITHOUT_INTERVAL = {"hours", "cells", "rows", "excerpts", "informants"}
#: One person may have many of these: shares of them carry the interval of people, or none where nobody says whose they
#: are (`clustered.py`).
OF_PEOPLE = {"registrations", "answers", "placements"}

NO_ROWS = pd.DataFrame(columns=ROW, dtype=object)

#: A number, or one a row.
Numbers = Any
#: A code, or one a row.
Codes = str | Iterable[str]


def no_rows() -> pd.DataFrame:
    """What a measure has where the programme does not have its register or column; not to be changed."""
    return NO_ROWS


def count(n: Numbers, unit: str, *codes: Codes, at: Codes = "") -> pd.DataFrame:
    """Counts (or hours) that are no share of anything; `codes`: of what they are split by."""
    return _rows(unit, codes, at, n)


def suppressed_at_source(unit: str, of: Numbers, *codes: Codes, at: Codes = "") -> pd.DataFrame:
    """Counts that whoever delivered them has hidden: no n, no share, and marked as suppressed before any gate."""
    return _rows(unit, codes, at, None, of).assign(suppressed=True)


def share(
    n: Numbers, of: Numbers, unit: str, *codes: Codes, at: Codes = "", effective: Numbers = np.nan
) -> pd.DataFrame:
    """Shares n / of with their Wilson interval; no value where of is 0.

    Of rows of which one person may have many (`OF_PEOPLE`) the interval is that of the `effective` sample size
    (`clustered.py`); without one there is none.

    >>> share(69, 72, "participations")[["n", "of", "value"]].values.tolist()
    [[69, 72, 0.9583333333333334]]
    """
    n, of = np.broadcast_arrays(np.atleast_1d(np.asarray(n, float)), np.asarray(of, float))
    value = np.divide(n, of, out=np.full(n.shape, np.nan), where=of > 0)
    if unit in WITHOUT_INTERVAL:
        low, high = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    elif unit in OF_PEOPLE:
        low, high = wilson(value * effective, effective)
    else:
        low, high = wilson(n, of)
    return _rows(unit, codes, at, n, of, value, low, high)


def statistic(
    n: Numbers,
    value: Numbers,
    unit: str,
    *codes: Codes,
    at: Codes = "",
    of: Numbers = None,
    interval: tuple[Numbers, Numbers] = (np.nan, np.nan),
) -> pd.DataFrame:
    """Means, medians and the like of n cases, in `unit`, with their interval where one is given.

    With `of`, shares that are estimated and not n / of (under censoring).
    """
    return _rows(unit, codes, at, n, of, value, *interval)


def together(tables: Iterable[pd.DataFrame | None]) -> pd.DataFrame | None:
    """One table of several; None where none has a row."""
    filled = [table for table in tables if table is not None and len(table)]
    return pd.concat(filled, ignore_index=True) if filled else None


def compute(data: Any, *functions: Callable[[Any], pd.DataFrame]) -> pd.DataFrame:
    """The rows of some measures for one Data, with its programme, project and period: the columns of measures.csv."""
    return compute_each([data], *functions)


def compute_each(scopes: Iterable[Any], *functions: Callable[[Any], pd.DataFrame]) -> pd.DataFrame:
    """The same for several Data, one after the other, in one table."""
    cells: list[np.ndarray] = []
    flags: list[np.ndarray] = []
    scope: dict[str, list[str]] = {"programme": [], "project": [], "from": [], "to": []}
    for data in scopes:
        tables = [rows for rows in (function(data) for function in functions) if len(rows)]
        cells += [_in_order(rows).to_numpy(object) for rows in tables]
        flags += [_suppressed(rows) for rows in tables]
        number = sum(map(len, tables))
        scope["programme"] += [data.programme.id] * number
        scope["project"] += [data.project or ""] * number
        scope["from"] += [data.from_date.isoformat() if data.from_date else ""] * number
        scope["to"] += [data.to_date.isoformat() if data.to_date else ""] * number
    counted = np.concatenate([np.empty((0, len(ROW)), object), *cells])
    columns: dict[str, Any] = {**scope, **dict(zip(ROW, counted.T, strict=True))}
    columns |= {name: pd.array(columns[name], dtype="str") for name in KEYS}
    columns |= {name: columns[name].astype(float) for name in NUMBERS[2:]}
    columns["suppressed"] = np.concatenate([np.zeros(0, dtype=bool), *flags])
    return combine(pd.DataFrame({name: columns[name] for name in COLUMNS}))


def combine(*tables: pd.DataFrame) -> pd.DataFrame:
    """One table of several, each key once, in the order of first appearance.

    Raises ForlobError naming the key where the same key comes with different numbers.
    """
    filled = [table for table in tables if len(table)]
    if not filled:
        return tables[0].reset_index(drop=True) if tables else pd.DataFrame(columns=COLUMNS)
    table = filled[0].reset_index(drop=True) if len(filled) == 1 else pd.concat(filled, ignore_index=True)
    if len(set(zip(*(table[name].tolist() for name in KEYS), strict=True))) == len(table):
        return table
    different = table.fillna(np.inf).drop_duplicates([*KEYS, *NUMBERS, "suppressed"])
    again = different.duplicated(KEYS)
    if again.any():
        raise two_numbers(different.loc[again, KEYS].iloc[0])
    return table.loc[different.index].reset_index(drop=True)


def with_ten_digits(table: pd.DataFrame) -> pd.DataFrame:
    """A table as it is written, which charts and sentences start from; the gate needs it unrounded."""
    made = table.copy(deep=False)
    for name in NUMBERS:
        cells = [None if cell is None or cell != cell else as_written(cell) for cell in table[name].tolist()]
        made.isetitem(list(made.columns).index(name), np.array(cells, object if name in COUNTS else float))
    return made


def _suppressed(rows: pd.DataFrame) -> np.ndarray:
    """Which rows are suppressed at source; a measure that knows of none says nothing of it."""
    if "suppressed" not in rows:
        return np.zeros(len(rows), dtype=bool)
    return (rows["suppressed"] == True).to_numpy(bool)  # noqa: E712 - a row of another table says nothing


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    return rows if list(rows.columns) == ROW else rows[ROW]


def _rows(
    unit: str,
    codes: Sequence[Codes],
    at: Codes,
    n: Numbers,
    of: Numbers = None,
    value: Numbers = np.nan,
    low: Numbers = np.nan,
    high: Numbers = np.nan,
) -> pd.DataFrame:
    n = np.atleast_1d(np.asarray(n, dtype=object))
    cells = np.empty((len(n), len(ROW)), dtype=object)
    given: dict[str, Any] = {"measure": "", "by": "", **dict.fromkeys(CODES, ""), "at": at, "unit": unit}
    given |= dict(zip(CODES, codes, strict=False))
    given |= {"value": value, "ci_low": low, "ci_high": high, "n": [exact(x) for x in n], "of": of}
    for place, name in enumerate(ROW):
        cells[:, place] = given[name]
    cells[:, ROW.index("of")] = [exact(x) for x in cells[:, ROW.index("of")]]
    return pd.DataFrame(cells, columns=ROW, dtype=object)
