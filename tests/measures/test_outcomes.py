"""What became of participants in numbers: who has one, and the mean of the latest, worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures import outcomes
from forlob.measures.data import Data
from tests.measures.conftest import frame, participants, programme

CODES = {"code_lists": {"outcome": {"weeks": "Weeks in work", "pay": "Pay"}}}


def value(participation, number, day=None, outcome="weeks"):
    return {"participation_id": participation, "outcome": outcome, "value": number, "measured_on": day}


#: Weeks: participation 1 10 and then 20, 2 an undated 7 and then 4, 3 an undated 6, 4 none. Pay: of 3 alone, in what
#: no code list has.
FOUR = [
    *[value(1, 20, "2012-10-01"), value(1, 10, "2012-04-01")],
    *[value(2, 7), value(2, 4, "2012-05-01")],
    value(3, 6),
    value(4, None, "2012-05-01"),
    value(3, 100, "2012-05-01", "bonus"),
]


def test_the_latest_value_of_each_counts(story, numbers):
    """20, 4 and 6 make 30: a mean of 10; nobody has a pay; one a bonus, which has no interval."""
    data = story.data(participants=[{}] * 4, outcomes=FOUR, keys=CODES)
    assert numbers(outcomes.known(data)) == {"weeks": 3, "pay": 0, "bonus": 1}
    assert set(outcomes.known(data)["of"]) == {4}
    means = outcomes.average(data).set_index("group")
    assert means.loc["weeks", ["n", "value"]].tolist() == [3, 10]
    assert math.isnan(means.loc["pay", "value"]) and means.loc["bonus", "value"] == 100
    assert math.isnan(means.loc["bonus", "ci_low"])


def test_the_interval_is_students(story):
    """20, 4 and 6 differ from 10 by 10, 6 and 4: s² = 152 / 2; t(2) = 4.30265."""
    row = outcomes.average(story.data(participants=[{}] * 4, outcomes=FOUR)).set_index("group").loc["weeks"]
    assert row["ci_high"] - row["value"] == pytest.approx(4.302652729911275 * math.sqrt(76 / 3))


def test_values_up_to_the_day_of_the_extract_count_though_the_project_has_closed(story, numbers):
    keys = {"projects": {"north": {"name": "North", "closed": "2012-06-30"}}}
    assert numbers(outcomes.average(story.data(participants=[{}] * 4, outcomes=FOUR, keys=keys)), "value") == {
        "bonus": 100,
        "weeks": 10,
    }
    early = story.data(participants=[{}] * 4, outcomes=FOUR, keys=keys, closing="2012-08-31")
    assert numbers(outcomes.average(early), "value")["weeks"] == pytest.approx(20 / 3)


def test_without_the_register_there_is_nothing(story):
    assert outcomes.known(story.data(participants=[{}])).empty
    assert outcomes.average(story.data(participants=[{}])).empty


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(-9, 9)), min_size=1, max_size=12), st.randoms())
def test_the_order_of_rows_of_different_days_does_not_matter(values, order):
    rows = [value(who, number, f"2012-03-{day:02}") for day, (who, number) in enumerate(values, 1)]
    latest = dict(values)
    mixed = order.sample(rows, len(rows))
    data = Data.of(
        programme(extract_date="2012-12-31"),
        {"participants": participants(*[{}] * 4), "outcomes": frame(mixed)},
    )
    row = outcomes.average(data).iloc[0]
    assert row["n"] == len(latest) and row["value"] == pytest.approx(sum(latest.values()) / len(latest))
