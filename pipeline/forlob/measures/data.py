"""What every measure is computed from: the registers of a programme or a project, cut to a period."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from forlob.measures.cut import Registers, cut, restrict
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS


@dataclass(frozen=True, eq=False)
class Data:
    """The registers of one scope and period.

    `project` is None for the programme as a whole. `cut_off` is the last day that the registers tell of (see
    `known_until`), for the programme the latest of its projects'; `cut_offs` holds each project's own.
    """

    programme: Programme
    project: str | None
    registers: Mapping[str, pd.DataFrame]
    from_date: date | None
    to_date: date | None
    cut_off: date | None
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
        cut_off = max(ends.values(), default=known_until(programme, None, there))
        if to_date is not None:
            cut_off = to_date if cut_off is None else min(to_date, cut_off)
        return cls(programme, project, cut(there, from_date, to_date), from_date, to_date, cut_off, ends)

    def register(self, name: str, *columns: str) -> pd.DataFrame | None:
        """A register, or None where it or one of the columns is not there."""
        table = self.registers.get(name)
        return None if table is None or any(column not in table for column in columns) else table

    @property
    def enrolled(self) -> int:
        """Participations in the scope; 0 where there is no register of participants."""
        return len(self.registers.get("participants", ()))

    def participation_cut_offs(self, projects: pd.Series) -> pd.Series:
        """For each participation the last day that its project's registers tell of."""
        days = {project: pd.Timestamp(day) for project, day in self.cut_offs.items()}
        found = pd.to_datetime(projects.astype(object).map(days))
        return found.fillna(pd.Timestamp(self.cut_off)) if self.cut_off else found


def known_until(programme: Programme, project: str | None, registers: Registers) -> date | None:
    """The last day that the registers tell of, before any cut.

    The first that is given of: the project's closing day, the end of the programme's period, the day of the extract;
    else the latest date in the registers (of that project). None where there is none.
    """
    facts = programme.projects.get(project) if project else None
    given = (facts and facts.closed) or programme.period.to or programme.extract_date
    return given or _latest_date(restrict(registers, project))


def _cut_offs(programme: Programme, registers: Registers, project: str | None, to_date: date | None) -> dict[str, date]:
    projects = [project] if project else list(programme.projects)
    days = {name: known_until(programme, name, registers) for name in projects}
    known = {name: day for name, day in days.items() if day is not None}
    return {name: min(day, to_date) if to_date else day for name, day in known.items()}


def _latest_date(registers: Registers) -> date | None:
    columns = [(name, column) for name, of in REGISTERS.items() for column in (of.dated, *of.ended[:1])]
    dates = [registers[name][column].max() for name, column in columns if column in registers.get(name, ())]
    dates = [day for day in dates if not pd.isna(day)]
    return max(dates).date() if dates else None


#: What counts a measure: Data -> its rows.
Measure = Callable[[Data], pd.DataFrame]


def name_of(function: Callable[..., pd.DataFrame]) -> str:
    """The measure that a function counts: exits.self_supporting for self_supporting in measures/exits.py.

    A function of the name of its module may count several, that name and a point before each: funnel counts
    funnel.first_interview and all other stages.

    >>> from forlob.measures import plans
    >>> name_of(plans.started)
    'plans.started'
    """
    module = function.__module__.rpartition(".")[2]
    return module if function.__name__ == module else f"{module}.{function.__name__}"
