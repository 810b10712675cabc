"""Counts that add up, and random draws. Pure; every draw takes the random generator first and uses `random()` alone,
whose numbers stay the same from one numpy to the next."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from forlob.measures.elementary import exp, ln, power

DAY = np.timedelta64(1, "D")

#: Danish working days of 2011 to 2013, but for the holidays that move with Easter.
WORKING_DAYS = np.busdaycalendar(
    holidays=[f"{year}-{day}" for year in (2011, 2012, 2013) for day in ("01-01", "06-05", "12-24", "12-25", "12-26")]
)


def percent_of(n: int, of: int) -> int:
    """The whole per cent that is printed: rounded half up from exact counts.

    >>> percent_of(1, 40)
    3
    """
    return (200 * n + of) // (2 * of)


def count_at(percent: int, of: int) -> int:
    """The count nearest to a printed per cent. Raises ValueError where no count of `of` prints as it."""
    n = (2 * percent * of + 100) // 200
    if percent_of(n, of) != percent:
        raise ValueError(f"no count out of {of} prints as {percent} %")
    return n


def share_out(total: int, weights: Sequence[float], limits: Sequence[float] | None = None) -> list[int]:
    """Whole numbers in proportion to the weights that add up to the total, none above its limit (largest remainders).

    >>> share_out(10, [1, 1, 2], [9, 9, 3])
    [4, 3, 3]
    """
    limits = [math.inf] * len(weights) if limits is None else limits
    if total > sum(limit for limit, weight in zip(limits, weights, strict=True) if weight):
        raise ValueError(f"{total} is more than the limits {limits} let in")
    if not total:
        return [0] * len(weights)
    exact = [total * weight / sum(weights) for weight in weights]
    over = [i for i, limit in enumerate(limits) if exact[i] > limit]
    if over:
        kept = [0 if i in over else weight for i, weight in enumerate(weights)]
        rest = share_out(total - sum(int(limits[i]) for i in over), kept, limits)
        return [int(limits[i]) if i in over else rest[i] for i in range(len(weights))]
    counts = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (counts[i] - exact[i], i))
    for i in by_remainder[: total - sum(counts)]:
        counts[i] += 1
    return counts


def pick(rng: np.random.Generator, weights: Sequence[float], n: int) -> np.ndarray:
    """Positions of n different items, drawn by weight; one of weight 0 is never drawn."""
    weights = np.asarray(weights, dtype=float)
    if (weights > 0).sum() < n:
        raise ValueError(f"{n} are to be drawn from {(weights > 0).sum()}")
    waiting = -ln(1 - rng.random(len(weights))) / np.where(weights > 0, weights, 1)
    return np.argsort(np.where(weights > 0, waiting, np.inf), kind="stable")[:n]


def deal(
    rng: np.random.Generator, counts: Mapping[str, int], weights: Mapping[str, Sequence[float]], size: int
) -> np.ndarray:
    """An answer for each of `size` items, each answer exactly as often as `counts` says, by its weight for each item.

    Answers are dealt in the order of `counts`; the last takes what is left.
    """
    if sum(counts.values()) != size:
        raise ValueError(f"{dict(counts)} do not add up to {size}")
    answers = np.full(size, "", dtype=object)
    for answer, n in counts.items():
        free = answers == ""
        answers[pick(rng, np.where(free, weights.get(answer, np.ones(size)), 0), n)] = answer
    return answers


def choose(rng: np.random.Generator, items: Sequence, weights: Sequence[float], size: int) -> np.ndarray:
    """An item for each of `size`, drawn by weight with replacement."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.asarray(items)[np.searchsorted(edges, rng.random(size) * edges[-1], side="right")]


def days(rng: np.random.Generator, typical: float | np.ndarray, shape: float, at_most: np.ndarray) -> np.ndarray:
    """Whole days from 0 to `at_most` each, from a Weibull distribution of that scale and shape cut off at the top."""
    reach = 1 - exp(-power((at_most + 1) / typical, shape))
    drawn = typical * power(-ln(1 - rng.random(len(at_most)) * reach), 1 / shape)
    return np.minimum(np.floor(drawn), at_most).astype(int)


def working_day(dates: np.ndarray, not_before: np.ndarray) -> np.ndarray:
    """The dates, moved back from a weekend or holiday to the last working day before, where that is not too early."""
    moved = np.busday_offset(dates, 0, roll="backward", busdaycal=WORKING_DAYS)
    return np.where(moved < not_before, dates, moved)
