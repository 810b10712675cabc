"""What the cleaning lost so much of that the figures may be wrong: rows of a register, and cells of a column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from forlob.show import numbers
from forlob.show.gated_rows import Row

if TYPE_CHECKING:
    from forlob.show.words import Words

ROWS, CELLS, CAUSES = "quality.set_aside", "quality.not_read", "quality.causes"


def lost(rows: Iterable[Row]) -> list[Row]:
    """The rows of quality.set_aside and quality.not_read that quality.causes names the cause of, but those hidden."""
    rows = list(rows)
    causes = causes_of(rows)
    told = (row for row in rows if row.measure in (ROWS, CELLS) and not row.suppressed)
    return [row for row in told if (row.group, row.subgroup) in causes]


def causes_of(rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    """(register, rule or column) -> the likeliest cause, of what so much was lost of (`cleaning/losses.py`)."""
    named = (row for row in rows if row.measure == CAUSES)
    return {(row.group, row.subgroup.rpartition(": ")[0]): row.subgroup.rpartition(": ")[2] for row in named}


def lost_text(rows: Iterable[Row], words: Words) -> str:
    """A sentence for each of them with its likely cause, and what follows; empty where there is none."""
    rows = list(rows)
    causes, said = causes_of(rows), []
    for row in lost(rows):
        phrase = "lost_rows" if row.measure == ROWS else "lost_cells"
        said.append(
            words.ui(
                phrase if row.of is not None else f"{phrase}_alone",
                register=words.register(row.group),
                what=words.rule(row.subgroup).lower() if row.measure == ROWS else row.subgroup,
                n=numbers.number(row.n, words.language),
                of=numbers.number(row.of or 0, words.language),
            )
        )
        if cause := words.cause(causes.get((row.group, row.subgroup), "")):
            said.append(words.ui("likely_cause", cause=cause))
    return " ".join([*said, words.ui("perhaps_wrong")]) if said else ""
