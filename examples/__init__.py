"""Generators of synthetic extracts: `python -m examples kvik DIR` writes those of the KVIK programme.

Seeded: the same bytes each time. Nothing here uses the pipeline, and the pipeline uses nothing from here.

    draw.py      counts that add up, and random draws
    folder.py    puts a finished folder of files in its place
    brug_for_alle/   Brug for alle: stages by participant, counts as delivered, a survey
    kvik/        the KVIK programme: who takes part, what becomes of them, how the register writes it, what is wrong
"""

from collections.abc import Mapping
from typing import Protocol


class Extracts(Protocol):
    """What a generator makes."""

    @property
    def files(self) -> Mapping[str, bytes]: ...


class Generator(Protocol):
    """A package of `examples`: the names of its files, and how they are made."""

    FILES: tuple[str, ...]

    def make(self) -> Extracts: ...
