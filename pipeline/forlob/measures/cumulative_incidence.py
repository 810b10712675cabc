"""The probability of having left for job, for education or for another reason by each month since enrolment."""

import numpy as np
import pandas as pd

from forlob.measures import times_to
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.intervals import log_log
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import estimate, no_rows
from forlob.measures.survival import aalen_johansen, at_times

DAYS_A_MONTH = 365.25 / 12
OTHER = "other"


@figures("incidence", PARTICIPATIONS, by_nature=("exit_reason", "months"))
def cumulative_incidence(data: Data) -> pd.DataFrame | None:
    """Aalen-Johansen estimates; group is a reason of self-support or other, subgroup the months since enrolment.

    n counts the participations that have left so by then, of all that can be followed; value is the estimate, which is
    n / of only as long as nobody is censored. Censored are the still enrolled and those who left because the trial
    ended. Unit: participations. Definition: Putter, Fiocco & Geskus (2007), Statistics in Medicine 26:2389-2430.
    """
    times = times_to.to_exit(data)
    if times is None or times.empty:
        return no_rows()
    reasons = data.programme.self_supporting
    causes = times["cause"].where(times["cause"].isna() | times["cause"].isin(reasons), OTHER)
    named = [*reasons, OTHER]
    curve = aalen_johansen(times["days"], causes, named)
    months = np.arange(int(np.ceil(times["days"].max() / DAYS_A_MONTH)) + 1)
    tables = []
    for cause in named:
        by_then = np.searchsorted(np.sort(times.loc[causes == cause, "days"]), months * DAYS_A_MONTH, side="right")
        value, error = (at_times(curve[name], months * DAYS_A_MONTH) for name in (cause, f"{cause}_error"))
        interval = log_log(value, error)
        group = [cause] * len(months)
        tables.append(
            estimate(
                "cumulative_incidence",
                by_then,
                len(times),
                value,
                interval,
                "participations",
                group,
                months.astype(str),
            )
        )
    return pd.concat(tables, ignore_index=True)
