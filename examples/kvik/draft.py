"""The tables while flaws are planted in them, and where they were planted."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from examples.kvik.registers import Registers

COURSES, PLANS, PLACEMENTS = "deltagere.csv", "indsatsplaner.csv", "virksomhedspraktik.csv"


@dataclass(frozen=True)
class Flaw:
    """A flaw in a file: the physical row (the header is 1) that cleaning reports, and the column of a single cell."""

    rule: str
    file: str
    row: int
    column: str | None = None


class Draft:
    """Tables of text, by file. Their rows are numbered from 0; a row put in later has a number between two others.

    `canonical[file]` has the canonical columns and codes of the same rows, before any flaw; in plans and placements
    also the course's `exit_reason`, `enrolled_on` and `exited_on`.
    """

    def __init__(self, registers: Registers, tables: dict[str, pd.DataFrame]):
        participants = registers.participants
        facts = participants[["exit_reason", "enrolled_on", "exited_on"]]
        self.canonical = {
            COURSES: participants.assign(course=participants.index).reset_index(drop=True),
            PLANS: registers.plans.join(facts, on="course"),
            PLACEMENTS: registers.placements.join(facts, on="course"),
        }
        self.tables = {file: table.set_axis(np.arange(len(table), dtype=float)) for file, table in tables.items()}
        self.planted: list[tuple] = []      # rule, file, row's number, column
        in_two_projects = participants["participant_id"].duplicated(keep=False)
        self.spoken_for = set(participants.index[in_two_projects])      # courses that get no (further) flaw

    def rows(self, file: str, n: int, fits: pd.Series | None = None) -> list[int]:
        """n rows that fit, spread over the file, of n courses without a flaw so far; these now have one."""
        canonical = self.canonical[file] if fits is None else self.canonical[file][fits]
        free = canonical[~canonical["course"].isin(self.spoken_for)].drop_duplicates("course")
        chosen = free.iloc[[len(free) * (2 * i + 1) // (2 * n) for i in range(n)]]
        self.spoken_for |= set(chosen["course"])
        return list(chosen.index)

    def day(self, file: str, row: int, column: str, later: int = 0) -> str:
        """A date of the row as the register writes it, moved by some days."""
        return (self.canonical[file].at[row, column] + pd.Timedelta(days=later)).strftime("%d-%m-%Y")

    def write(self, rule: str, file: str, row: int, column: str, cell: str) -> None:
        """Write a flaw into a cell."""
        self.tables[file].at[row, column] = cell
        self.planted.append((rule, file, row, column))

    def copy(self, rule: str, file: str, row: int, after: int, **cells: str) -> None:
        """Enter a row again, with some cells changed, after another row."""
        self.tables[file].loc[after + 0.5] = {**self.tables[file].loc[row], **cells}
        self.planted.append((rule, file, after + 0.5, None))

    def finish(self) -> tuple[dict[str, pd.DataFrame], list[Flaw]]:
        """The tables, and the flaws in the order of files and rows."""
        tables = {file: table.sort_index() for file, table in self.tables.items()}
        physical = {file: {number: i + 2 for i, number in enumerate(table.index)} for file, table in tables.items()}
        flaws = [Flaw(rule, file, physical[file][number], column) for rule, file, number, column in self.planted]
        return tables, sorted(flaws, key=lambda flaw: (flaw.file, flaw.row, flaw.column or ""))
