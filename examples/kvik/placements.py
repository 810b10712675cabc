"""The company placements. One row is a placement; its participation is the label of a row of the participations."""

import numpy as np
import pandas as pd

from examples.draw import DAY, choose, days, deal, percent_of, pick, working_day
from examples.kvik.counts import Counts
from examples.kvik.plausible import FIRST_PLACEMENT, HOURS, PLACEMENT_BY_EXIT, PROJECTS
from examples.kvik.sources import programme

SOONEST, SHORTEST = 10, 14  # days from enrolment to a placement, and of a placement, at least
TYPICAL_WAIT = 115  # scale of the days from the soonest day to the first placement
APART = 50  # days between the beginnings of two placements of one participation, at least


def place(rng: np.random.Generator, participations: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """participation, form, started_on, ended_on, hours_per_week: placements for exactly as many participations as
    counted, some with several, one after the other; exactly the printed share of them in company centres."""
    soonest, latest = _window(participations)
    chosen = _chosen(rng, participations, counts, (latest - soonest) // DAY)
    goes_on = (participations["exit_reason"] == "placement_continues").to_numpy()
    first = _first(rng, soonest[chosen], latest[chosen], goes_on[chosen])
    room = (latest[chosen] - first) // DAY
    per_participation = PROJECTS[participations["project"].iloc[0]].per_participation
    placements = _one_after_the_other(first, _how_many(rng, room, counts.company_centre, per_participation), room)
    placements["participation"] = participations.index[chosen][placements.pop("position")]
    placements["ended_on"] = _ends(rng, placements, participations)
    centres = _attainable(counts.company_centre, len(placements))
    forms = {"company_centre": centres, "single": len(placements) - centres}
    placements["form"] = deal(rng, forms, {}, len(placements))
    placements["hours_per_week"] = _hours(
        rng, participations["match_group"].loc[placements["participation"]].to_numpy()
    )
    return placements


def _window(participations: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The first and the last day on which a placement may begin."""
    enrolled_on = participations["enrolled_on"].to_numpy().astype("datetime64[D]")
    exited_on = participations["exited_on"].to_numpy().astype("datetime64[D]")
    return np.maximum(enrolled_on + SOONEST * DAY, np.datetime64(FIRST_PLACEMENT)), exited_on - SHORTEST * DAY


def _chosen(rng: np.random.Generator, participations: pd.DataFrame, counts: Counts, room: np.ndarray) -> np.ndarray:
    """Positions of the participations with a placement: those who leave while in one, as many of the self-supporting as
    counted, and of the others rather those who stay long and those who get nearer to work."""
    reason = participations["exit_reason"].to_numpy()
    possible = np.where(room >= 0, np.clip(room, 10, 120), 0)
    self_supporting = np.isin(reason, ["job", "education"])
    certain = np.flatnonzero(reason == "placement_continues")
    among = pick(rng, np.where(self_supporting, possible, 0), counts.placements_among_self_supporting)
    likely = np.array([PLACEMENT_BY_EXIT.get(code, 1) for code in reason]) * possible
    likely[self_supporting | (reason == "placement_continues")] = 0
    others = pick(rng, likely, counts.placements - len(among) - len(certain))
    return np.sort(np.concatenate([certain, among, others]))


def _first(rng: np.random.Generator, soonest: np.ndarray, latest: np.ndarray, goes_on: np.ndarray) -> np.ndarray:
    """The day on which the first placement begins; shortly before the exit for those who leave while in it."""
    room = (latest - soonest) // DAY
    wait = days(rng, TYPICAL_WAIT, 1.3, room)
    before_exit = days(rng, 40, 1.3, np.minimum(room, 80))
    return working_day(soonest + np.where(goes_on, room - before_exit, wait) * DAY, soonest)


def _attainable(percent: int, of: int) -> int | None:
    """The count out of `of` nearest to the per cent; None where it does not print as the per cent."""
    nearest = round(percent * of / 100)
    return nearest if percent_of(nearest, of) == percent else None


def _how_many(rng: np.random.Generator, room: np.ndarray, percent: int, per_participation: float) -> np.ndarray:
    """Placements of each participation: one, more where there is room, so many in all that the share of forms comes
    out.
    """
    more = np.minimum(room // APART, 3)
    slots = np.repeat(np.arange(len(room)), more)
    wanted = len(room) + min(round((per_participation - 1) * len(room)), len(slots))
    total = next(n for n in range(wanted, len(room) - 1, -1) if _attainable(percent, n) is not None)
    return 1 + np.bincount(slots[pick(rng, np.ones(len(slots)), total - len(room))], minlength=len(room))


def _one_after_the_other(first: np.ndarray, how_many: np.ndarray, room: np.ndarray) -> pd.DataFrame:
    """position (of the participation), started_on, last: the beginnings of a participation's placements, evenly over
    its room.
    """
    rows = []
    for position, (start, n, free) in enumerate(zip(first, how_many, room, strict=True)):
        for number in range(n):
            begins = start + int(free * number / n) * DAY
            rows.append((position, working_day(np.array([begins]), np.array([start]))[0], number == n - 1))
    return pd.DataFrame(rows, columns=["position", "started_on", "last"])


def _ends(rng: np.random.Generator, placements: pd.DataFrame, participations: pd.DataFrame) -> np.ndarray:
    """The last day: 2 to 13 weeks on, before the next placement and the exit; after the exit for those who go on."""
    of_participation = participations.loc[placements["participation"]]
    start = placements["started_on"].to_numpy().astype("datetime64[D]")
    exit_ = of_participation["exited_on"].to_numpy().astype("datetime64[D]")
    last = placements.pop("last").to_numpy()
    following = np.append(start[1:], start[-1:]) - 3 * DAY
    limit = np.where(last, exit_, following)
    length = np.minimum(SHORTEST - 1 + days(rng, 45, 1.4, np.full(len(start), 77)), (limit - start) // DAY)
    goes_on = last & (of_participation["exit_reason"] == "placement_continues").to_numpy()
    beyond = exit_ + (7 + days(rng, 30, 1.5, np.full(len(start), 60))) * DAY
    beyond = np.minimum(beyond, np.datetime64(programme()["period"]["to"]))
    return np.where(goes_on, beyond, start + length * DAY)


def _hours(rng: np.random.Generator, match_group: np.ndarray) -> np.ndarray:
    """Hours a week: fewer in match group 3."""
    hours, size = list(HOURS), len(match_group)
    in_2, in_3 = (choose(rng, hours, weights, size) for weights in zip(*HOURS.values(), strict=True))
    return np.where(match_group == "2", in_2, in_3)
