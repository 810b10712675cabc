"""What happened to participants on the way (social mentors, midterm evaluation 2008)."""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.registrations import by_code


def by_event(data: Data) -> pd.DataFrame:
    """Registrations of each event, of all registrations; on a second row participants with it, of all enrolled."""
    return by_code("events.by_event", data, "events", "event")
