"""An answer spread over several columns of yes and no: nearly every row says yes in one of them."""

from collections.abc import Sequence

import pandas as pd

from forlob.cleaning.spelling import plain
from forlob.extracts.raw_tables import RawTable
from forlob.guess.column_kinds import NOT_TOLD, Column, known_in
from forlob.guess.file_registers import Match
from forlob.programme.code_lists import built_in, list_name
from forlob.programme.registers import REGISTERS

YES = ("yes", "ja", "1", "x", "true")
NO = ("no", "nej", "0", "false", "")
#: So many rows must say yes once, and none of those seen more often.
MOST_ROWS, FEWEST_COLUMNS = 0.95, 3


def spread_columns(table: RawTable, columns: Sequence[Column]) -> list[Match]:
    """The runs of neighbouring columns of which each row ticks one, as one column of the headers ticked.

    Two columns are enough where their headers are answers of one code list, as Mand and Kvinde.
    """
    found_ticks = {column.place: _ticks(table.cells[column.place]) for column in columns if column.header}
    ticks = {place: yes for place, yes in found_ticks.items() if yes is not None}
    ticked = [column for column in columns if column.place in ticks]
    found, at = [], 0
    while at < len(ticked):
        for end in range(len(ticked), at + 1, -1):
            run = ticked[at:end]
            neighbours = run[-1].place - run[0].place == len(run) - 1
            if neighbours and _one_each(run, ticks) and (len(run) >= FEWEST_COLUMNS or code_column(run)):
                found.append(_as_one(run, ticks))
                at = end
                break
        else:
            at += 1
    return found


def code_column(run: Sequence[Column]) -> str | None:
    """The participants' column whose code list knows at least half of the headers, the best one; None for none."""
    headers = [plain(column.header) for column in run]
    shares = {}
    for name, kind in REGISTERS["participants"].columns.items():
        if kind == "code" and list_name(name) in built_in():
            known = {plain(answer) for answer in known_in(list_name(name))} - {plain(word) for word in NOT_TOLD}
            shares[name] = sum(header in known for header in headers) / len(headers)
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= 0.5 else None


def _ticks(cells: pd.Series) -> pd.Series | None:
    """Whether each cell says yes; None where some cell says neither yes nor no, or none says yes."""
    words = cells.map(lambda cell: plain(str(cell)) if str(cell).strip() else "")
    yes = words.isin(YES)
    return yes if yes.any() and bool((yes | words.isin(NO)).all()) else None


def _one_each(run: Sequence[Column], ticks: dict[int, pd.Series]) -> bool:
    times = pd.concat([ticks[column.place].astype(int) for column in run], axis=1).sum(axis=1)
    return bool((times <= 1).all()) and float((times == 1).mean()) >= MOST_ROWS


def _as_one(run: Sequence[Column], ticks: dict[int, pd.Series]) -> Match:
    headers = [column.header for column in run for _ in range(int(ticks[column.place].sum()))]
    column = Column(run[0].place, " / ".join(column.header for column in run), tuple(headers))
    return Match(column, 0.0, 0.0, "guessed: every row says yes in one of these columns", tuple(run))
