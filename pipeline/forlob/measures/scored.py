"""The scores of a scope, sorted out: item and respondent of each, and every participation's first and latest.

A participation's first score is its baseline: the earliest measured within so many days of the enrolment, before or
after it (`baseline` of the scale; 60 days where it does not say). What was measured before the baseline is left out. A
participation first measured later has no baseline, and so no first score, no change and no course: what it had moved
by then nobody knows. Where the enrolment is not known, the first score is the baseline.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from forlob.measures.composites import with_composites
from forlob.measures.data import Data
from forlob.measures.groups import NOT_REGISTERED
from forlob.measures.participation_facts import look_up
from forlob.programme.scale_models import Baseline, Scale

#: Days in a quarter of a year.
QUARTER = 365.25 / 4


@dataclass(frozen=True)
class Scored:
    """The scores of one item by one respondent.

    `item`: `instrument: item`; `respondent`: "" where the register has none; `measured`: how many participations have
    any score; `scores`: one row a measurement from the baseline on, in the order of its day within each participation,
    with `participation_id`, `measured_on`, `score`; `ends`: one row a participation that has a baseline, with `first`,
    `latest`, `days` (how many it was measured on) and `change`; `scale`: None where none is declared.
    """

    item: str
    respondent: str
    measured: int
    scores: pd.DataFrame
    ends: pd.DataFrame
    scale: Scale | None

    @property
    def without_baseline(self) -> int:
        """The participations measured, but not near enough to their enrolment."""
        return self.measured - len(self.ends)

    @property
    def repeated(self) -> pd.DataFrame:
        """The participations with a baseline and a score on a later day."""
        return self.ends[self.ends["days"] >= 2]

    @property
    def better(self) -> np.ndarray:
        """For each repeated participation 1 where it got better, -1 where worse, 0 where no change counts."""
        change = self.repeated["change"].to_numpy(float)
        least = (self.scale and self.scale.real_change) or 0
        sign = -1 if self.scale and self.scale.direction == "lower_is_better" else 1
        counts = (np.abs(change) > 1e-9) & (np.abs(change) >= least - 1e-9)
        return np.where(counts, np.sign(change) * sign, 0).astype(int)


@lru_cache(maxsize=8)
def scored(data: Data) -> tuple[Scored, ...]:
    """The scores of each item and respondent: those that scales declares in its order, then any others.

    A measurement without participation, day, instrument, item or score is no measurement; one whose respondent is not
    registered is under not_registered and never with those of others. Of two on one day the last row counts. The
    composites of items are items of scales of their own.
    """
    table = data.register("measurements", "participation_id", "measured_on", "instrument", "item", "score")
    if table is None:
        return ()
    people = data.register("participants", "participation_id", "enrolled_on")
    enrolled = None if people is None else people.set_index("participation_id")["enrolled_on"]
    known = table[table[["participation_id", "measured_on", "instrument", "item", "score"]].notna().all(axis=1)]
    by = known["respondent"].fillna(NOT_REGISTERED) if "respondent" in known else ""
    known = known.assign(respondent=by).sort_values(["participation_id", "measured_on"], kind="stable")
    known = known.drop_duplicates(["participation_id", "instrument", "item", "respondent", "measured_on"], keep="last")
    known = with_composites(known, data.programme).sort_values(["participation_id", "measured_on"], kind="stable")
    found = dict(iter(known.groupby(["instrument", "item", "respondent"], sort=True)))
    made = []
    for instrument, item, respondent in _in_order(data, list(found), "respondent" in table):
        scores = found.get((instrument, item, respondent), known.head(0))
        scores = scores[["participation_id", "measured_on", "score"]].reset_index(drop=True)
        scale = data.programme.scales.get(instrument)
        since = _from_baseline(scores, enrolled, scale.baseline if scale else Baseline())
        measured = scores["participation_id"].nunique()
        made.append(Scored(f"{instrument}: {item}", respondent, measured, since, _ends(since), scale))
    return tuple(made)


def quarters(scores: pd.DataFrame) -> pd.Series:
    """For each score the whole quarters since the first of its participation, to the nearest; only the first is in
    quarter 0.

    `scores` stand in the order of their days within each participation.
    """
    first = scores.groupby("participation_id")["measured_on"].transform("min")
    nearest = ((scores["measured_on"] - first).dt.days / QUARTER + 0.5).astype(int)
    return nearest.clip(lower=1).mask(scores["measured_on"] == first, 0)


def _from_baseline(scores: pd.DataFrame, enrolled: pd.Series | None, baseline: Baseline | None) -> pd.DataFrame:
    """The scores of each participation from its baseline on; none of a participation without one."""
    if enrolled is None or baseline is None:
        return scores
    days = (scores["measured_on"] - look_up(enrolled, scores["participation_id"])).dt.days
    near = days.isna() | (days.abs() <= baseline.within_days)
    first = scores["measured_on"].where(near).groupby(scores["participation_id"]).transform("min")
    return scores[scores["measured_on"] >= first].reset_index(drop=True)


def _ends(scores: pd.DataFrame) -> pd.DataFrame:
    of_participation = scores.groupby("participation_id")["score"]
    ends = pd.DataFrame(
        {"first": of_participation.first(), "latest": of_participation.last(), "days": of_participation.size()}
    )
    return ends.assign(change=ends["latest"] - ends["first"])


def _in_order(data: Data, found: list[tuple], with_respondent: bool) -> list[tuple[str, str, str]]:
    """(instrument, item, respondent) of all that is declared, whether measured or not, and of all that is measured."""
    declared = []
    for instrument, scale in data.programme.scales.items():
        items = [*scale.items, *sorted({i for name, i, _ in found if name == instrument} - set(scale.items))]
        for item in items:
            by = sorted({r for *one, r in found if one == [instrument, item]}, key=lambda r: (r == NOT_REGISTERED, r))
            respondents = dict.fromkeys([*scale.respondents, *by]) if with_respondent else [""]
            declared += [(instrument, item, respondent) for respondent in respondents]
    return list(dict.fromkeys([*declared, *found]))
