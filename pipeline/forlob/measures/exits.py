"""How participations ended (KVIK final evaluation 2014, part 5, charts 2 and 3). An outcome, not an effect.

self-supporting + other reasons + still active = enrolled; self-supporting is job or education where a programme does
not say otherwise.
"""

import pandas as pd

from forlob.measures import participation_facts
from forlob.measures.data import Data
from forlob.measures.groups import age_bands, labels
from forlob.measures.rows import no_rows, share, within_group


def job(data: Data) -> pd.DataFrame:
    """Participations that ended in a job without subsidy, of all enrolled. Unit: participations."""
    return _ended(data, "exits.job", "job")


def education(data: Data) -> pd.DataFrame:
    """Participations that ended in education, of all enrolled. Unit: participations."""
    return _ended(data, "exits.education", "education")


def self_supporting(data: Data) -> pd.DataFrame:
    """Participations that ended in a reason of the status group self_supporting (KVIK: job or education), of all
    enrolled.

    Unit: participations.
    """
    return _ended(data, "exits.self_supporting", *data.programme.self_supporting)


def other_reasons(data: Data) -> pd.DataFrame:
    """All other participations that ended (also by the trial's end, or unregistered why), of all enrolled. Unit:
    participations.
    """
    table = data.register("participants", "exit_reason")
    if table is None:
        return no_rows()
    other = participation_facts.exited(table) & ~participation_facts.self_supporting(data, table)
    return share("exits.other_reasons", other.sum(), len(table), "participations")


def by_match_group(data: Data) -> pd.DataFrame:
    """Self-supporting participations in each match group, of those enrolled in that match group. Unit:
    participations.
    """
    table = data.register("participants", "exit_reason", "match_group")
    if table is None:
        return no_rows()
    groups = labels(data.programme, "match_group", table["match_group"])
    return within_group(
        "exits.by_match_group", groups, participation_facts.self_supporting(data, table), "participations"
    )


def by_age_band(data: Data) -> pd.DataFrame:
    """Self-supporting participations in each age band, of those enrolled in that age band. Unit: participations."""
    table = data.register("participants", "exit_reason", "age")
    if table is None:
        return no_rows()
    bands = age_bands(data.programme, table["age"])
    return within_group("exits.by_age_band", bands, participation_facts.self_supporting(data, table), "participations")


def _ended(data: Data, measure: str, *reasons: str) -> pd.DataFrame:
    table = data.register("participants", "exit_reason")
    if table is None:
        return no_rows()
    programme, n = data.programme, participation_facts.left_for(table, *reasons).sum()
    if reasons and not set(reasons) & set(programme.code_list("exit_reason")):
        return no_rows()  # A built-in code that the programme does not use.
    own = set(programme.code_lists.get("exit_reason", {})) & set(programme.self_supporting)
    if n == 0 and not programme.knows_codes_used and own - {"job", "education", *reasons}:
        return no_rows()  # The programme has codes of its own for the same, so a zero would mislead.
    return share(measure, n, len(table), "participations")
