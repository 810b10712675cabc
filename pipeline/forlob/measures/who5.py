"""WHO-5, the well-being index of the World Health Organization: five statements about the last two weeks.

Each is answered from 0 to 5 points; the sum times 4 is the score, from 0 (worst) to 100 (best). With one answer
missing the mean of the other four stands for it; with more missing there is no score.
"""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.respondents import given
from forlob.programme.survey_models import ITEMS_OF_WHO5

MOST_MISSING = 1
#: From 0-25 points to 0-100.
FACTOR = 4


def scores(data: Data) -> pd.Series | None:
    """who -> score (0-100; missing where there is none), of all with an answer to some item; None without WHO-5."""
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None or not survey.who5:
        return None
    items = answers[answers["question"].isin(survey.who5) & answers["code"].notna()]
    points = items.assign(points=pd.to_numeric(items["code"]).astype(float))
    wide = points.pivot(index="who", columns="question", values="points").reindex(columns=survey.who5)
    return None if wide.empty else scored(wide)


def scored(points: pd.DataFrame) -> pd.Series:
    """The score of each row of five items (0-5, missing where not answered).

    >>> scored(pd.DataFrame([[3, 3, 2, 4, None]]))          # (3 + 3 + 2 + 4) / 4 x 5 x 4
    0    60.0
    """
    score = points.mean(axis=1) * ITEMS_OF_WHO5 * FACTOR
    return score.where(points.isna().sum(axis=1) <= MOST_MISSING)
