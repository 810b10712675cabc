"""Where participants stood at exit (KVIK final evaluation 2014, part 5, status at exit).

Still enrolled is `active`; an exit whose reason is not registered is `not_registered`.
"""

import pandas as pd

from forlob.measures import participation_facts
from forlob.measures.data import Data
from forlob.measures.groups import labels
from forlob.measures.rows import by_group, no_rows

ACTIVE = "active"


def final(data: Data) -> pd.DataFrame:
    """Participations by exit reason, of all enrolled. Unit: participations."""
    table = data.register("participants", "exit_reason")
    if table is None:
        return no_rows()
    return by_group("status.final", _labels(data, table, "exit_reason", table["exit_reason"]), "participations")


def group(data: Data) -> pd.DataFrame:
    """Participations by status group of the exit reason (exit_status of programme.yaml), of all enrolled. Unit:
    participations.
    """
    table = data.register("participants", "exit_reason")
    if table is None:
        return no_rows()
    reasons = table["exit_reason"].astype(object)
    status_of = {reason: data.programme.status_of(reason) for reason in reasons.dropna().unique()}
    groups = _labels(data, table, "exit_status", reasons.map(status_of, na_action="ignore"))
    return by_group("status.group", groups, "participations")


def _labels(data: Data, table: pd.DataFrame, column: str, codes: pd.Series) -> pd.Series:
    return labels(
        data.programme, column, codes.astype(object).where(participation_facts.exited(table), ACTIVE), also=[ACTIVE]
    )
