"""Rows entered twice."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import squeezed, texts, told_apart
from forlob.extracts.raw_tables import RawTable


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


def duplicate_participations(participations: pd.DataFrame) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """One row a participant and project: the latest exit wins, then the most filled cells, then the last."""
    known = participations["participant_id"].notna() & participations["project"].notna()
    facts = participations.drop(columns=["file", "row"])
    exited = participations["exited_on"] if "exited_on" in participations else pd.Series(pd.NaT, participations.index)
    ranked = pd.DataFrame(
        {
            "participant_id": participations["participant_id"],
            "project": participations["project"],
            "exited_on": exited,
            "filled": facts.notna().sum(axis=1),
            "place": range(len(participations)),
        }
    )
    ranked = ranked[known].sort_values(["exited_on", "filled", "place"], na_position="first", kind="stable")
    person = ["participant_id", "project"]
    aside = ranked.duplicated(person, keep="last").reindex(participations.index, fill_value=False)
    if not aside.any():
        return participations, []
    kept = participations[~aside & known].set_index(person)[["file", "row"]]
    lost = participations[aside]
    into = kept.loc[pd.MultiIndex.from_frame(lost[person])]
    message = [
        f"the participant is entered twice in the project; row {row}{'' if file == own else f' of {file}'} is kept"
        for row, file, own in zip(into["row"], into["file"], lost["file"], strict=True)
    ]
    return participations[~aside], [
        make("duplicate_participation", "participants", lost, "", pd.Series(message, lost.index))
    ]


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
