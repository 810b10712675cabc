"""Synthetic extracts of the trial with social mentors, calibrated to the printed figures.

    sources.py     programme.yaml and the printed figures
    plausible.py   everything that is made up, as constants
"""

from dataclasses import dataclass

from examples.files import as_csv, as_workbook
from examples.social_mentors.plausible import SEED
from examples.social_mentors.registers import as_written, make_registers

WORKBOOK, TIME = FILES = ("socialmentor.xlsx", "tidsregistreringer.csv")


@dataclass(frozen=True)
class Extracts:
    """The files, and every flaw planted in them."""

    files: dict[str, bytes]


def make(seed: int = SEED) -> Extracts:
    tables = as_written(make_registers(seed))
    sheets = {name.split("#")[1]: table for name, table in tables.items() if "#" in name}
    return Extracts({WORKBOOK: as_workbook(sheets), TIME: as_csv(tables[TIME])})
