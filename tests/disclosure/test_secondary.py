"""Tables of two dimensions: nothing small can be told, and not much more is hidden than must be."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.disclosure.bounds import Attack
from forlob.disclosure.secondary import hide_more
from forlob.disclosure.system import Need, System

MIN = 5
NUMBERS = st.sampled_from([0, 1, 2, 3, 6, 8, 12, 20, 35])


class Square:
    """A table with the totals of its rows and columns, and the total of all: cells, what adds up, losses and needs."""

    def __init__(self, inner):
        inner = np.array(inner)
        down, across = inner.shape
        whole = np.zeros((down + 1, across + 1), int)
        whole[:-1, :-1] = inner
        whole[-1], whole[:, -1] = whole.sum(0), whole.sum(1)
        whole[-1, -1] = inner.sum()
        place = np.arange(whole.size).reshape(whole.shape)
        self.value = whole.ravel()
        self.sums = [(int(row[-1]), row[:-1].tolist()) for row in [*place, *place[:, :-1].T]]
        loss = np.ones_like(whole)
        loss[-1], loss[:, -1], loss[-1, -1] = 6, 6, 31
        self.loss = loss.ravel()
        self.inner = place[:-1, :-1].ravel()
        self.needs = {at: Need(n, MIN, MIN - 1) for at, n in enumerate(self.value.tolist()) if 0 < n < MIN}

    def system(self, hidden=(), to_zero=()):
        made = System(self.value, self.sums)
        made.hidden[[*self.needs, *hidden]] = True
        made.to_zero[list(to_zero)] = True
        return made

    def ways(self, cell):
        inner = np.isin(np.arange(len(self.value)), self.inner)
        few, all_ = inner & (self.value > 0), self.value > 0
        return [(few, []), (all_, []), (all_, self.inner.tolist())]

    def is_safe(self, system):
        attack = Attack(system)
        return all(need.is_met(*attack.bounds(cell)) for cell, need in self.needs.items())

    def solved(self):
        """The system as it is hidden, and the loss by what is hidden beside the small numbers."""
        system = self.system()
        assert hide_more(system, self.needs, self.loss, self.ways)[1] == set()
        return system, sum(self.loss[at] for at in np.flatnonzero(system.hidden) if at not in self.needs)

    def least_loss(self):
        """By trying all; None where a split must be left out whole."""
        cells = [at for at, n in enumerate(self.value.tolist()) if n and at not in self.needs]
        tried = (some for many in range(len(cells) + 1) for some in combinations(cells, many))
        best = None
        for some in sorted(tried, key=lambda some: sum(self.loss[list(some)], 0)):
            if self.is_safe(self.system(some)):
                best = sum(self.loss[list(some)], 0)
                break
        return best


@pytest.mark.parametrize(
    ("inner", "hidden"),
    [
        ([[3, 20], [30, 40]], [0, 1, 3, 4]),  # a square of four keeps each other open
        ([[12, 20], [30, 40]], []),
        ([[0, 3, 20], [8, 9, 10]], [1, 2, 5, 6]),
    ],
)
def test_a_small_number_goes_with_the_corners_of_a_square(inner, hidden):
    system, _ = Square(inner).solved()
    assert np.flatnonzero(system.hidden).tolist() == hidden


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(NUMBERS, min_size=3, max_size=3), min_size=2, max_size=3))
def test_no_small_number_can_be_told(inner):
    square = Square(inner)
    system, _ = square.solved()
    assert square.is_safe(system)
    assert not (system.hidden & (square.value == 0) & ~system.to_zero).any()


def test_the_loss_is_not_much_more_than_the_least():
    """Of 12 tables of two rows the loss, all together, is at most 1.3 times the least that there is."""
    random = np.random.default_rng(7)
    ours = best = 0
    for _ in range(12):
        square = Square(random.choice([1, 3, 6, 9, 14, 30], (2, 3)))
        least = square.least_loss()
        if least is not None:
            ours, best = ours + square.solved()[1], best + least
    assert best > 0 and best <= ours <= 1.3 * best


def test_what_is_hidden_whole_may_be_zero():
    """Of six, two in each of three groups: with one in each at least none could be five; with none, each could."""
    square = System([6, 2, 2, 2], [(0, [1, 2, 3])])
    square.hidden[1:] = True
    assert Attack(square).bounds(1) == (1, 4)
    square.to_zero[1:] = True
    assert Attack(square).bounds(1) == (0, 6)
