"""Rows that are there twice, or differ in their end alone."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
import pandas as pd

from forlob.cleaning.categories import as_text
from forlob.cleaning.findings import make
from forlob.cleaning.spelling import squeezed, texts, told_apart
from forlob.extracts.raw_tables import RawTable

#: What is said of equal rows that are kept.
EQUAL_ROWS = (
    "rows ({}) equal another in every cell and count, this one first; duplicates: set_aside leaves such rows out"
)


def repeated_rows(tables: Iterable[tuple[object, RawTable]]) -> list[dict[int, str]]:
    """For each table: row -> which earlier row it repeats, all cells being equal but for spaces at their ends.

    `tables` come with what they are read by; rows are only told to be equal among tables that are read alike and have
    equal headers, so that the parts of a split file are as the whole.
    """
    tables = list(tables)
    seen: dict[tuple, tuple[str, int]] = {}
    found = []
    for (read_by, table), some in zip(tables, _perhaps_repeated([table for _, table in tables]), strict=True):
        rows = table.cells[some]
        cells = [texts(rows[column].astype(object)) for column in rows]  # of categories only those that are here
        alike, repeats = (read_by, tuple(table.header)), {}
        for row, *written in zip(rows.index, *cells, strict=True):
            file, first = seen.setdefault((alike, *written), (table.file, row))
            if (file, first) != (table.file, row):
                repeats[row] = f"row {first}" if file == table.file else f"row {first} of {file}"
        found.append(repeats)
    return found


def _perhaps_repeated(tables: list[RawTable]) -> list[np.ndarray]:
    """For each table whether each row may repeat another or be repeated, by a digest: few rows are to be compared."""
    digests = [_digests(table) for table in tables]
    again = pd.Series(np.concatenate([*digests, np.empty(0, dtype="uint64")])).duplicated(keep=False).to_numpy()
    return np.split(again, np.cumsum([len(rows) for rows in digests])[:-1]) if digests else []


def _digests(table: RawTable) -> np.ndarray:
    """A number for each row: equal cells, spaces at their ends aside, give equal numbers."""
    made = np.zeros(len(table.cells), dtype="uint64")
    for column in table.cells:
        places, values = told_apart(table.cells[column])
        written = np.array([squeezed(value) for value in values], dtype=object)
        made = made * np.uint64(1_000_003) + pd.util.hash_array(written, categorize=False)[places]
    return made


def with_another_end(
    rows: pd.DataFrame, register: str, dated: str, ended: Sequence[str], snapshots: Collection[str] = ()
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Rows that agree in all but their end are one: that with an end, then the latest end, then the last counts.

    Without a date, in the column `dated`, nothing says that they are the same. Of files that are `snapshots` the newest
    state stands already, with all rows of a key that occurs twice in it.
    """
    every = rows
    if snapshots:
        rows = rows[~as_text(rows["file"]).isin(snapshots)]
    ends = [column for column in ended if column in rows]
    others = [column for column in rows if column not in (*ends, "file", "row")]
    if not ends or dated not in rows or not rows.duplicated(others).any():
        return every, []
    ranked = rows.sort_values(ends, na_position="first", kind="stable")
    aside = ranked.duplicated(others, keep="last").reindex(rows.index) & rows[dated].notna()
    if not aside.any():
        return every, []
    message = "another row agrees with it in all but the end; that with the later end, else the later row, counts"
    return every.drop(index=rows.index[aside]), [make("duplicate_row", register, rows[aside], "", message)]


def duplicate_companies(companies: pd.DataFrame) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """One row a company (in each project, where they carry one): the most filled cells, then the last in the file."""
    company = [column for column in ("company_id", "project") if column in companies]
    filled = companies.drop(columns=["file", "row"]).notna().sum(axis=1)
    ranked = companies.loc[filled.sort_values(kind="stable").index]
    again = ranked.duplicated(company, keep="last") & ranked["company_id"].notna()
    aside = again.reindex(companies.index)
    if not aside.any():
        return companies, []
    message = "the company is entered twice; its fuller or later row is kept"
    return companies[~aside], [make("duplicate_row", "companies", companies[aside], "", message)]
