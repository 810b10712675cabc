"""Who stands behind a number of rows of which one person may have many, or behind hours: how many people, and the most
that one of them has of it. Disclosure control goes by that; it is in no measures.csv.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from forlob.measures.clustered import Pairs, together
from forlob.measures.data import Counting, Data
from forlob.measures.declared import Measure, Split, is_there
from forlob.measures.people import people_of
from forlob.measures.rows import OF_PEOPLE
from forlob.measures.splitting import cells_of, dimension_of
from forlob.measures.table import CODES

#: Units of which a person may have many.
MANY = OF_PEOPLE | {"hours"}
BEHIND = ["people", "largest"]


def behind_each(scopes: Iterable[Data], *measures: Counting) -> pd.DataFrame:
    """The same of several measures, each whole or split, for several Data: with the keys of the measures table."""
    found = []
    for data in scopes:
        scope = {
            "programme": data.programme.id,
            "project": data.project or "",
            "from": data.from_date.isoformat() if data.from_date else "",
            "to": data.to_date.isoformat() if data.to_date else "",
        }
        for one in measures:
            measure, by = (one.measure, one.dimensions) if isinstance(one, Split) else (one, ())
            if isinstance(measure, Measure) and (rows := behind(measure, data, by)) is not None:
                found.append(rows.assign(**scope, measure=measure.name, by=", ".join(by), at=""))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=BEHIND)


def behind(measure: Measure, data: Data, by: Sequence[str] = ()) -> pd.DataFrame | None:
    """A row for each of the measure's own that counts anybody: the codes of its groups, `people` and `largest`.

    None where nothing is counted, where the rows do not say whose they are, and of things that a person has one of.
    """
    if measure.gives_rows or measure.unit not in MANY or not all(is_there(data, need) for need in measure.needs):
        return None
    cells = cells_of(measure, data, [dimension_of(measure, name, data.programme) for name in by])
    if cells is None or not isinstance(cells.counted, pd.Series):
        return None
    person = people_of(data, cells.rows)
    if person is None:
        return None
    amount = cells.counted.to_numpy(float)
    has = amount > 0
    of_people = together(Pairs(person[has], cells.codes[has], amount[has]))
    people = np.bincount(of_people.group, minlength=cells.size)
    largest = np.zeros(cells.size)
    np.maximum.at(largest, of_people.group, of_people.n)
    found = pd.DataFrame({"people": people, "largest": largest}).assign(**dict.fromkeys(CODES, ""))
    for place, codes in zip(CODES, cells.names(), strict=False):
        found[place] = codes if by else ""
    return found[people > 0]
