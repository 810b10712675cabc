"""What mentors have registered at the same time, with participants of whichever chunks: some mentors at a time."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from forlob.cleaning import time_registrations
from forlob.cleaning.categories import all_as_text

WANTED = ["file", "row", "project", "mentor_id", "started_at", "hours"]
#: Tables of findings, each with the places of its rows.
Overlaps = list[tuple[pd.DataFrame, pd.DataFrame]]
#: How many times the registrations are gone through, each time for other mentors, so that few are in memory at a time.
PARTS = 8


def overlaps_of(files: Sequence[Path], part: int, parts: int, header: Mapping[str, str]) -> Overlaps:
    """The findings on one part of the mentors, and the places of their rows.

    `files`: the time registrations of each chunk; `header`: file -> its own name of the column with the moment.
    """
    tables = [pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in files]
    rows = [
        _of_mentors(table.select(WANTED), part, parts) for table in tables if set(WANTED) <= set(table.column_names)
    ]
    if not rows:
        return []
    frame = pa.concat_tables(rows).unify_dictionaries().to_pandas()
    found = time_registrations.overlaps(frame, lambda again: again["file"].astype("string").map(header))
    return [
        (table, all_as_text(frame.loc[table.index, WANTED[:3]]).assign(register=time_registrations.REGISTER))
        for table in found
    ]


def _of_mentors(rows: pa.Table, part: int, parts: int) -> pa.Table:
    """The timed rows of the mentors whose id has `part` of `parts`."""
    rows = rows.combine_chunks()
    mentors = rows["mentor_id"].combine_chunks()
    of_mentor = pd.util.hash_array(mentors.dictionary.to_numpy(zero_copy_only=False), categorize=False)
    known = np.append(of_mentor % np.uint64(parts) == part, False)  # the last: no mentor
    places = mentors.indices.fill_null(-1).to_numpy()
    return rows.filter(pc.and_(pa.array(known[places]), pc.is_valid(rows["started_at"])))
