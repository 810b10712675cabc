"""Synthetic extracts of a programme that follows its participants on two scales, quarter by quarter.

    plausible.py      everything that is made up, as constants
    people.py         who takes part, and from when to when
    measurements.py   when each is measured, by whom, and with what score
    flaws.py          what is wrong in the file, at rows of its own

The figures are printed nowhere: they are what the seed gives.
"""

import csv
import io
from dataclasses import dataclass

import numpy as np

from examples.progression_scales.flaws import with_flaws
from examples.progression_scales.measurements import measure
from examples.progression_scales.people import enrol
from examples.progression_scales.plausible import MEASUREMENT_COLUMNS, PARTICIPANT_COLUMNS, SEED

FILES = ("borgere.csv", "maalinger.csv")


@dataclass(frozen=True)
class Extracts:
    files: dict[str, bytes]


def make(seed: int = SEED) -> Extracts:
    rng = np.random.default_rng(seed)
    people = enrol(rng)
    rows = with_flaws(rng, measure(rng, people))
    written = [person.written for person in people]
    return Extracts({
        "borgere.csv": _as_bytes(PARTICIPANT_COLUMNS, written, "cp1252"),
        "maalinger.csv": _as_bytes(MEASUREMENT_COLUMNS, rows, "utf-8-sig"),
    })


def _as_bytes(header: tuple[str, ...], rows: list[list[str]], encoding: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
