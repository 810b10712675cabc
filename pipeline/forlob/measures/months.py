"""Calendar months as points of a curve: 2012-03."""

import numpy as np
import pandas as pd

from forlob.measures.data import Data
from forlob.measures.rows import count


def months(data: Data) -> pd.PeriodIndex | None:
    """Every month from the start of the period (else the first enrolment) to the cut-off; None where unknown."""
    participants = data.register("participants", "enrolled_on")
    first = None if participants is None else participants["enrolled_on"].min()
    start = data.from_date or data.programme.period.from_ or first
    if start is None or pd.isna(start) or data.cut_off is None:
        return None
    return pd.period_range(pd.Timestamp(start), pd.Timestamp(data.cut_off), freq="M")


def cumulative(data: Data, dates: pd.Series | None) -> pd.DataFrame | None:
    """By the end of each month, how many of the dates had come; None where they are not known. Unit: participations."""
    each = months(data)
    if dates is None or each is None or not len(each):
        return None
    known = np.sort(dates.dropna().to_numpy("datetime64[us]"))
    ends = (each + 1).to_timestamp().to_numpy().astype("datetime64[us]")
    return count(np.searchsorted(known, ends, side="left"), "participations", at=each.astype(str))
