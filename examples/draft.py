"""The tables while flaws are planted in them, and where they were planted."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from examples.extracts import Flaw


class Draft:
    """Tables as written, by file. Their rows are numbered from 0; a row put in later has a number between two others.

    `canonical[file]` has the canonical columns and codes of the same rows, before any flaw, and `bearer`: each of them
    bears one flaw at most, those that are `spared` none.
    """

    def __init__(
        self, canonical: Mapping[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame], spared: Iterable[object] = ()
    ):
        self.canonical = dict(canonical)
        self.tables = {file: table.set_axis(np.arange(len(table), dtype=float)) for file, table in tables.items()}
        self.planted: list[tuple] = []  # rule, file, row's number, column
        self.spoken_for = set(spared)

    def rows(self, file: str, n: int, fits: pd.Series | None = None) -> list[int]:
        """n rows that fit, spread over the file, of n bearers without a flaw so far; these now have one."""
        canonical = self.canonical[file] if fits is None else self.canonical[file][fits]
        free = canonical[~canonical["bearer"].isin(self.spoken_for)].drop_duplicates("bearer")
        if len(free) < n:
            raise ValueError(f"{file}: {n} rows are to bear a flaw, {len(free)} can")
        chosen = free.iloc[[len(free) * (2 * i + 1) // (2 * n) for i in range(n)]]
        self.spoken_for |= set(chosen["bearer"])
        return list(chosen.index)

    def day(self, file: str, row: int, column: str, later: int = 0) -> str:
        """A date of the row as the register writes it, moved by some days."""
        return (self.canonical[file].at[row, column] + pd.Timedelta(days=later)).strftime("%d-%m-%Y")

    def write(self, rule: str, file: str, row: int, column: str, cell: object) -> None:
        """Write a flaw into a cell."""
        self.tables[file].at[row, column] = cell
        self.note(rule, file, row, column)

    def note(self, rule: str, file: str, row: float, column: str | None) -> None:
        """A flaw that stands in a cell, or a row, already."""
        self.planted.append((rule, file, row, column))

    def copy(self, rule: str, file: str, row: int, after: int, column: str | None = None, **cells: object) -> float:
        """Enter a row again, with some cells changed, after another row; the new row's number."""
        place = after + 0.5
        while place in self.tables[file].index:
            place += 1 / 64
        self.tables[file].loc[place] = {**self.tables[file].loc[row], **cells}
        self.note(rule, file, place, column)
        return place

    def finish(self) -> tuple[dict[str, pd.DataFrame], list[Flaw]]:
        """The tables, and the flaws in the order of files and rows."""
        tables = {file: table.sort_index() for file, table in self.tables.items()}
        physical = {file: {number: i + 2 for i, number in enumerate(table.index)} for file, table in tables.items()}
        flaws = [Flaw(rule, file, physical[file][number], column) for rule, file, number, column in self.planted]
        return tables, sorted(flaws, key=lambda flaw: (flaw.file, flaw.row, flaw.column or "", flaw.rule))
