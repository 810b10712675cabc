"""The action plans. One row is a plan; its participation is the label of a row of the participations."""

import numpy as np
import pandas as pd

from examples.draw import DAY, days, pick, working_day
from examples.kvik.plausible import PROJECTS

RENEWED = 0.12  # of the plans of those who stay long enough
RENEWED_AFTER = 120  # days at least


def plan(rng: np.random.Generator, participations: pd.DataFrame, n: int) -> pd.DataFrame:
    """participation, started_on: a first plan for exactly n participations, sooner in the short ones; some are renewed
    later.
    """
    enrolled_on = participations["enrolled_on"].to_numpy().astype("datetime64[D]")
    stay = (participations["exited_on"].to_numpy().astype("datetime64[D]") - enrolled_on) // DAY
    chosen = np.sort(pick(rng, np.minimum(stay, 60), n))
    scale = PROJECTS[participations["project"].iloc[0]].days_to_plan
    delay = days(rng, scale, 1.6, stay[chosen] - 5)
    first = working_day(enrolled_on[chosen] + delay * DAY, enrolled_on[chosen])
    plans = pd.DataFrame({"participation": participations.index[chosen], "started_on": first})
    return pd.concat([plans, _renewed(rng, plans, participations)], ignore_index=True)


def _renewed(rng: np.random.Generator, plans: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """Second plans, some months after the first and before the exit."""
    first = plans["started_on"].to_numpy().astype("datetime64[D]")
    exited_on = participations["exited_on"].loc[plans["participation"]].to_numpy().astype("datetime64[D]")
    room = (exited_on - first) // DAY - RENEWED_AFTER - 5
    rows = (room > 0) & (rng.random(len(plans)) < RENEWED)
    second = first[rows] + (RENEWED_AFTER + days(rng, 90, 1.2, room[rows])) * DAY
    return pd.DataFrame({"participation": plans["participation"][rows], "started_on": working_day(second, first[rows])})
