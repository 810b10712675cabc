"""Individual action plans (KVIK final evaluation 2014, part 5, chart 2)."""

import pandas as pd

from pipeline.measures import courses, months
from pipeline.measures.data import Data
from pipeline.measures.rows import no_rows, share


def started(data: Data) -> pd.DataFrame:
    """Courses with at least one action plan, of all enrolled. Unit: courses."""
    participants, plans = data.register("participants", "course_id"), data.register("plans", "course_id")
    if participants is None or plans is None:
        return no_rows()
    return share("plans.started", courses.having(participants, plans).sum(), len(participants), "courses")


def cumulative(data: Data) -> pd.DataFrame:
    """Courses whose first action plan was begun by the end of each month of the period. Unit: courses."""
    first = courses.first_dates(data, "plans")
    return no_rows() if first is None else months.cumulative("plans.cumulative", data, first)
