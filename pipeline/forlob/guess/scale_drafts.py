"""The scales that measurements side by side are on: which items belong together, and between which scores."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from forlob.cleaning.spelling import plain
from forlob.guess.code_guesses import slug
from forlob.guess.files import File
from forlob.guess.score_grid import Grid

#: Items that are named by a word of at least so many letters and a number are of the scale of that name.
SHORTEST_NAME = 3
QUESTION = {"spørgsmål", "sporgsmal", "spm", "question", "item", "fråga", "udsagn"}


@dataclass
class ScaleDraft:
    """A scale: its items as code -> how the file names them, the answers seen, and how sure its name is."""

    id: str
    name: str
    items: dict[str, str]
    answers: set[int]

    @property
    def range(self) -> tuple[int, int]:
        """The lowest and highest answer; where all are the same, a range that holds it."""
        low, high = min(self.answers, default=0), max(self.answers, default=0)
        return (low, high) if low < high else (min(low, 0), max(high, 1))


def read_scales(files: Iterable[File]) -> list[ScaleDraft]:
    """The scales of all files; files with the same items share theirs.

    Where two scales have an item of the same name, a file of one scale says under its constants which one it means.
    """
    scales: list[ScaleDraft] = []
    of_file: list[tuple[File, list[ScaleDraft]]] = []
    for file in files:
        if file.guess.grid:
            of_file.append((file, []))
            for name, items in _groups(file.guess.grid, file.source.speaking_name):
                answers = file.guess.grid.answers(items)
                same = next((scale for scale in scales if set(scale.items) == set(_codes(items))), None)
                if same:
                    same.answers |= answers
                else:
                    same = ScaleDraft(_free(slug(name, "_") or "scale", scales), name, _codes(items), answers)
                    scales.append(same)
                of_file[-1][1].append(same)
    times = Counter(item for scale in scales for item in scale.items)
    for file, own in of_file:
        if any(times[item] > 1 for scale in own for item in scale.items):
            if len(own) == 1:
                file.constants["instrument"] = own[0].id
            else:
                file.doubts.append("two scales have items of the same name; rename those of one in the file")
    return scales


def _groups(grid: Grid, title: str) -> Iterator[tuple[str, list[str]]]:
    """The name of a scale and its items: those of one word and a number, as WHO5_1, then all others."""
    stems: dict[str, list[str]] = {}
    for item in grid.items:
        found = re.fullmatch(r"(.*[^\W_])[\W_]+\d{1,2}|(.*[^\W\d_])\d{1,2}", item)
        stem = (found[1] or found[2]) if found else ""
        named = len(stem) >= SHORTEST_NAME and plain(stem) not in QUESTION
        stems.setdefault(stem if named else "", []).append(item)
    stems = {stem: items if len(items) > 1 else [] for stem, items in stems.items() if stem}
    rest = [item for item in grid.items if not any(item in items for items in stems.values())]
    yield from ((stem, items) for stem, items in stems.items() if items)
    if rest:
        yield title or "Scale", rest


def _codes(items: Iterable[str]) -> dict[str, str]:
    """A code for each item, and the item."""
    codes: dict[str, str] = {}
    for item in items:
        code = slug(item, "_") or "item"
        codes[code if code not in codes else f"{code}_{len(codes) + 1}"] = item
    return codes


def _free(code: str, scales: Iterable[ScaleDraft]) -> str:
    taken = {scale.id for scale in scales}
    return next(one for one in (code, *(f"{code}_{number}" for number in range(2, 1000))) if one not in taken)
