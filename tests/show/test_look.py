"""The look of charts: contrast, colours told apart, lines of text, ticks."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.show.charts import axes, look
from forlob.show.words import Words

#: Machado, Oliveira & Fernandes (2009): how linear RGB is seen without one kind of cone.
SEEN = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
}


def _linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(np.clip(xyz / [0.9505, 1.0, 1.089], 0.0089, None))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_is_that_of_wcag():
    assert look.contrast("#000000") == pytest.approx(21)
    assert look.contrast("#777777") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [*look.COLOURS, look.INK, look.MUTED])
def test_colours_that_carry_text_have_the_contrast_for_it(colour):
    assert look.contrast(colour) >= 4.5


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 8])
def test_marks_have_three_to_one(count):
    colours = look.tints(count)
    assert len(colours) == count
    assert all(look.contrast(colour) >= 3 for colour in [*colours, look.NEUTRAL])


@pytest.mark.parametrize("eyes", SEEN)
def test_the_first_colours_are_told_apart_with_colour_blind_eyes(eyes):
    seen = [_lab(np.clip(np.array(SEEN[eyes]) @ _linear(colour), 0, 1)) for colour in look.COLOURS[:3]]
    assert min(np.linalg.norm(one - other) for one, other in combinations(seen, 2)) > 15


def test_wrapping_keeps_words_whole_and_lines_within_the_width():
    text = "Afmeldt uden at det skyldes indsatsen (barsel, flyttet, sygemeldt)"
    lines = look.wrap(text, 200)
    assert " ".join(lines) == text
    assert len(lines) == 3
    assert all(look.text_width(line) <= 200 for line in lines)
    assert look.wrap("Virksomhedspraktik", 20) == ["Virksomhedspraktik"]


def test_ticks_are_round():
    assert axes.steps(72) == [0, 20, 40, 60, 80]
    assert axes.steps(3289) == [0, 1000, 2000, 3000, 4000]
    assert axes.steps(0) == [0, 1]
    assert [axes.steps(highest)[1] for highest in (0.5, 5, 50, 500, 5000)] == [0.1, 1, 10, 100, 1000]
    assert axes.count_ticks(2, Words("da"))[1] == ["0", "1", "2"]
    assert axes.share_ticks(0.451, Words("da"))[1] == ["0 %", "10 %", "20 %", "30 %", "40 %", "50 %"]
    assert axes.share_ticks(1.0, Words("en"))[0][-1] == 1.0


def test_months_are_named_as_often_as_there_is_room_and_over_years_each_january():
    months = [f"{year}-{month:02d}" for year in range(2011, 2018) for month in range(1, 13)]
    assert axes.month_ticks(months[:4], Words("da"), 480)[0] == (0, "jan. 2011")
    assert axes.month_ticks(months, Words("da"), 480)[:2] == [(0, "2011"), (12, "2012")]


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_do_not_touch_and_stay_inside(wanted):
    heights = [30.0] * len(wanted)
    placed = axes.apart(wanted, heights, 0, 300)
    assert all(15 - 1e-6 <= at <= 285 + 1e-6 for at in placed)
    ordered = sorted(placed)
    assert all(after - before >= 30 - 1e-6 for before, after in zip(ordered, ordered[1:], strict=False))


def test_labels_with_room_stay_where_they_are_wanted():
    assert axes.apart([40, 100, 200], [20, 20, 20], 0, 300) == [40, 100, 200]
    assert axes.apart([100, 100], [20, 20], 0, 300) == [90, 110]
