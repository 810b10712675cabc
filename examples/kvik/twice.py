"""A few people leave one project and begin in a neighbouring one later: one person, two participations."""

import numpy as np
import pandas as pd

from examples.kvik.plausible import IN_TWO_PROJECTS, NEIGHBOURS

BETWEEN = np.timedelta64(21, "D")  # from the exit to the next enrolment, at least
OLDEST = 26  # at the first enrolment: under 30 at both


def people(participations: pd.DataFrame) -> pd.DataFrame:
    """The participations with `person`, a number; the second participation of a person has the first one's master
    data.
    """
    participations = participations.assign(person=range(len(participations)))
    here = participations[participations["project"].isin(NEIGHBOURS)].sort_values(
        ["exited_on", "enrolled_on", "person"]
    )
    left = here[here["exit_reason"].isin(["other", "other_offer", "unrelated_to_effort", "no_benefit"])]
    left = left[left["age"] <= OLDEST]
    young = here[here["age"] < 30].sort_values(["enrolled_on", "person"])
    taken: set[int] = set()
    for first in left.iloc[:: len(left) // (3 * IN_TWO_PROJECTS)].itertuples():
        later = young[(young["enrolled_on"] >= first.exited_on + BETWEEN) & (young["project"] != first.project)]
        later = later[~later["person"].isin(taken)]
        if first.person in taken or later.empty:
            continue
        second = later.index[0]
        taken |= {first.person, participations.at[second, "person"]}
        for column in ("person", "birth_date", "gender", "education", "benefit"):
            participations.at[second, column] = participations.at[first.Index, column]
        if len(taken) == 2 * IN_TWO_PROJECTS:
            break
    return participations.drop(columns="age")


def identifiers(participations: pd.DataFrame) -> pd.Series:
    """Borger-id of each participation: seven digits, rising with the person's first enrolment, with gaps."""
    first = participations.groupby("person")["enrolled_on"].min().sort_values(kind="stable")
    numbers = 20011 + np.cumsum(1 + np.arange(len(first)) * 7 % 5)
    return participations["person"].map(dict(zip(first.index, [f"{number:07d}" for number in numbers], strict=True)))
