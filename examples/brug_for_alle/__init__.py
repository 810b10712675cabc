"""Synthetic extracts of Brug for alle, calibrated to the printed figures.

plausible.py   the printed figures, and everything that is made up, as constants
stages.py      who reached which stage and when: one region by participant
counts.py      what the other regions deliver: counts as of some days
survey.py      the answers of the survey
flaws.py       what is wrong in the stages
"""

import numpy as np

from examples.brug_for_alle.counts import delivered_counts
from examples.brug_for_alle.flaws import with_flaws
from examples.brug_for_alle.plausible import SEED
from examples.brug_for_alle.stages import stages
from examples.brug_for_alle.survey import answers
from examples.extracts import Extracts
from examples.files import as_csv

FILES = ("trin.csv", "optaellinger.csv", "spoergeskema.csv")


def make(seed: int = SEED) -> Extracts:
    rng = np.random.default_rng(seed)
    tables = [with_flaws(stages(rng)), delivered_counts(), answers(rng)]
    return Extracts({name: as_csv(table, "utf-8-sig") for name, table in zip(FILES, tables, strict=True)})
