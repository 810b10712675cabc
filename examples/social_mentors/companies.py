"""The companies, and the participants in them: the printed counts come out."""

import numpy as np
import pandas as pd

from examples.draw import deal, pick
from examples.social_mentors.plausible import COMPANIES, WITH_TWO
from examples.social_mentors.sources import counts


def register(rng: np.random.Generator) -> pd.DataFrame:
    """The companies: company_id, project, name, industry, ownership, prior_experience (missing: not registered)."""
    rows = [(project, *company) for project, companies in COMPANIES.items() for company in companies]
    made = pd.DataFrame(rows, columns=["project", "name", "industry", "ownership"])
    made.insert(0, "company_id", [f"V{number:02d}" for number in range(1, len(made) + 1)])
    experience = deal(rng, counts("companies.by_prior_experience"), {}, len(made))
    return made.assign(prior_experience=pd.Series(experience).replace("not_registered", None))


def attach(rng: np.random.Generator, participations: pd.DataFrame, companies: pd.DataFrame) -> pd.DataFrame:
    """Who is in which company: participation, participant_id, company_id. The first of a jobcentre's companies take
    two.
    """
    made = []
    for project, here in companies.groupby("project", sort=False):
        places = [*here["company_id"], *here["company_id"].iloc[: WITH_TWO[project]]]
        people = participations[participations["project"] == project]
        chosen = people.iloc[np.sort(pick(rng, np.ones(len(people)), len(places)))]
        given = {"participation": chosen.index, "participant_id": chosen["participant_id"], "company_id": places}
        made.append(pd.DataFrame(given))
    return pd.concat(made, ignore_index=True)
