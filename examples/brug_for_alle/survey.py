"""The answers of the survey: counts that print as printed, dealt to respondents whose mood shows in all they say."""

import numpy as np
import pandas as pd

from examples.brug_for_alle.plausible import (
    AGREEMENT,
    ANSWER_DAYS,
    ANSWERED,
    ANSWERS_FROM,
    BY_CHANCE,
    BY_MOOD,
    FORM,
    HEALTH,
    HEALTH_ANSWERED,
    HEALTH_QUESTION,
    INFLUENCE,
    ITEMS_LEFT_OUT,
    LIKERT,
    MIDDLE_POINTS,
    POOR_OR_FAIR_PERCENT,
    WELL_BEING,
    WHO5,
)
from examples.draw import count_at, deal, percent_of, pick, share_out
from forlob.measures.elementary import exp, power

N = sum(ANSWERED.values())
SKIPPED = ""


def answers(rng: np.random.Generator) -> pd.DataFrame:
    """One row an answer, the respondents in the order in which they answered."""
    mood = rng.random((N, 4)).sum(axis=1) - 2.0  # from -2 to 2, most near 0
    given: dict[str, np.ndarray] = {}
    for question, (n, percents) in LIKERT.items():
        counts = dict(zip(AGREEMENT, counts_printing(percents, n), strict=True))
        given[question] = _dealt(rng, counts, {AGREEMENT[0]: -mood, AGREEMENT[2]: mood})
    poor = count_at(POOR_OR_FAIR_PERCENT, HEALTH_ANSWERED)
    health = [*share_out(HEALTH_ANSWERED - poor, (1, 4, 15)), *share_out(poor, (5, 4))]
    tilts = zip(HEALTH, (2.0, 1.5, 1.0, -0.5, -1.5), strict=True)
    given[HEALTH_QUESTION] = _dealt(
        rng, dict(zip(HEALTH, health, strict=True)), {answer: tilt * mood for answer, tilt in tilts}
    )
    for question, (n, percent) in INFLUENCE.items():
        felt = count_at(percent, n)
        little, neither, unsure = share_out(n - felt, (7, 2, 1))
        given[question] = _dealt(
            rng, dict(zip(AGREEMENT, (little, neither, felt, unsure), strict=True)), {AGREEMENT[2]: mood}
        )
    given |= _well_being(rng, mood)
    return _long(rng, given)


def counts_printing(percents: tuple[int | None, ...], n: int) -> list[int]:
    """Counts that add up to n and print as the percents; one that is not legible (None) takes what is left.

    Raises ValueError where there are none.
    """
    free = sum(p for p in percents if p is not None)
    whole = [100 - free if p is None else p for p in percents]
    counts = [count_at(p, n) for p in whole]
    while left := n - sum(counts):
        step = 1 if left > 0 else -1
        fits = [at for at, p in enumerate(whole) if percent_of(counts[at] + step, n) == p]
        if not fits:
            raise ValueError(f"no counts out of {n} print as {percents}")
        counts[max(fits, key=lambda at: counts[at])] += step
    return counts


def _dealt(rng: np.random.Generator, counts: dict[str, int], tilts: dict[str, np.ndarray]) -> np.ndarray:
    """An answer for each respondent, those left over without one."""
    counts = {SKIPPED: N - sum(counts.values()), **counts}
    weights = {answer: exp(1.5 * tilt) for answer, tilt in tilts.items()}
    marked = deal(rng, {f"_{answer}": n for answer, n in counts.items()}, {f"_{a}": w for a, w in weights.items()}, N)
    return np.array([answer[1:] for answer in marked], dtype=object)


def _well_being(rng: np.random.Generator, mood: np.ndarray) -> dict[str, np.ndarray]:
    points = MIDDLE_POINTS + BY_MOOD * mood[:, None] + BY_CHANCE * (rng.random((N, len(WHO5), 3)).sum(axis=2) - 1.5)
    answered = np.array(WELL_BEING, dtype=object)[np.clip(np.rint(points), 0, len(WELL_BEING) - 1).astype(int)]
    leaving = pick(rng, np.ones(N), sum(ITEMS_LEFT_OUT.values()))
    how_many = np.repeat(list(ITEMS_LEFT_OUT), list(ITEMS_LEFT_OUT.values()))
    for who, items in zip(leaving, how_many, strict=True):
        answered[who, pick(rng, np.ones(len(WHO5)), int(items))] = SKIPPED
    return {question: answered[:, at] for at, question in enumerate(WHO5)}


def _long(rng: np.random.Generator, given: dict[str, np.ndarray]) -> pd.DataFrame:
    order = np.argsort(rng.random(N), kind="stable")
    region = np.repeat(list(ANSWERED), list(ANSWERED.values()))[order]
    day = np.sort((power(rng.random(N), 1.6) * ANSWER_DAYS).astype(int))
    date = pd.to_datetime(ANSWERS_FROM) + pd.to_timedelta(day, unit="D")
    rows = []
    for at in range(N):
        who = (f"R{at + 1:04}", region[at], FORM)
        rows += [(*who, q, said[at], date[at].strftime("%d-%m-%Y")) for q, said in given.items() if said[at]]
    return pd.DataFrame(rows, columns=["Respondent", "Region", "Skema", "Spørgsmål", "Svar", "Svardato"])
