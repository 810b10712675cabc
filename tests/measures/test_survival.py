"""Aalen-Johansen and Kaplan-Meier: by hand, and against published numbers."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures.survival import aalen_johansen, at_times, kaplan_meier, median_of_incidence, median_survival


def test_four_people_by_hand():
    """A job on day 1 (3/4 left), one censored on day 2, education on day 3 with two at risk, the last on day 4."""
    table = aalen_johansen([1, 2, 3, 4], ["job", None, "education", "job"], ["job", "education"])
    assert table.index.tolist() == [1, 3, 4]
    assert table["at_risk"].tolist() == [4, 2, 1]
    assert table["event_free"].tolist() == pytest.approx([0.75, 0.375, 0])
    assert table["job"].tolist() == pytest.approx([0.25, 0.25, 0.625])
    assert table["education"].tolist() == pytest.approx([0, 0.375, 0.375])


def test_who_is_censored_on_a_day_was_in_risk_on_it():
    table = aalen_johansen([5, 5, 5], ["job", None, "job"], ["job"])
    assert table["at_risk"].tolist() == [3] and table["job"].tolist() == pytest.approx([2 / 3])


def test_nobody_left_and_nobody_there():
    assert aalen_johansen([3, 4], [None, None], ["job"]).empty
    assert aalen_johansen([], [], ["job"]).empty
    assert math.isnan(median_survival(kaplan_meier([], [])))


def test_the_median_is_the_first_day_on_which_half_have_got_there():
    days = pd.Series([0.2, 0.5, 0.7], index=[3.0, 8.0, 9.0])
    assert median_of_incidence(days) == 8
    assert math.isnan(median_of_incidence(days * 0.6))
    # Three quarters times two thirds is one half, though not in floating point.
    assert median_survival(kaplan_meier([1, 2, 2, 3], [True, True, False, False])) == 2


def test_the_curve_between_its_steps():
    curve = pd.Series([0.2, 0.5], index=[3.0, 8.0])
    assert at_times(curve, [0, 2.9, 3, 7, 8, 100]).tolist() == [0, 0, 0.2, 0.2, 0.5, 0.5]
    assert at_times(curve, [1], start=1.0).tolist() == [1]


@pytest.fixture(scope="module")
def aids(shared_folder):
    table = pd.read_csv(shared_folder / "realdata" / "aidssi" / "aidssi.csv")
    return table, aalen_johansen(table["time"], table["cause"].where(table["status"] > 0), ["AIDS", "SI"])


PUBLISHED = [
    # time, event-free, AIDS, SI (Putter, Fiocco & Geskus 2007; tutorial of mstate)
    (0.112, 0.9969605, 0, 0.003039514),
    (0.969, 0.9815830, 0, 0.018416998),
    (11.943, 0.2312339, 0.4035707, 0.3651954),
    (12.936, 0.2165702, 0.4081954, 0.3752344),
    (13.361, 0.2067261, 0.4180395, 0.3752344),
    (13.936, 0, 0.4180395, 0.5819605),
]


@pytest.mark.parametrize(("time", "free", "aids_by_then", "si_by_then"), PUBLISHED)
def test_the_amsterdam_cohort_as_published(aids, time, free, aids_by_then, si_by_then):
    row = aids[1].loc[time]
    assert (row["event_free"], row["AIDS"], row["SI"]) == pytest.approx((free, aids_by_then, si_by_then), abs=5e-8)


@pytest.mark.parametrize(
    ("time", "aids_error", "si_error"),
    [(11.943, 0.02978948, 0.02881464), (13.361, 0.03089977, 0.02919663), (13.936, 0.03089977, 0.03089977)],
)
def test_the_standard_errors_as_published(aids, time, aids_error, si_error):
    row = aids[1].loc[time]
    assert (row["AIDS_error"], row["SI_error"]) == pytest.approx((aids_error, si_error), abs=5e-8)


def test_the_naive_estimate_is_too_high(aids):
    table, curves = aids
    naive = kaplan_meier(table["time"], table["cause"].where(table["status"] > 0) == "AIDS")
    assert at_times(naive, [12.9])[0] == pytest.approx(0.4314440, abs=5e-8)
    assert at_times(curves["AIDS"], [12.9])[0] == pytest.approx(0.4082, abs=5e-5)


def test_by_genotype(aids):
    table = aids[0]
    for genotype, wanted in {"WW": (0.3914331, 0.3304958), "WM": (0.1201346, 0.3413313)}.items():
        some = table[table["ccr5"] == genotype]
        curves = aalen_johansen(some["time"], some["cause"].where(some["status"] > 0), ["AIDS", "SI"])
        assert [at_times(curves[cause], [10])[0] for cause in ("AIDS", "SI")] == pytest.approx(wanted, abs=5e-8)


@pytest.mark.parametrize(
    ("sex", "wanted"),
    [
        ("F", [(0.6962, 0.0398, 0.2640), (0.4456, 0.0739, 0.4805), (0.1998, 0.1049, 0.6953)]),
        ("M", [(0.6030, 0.0293, 0.3676), (0.3695, 0.0553, 0.5752), (0.1562, 0.0957, 0.7481)]),
    ],
)
def test_plasma_cell_malignancy_after_5_10_and_20_years(shared_folder, sex, wanted):
    """Therneau's vignette on competing risks, survival package, data mgus2; ties are many."""
    table = pd.read_csv(shared_folder / "realdata" / "mgus2" / "mgus2.csv").query("sex == @sex")
    months = table["ptime"].where(table["pstat"] == 1, table["futime"])
    cause = np.where(table["pstat"] == 1, "pcm", np.where(table["death"] == 1, "death", None))
    curves = aalen_johansen(months, cause, ["pcm", "death"])
    for years, (free, pcm, death) in zip((5, 10, 20), wanted, strict=True):
        found = [
            at_times(curves[name], [12 * years], start)[0]
            for name, start in (("event_free", 1.0), ("pcm", 0), ("death", 0))
        ]
        assert found == pytest.approx((free, pcm, death), abs=5e-5)


people = st.lists(st.tuples(st.integers(0, 30), st.sampled_from([None, "a", "b"])), min_size=1, max_size=40)


@given(people)
def test_everyone_has_left_for_something_or_is_still_there(people):
    days, causes = zip(*people, strict=True)
    table = aalen_johansen(days, causes, ["a", "b"])
    assert (table["a"] + table["b"] + table["event_free"]).tolist() == pytest.approx([1] * len(table))
    assert table[["a", "b"]].diff().fillna(0).ge(-1e-12).all(axis=None)


@given(people.filter(lambda people: all(cause for _, cause in people)))
def test_with_nobody_censored_it_is_the_plain_share(people):
    days, causes = zip(*people, strict=True)
    table = aalen_johansen(days, causes, ["a", "b"])
    for day, found in table["a"].items():
        assert found == pytest.approx(sum(d <= day and c == "a" for d, c in people) / len(people))
