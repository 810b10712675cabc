"""How participations ended (KVIK final evaluation 2014, part 5, charts 2 and 3). An outcome, not an effect.

self-supporting + other reasons + still active = enrolled; self-supporting is job or education where a programme does
not say otherwise.
"""

import pandas as pd

from forlob.measures import participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import share
from forlob.measures.participants import enrolled

NEEDS = ["participants.exit_reason"]


@share(of=enrolled, needs=NEEDS)
def job(data: Data) -> pd.Series | None:
    """Participations that ended in a job without subsidy, of all enrolled. Unit: participations."""
    return _ended(data, "job")


@share(of=enrolled, needs=NEEDS)
def education(data: Data) -> pd.Series | None:
    """Participations that ended in education, of all enrolled. Unit: participations."""
    return _ended(data, "education")


@share(of=enrolled, needs=NEEDS)
def self_supporting(data: Data) -> pd.Series | None:
    """Participations that ended in a reason of the status group self_supporting (KVIK: job or education), of all
    enrolled.

    Unit: participations.
    """
    return _ended(data, *data.programme.self_supporting)


@share(of=enrolled, needs=NEEDS)
def other_reasons(data: Data) -> pd.Series:
    """All other participations that ended (also by the trial's end, or unregistered why), of all enrolled. Unit:
    participations.
    """
    table = data.registers["participants"]
    return participation_facts.exited(table) & ~participation_facts.self_supporting(data, table)


def _ended(data: Data, *reasons: str) -> pd.Series | None:
    """Which participations ended for one of the reasons; None where a nought would mislead."""
    left = participation_facts.left_for(data.registers["participants"], *reasons)
    programme = data.programme
    if reasons and not set(reasons) & set(programme.code_list("exit_reason")):
        return None  # A built-in code that the programme does not use.
    own = set(programme.code_lists.get("exit_reason", {})) & set(programme.self_supporting)
    if not left.any() and not programme.knows_codes_used and own - {"job", "education", *reasons}:
        return None  # The programme has codes of its own for the same.
    return left
