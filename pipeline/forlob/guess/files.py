"""A file as it was read, and what is guessed of it."""

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
    """A file, or a sheet of one, as it was found and read. What does not apply to it is None."""

    file: str
    table: RawTable
    sheet: str | None = None
    header_row: int = 1
    encoding: str | None = None
    delimiter: str | None = None

    @property
    def name(self) -> str:
        return f"{self.file}#{self.sheet}" if self.sheet else self.file

    @property
    def speaking_name(self) -> str:
        """The sheet, else the file: what says best what is in it."""
        return self.sheet or PurePath(self.file).name.partition(".")[0]


@dataclass
class File:
    """What programme.yaml says of one file: registers, formats, unknown answers, constants; and what is in doubt."""

    source: Source
    guess: Guess
    columns: list[Column]
    decimal: str | None = None
    dates: list[str] | dict[str, list[str]] | None = None
    answers: dict[tuple[str, str], Answers] = field(default_factory=dict)
    constants: dict[str, str | date] = field(default_factory=dict)
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
