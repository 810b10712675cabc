"""Company placements (KVIK final evaluation 2014, part 5, charts 2 and 3 and the use of company placement)."""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.groups import labels
from forlob.measures.people import people_of
from forlob.measures.rows import by_group, no_rows, share, within_group


def started(data: Data) -> pd.DataFrame:
    """Participations with at least one company placement, of all enrolled. Unit: participations."""
    participants, placed = _placed(data)
    if participants is None or placed is None:
        return no_rows()
    return share("placements.started", placed.sum(), len(participants), "participations")


def cumulative(data: Data) -> pd.DataFrame:
    """Participations whose first placement was begun by the end of each month of the period. Unit: participations."""
    first = participation_facts.first_dates(data, "placements")
    return no_rows() if first is None else months.cumulative("placements.cumulative", data, first)


def by_form(data: Data) -> pd.DataFrame:
    """Placements in each form, of all placements; one participation may have several. Unit: placements."""
    placements = data.register("placements", "form")
    if placements is None:
        return no_rows()
    forms = labels(data.programme, "form", placements["form"])
    return by_group("placements.by_form", forms, "placements", people=people_of(data, placements))


def by_match_group(data: Data) -> pd.DataFrame:
    """Participations with a placement in each match group, of those enrolled in that match group. Unit:
    participations.
    """
    participants, placed = _placed(data, "match_group")
    if participants is None or placed is None:
        return no_rows()
    groups = labels(data.programme, "match_group", participants["match_group"])
    return within_group("placements.by_match_group", groups, placed, "participations")


def among_self_supporting(data: Data) -> pd.DataFrame:
    """Self-supporting participations that had a placement, of all that left for job or education. Unit:
    participations.
    """
    participants, placed = _placed(data, "exit_reason")
    if participants is None or placed is None:
        return no_rows()
    left = participation_facts.self_supporting(data, participants)
    return share("placements.among_self_supporting", (left & placed).sum(), left.sum(), "participations")


def _placed(data: Data, *columns: str) -> tuple[pd.DataFrame | None, pd.Series | None]:
    """The participants, and which of their participations have a placement; None where a register or column is not
    there.
    """
    participants = data.register("participants", "participation_id", *columns)
    placements = data.register("placements", "participation_id")
    if participants is None or placements is None:
        return None, None
    return participants, participation_facts.having(participants, placements)
