"""Progression on scales: what participants were measured at first and latest, and what changed.

The group is the item as `instrument: item`, the subgroup who reported: the reports of participants and of caseworkers
are never put together. Means and changes are in the units of the scale. First, latest and change are of the same
participations: those with a baseline and a later score. Whoever was measured once only, and whoever has no baseline
(`scored.py` says which first score is one), is counted as such: measured = repeated + only_once + without_baseline.
"""

from collections.abc import Callable

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import no_rows, share, statistic
from forlob.measures.scored import Scored, quarters, scored
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval

#: What the value of a mean counts.
POINTS = "points"


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def measured(data: Data) -> pd.DataFrame | None:
    """Participations with at least one score, of all enrolled. Unit: participations."""
    return _shares("progression.measured", data, lambda one: (one.measured, data.enrolled))


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def repeated(data: Data) -> pd.DataFrame | None:
    """Participations with a baseline and a score on a later day, of those measured. Unit: participations."""
    return _shares("progression.repeated", data, lambda one: (len(one.repeated), one.measured))


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def only_once(data: Data) -> pd.DataFrame | None:
    """Participations with a baseline and no later score, of those measured. Unit: participations."""
    return _shares("progression.only_once", data, lambda one: (len(one.ends) - len(one.repeated), one.measured))


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def without_baseline(data: Data) -> pd.DataFrame | None:
    """Participations first measured too long after (or only long before) their enrolment, of those measured.

    However often they were measured, they have no first score, no change and no course. Unit: participations.
    """
    return _shares("progression.without_baseline", data, lambda one: (one.without_baseline, one.measured))


@figures("mean", PARTICIPATIONS, by_nature=("item", "respondent"))
def first(data: Data) -> pd.DataFrame | None:
    """The mean baseline score of the participations that have a later one too. Unit: points."""
    return _means("progression.first", data, lambda one: one.repeated["first"])


@figures("mean", PARTICIPATIONS, by_nature=("item", "respondent"))
def latest(data: Data) -> pd.DataFrame | None:
    """The mean of the latest score of the same participations as `first`. Unit: points."""
    return _means("progression.latest", data, lambda one: one.repeated["latest"])


@figures("mean", PARTICIPATIONS, by_nature=("item", "respondent"))
def change(data: Data) -> pd.DataFrame | None:
    """The mean of latest less first score of the participations with both, with its t interval.

    It is what those two means differ by, without an interval where all changes are equal, and in the units of the
    scale: on a scale where lower is better a fall is progress. Unit: points.
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


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def improved(data: Data) -> pd.DataFrame | None:
    """Participations whose latest score is better than the first, by a change that counts, of those measured twice or
    more.

    Better is as the scale says; without a scale, higher, and any change counts. Unit: participations.
    """
    return _turned("progression.improved", data, 1)


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def same(data: Data) -> pd.DataFrame | None:
    """Participations whose latest and first score differ by less than a change that counts, of those measured twice or
    more.

    Unit: participations.
    """
    return _turned("progression.same", data, 0)


@figures("share", PARTICIPATIONS, by_nature=("item", "respondent"))
def worse(data: Data) -> pd.DataFrame | None:
    """Participations whose latest score is worse than the first, by a change that counts, of those measured twice or
    more.

    Unit: participations.
    """
    return _turned("progression.worse", data, -1)


@figures("mean", PARTICIPATIONS, by_nature=("item", "respondent"))
def course(data: Data) -> pd.DataFrame | None:
    """The mean score by whole quarters since the baseline, of the participations of `first` measured in that quarter.

    The subgroup is `respondent: quarter`, or the quarter alone; quarter 0 is the baseline. Of several scores
    in one quarter the latest counts. Unit: points.
    """
    tables = []
    for one in scored(data):
        scores = one.scores[one.scores["participation_id"].isin(one.repeated.index)]
        placed = scores.assign(quarter=quarters(scores))
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
    return share(measure, n, of, PARTICIPATIONS.unit, items, respondents)


def _means(measure: str, data: Data, scores: Callable[[Scored], pd.Series]) -> pd.DataFrame:
    rows = [(len(scores(one)), mean(scores(one)), one.item, one.respondent) for one in scored(data)]
    if not rows:
        return no_rows()
    n, means, items, respondents = zip(*rows, strict=True)
    return statistic(measure, n, means, POINTS, items, respondents)
