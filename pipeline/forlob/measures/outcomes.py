"""What became of participants in numbers: earnings, weeks in work, test scores that are no scale.

The group is the outcome. Of several values of one participation the latest counts, of one day the last row, and a value
without a day only where none has one. Nobody is compared with anybody: a mean is of those whose value is known.
"""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import share, statistic, together
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("outcome",),
    of=enrolled,
    da="Deltagere med en kendt værdi",
    en="Participants with a known value",
    def_da="Antal forløb, for hvilke resultatet er oplyst mindst én gang, ud af alle indskrevne.",
)
def known(data: Data) -> pd.DataFrame | None:
    """Number of participations for which the outcome is known at least once, out of all enrolled."""
    values = _latest(data)
    if not values:
        return None
    return share([len(of) for of in values.values()], data.enrolled, "participations", list(values))


@figures(
    "mean",
    PARTICIPATIONS,
    by_nature=("outcome",),
    n_of=known,
    da="Gennemsnit af seneste værdi",
    en="Mean of the latest value",
    def_da="Summen af hvert forløbs seneste kendte værdi divideret med antallet af forløb med en værdi.",
)
def average(data: Data) -> pd.DataFrame | None:
    """The sum of each participation's latest known value divided by the number of participations with a value.

    Unit: as the outcome is measured. n is the number of participations with a value. Without an interval where all
    values are equal.
    """
    return together(
        statistic(len(of), mean(of), "value", outcome, interval=t_interval(of.to_numpy(float)))
        for outcome, of in _latest(data).items()
    )


def _latest(data: Data) -> dict[str, pd.Series]:
    """Outcome -> the latest value of each participation; those of the code list in its order, then any others."""
    table = data.register("outcomes", "participation_id", "outcome", "value")
    if table is None:
        return {}
    filled = table[table[["participation_id", "outcome", "value"]].notna().all(axis=1)]
    if "measured_on" in filled:
        filled = filled.sort_values("measured_on", kind="stable", na_position="first")
    latest = filled.drop_duplicates(["participation_id", "outcome"], keep="last")
    found = dict(iter(latest.groupby(latest["outcome"].astype(str), sort=True)["value"]))
    names = dict.fromkeys([*data.programme.code_list("outcome"), *found])
    return {name: found.get(name, latest["value"].head(0)) for name in names}
