"""Synthetic extracts of the KVIK programme, calibrated to the printed figures.

sources.py     programme.yaml, the printed figures, the answers' labels
plausible.py   everything that is made up, as constants
counts.py      how many of everything each project has, exactly
participations.py exits.py plans.py placements.py twice.py     who, when, why: assigned at random to the exact counts
registers.py   all projects together, as the register system writes them
flaws.py       what is wrong in the files, at known rows; none of it changes a printed figure
recount.py     reads the files again, for the tests
"""

from examples.extracts import Extracts
from examples.files import as_csv
from examples.kvik.flaws import plant
from examples.kvik.plausible import SEED
from examples.kvik.registers import as_written, make_registers

FILES = ("deltagere.csv", "indsatsplaner.csv", "virksomhedspraktik.csv")


def make(seed: int = SEED) -> Extracts:
    registers = make_registers(seed)
    tables, flaws = plant(registers, as_written(registers))
    return Extracts({name: as_csv(table) for name, table in tables.items()}, flaws)
