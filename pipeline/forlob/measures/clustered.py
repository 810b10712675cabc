"""Shares of rows of which a person may have many: how many people's worth of information is in them.

A hundred tasks of each of ten people are not a thousand independent draws: what one of them needs is needed again and
again. So the interval of a share of registrations, answers or placements is Wilson's with the effective sample size in
place of the number of rows (Korn & Graubard 1998, Survey Methodology 24:193-201; Dean & Pagano 2015, Journal of Survey
Statistics and Methodology 3:484-503). With n_i rows of person i in the group, m_i rows of that person in the whole, k
people, N = sum of m_i and p = sum of n_i / N:

    effective size = N / deff = p (1 - p) N² / ((1 - 1/k) sum of (n_i - p m_i)² / (1 - m_i / N)), at most N

The sum is the variance of the ratio p between people, linearised, each person's part corrected for the share of the
whole that it makes up itself (Bell & McCaffrey 2002, Survey Methodology 28:169-181). The factor makes k people who have
equally many rows, all of one kind, count as k: ten such people have the Wilson interval of ten. Where p is 0 or 1
nothing tells how people differ, and each is taken to be of one kind: N² / sum of m_i² (Kish 1965, Survey Sampling,
chapter 8). Of one person alone there is no interval.
"""

from typing import NamedTuple

import numpy as np


class Pairs(NamedTuple):
    """How many rows (`n`) each person (`person`, a number from 0) has in each group (`group`, likewise)."""

    person: np.ndarray
    group: np.ndarray
    n: np.ndarray


def pairs_of(person: np.ndarray, group: np.ndarray) -> Pairs:
    """The pairs of a table's rows, given the person and the group of each."""
    people_there = int(person.max(initial=-1)) + 1
    keys, n = np.unique(group.astype(np.int64) * people_there + person, return_counts=True)
    kept = max(people_there, 1)
    return Pairs(keys % kept, keys // kept, n)


def together(pairs: Pairs) -> Pairs:
    """Each person and group once, where several of the pairs are of one person."""
    people_there = int(pairs.person.max(initial=-1)) + 1
    keys, at = np.unique(pairs.group * people_there + pairs.person, return_inverse=True)
    kept = max(people_there, 1)
    return Pairs(keys % kept, keys // kept, np.bincount(at, pairs.n, len(keys)))


def effective_sizes(pairs: Pairs, whole_of: np.ndarray) -> np.ndarray:
    """The effective size of the share that each group is of its whole; NaN where one person has all of it.

    `whole_of`: for each group the number (from 0) of the whole that it is a part of.

    >>> ten = Pairs(np.arange(10), np.repeat([0, 1], 5), np.full(10, 100))     # five do only this, five only that
    ... effective_sizes(ten, np.zeros(2, int)) -> [10, 10]
    """
    wholes, groups = int(whole_of.max(initial=-1)) + 1, len(whole_of)
    people_there = int(pairs.person.max(initial=-1)) + 1
    keys, at = np.unique(whole_of[pairs.group] * people_there + pairs.person, return_inverse=True)
    own = np.bincount(at, pairs.n, len(keys))  # rows of a person in a whole
    of = keys // max(people_there, 1)
    size, number = np.bincount(of, own, wholes), np.bincount(of, minlength=wholes)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = size[of] / (size[of] - own)
        weighed = weight * own * own
        share = np.bincount(pairs.group, pairs.n, groups) / size[whole_of]
        rest = pairs.n - share[pairs.group] * own[at]
        inside = np.bincount(pairs.group, weight[at] * rest * rest, groups)
        without = np.bincount(of, weighed, wholes)[whole_of] - np.bincount(pairs.group, weighed[at], groups)
        between = (1 - 1 / number[whole_of]) * (inside + share * share * np.maximum(without, 0))
        n = size[whole_of]
        found = np.minimum(share * (1 - share) * n * n / between, n)
        of_one_kind = n * n / np.bincount(of, own * own, wholes)[whole_of]
    found = np.where((share > 0) & (share < 1), np.where(between > 0, found, n), of_one_kind)
    return np.where(number[whole_of] > 1, found, np.nan)
