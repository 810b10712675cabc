"""What is wrong in the file of measurements, as in real ones: a few rows of each kind."""

import numpy as np

from examples.progression_scales.plausible import LADDER_NAME, STRAIN_NAME

ITEM, SCORE, BY = 3, 4, 5


def with_flaws(rng: np.random.Generator, rows: list[list[str]]) -> list[list[str]]:
    """The rows with scores outside their scale, items spelt otherwise or given up since, and rows entered twice."""
    rows = [list(row) for row in rows]
    of = {name: [i for i, row in enumerate(rows) if row[2] == name] for name in (LADDER_NAME, STRAIN_NAME)}
    for name, score in ((LADDER_NAME, "55"), (LADDER_NAME, "0"), (STRAIN_NAME, "9"), (LADDER_NAME, "7-8")):
        rows[_one(rng, of[name])][SCORE] = score  # typed twice, off the scale, of the other scale, undecided
    for _ in range(6):
        row = rows[_one(rng, of[LADDER_NAME])]
        row[ITEM] = row[ITEM].upper() + " "
    for _ in range(3):
        rows[_one(rng, of[LADDER_NAME])][ITEM] = "Lyst til forandring"  # an item of the first version of the form
    for _ in range(2):
        rows[_one(rng, of[STRAIN_NAME])][BY] = ""
    again = [_one(rng, of[LADDER_NAME]) for _ in range(4)]
    for place in sorted(set(again), reverse=True):
        fixed = [*rows[place][:SCORE], str(min(int(rows[place][SCORE]) + 1, 10)), rows[place][BY]]
        rows.insert(place + 1, fixed if place % 2 else list(rows[place]))  # fixed the same day, or sent twice
    return [*rows, ["9999-XX", *rows[-1][1:]]]  # a participant whom the other file does not have


def _one(rng: np.random.Generator, places: list[int]) -> int:
    return places[int(rng.random() * len(places))]
