"""Registers that lost so many of their rows in the cleaning that their figures may be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.display import numbers
from pipeline.display.rows import Row

if TYPE_CHECKING:
    from pipeline.display.words import Words

#: Rules that set aside what the figures do not lack: what is there once more, and what the programme leaves out.
NOTHING_LOST = {"duplicate_row", "duplicate_course", "measured_twice", "outside_period"}


def much_set_aside(rows: Iterable[Row]) -> list[Row]:
    """The rows of quality.set_aside by which a register (group) lost more than a tenth by one rule (subgroup)."""
    lost = [row for row in rows if row.measure == "quality.set_aside" and row.subgroup not in NOTHING_LOST]
    return [row for row in lost if row.n and row.of and row.n * 10 > row.of]


def said_of_it(rows: Iterable[Row], words: Words) -> str:
    """A sentence for each of them, and what follows; empty where there is none."""
    said = [
        words.ui(
            "much_set_aside",
            register=words.register(row.group),
            rule=words.rule(row.subgroup).lower(),
            n=numbers.number(row.n, words.language),
            of=numbers.number(row.of, words.language),
        )
        for row in much_set_aside(rows)
    ]
    return " ".join([*said, words.ui("perhaps_too_small")]) if said else ""
