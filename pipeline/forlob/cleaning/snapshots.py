"""Of several snapshots of one register the newest state of each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from forlob.cleaning.categories import as_text, is_coded, stacked
from forlob.cleaning.columns import place_of
from forlob.cleaning.findings import make, of_file
from forlob.cleaning.spelling import texts
from forlob.cleaning.to_dates import to_dates
from forlob.extracts.expand import Part
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import ByColumn, Extract


@dataclass(frozen=True)
class Drawn:
    """Which snapshot each row of a table is of.

    `entry`: the place in programme.yaml of what is read as snapshots; `of_row`: physical row -> a number that grows
    with the day; `names`: number -> what messages call the snapshot; `place`: that of the column that tells, if any.
    """

    entry: int
    of_row: pd.Series
    names: Mapping[int, str]
    place: int | None = None


def drawn(table: RawTable, extract: Extract, entry: int) -> tuple[Drawn | None, list[pd.DataFrame]]:
    """The snapshots of a table, None where its entry is not read as snapshots, and findings about their days."""
    if extract.snapshots is None:
        return None, []
    entry, rank = (extract.entry, extract.rank) if isinstance(extract, Part) else (entry, 0)
    register = next(iter(extract.registers))
    if not isinstance(extract.order, ByColumn):
        found = []
        if extract.order is None and rank:
            said = "is taken as newer than the file before it, by the order of the names; say order: in programme.yaml"
            found = [of_file("snapshot_order", table.file, f"the file {said}", register=register)]
        return Drawn(entry, pd.Series(rank, table.cells.index), {rank: table.file}), found
    name = extract.order.column
    place, found = place_of(table, name, register)
    if place is None:
        return None, found
    where = pd.DataFrame({"file": table.file, "row": table.cells.index}, index=table.cells.index)
    formats = extract.order.dates or extract.format.dates_of(name)
    cells, zero = table.cells[place], table.day_zero
    days, unread = to_dates(cells, where, formats, register=register, header=name, severity="error", day_zero=zero)
    empty = texts(table.cells[place]) == ""
    if empty.any():
        message = "the day of the snapshot is missing, so that nothing says which row is the newest; fill it in"
        found.append(make("value_missing", register, where[empty], name, message))
    numbers = days.map(lambda day: 0 if pd.isna(day) else day.toordinal()).astype("int64")
    names = {number: f"of {day:%Y-%m-%d}" for number, day in zip(numbers, days, strict=True) if number}
    return Drawn(entry, numbers, names, place), [*found, *unread]


@dataclass(frozen=True)
class Read:
    """The typed rows of a register from one file: `key`, the columns by which a row is known again."""

    rows: pd.DataFrame
    key: Sequence[str]
    snapshot: Drawn | None = None
    keep_gone: bool = False


def newest_of_each(files: Sequence[Read], register: str) -> tuple[list[pd.DataFrame], list[pd.DataFrame]]:
    """The rows of a register, a table a file: of the files that are snapshots only the newest state of each row."""
    kept, findings = [one.rows for one in files if one.snapshot is None], []
    of_entries: dict[int, list[tuple[Read, Drawn]]] = {}
    for one in files:
        if one.snapshot is not None:
            of_entries.setdefault(one.snapshot.entry, []).append((one, one.snapshot))
    for alike in of_entries.values():
        names = {number: name for _, snapshot in alike for number, name in snapshot.names.items()}
        first, rows = alike[0][0], stacked([one.rows for one, _ in alike])
        findings += in_two_files(rows, first.key, register)
        rows, found = newest_state(rows, first.key, max(names, default=0), names, register, first.keep_gone)
        kept.append(rows)
        findings += found
    return kept, findings


def in_two_files(rows: pd.DataFrame, key: Sequence[str], register: str) -> list[pd.DataFrame]:
    """An error where a row stands in two files that are parts of one snapshot: nothing says which of them is right."""
    files = as_text(rows["file"]).str.split("#").str[0]
    if rows.empty or files.groupby(rows["snapshot"]).nunique().max() < 2:
        return []
    known = _known_by(rows, key)
    if known.columns.empty:
        return []
    alike = files.groupby([rows["snapshot"], *(known[name] for name in known)], dropna=False, sort=False)
    first = alike.transform("first")
    again = rows.loc[(first != files).to_numpy(bool)].head(1)
    if again.empty:
        return []
    other = first[again.index].iloc[0]
    message = (
        f"the row stands in {other} too, which is of the same date by order; delete one of the two files, or give "
    )
    message += "order: a form that tells their dates apart"
    return [make("snapshot_order", register, again, "", message, severity="error")]


def _known_by(rows: pd.DataFrame, key: Sequence[str]) -> pd.DataFrame:
    """The columns by which a row is known again, as far as there are any."""
    columns = [as_text(rows[name]) if is_coded(rows[name]) else rows[name] for name in key if name in rows]
    return rows[[]].assign(**{str(at): column for at, column in enumerate(columns)})


def newest_state(
    rows: pd.DataFrame, key: Sequence[str], newest: int, names: Mapping[int, str], register: str, keep_gone: bool
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """The rows of the newest snapshot that has them, by their `key`; the older states are set aside.

    `rows` have `snapshot`, a number that grows with its day; `names`: snapshot -> what messages call it. A key that
    stands twice in one snapshot knows no row again: of its rows all of the newest snapshot that has any are kept. Rows
    that the snapshot `newest` has no more are set aside, or kept with a note.
    """
    known_by = _known_by(rows, key)
    columns = list(known_by)
    group = known_by.groupby(columns, dropna=False, sort=False).ngroup() if columns else rows["snapshot"] * 0
    last = rows["snapshot"].groupby(group).transform("max")
    older, gone = rows["snapshot"] < last, (rows["snapshot"] == last) & (last < newest)
    found = []
    if older.any():
        message = "the snapshot " + last[older].map(names).astype("string") + " has the row's newer state"
        found.append(make("superseded", register, rows[older], "", message))
    if gone.any():
        said = f"the newest snapshot {names[newest]} has the row no more"
        if keep_gone:
            found.append(make("gone", register, rows[gone], "", said))
        else:
            advice = f"{said}; if it should count, write gone: keep"
            found.append(make("gone", register, rows[gone], "", advice, severity="set_aside"))
    return rows[~older if keep_gone else ~older & ~gone], found
