"""Progression on scales: what participants were measured at first and latest, and what changed.

The group is the item as `instrument: item`, the subgroup who reported: the reports of participants and of caseworkers
are never put together. Means and changes are in the units of the scale. Whoever was measured once only is counted as
such; his or her one score is both the first and the latest.
"""

from collections.abc import Callable

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.rows import no_rows, share, statistic
from forlob.measures.scored import Scored, quarters, scored
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval

#: What n and of count where value is a share, and what value counts where it is a mean.
PARTICIPATIONS, POINTS = "participations", "points"


def measured(data: Data) -> pd.DataFrame:
    """Participations with at least one score, of all enrolled. Unit: participations."""
    return _shares("progression.measured", data, lambda one: (len(one.ends), data.enrolled))


def repeated(data: Data) -> pd.DataFrame:
    """Participations measured on at least two days, of those measured. Unit: participations."""
    return _shares("progression.repeated", data, lambda one: (len(one.repeated), len(one.ends)))


def only_once(data: Data) -> pd.DataFrame:
    """Participations measured on one day only, of those measured. Unit: participations."""
    return _shares("progression.only_once", data, lambda one: (len(one.ends) - len(one.repeated), len(one.ends)))


def first(data: Data) -> pd.DataFrame:
    """The mean of the first score of all participations measured, also of those measured once only. Unit: points."""
    return _means("progression.first", data, lambda one: one.ends["first"])


def latest(data: Data) -> pd.DataFrame:
    """The mean of the latest score of all participations measured, also of those measured once only. Unit: points."""
    return _means("progression.latest", data, lambda one: one.ends["latest"])


def change(data: Data) -> pd.DataFrame:
    """The mean of latest less first score of the participations measured on at least two days, with its t interval.

    It is in the units of the scale: on a scale where lower is better a fall is progress. Unit: points.
    """
    tables = []
    for one in scored(data):
        changes = one.repeated["change"].to_numpy(float)
        tables.append(
            statistic(
                "progression.change", len(changes), mean(changes), POINTS,
                one.item, one.respondent, interval=t_interval(changes),
            )
        )  # fmt: skip
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def improved(data: Data) -> pd.DataFrame:
    """Participations whose latest score is better than the first, by a change that counts, of those measured twice or
    more.

    Better is as the scale says; without a scale, higher, and any change counts. Unit: participations.
    """
    return _turned("progression.improved", data, 1)


def same(data: Data) -> pd.DataFrame:
    """Participations whose latest and first score differ by less than a change that counts, of those measured twice or
    more.

    Unit: participations.
    """
    return _turned("progression.same", data, 0)


def worse(data: Data) -> pd.DataFrame:
    """Participations whose latest score is worse than the first, by a change that counts, of those measured twice or
    more.

    Unit: participations.
    """
    return _turned("progression.worse", data, -1)


def course(data: Data) -> pd.DataFrame:
    """The mean score by whole quarters since a participation's first measurement, of the participations measured in
    that quarter.

    The subgroup is `respondent: quarter`, or the quarter alone; quarter 0 is the first measurement. Of several scores
    in one quarter the latest counts. Unit: points.
    """
    tables = []
    for one in scored(data):
        placed = one.scores.assign(quarter=quarters(one.scores))
        by_quarter = placed.drop_duplicates(["participation_id", "quarter"], keep="last").groupby("quarter")["score"]
        at = [f"{one.respondent}: {quarter}".removeprefix(": ") for quarter in by_quarter.size().index]
        if at:
            n, value = by_quarter.size().to_numpy(), by_quarter.agg(mean).to_numpy()
            tables.append(statistic("progression.course", n, value, POINTS, one.item, at))
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def _turned(measure: str, data: Data, way: int) -> pd.DataFrame:
    return _shares(measure, data, lambda one: (int((one.better == way).sum()), len(one.repeated)))


def _shares(measure: str, data: Data, counted: Callable[[Scored], tuple[int, int]]) -> pd.DataFrame:
    rows = [(*counted(one), one.item, one.respondent) for one in scored(data)]
    if not rows:
        return no_rows()
    n, of, items, respondents = zip(*rows, strict=True)
    return share(measure, n, of, PARTICIPATIONS, items, respondents)


def _means(measure: str, data: Data, scores: Callable[[Scored], pd.Series]) -> pd.DataFrame:
    rows = [(len(scores(one)), mean(scores(one)), one.item, one.respondent) for one in scored(data)]
    if not rows:
        return no_rows()
    n, means, items, respondents = zip(*rows, strict=True)
    return statistic(measure, n, means, POINTS, items, respondents)
