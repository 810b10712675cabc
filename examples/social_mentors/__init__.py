"""Synthetic extracts of the trial with social mentors, calibrated to the printed figures.

    sources.py      programme.yaml and the printed figures
    plausible.py    everything that is made up, as constants
    participants.py companies.py around.py      who, where, and what goes on around them
    hours.py schedule.py    the mentors' time: how many hours of what, then when and with whom
    registers.py    all registers together, as the register system writes them
    flaws.py time_flaws.py  what is wrong in the files, at known rows

Every count and share printed for the trial comes out exactly, whatever the seed. What is planted changes none of it:
other spellings, dates typed as text, rows entered twice, a participation entered twice, an exit before the enrolment,
events without their length or outside the participation or the period, rows of nobody; and in the mentors' time a
registration of 3 minutes, one of 12,5 hours, one that overlaps another of the same mentor, one before the enrolment and
one after the exit, no time at all, 1.5 for 1,5, and the times of the day 25:99 and 9:75.
"""

from examples.extracts import Extracts
from examples.files import as_csv, as_workbook
from examples.social_mentors.flaws import plant
from examples.social_mentors.plausible import SEED
from examples.social_mentors.registers import as_written, make_registers

FILES = WORKBOOK, TIME = ("socialmentor.xlsx", "tidsregistreringer.csv")


def make(seed: int = SEED) -> Extracts:
    registers = make_registers(seed)
    tables, flaws = plant(registers, as_written(registers))
    sheets = {name.removeprefix(f"{WORKBOOK}#"): table for name, table in tables.items() if name != TIME}
    return Extracts({WORKBOOK: as_workbook(sheets), TIME: as_csv(tables[TIME])}, flaws)
