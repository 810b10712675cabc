"""The counts that the other regions deliver, so that the national shares come out, and the questionnaires sent out."""

import pandas as pd

from examples.brug_for_alle.plausible import (
    DELIVERIES,
    EARLY,
    END,
    INTERVIEWS,
    INVITED,
    INVITED_ON,
    MEETINGS,
    NATIONAL_PERCENT,
    NATIONAL_TARGET_GROUP,
    OFFERS_PERCENT,
    OTHERS,
    SELF_SUPPORTING,
    SELF_SUPPORTING_PERCENT,
    STAGES,
    TARGET_GROUP,
    TARGET_GROUP_AT,
)
from examples.draw import count_at

SENT_OUT = "Udsendte spørgeskemaer"


def offers() -> int:
    """How many of Midtjylland had an offer: the count that prints as the printed percent."""
    return count_at(OFFERS_PERCENT, TARGET_GROUP)


def at_the_end() -> dict[str, int]:
    """Stage -> how many of the other regions had reached it in the end (the last stage: by the early day)."""
    own = dict(zip(STAGES, (TARGET_GROUP, INTERVIEWS, MEETINGS, offers(), SELF_SUPPORTING[EARLY]), strict=True))
    percents = {**NATIONAL_PERCENT, STAGES[-1]: SELF_SUPPORTING_PERCENT}
    whole = {stage: count_at(percent, NATIONAL_TARGET_GROUP) for stage, percent in percents.items()}
    return {stage: whole.get(stage, NATIONAL_TARGET_GROUP) - n for stage, n in own.items()}


def delivered_counts() -> pd.DataFrame:
    """One row a count: what, which region, as of which day, how many."""
    last, rows = at_the_end(), []
    for day, reached in DELIVERIES.items():
        for stage, n in last.items():
            share = TARGET_GROUP_AT[day] if stage == STAGES[0] else reached
            share = reached / DELIVERIES[EARLY] if stage == STAGES[-1] and day != END else share
            grown = SELF_SUPPORTING[END] / SELF_SUPPORTING[EARLY] if stage == STAGES[-1] and day == END else 1
            rows.append((stage, OTHERS, day, round(n * share * grown)))
    rows += [(SENT_OUT, region, INVITED_ON, n) for region, n in INVITED.items()]
    table = pd.DataFrame(rows, columns=["Opgørelse", "Region", "Opgjort pr.", "Antal"])
    return table.assign(**{"Opgjort pr.": pd.to_datetime(table["Opgjort pr."]).dt.strftime("%d-%m-%Y")})
