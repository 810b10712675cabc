"""What mentors did (social mentors, midterm evaluation 2008)."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.registrations import by_code


def by_task(data: Data) -> pd.DataFrame:
    """Registrations of each task, of all registrations; on a second row participants with it, of all enrolled."""
    return by_code("tasks.by_task", data, "tasks", "task")
