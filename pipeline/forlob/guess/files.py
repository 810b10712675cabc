"""A file as it was read, and what is guessed of it."""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from forlob.cleaning.identifiers import masked
from forlob.extracts.raw_tables import RawTable
from forlob.guess.code_guesses import Answers
from forlob.guess.column_kinds import Column
from forlob.guess.file_registers import Guess
from forlob.programme.registers import REGISTERS


@dataclass(frozen=True)
class Source:
    """A file, or a sheet of one, as it was found and read. What does not apply to it is None.

    `sheets_in_file`: how many the workbook has, 0 where its sheets are to be read one by one. Of several equal ones,
    whose rows `table` has together: `sheets`, and whether they are `all_sheets`; `files`, the oldest first, of which
    `file` is the pattern and `order` the form of the date in their names; `parts`, their tables. `skip`: the texts of
    totals and footnotes that the table is without; `unnamed`: how many footnotes no such text is known of.
    """

    file: str
    table: RawTable
    sheet: str | None = None
    header_row: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    sheets_in_file: int = 1
    sheets: tuple[str, ...] = ()
    all_sheets: bool = False
    files: tuple[str, ...] = ()
    order: str = "name"
    parts: tuple[RawTable, ...] = ()
    skip: tuple[str, ...] = ()
    unnamed: int = 0

    @property
    def name(self) -> str:
        several = f"{self.file} ({len(self.files)} files)" if self.files else self.file
        if self.sheets:
            return f"{several}#{self.sheets[0]} and {len(self.sheets) - 1} more with the same header"
        return f"{several}#{self.sheet}" if self.sheet else several

    @property
    def speaking_name(self) -> str:
        """The sheet, else the file: what says best what is in it."""
        return self.sheet or re.sub(r"[*\[].*", "", PurePath(self.file).name).partition(".")[0].rstrip(" _-")


@dataclass
class File:
    """What programme.yaml says of one file: registers, formats, unknown answers, constants; and what is in doubt.

    `split`: register -> the column whose cells hold several answers, and what stands between them.
    """

    source: Source
    guess: Guess
    columns: list[Column]
    decimal: str | None = None
    dates: list[str] | dict[str, list[str]] | None = None
    answers: dict[tuple[str, str], Answers] = field(default_factory=dict)
    constants: dict[str, str | date] = field(default_factory=dict)
    project_from_sheet: bool = False
    snapshots: bool = False
    split: dict[str, tuple[str, str]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    @property
    def not_used(self) -> list[str]:
        """Headers that no register reads, where they name no person."""
        used = self.guess.used
        return [c.header for c in self.columns if c.place not in used and c.header and masked(c.header) == c.header]

    def column(self, register: str, name: str) -> Column | None:
        match = self.guess.registers.get(register, {}).get(name)
        return match.column if match else None

    def of_kind(self, kind: str) -> list[tuple[str, Column]]:
        """(canonical column, the file's) for the columns of a kind, in all registers of the file."""
        return [
            (name, match.column)
            for register, found in self.guess.registers.items()
            for name, match in found.items()
            if REGISTERS[register].columns[name] == kind
        ]
