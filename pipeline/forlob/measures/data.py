"""What every measure is computed from: the registers of a programme or a project, cut to a period."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

import pandas as pd

from forlob.measures.codebook import Entry
from forlob.measures.cut import Registers, by_project, cut, restrict, up_to_cut_off
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS


@dataclass(frozen=True, eq=False)
class Data:
    """The registers of one scope and period.

    `project` is None for the programme as a whole. `cut_off` is the last day that the registers tell of (see
    `known_until`), for the programme the latest of its projects'; `cut_offs` holds each project's own. `follow_up` is
    that of the registers that follow participants up.
    """

    programme: Programme
    project: str | None
    registers: Mapping[str, pd.DataFrame]
    from_date: date | None
    to_date: date | None
    cut_off: date | None
    follow_up: date | None = None
    cut_offs: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        programme: Programme,
        registers: Registers,
        project: str | None = None,
        from_date: date | None = None,
        to_date: date | None = None,
    ) -> "Data":
        """The registers restricted to a project and cut to a period; registers that are None are as not there."""
        there = restrict({name: table for name, table in registers.items() if table is not None}, project)
        ends = _cut_offs(programme, there, project, to_date)
        cut_off = max(ends.values(), default=_earliest(known_until(programme, None, there), to_date))
        follow_up = _earliest(programme.extract_date or _latest_date(there), to_date)
        counted = cut(up_to_cut_off(there, programme, project), from_date, to_date)
        return cls(programme, project, counted, from_date, to_date, cut_off, follow_up, ends)

    def register(self, name: str, *columns: str) -> pd.DataFrame | None:
        """A register, or None where it or one of the columns is not there."""
        table = self.registers.get(name)
        return None if table is None or any(column not in table for column in columns) else table

    @property
    def participations(self) -> pd.DataFrame:
        """One row a participation, with `age` at enrolment and `exit_status`; of an empty register no columns."""
        return self.registers.get("participants", pd.DataFrame())

    def first(self, register: str, column: str) -> pd.Series:
        """For each row of `participations` the earliest day (or least number) in a column of a register; missing where
        the participation has none there.
        """
        of_each = self.registers[register].groupby("participation_id")[column].min()
        return of_each.reindex(self.participations["participation_id"]).set_axis(self.participations.index)

    @property
    def enrolled(self) -> int:
        """Participations in the scope; 0 where there is no register of participants."""
        return len(self.registers.get("participants", ()))

    def participation_cut_offs(self, projects: pd.Series) -> pd.Series:
        """For each participation the last day that its project's registers tell of."""
        days = {project: pd.Timestamp(day) for project, day in self.cut_offs.items()}
        return by_project(projects, days, pd.Timestamp(self.cut_off) if self.cut_off else None)


def of_participations(data: Data, ids: pd.Series) -> Data:
    """The same registers with the rows of some participations alone; what is of no participation is left out."""
    there = {name: table for name, table in data.registers.items() if "participation_id" in table}
    kept = {name: table[table["participation_id"].isin(ids)] for name, table in there.items()}
    return replace(data, registers=kept)


def known_until(programme: Programme, project: str | None, registers: Registers) -> date | None:
    """The last day that the registers tell of, before any cut: the cut-off that programme.yaml gives, else the latest
    date in the registers (of that project). None where there is none.
    """
    return programme.cut_off(project) or _latest_date(restrict(registers, project))


def _cut_offs(programme: Programme, registers: Registers, project: str | None, to_date: date | None) -> dict[str, date]:
    projects = [project] if project else list(programme.projects)
    days = {name: _earliest(known_until(programme, name, registers), to_date) for name in projects}
    return {name: day for name, day in days.items() if day is not None}


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _latest_date(registers: Registers) -> date | None:
    columns = [(name, column) for name, of in REGISTERS.items() for column in (of.dated, *of.ended[:1])]
    dates = [registers[name][column].max() for name, column in columns if column in registers.get(name, ())]
    dates = [day for day in dates if not pd.isna(day)]
    return max(dates).date() if dates else None


class Counting(Protocol):
    """What counts a measure: a declared measure, or one split by a dimension."""

    @property
    def line(self) -> str:
        """Its name with what its rows are split by."""

    @property
    def entry(self) -> Entry:
        """What the codebook says of it."""

    def __call__(self, data: Data) -> pd.DataFrame:
        """Its rows."""
