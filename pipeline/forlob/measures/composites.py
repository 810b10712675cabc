"""Scores that are made of several items: their mean or their sum, as `composite` of a scale says."""

import pandas as pd

from forlob.programme.programme import Programme
from forlob.programme.scale_models import Composite

#: What tells one measurement of all items from another.
ONE_MEASUREMENT = ["participation_id", "respondent", "measured_on"]


def with_composites(scores: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """The scores, and a row for each composite that a participation has on a day by a respondent.

    `scores`: participation_id, instrument, item, respondent, measured_on and score, each once and known.
    """
    made = [
        _made(scores, name, next(iter(scale.items)), scale.composite, _items(programme, scale.composite))
        for name, scale in programme.scales.items()
        if scale.composite is not None
    ]
    return pd.concat([scores, *made], ignore_index=True) if made else scores


def _items(programme: Programme, composite: Composite) -> list[str]:
    return composite.items or list(programme.scales[composite.of].items)


def _made(scores: pd.DataFrame, instrument: str, item: str, composite: Composite, items: list[str]) -> pd.DataFrame:
    """One row a participation, respondent and day with enough of the items answered.

    Where some are missing the mean of the others stands for each, so that a sum is of as many items everywhere.
    """
    part = scores[(scores["instrument"] == composite.of) & scores["item"].isin(items)]
    by = part.groupby(ONE_MEASUREMENT, sort=False)["score"]
    both = pd.DataFrame({"score": by.mean(), "answered": by.size()}).reset_index()
    both = both[both["answered"] >= max(len(items) - composite.missing, 1)]
    whole = both["score"] * len(items) if composite.how == "sum" else both["score"]
    return both.drop(columns="answered").assign(score=whole, instrument=instrument, item=item)
