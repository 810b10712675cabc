"""Whose each row of a register is, as the number of a person: what intervals of rows are computed by."""

from functools import lru_cache

import numpy as np
import pandas as pd

from forlob.measures.data import Data
from forlob.measures.participation_facts import look_up, person_ids


def people_of(data: Data, table: pd.DataFrame) -> np.ndarray | None:
    """The person of each row as a number; None where the rows do not say whose they are.

    A person with several participations is one; a row of nobody is one person's of its own.
    """
    if "participation_id" not in table:
        return None
    ids, known = table["participation_id"], people(data)
    places = pd.factorize(ids)[0] if known is None else look_up(known, ids).fillna(-1).to_numpy(np.int64)
    return told_apart(places)


def told_apart(places: np.ndarray) -> np.ndarray:
    """The numbers of people, with one of its own for each row of nobody (-1)."""
    nobody = places < 0
    if not nobody.any():
        return places
    return np.where(nobody, places.max(initial=-1) + np.cumsum(nobody), places)


@lru_cache(maxsize=2)
def people(data: Data) -> pd.Series | None:
    """participation_id -> the person as a number; None where no register says who is who."""
    table = data.register("participants", "participation_id", "participant_id")
    if table is None:
        return None
    return pd.Series(pd.factorize(person_ids(table))[0], pd.Index(table["participation_id"]))
