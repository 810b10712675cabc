"""Registers that lost so many of their rows in the cleaning that their figures may be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.display import numbers
from pipeline.display.rows import Row

if TYPE_CHECKING:
    from pipeline.display.words import Words


def much_set_aside(rows: Iterable[Row]) -> dict[str, tuple[int, int]]:
    """Register -> rows set aside, rows read: where that is more than a tenth of them. Rows of quality.rows count."""
    n = {(row.group, row.subgroup): row.n or 0 for row in rows if row.measure == "quality.rows"}
    read = {register: number for (register, step), number in n.items() if step == "read"}
    aside = {register: n.get((register, "set_aside"), 0) for register in read}
    return {name: (aside[name], read[name]) for name in read if aside[name] * 10 > read[name]}


def said_of_it(rows: Iterable[Row], words: Words) -> str:
    """A sentence for each such register, and what follows; empty where there is none."""
    said = [
        words.ui("much_set_aside", register=words.register(register), n=_n(aside, words), of=_n(read, words))
        for register, (aside, read) in much_set_aside(rows).items()
    ]
    return " ".join([*said, words.ui("perhaps_too_small")]) if said else ""


def _n(number: int, words: Words) -> str:
    return numbers.number(number, words.language)
