"""Cuts registers to a project, to the cut-off and to a period: what they would have shown, had they been drawn for
just that.
"""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS

Registers = Mapping[str, pd.DataFrame]
A_DAY = pd.Timedelta(days=1)


def restrict(registers: Registers, project: str | None) -> dict[str, pd.DataFrame]:
    """The rows of one project; all rows where project is None.

    Companies carry no project: those stay that a participant of the project is attached to or placed in.
    """
    if project is None:
        return dict(registers)
    kept = {
        name: table[(table["project"] == project).fillna(False)] if "project" in table else table
        for name, table in registers.items()
    }
    if "companies" in kept and "project" not in kept["companies"]:
        links = [kept[name] for name in ("company_participants", "placements") if "company_id" in kept.get(name, ())]
        if links:
            known = pd.concat([table["company_id"] for table in links]).dropna()
            kept["companies"] = kept["companies"][kept["companies"]["company_id"].isin(known)]
    return kept


def up_to_cut_off(registers: Registers, programme: Programme, project: str | None = None) -> dict[str, pd.DataFrame]:
    """The registers without what is dated after the cut-off (see `Programme.cut_off`): it is planned, not done.

    An exit after it makes the participation active, an end after it is not yet known, and the rows of a participation
    that is left out go too. What has no date counts, an exit with a reason and no date as well. `project`: the only one
    that the registers have rows of.
    """
    kept = {}
    for name, table in registers.items():
        after, dated = _after_cut_off(name, table, programme, project), REGISTERS[name].dated
        if after is not None:
            late = table[dated] >= after if dated in table else None
            if late is not None and late.any():
                table = table[~late]
                after = after[~late] if isinstance(after, pd.Series) else after
            table = _without_later_ends(name, table, after, undated_too=False)
        kept[name] = table
    none_left_out = len(kept.get("participants", ())) == len(registers.get("participants", ()))
    return kept if none_left_out else _of_kept_participations(kept)


def _after_cut_off(
    name: str, table: pd.DataFrame, programme: Programme, project: str | None
) -> pd.Timestamp | pd.Series | None:
    """The day after the cut-off of a register, or of each row where projects have their own; None: there is none."""
    if project is not None and "project" in table:
        return _day_after(programme.cut_off(project, name))
    own = {one: _day_after(programme.cut_off(one, name)) for one in programme.projects}
    shared = _day_after(programme.cut_off(None, name))
    return by_project(table["project"], own, shared) if "project" in table and {*own.values()} != {shared} else shared


def by_project(
    projects: pd.Series, days: Mapping[str, pd.Timestamp | None], otherwise: pd.Timestamp | None
) -> pd.Series:
    """For each row the day of its project, or `otherwise`; missing where that is None."""
    codes, names = pd.factorize(projects)
    each = [days.get(name) or otherwise for name in names]
    known = np.array([None if day is None else day.to_datetime64() for day in [*each, otherwise]], "datetime64[us]")
    return pd.Series(known[codes], projects.index)


def _day_after(day: date | None) -> pd.Timestamp | None:
    return pd.Timestamp(day) + A_DAY if day else None


def cut(registers: Registers, from_date: date | None, to_date: date | None) -> dict[str, pd.DataFrame]:
    """The registers cut to a period; either end may be None, both None changes nothing.

    to_date (inclusive) leaves out what was registered after it: rows whose main date is later; an exit after it makes
    the participation active; an end after it is not yet known. from_date keeps participations enrolled and
    registrations made on or after it. The rows of a participation that is left out go too. A row without a date cannot
    be placed and is left out, a register without its date column likewise; an exit reason without a date does not count
    as an exit under to_date.
    """
    if from_date is None and to_date is None:
        return dict(registers)
    kept = {}
    for name, table in registers.items():
        column = REGISTERS[name].dated
        if column is not None and column not in table:
            continue
        kept[name] = table if column is None else table[_within(table[column], from_date, to_date)]
    if to_date is not None:
        after = pd.Timestamp(to_date) + A_DAY
        kept = {name: _without_later_ends(name, table, after, undated_too=True) for name, table in kept.items()}
    return _of_kept_participations(kept)


def _within(dates: pd.Series, from_date: date | None, to_date: date | None) -> pd.Series:
    inside = dates.notna()
    if from_date is not None:
        inside &= dates >= pd.Timestamp(from_date)
    if to_date is not None:
        inside &= dates < pd.Timestamp(to_date) + A_DAY
    return inside


def _without_later_ends(
    name: str, table: pd.DataFrame, after: pd.Timestamp | pd.Series, undated_too: bool
) -> pd.DataFrame:
    """The table with everything missing that became known from the day `after` on.

    `undated_too`: whether an exit with a reason and no date may be one of these.
    """
    ended = [column for column in REGISTERS[name].ended if column in table]
    if not ended:
        return table
    column = REGISTERS[name].ended[0]
    ends = table[column] if column in table else pd.Series(pd.NaT, index=table.index, dtype="datetime64[us]")
    unknown = ends >= after
    if name == "participants" and undated_too:
        unknown |= ends.isna()
    if name == "events" and "weeks" in table:
        unknown |= table["started_on"] + pd.to_timedelta(table["weeks"] * 7 - 1, unit="D") >= after
    return table.assign(**{c: table[c].mask(unknown) for c in ended}) if unknown.any() else table


def _of_kept_participations(registers: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Rows of participations that were left out go too; rows that belong to no participation stay."""
    participations = registers.get("participants")
    if participations is None or "participation_id" not in participations:
        return registers
    return {
        name: table
        if name == "participants" or "participation_id" not in table
        else table[
            table["participation_id"].isna() | table["participation_id"].isin(participations["participation_id"])
        ]
        for name, table in registers.items()
    }
