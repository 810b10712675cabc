"""Rows of every item by every respondent: shares, means and curves of what `scored.py` sorted out."""

from collections.abc import Callable

import pandas as pd
from pandas.api.typing import SeriesGroupBy

from forlob.measures.data import Data
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import share, statistic, together
from forlob.measures.scored import Scored, scored
from forlob.measures.sums import mean

#: What the value of a mean counts.
POINTS = "points"


def shares(data: Data, counted: Callable[[Scored], tuple[int, int]]) -> pd.DataFrame | None:
    """One row an item and respondent: `counted` gives its n and of."""
    rows = [(*counted(one), one.item, one.respondent) for one in scored(data)]
    if not rows:
        return None
    n, of, items, respondents = zip(*rows, strict=True)
    return share(n, of, PARTICIPATIONS.unit, items, respondents)


def means(data: Data, scores: Callable[[Scored], pd.Series]) -> pd.DataFrame | None:
    """One row an item and respondent: the mean of some of its scores, in points."""
    rows = [(len(scores(one)), mean(scores(one)), one.item, one.respondent) for one in scored(data)]
    if not rows:
        return None
    n, values, items, respondents = zip(*rows, strict=True)
    return statistic(n, values, POINTS, items, respondents)


def curves(data: Data, points: Callable[[Scored], SeriesGroupBy]) -> pd.DataFrame | None:
    """One row an item, respondent and point: the mean of the scores at each point, in points."""
    tables = []
    for one in scored(data):
        at = points(one)
        n, value = at.size(), at.agg(mean)
        tables.append(
            statistic(n.to_numpy(), value.to_numpy(), POINTS, one.item, one.respondent, at=n.index.astype(str))
        )
    return together(tables)
