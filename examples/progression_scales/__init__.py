"""Synthetic extracts of a programme that follows its participants on two scales, quarter by quarter.

    plausible.py      everything that is made up, as constants
    people.py         who takes part, and from when to when
    follow_up.py      what an authority tells of them at the end
    measurements.py   when each is measured, by whom, and with what score
    flaws.py          what is wrong in the file, at rows of its own

The figures are printed nowhere: they are what the seed gives.
"""

import numpy as np
import pandas as pd

from examples.extracts import Extracts
from examples.files import as_csv
from examples.progression_scales.flaws import with_flaws
from examples.progression_scales.follow_up import follow_up, with_a_correction
from examples.progression_scales.measurements import measure
from examples.progression_scales.people import enrol
from examples.progression_scales.plausible import MEASUREMENT_COLUMNS, OUTCOME_COLUMNS, PARTICIPANT_COLUMNS, SEED

FILES = ("borgere.csv", "maalinger.csv", "opfoelgning.csv")


def make(seed: int = SEED) -> Extracts:
    rng = np.random.default_rng(seed)
    people = enrol(rng)
    rows = with_flaws(rng, measure(rng, people))
    later = with_a_correction(follow_up(rng, people))
    written = [person.written for person in people]
    return Extracts(
        {
            "borgere.csv": as_csv(pd.DataFrame(written, columns=PARTICIPANT_COLUMNS)),
            "maalinger.csv": as_csv(pd.DataFrame(rows, columns=MEASUREMENT_COLUMNS), "utf-8-sig"),
            "opfoelgning.csv": as_csv(pd.DataFrame(later, columns=OUTCOME_COLUMNS), "utf-8-sig"),
        }
    )
