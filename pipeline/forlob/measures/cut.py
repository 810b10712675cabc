"""Cuts registers to a project and a period: what the register would have shown, had it been drawn for just that."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from forlob.programme.registers import REGISTERS

Registers = Mapping[str, pd.DataFrame]


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
        kept = {name: _without_later_ends(name, table, to_date) for name, table in kept.items()}
    return _of_kept_participations(kept)


def _within(dates: pd.Series, from_date: date | None, to_date: date | None) -> pd.Series:
    inside = dates.notna()
    if from_date is not None:
        inside &= dates >= pd.Timestamp(from_date)
    if to_date is not None:
        inside &= dates < pd.Timestamp(to_date) + pd.Timedelta(days=1)
    return inside


def _without_later_ends(name: str, table: pd.DataFrame, to_date: date) -> pd.DataFrame:
    """The table with everything missing that became known after to_date."""
    gone = REGISTERS[name].ended
    if not gone:
        return table
    column = gone[0]
    after = pd.Timestamp(to_date) + pd.Timedelta(days=1)
    ends = table[column] if column in table else pd.Series(pd.NaT, index=table.index, dtype="datetime64[us]")
    known = ends < after if name == "participants" else ~(ends >= after)
    if name == "events" and "weeks" in table:
        known &= ~(table["started_on"] + pd.to_timedelta(table["weeks"] * 7 - 1, unit="D") >= after)
    there = [c for c in gone if c in table]
    return table.assign(**{c: table[c].where(known) for c in there}) if there else table


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
