"""Why and when each participation ends. Everybody has left by the day the project closes."""

import numpy as np
import pandas as pd

from examples.draw import DAY, days, deal, working_day
from examples.kvik.counts import Counts
from examples.kvik.plausible import DAYS_TO_EDUCATION, DAYS_TO_JOB, EXIT_REASONS, FIRST_PLACEMENT
from examples.kvik.sources import closed
from forlob.measures.elementary import exp

SHORTEST = 14  # days: nobody leaves sooner
SHORTEST_WITH_PLACEMENT = 49  # for those who leave while in a placement


def leave(rng: np.random.Generator, participations: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """The participations with exit_reason and exited_on."""
    last = closed(participations["project"].iloc[0])
    reasons = _reasons(rng, participations, counts.exit_reason, last)
    typical = {reason: scale for reason, (_, scale) in EXIT_REASONS.items()}
    typical |= {"job": DAYS_TO_JOB, "education": DAYS_TO_EDUCATION}
    earliest = _earliest(participations, reasons == "placement_continues")
    at_the_end = reasons == "trial_ended"
    room = ((last - DAY) - earliest) // DAY
    stay = days(rng, np.array([typical[reason] or 1 for reason in reasons], dtype=float), 1.5, np.maximum(room, 0))
    left = working_day(earliest + stay * DAY, earliest)
    return participations.assign(exit_reason=reasons, exited_on=np.where(at_the_end, last, left))


def _earliest(participations: pd.DataFrame, in_placement: np.ndarray) -> np.ndarray:
    enrolled_on = participations["enrolled_on"].to_numpy().astype("datetime64[D]")
    with_placement = np.maximum(enrolled_on, np.datetime64(FIRST_PLACEMENT)) + SHORTEST_WITH_PLACEMENT * DAY
    return np.where(in_placement, with_placement, enrolled_on + SHORTEST * DAY)


def _reasons(
    rng: np.random.Generator, participations: pd.DataFrame, counts: dict[str, int], last: np.datetime64
) -> np.ndarray:
    """The reasons, each as often as counted: the latest enrolled are the likeliest to be there still at the end,
    the young to begin an education, the experienced and those in match group 2 to find a job."""
    age = participations["age"].to_numpy()
    room = (last - participations["enrolled_on"].to_numpy().astype("datetime64[D]")) // DAY
    nearer = np.where(participations["match_group"] == "2", 1.0, 0.6)
    by_experience = {"none": 0.5, "at_most_1_year": 0.8, "1_to_3_years": 1.2, "3_years_or_more": 1.6}
    experienced = participations["work_experience"].map(by_experience).to_numpy()
    schooled = np.where(participations["education"] == "basic_school_not_completed", 0.6, 1.0)
    long_enough = np.where(room > 75, 1.0, 0.05)
    weights = {
        "placement_continues": np.where(room > 60, nearer, 0),
        "trial_ended": exp(-room / 90),
        "education": np.where(age < 30, 1.0, 0.15) * nearer * schooled * long_enough,
        "awaiting_education": np.where(age < 30, 1.0, 0.15) * long_enough,
        "job": nearer * experienced * long_enough,
        "flex_job": np.where(age < 30, 0.3, 1.0) * long_enough,
    }
    order = {reason: counts[reason] for reason in (*weights, *(reason for reason in counts if reason not in weights))}
    return deal(rng, order, weights, len(participations))
