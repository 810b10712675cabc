"""Who of Midtjylland's target group reached which stage, and when."""

import numpy as np
import pandas as pd

from examples.brug_for_alle.counts import offers
from examples.brug_for_alle.plausible import (
    EARLY,
    END,
    INTERVIEWS,
    MEETINGS,
    MIDTJYLLAND,
    OFFERS_WITHOUT_MEETING,
    SELF_SUPPORTING,
    SELF_SUPPORTING_WITHOUT_OFFER,
    STAGES,
    START,
    TARGET_GROUP,
)
from examples.draw import choose, days, pick

JOINED_LATER, LAST_TO_JOIN = 0.18, 240  # the share that is not there from the start, and the days until the last joins


def stages(rng: np.random.Generator) -> pd.DataFrame:
    """One row a stage reached: participant, region, stage and day."""
    people = np.arange(TARGET_GROUP)
    last = int((_day(END) - _day(START)).astype(int))
    joined = np.where(rng.random(TARGET_GROUP) < JOINED_LATER, (rng.random(TARGET_GROUP) * LAST_TO_JOIN).astype(int), 0)
    reached = {STAGES[0]: (people, joined)}
    interviewed = people[np.sort(pick(rng, np.ones(TARGET_GROUP), INTERVIEWS))]
    at = joined[interviewed] + 1 + days(rng, 130.0, 1.3, last - joined[interviewed] - 1)
    reached[STAGES[1]] = (interviewed, at)
    interview = _by_person(interviewed, at)
    met = interviewed[np.sort(pick(rng, (last - at) + 1.0, MEETINGS))]
    at = interview[met] + days(rng, 45.0, 1.2, last - interview[met])
    reached[STAGES[2]] = (met, at)
    meeting = _by_person(met, at)
    without = np.setdiff1d(interviewed, met)
    offered = np.sort(
        np.concatenate(
            [
                met[pick(rng, np.ones(len(met)), offers() - OFFERS_WITHOUT_MEETING)],
                without[pick(rng, np.ones(len(without)), OFFERS_WITHOUT_MEETING)],
            ]
        )
    )
    before = np.maximum(meeting[offered], interview[offered])
    at = before + days(rng, 40.0, 1.1, last - before)
    reached[STAGES[3]] = (offered, at)
    reached[STAGES[4]] = _self_supporting(rng, interview, offered, at, last)
    tables = [pd.DataFrame({"person": who, "Trin": stage, "day": when}) for stage, (who, when) in reached.items()]
    table = pd.concat(tables).sort_values(["day", "person"], kind="stable").reset_index(drop=True)
    number = rng.permutation(TARGET_GROUP) + 100001  # no id tells when somebody joined
    return pd.DataFrame(
        {
            "Borger-id": [f"M{number[person]}" for person in table["person"]],
            "Region": MIDTJYLLAND,
            "Trin": table["Trin"],
            "Dato": (_day(START) + table["day"].to_numpy()).astype("datetime64[D]").astype(str),
        }
    )


def _self_supporting(rng, interview, offered, at, last) -> tuple[np.ndarray, np.ndarray]:
    """As many by the early day and in the end as planned, some of them without an offer, after all that they had."""
    early = int((_day(EARLY) - _day(START)).astype(int))
    begun = interview.copy()
    begun[offered] = at
    has_offer = np.isin(np.arange(TARGET_GROUP), offered)
    ready = (begun >= 0) & (begun < early - 14)
    with_offer = np.flatnonzero(ready & has_offer)
    without = np.flatnonzero(ready & ~has_offer)
    few = SELF_SUPPORTING_WITHOUT_OFFER
    who = np.concatenate(
        [
            with_offer[pick(rng, np.ones(len(with_offer)), SELF_SUPPORTING[END] - few)],
            without[pick(rng, np.ones(len(without)), few)],
        ]
    )
    late = np.zeros(len(who), bool)
    late[pick(rng, np.ones(len(who)), SELF_SUPPORTING[END] - SELF_SUPPORTING[EARLY])] = True
    by_then = begun[who] + 1 + days(rng, 110.0, 1.2, early - begun[who] - 1)
    after = early + 1 + choose(rng, np.arange(last - early), np.ones(last - early), len(who))
    return who, np.where(late, after, by_then)


def _by_person(people: np.ndarray, when: np.ndarray) -> np.ndarray:
    """Day of each of the target group, -1 for who has none."""
    found = np.full(TARGET_GROUP, -1)
    found[people] = when
    return found


def _day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")
