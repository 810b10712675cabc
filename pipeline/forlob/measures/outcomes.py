"""What became of participants in numbers: earnings, weeks in work, test scores that are no scale.

The group is the outcome. Of several values of one participation the latest counts, of one day the last row, and a value
without a day only where none has one. Nobody is compared with anybody: a mean is of those whose value is known.
"""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import no_rows, share, statistic
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval


@figures("share", PARTICIPATIONS, by_nature=("outcome",))
def known(data: Data) -> pd.DataFrame | None:
    """Participations with a value of the outcome, of all enrolled. Unit: participations."""
    values = _latest(data)
    if not values:
        return no_rows()
    return share("outcomes.known", [len(of) for of in values.values()], data.enrolled, "participations", list(values))


@figures("mean", PARTICIPATIONS, by_nature=("outcome",))
def average(data: Data) -> pd.DataFrame | None:
    """The mean of the latest known value of each participation, with its t interval. Unit: as the outcome is measured.

    n is the number of participations with a value. Without an interval where all values are equal.
    """
    tables = [
        statistic("outcomes.average", len(of), mean(of), "value", outcome, interval=t_interval(of.to_numpy(float)))
        for outcome, of in _latest(data).items()
    ]
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


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
