"""What the cleaning lost so much of that the figures may be wrong: rows of a register, and cells of a column."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from forlob.show import numbers
from forlob.show.gated_rows import Row

if TYPE_CHECKING:
    from forlob.show.words import Words

ROWS, CELLS, CAUSES = "quality.set_aside", "quality.not_read", "quality.causes"
#: Rules that set aside what the figures do not lack: what is there once more, and what the programme leaves out.
NOTHING_LOST = {"duplicate_row", "duplicate_participation", "measured_twice", "outside_period", "superseded"}


def lost(rows: Iterable[Row]) -> list[Row]:
    """The rows of quality.set_aside and quality.not_read that are more than a tenth of what was read."""
    of_quality = (row for row in rows if row.measure in (ROWS, CELLS) and row.subgroup not in NOTHING_LOST)
    return [row for row in of_quality if row.n and row.of and row.n * 10 > row.of]


def causes_of(rows: Iterable[Row]) -> dict[tuple[str, str], str]:
    """(register, rule or column) -> the likeliest cause, of what more than a tenth was lost of."""
    named = (row for row in rows if row.measure == CAUSES)
    return {(row.group, row.subgroup.rpartition(": ")[0]): row.subgroup.rpartition(": ")[2] for row in named}


def lost_text(rows: Iterable[Row], words: Words) -> str:
    """A sentence for each of them with its likely cause, and what follows; empty where there is none."""
    rows = list(rows)
    causes, said = causes_of(rows), []
    for row in lost(rows):
        said.append(
            words.ui(
                "lost_rows" if row.measure == ROWS else "lost_cells",
                register=words.register(row.group),
                what=words.rule(row.subgroup).lower() if row.measure == ROWS else row.subgroup,
                n=numbers.number(row.n, words.language),
                of=numbers.number(row.of, words.language),
            )
        )
        if cause := words.cause(causes.get((row.group, row.subgroup), "")):
            said.append(words.ui("likely_cause", cause=cause))
    return " ".join([*said, words.ui("perhaps_wrong")]) if said else ""
