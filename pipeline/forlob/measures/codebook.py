"""What is known of a measure without counting it: its words, what it counts, and what its rows are split by.

The record of a notebook carries that of its measures, and `codebook.csv` beside measures.csv holds all: the pages of a
report are made from there, without the measures themselves.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import TypedDict

from forlob.measures.table import dimensions_in
from forlob.storage.csv_lines import csv_lines, read_csv_lines


class Wording(TypedDict, total=False):
    """What a declaration says of its measure in Danish: the English definition is its docstring's first paragraph.

    `da`, `en`: the label; `short_da`, `short_en`: one for the head of a column; `def_da`: the definition, one sentence.
    """

    da: str
    en: str
    short_da: str
    short_en: str
    def_da: str


@dataclass(frozen=True)
class Entry:
    """A measure. `of`: the measure that it is a share of; `by`: what its rows are split by in any case; `at`: what a
    point of its curve is.
    """

    measure: str
    kind: str = ""
    population: str = ""
    unit: str = ""
    of: str = ""
    by: str = ""
    at: str = ""
    da: str = ""
    en: str = ""
    short_da: str = ""
    short_en: str = ""
    def_da: str = ""
    def_en: str = ""

    def label(self, language: str) -> str:
        """The name in a language, else in the other; the code name where it has none."""
        return (self.da if language == "da" else self.en) or self.da or self.en or self.measure

    def short(self, language: str) -> str:
        return (self.short_da if language == "da" else self.short_en) or self.label(language)

    def definition(self, language: str) -> str:
        return (self.def_da if language == "da" else self.def_en) or self.def_en

    def further(self, by: str) -> tuple[str, ...]:
        """The dimensions of a row that its measure does not have in any case."""
        return tuple(name for name in dimensions_in(by) if name not in dimensions_in(self.by))


Codebook = Mapping[str, Entry]
NAMES = [field.name for field in fields(Entry)]


def to_csv(entries: Iterable[Entry]) -> str:
    """One measure a row, by name."""
    rows = sorted({entry.measure: list(asdict(entry).values()) for entry in entries}.values())
    return csv_lines([NAMES, *rows])


def from_csv(texts: Iterable[str]) -> dict[str, Entry]:
    """The measures of some codebooks."""
    return {row[0]: Entry(*row) for text in texts for row in read_csv_lines(text)[1]}
