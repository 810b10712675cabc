"""What a generator makes: the files of a programme's extracts, and what is wrong in them."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Flaw:
    """A flaw in a file: the physical row (the header is 1) that cleaning reports, and the column of a single cell.

    A sheet of a workbook is named file#sheet.
    """

    rule: str
    file: str
    row: int
    column: str | None = None


@dataclass(frozen=True)
class Extracts:
    """The files by name; every flaw planted in them, where a test compares these with the findings."""

    files: dict[str, bytes]
    flaws: list[Flaw] = field(default_factory=list)


class Generator(Protocol):
    """A package of `examples`: the names of its files, and how they are made."""

    FILES: tuple[str, ...]

    def make(self) -> Extracts: ...
