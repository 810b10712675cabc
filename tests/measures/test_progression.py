"""Progression: what one or a few participants were measured at, worked out by hand."""

import math
import random as of_python

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures import progression
from forlob.measures.rows import compute

LADDER = {"name": "The ladder", "items": {"sleep": "Sleep", "work": "Work"}, "from": 1, "to": 10}
STRAIN = {"name": "Strain", "items": {"worry": "Worry"}, "from": 0, "to": 4, "direction": "lower_is_better"}
BOTH = {"participant": "Participant", "caseworker": "Caseworker"}


def score(participation, day, number, item="sleep", instrument="ladder", **more):
    return {
        "participation_id": participation,
        "measured_on": day,
        "instrument": instrument,
        "item": item,
        "score": number,
        **more,
    }


def keys(**scales):
    return {"scales": scales}


def one(rows):
    """The only row, as (n, of, value)."""
    assert len(rows) == 1
    row = rows.iloc[0]
    return row["n"], row["of"], row["value"]


#: Participation 1 from 3 over 9 to 5, participation 2 from 4 to 4, participation 3 from 6 to 5, participation 4 once
#: with 8, participation 5 never.
FIVE = [
    *[score(1, "2012-01-10", 3), score(1, "2012-04-10", 9), score(1, "2012-07-10", 5)],
    *[score(2, "2012-01-10", 4), score(2, "2012-04-10", 4)],
    *[score(3, "2012-01-10", 6), score(3, "2012-04-10", 5)],
    score(4, "2012-02-01", 8),
]


@pytest.fixture
def five(story):
    return story.data(participants=[{}] * 5, measurements=FIVE)


def test_who_is_measured_and_who_once_only(five):
    assert one(progression.measured(five)) == (4, 5, 0.8)
    assert one(progression.repeated(five)) == (3, 4, 0.75)
    assert one(progression.only_once(five)) == (1, 4, 0.25)


def test_first_latest_and_change_are_of_the_same_who_were_measured_twice(five):
    """3, 4 and 6 make 13, then 5, 4 and 5 make 14; participation 4, measured once, stands apart."""
    assert one(progression.first(five)) == (3, None, pytest.approx(13 / 3))
    assert one(progression.latest(five)) == (3, None, pytest.approx(14 / 3))


#: Enrolled on 2 January: participation 1 measured that day and later, 2 for the first time 61 days after it and again,
#: 3 once on the last day, 4 on day 60 and later, 5 twenty days before it and later, 6 a year before it and on day 10.
LATE = [
    *[score(1, "2012-01-02", 2), score(1, "2012-12-31", 8)],
    *[score(2, "2012-03-03", 4), score(2, "2012-12-31", 9)],
    score(3, "2012-12-31", 8),
    *[score(4, "2012-03-02", 5), score(4, "2012-09-01", 6)],
    *[score(5, "2011-12-13", 1), score(5, "2012-06-01", 3)],
    *[score(6, "2011-01-02", 9), score(6, "2012-01-12", 4), score(6, "2012-07-12", 7)],
]


def test_a_first_measurement_long_after_the_enrolment_is_no_baseline(story, numbers):
    """First 2, 5, 1 and 4 (3 on average), latest 8, 6, 3 and 7 (6): participations 2 and 3 are not among them."""
    data = story.data(participants=[{}] * 6, measurements=LATE)
    assert one(progression.measured(data))[:2] == (6, 6)
    assert one(progression.without_baseline(data))[:2] == (2, 6)
    assert one(progression.repeated(data))[:2] == (4, 6) and one(progression.only_once(data))[:2] == (0, 6)
    assert one(progression.first(data)) == (4, None, 3) and one(progression.latest(data)) == (4, None, 6)
    assert one(progression.change(data)) == (4, None, 3)
    course = progression.course(data)
    assert numbers(course)["ladder: sleep", "0"] == 4 and numbers(course, "value")["ladder: sleep", "0"] == 3


def test_how_near_to_the_enrolment_is_the_scales_to_say(story):
    """Within 0 days only participation 1 has a baseline; within 400 all have, and of any day too."""
    for baseline, n in (({"within_days": 0}, 5), ({"within_days": 400}, 0), ("any", 0)):
        scales = keys(ladder={**LADDER, "items": {"sleep": "Sleep"}, "baseline": baseline})
        data = story.data(keys=scales, participants=[{}] * 6, measurements=LATE)
        assert one(progression.without_baseline(data))[0] == n


def test_an_enrolment_that_nobody_knows_makes_the_first_measurement_the_baseline(story):
    data = story.data(participants=[{}, {"enrolled_on": None}], measurements=LATE[:4])
    assert one(progression.without_baseline(data))[0] == 0


def test_equal_changes_have_no_interval(story):
    """Both rose by 6: an interval from 6 to 6 would say that everybody does."""
    rows = [score(1, "2012-01-02", 2), score(1, "2012-12-31", 8), score(2, "2012-01-02", 3), score(2, "2012-12-31", 9)]
    changed = progression.change(story.data(participants=[{}, {}], measurements=rows))
    assert one(changed) == (2, None, 6) and changed[["ci_low", "ci_high"]].isna().all(axis=None)


def test_change_is_of_those_measured_twice_with_its_t_interval(five):
    """Changes of 2, 0 and -1: mean 1/3, standard deviation 1.5275, t of 2 degrees 4.3027: 1/3 ± 3.7946."""
    rows = progression.change(five)
    n, of, value = one(rows)
    assert (n, of, value) == (3, None, pytest.approx(1 / 3))
    half = 4.302653 * math.sqrt(7 / 3) / math.sqrt(3)
    assert rows.iloc[0][["ci_low", "ci_high"]].tolist() == [pytest.approx(1 / 3 - half), pytest.approx(1 / 3 + half)]


def test_up_same_and_down(five):
    assert one(progression.improved(five)) == (1, 3, pytest.approx(1 / 3))
    assert one(progression.same(five)) == (1, 3, pytest.approx(1 / 3))
    assert one(progression.worse(five)) == (1, 3, pytest.approx(1 / 3))
    low, high = progression.improved(five).iloc[0][["ci_low", "ci_high"]]
    assert (round(low, 3), round(high, 3)) == (0.061, 0.792)  # Wilson, 1 of 3


def test_a_real_change_is_at_least_what_the_scale_says(story):
    """With 2 points the rise from 3 to 5 counts and the fall from 6 to 5 does not; with 3 points neither does."""
    for least, n in ((2, 1), (2.5, 0)):
        scales = keys(ladder={**LADDER, "items": {"sleep": "Sleep"}, "real_change": least})
        data = story.data(keys=scales, participants=[{}] * 5, measurements=FIVE)
        assert one(progression.improved(data))[:2] == (n, 3)
        assert one(progression.worse(data))[:2] == (0, 3)
        assert one(progression.same(data))[:2] == (3 - n, 3)


def test_tenths_of_a_point_are_counted_as_they_are_written(story):
    """0.3 less 0.1 is a change of 0.2, whatever binary numbers say."""
    rows = [score(1, "2012-01-10", 0.1), score(1, "2012-04-10", 0.3)]
    scales = keys(ladder={**LADDER, "from": 0, "items": {"sleep": "Sleep"}, "real_change": 0.2})
    assert one(progression.improved(story.data(keys=scales, participants=[{}], measurements=rows)))[:2] == (1, 1)


def test_where_lower_is_better_a_fall_is_progress(story):
    rows = [score(1, "2012-01-10", 4, "worry", "strain"), score(1, "2012-04-10", 1, "worry", "strain")]
    data = story.data(keys=keys(strain=STRAIN), participants=[{}], measurements=rows)
    assert one(progression.change(data)) == (1, None, -3)
    assert one(progression.improved(data))[:2] == (1, 1)


def test_reports_of_participant_and_caseworker_are_never_put_together(story, numbers):
    rows = [
        score(1, "2012-01-10", 2, respondent="participant"),
        score(1, "2012-01-10", 6, respondent="caseworker"),
        score(1, "2012-04-10", 3, respondent="participant"),
        score(1, "2012-04-10", 7, respondent="caseworker"),
        score(2, "2012-01-10", 4, respondent="caseworker"),
        *[score(2, "2012-01-10", 9, respondent=None), score(2, "2012-04-10", 8, respondent=None)],
    ]
    scales = keys(ladder={**LADDER, "respondents": BOTH})
    data = story.data(keys=scales, participants=[{}, {}], measurements=rows)
    assert numbers(progression.latest(data), "value") == pytest.approx(
        {
            ("ladder: sleep", "participant"): 3,
            ("ladder: sleep", "caseworker"): 7,
            ("ladder: sleep", "not_registered"): 8,
            **{("ladder: work", by): float("nan") for by in BOTH},
        },
        nan_ok=True,
    )
    found = numbers(progression.only_once(data))
    assert found[("ladder: sleep", "caseworker")] == 1 and found[("ladder: sleep", "participant")] == 0


def test_declared_items_have_rows_in_their_order_also_where_nobody_was_measured(story):
    scales = keys(strain=STRAIN, ladder=LADDER)
    data = story.data(keys=scales, participants=[{}], measurements=[score(1, "2012-01-10", 3, "zeal")])
    rows = progression.measured(data)
    assert list(rows["group"]) == ["strain: worry", "ladder: sleep", "ladder: work", "ladder: zeal"]
    assert list(rows["n"]) == [0, 0, 0, 1]


def test_without_a_score_a_day_or_an_item_nothing_was_measured(story):
    rows = [score(1, "2012-01-10", None), score(1, None, 3), score(2, "2012-01-10", 3), score(3, "2012-01-10", 3, None)]
    assert one(progression.measured(story.data(participants=[{}] * 3, measurements=rows)))[:2] == (1, 3)


def test_the_course_runs_in_quarters_from_each_first_measurement(story, numbers):
    """Participation 1 at 0, 44 (first quarter all the same), 92 and 180 days; participation 2 at 0 and 181 days."""
    rows = [
        *[score(1, "2012-01-01", 2), score(1, "2012-02-14", 3), score(1, "2012-04-02", 5), score(1, "2012-06-29", 8)],
        *[score(2, "2012-03-01", 4), score(2, "2012-08-29", 6)],
    ]
    found = progression.course(story.data(participants=[{}, {}], measurements=rows))
    assert numbers(found, "value") == {
        ("ladder: sleep", "0"): 3,
        ("ladder: sleep", "1"): 5,
        ("ladder: sleep", "2"): 7,
    }
    assert numbers(found) == {("ladder: sleep", "0"): 2, ("ladder: sleep", "1"): 1, ("ladder: sleep", "2"): 2}


def test_a_quarter_names_its_respondent(story):
    """The second participation, measured once, is in no quarter."""
    rows = [score(1, day, 2, respondent="caseworker") for day in ("2012-01-01", "2012-04-01")]
    rows.append(score(2, "2012-01-01", 9, respondent="caseworker"))
    found = progression.course(story.data(participants=[{}, {}], measurements=rows))
    assert set(found["subgroup"]) == {"caseworker"}
    assert list(found["at"]) == ["0", "1"] and list(found["n"]) == [1, 1]


def test_what_is_measured_after_the_to_date_does_not_count(story):
    data = story.data(to_date=__import__("datetime").date(2012, 4, 30), participants=[{}] * 5, measurements=FIVE)
    assert one(progression.change(data)) == (3, None, pytest.approx((6 + 0 - 1) / 3))


# Properties

MEASURES = [
    *[progression.measured, progression.repeated, progression.only_once, progression.without_baseline],
    *[progression.first, progression.latest],
    *[progression.change, progression.improved, progression.same, progression.worse, progression.course],
]
#: Participation, week and score of measurements, each participation at most once a week.
measurements = st.dictionaries(
    st.tuples(st.integers(1, 5), st.integers(0, 60)), st.integers(1, 10), min_size=1, max_size=25
).map(lambda drawn: [(participation, week, number) for (participation, week), number in drawn.items()])


def registered(story, drawn, **scale):
    start = np.datetime64("2012-01-02")
    rows = [score(participation, str(start + 7 * week), float(number)) for participation, week, number in drawn]
    scales = keys(ladder={**LADDER, "items": {"sleep": "Sleep"}, **scale})
    return story.data(keys=scales, participants=[{}] * 5, measurements=rows, closing="2013-12-31")


@given(measurements, st.one_of(st.none(), st.integers(1, 5)))
def test_up_same_and_down_are_all_pairs_and_once_and_twice_all_measured(story, drawn, least):
    data = registered(story, drawn, real_change=least)
    turned = [one(f(data)) for f in (progression.improved, progression.same, progression.worse)]
    twice = one(progression.repeated(data))
    assert sum(n for n, _, _ in turned) == twice[0] and {of for _, of, _ in turned} == {twice[0]}
    apart = one(progression.only_once(data))[0] + one(progression.without_baseline(data))[0]
    assert twice[0] + apart == one(progression.measured(data))[0]


@given(measurements)
def test_latest_less_first_is_the_change(story, drawn):
    data = registered(story, drawn)
    (n, _, first), (_, _, latest), (pairs, _, change) = (
        one(f(data)) for f in (progression.first, progression.latest, progression.change)
    )
    assert n == pairs and latest - first == pytest.approx(change, nan_ok=True)


@given(measurements)
def test_turning_the_scale_round_turns_up_and_down_round(story, drawn):
    """Scores s on 1 to 10 where higher is better, and 11 - s where lower is."""
    up = registered(story, drawn)
    down = registered(story, [(c, w, 11 - n) for c, w, n in drawn], direction="lower_is_better")
    for function in (progression.improved, progression.same, progression.worse):
        assert one(function(up))[:2] == one(function(down))[:2]
    assert one(progression.change(up))[2] == pytest.approx(-one(progression.change(down))[2], nan_ok=True)


@given(measurements, st.integers(0, 99))
def test_the_order_of_the_rows_changes_nothing(story, drawn, seed):
    shuffled = of_python.Random(seed).sample(drawn, len(drawn))
    tables = [compute(registered(story, rows), *MEASURES) for rows in (drawn, shuffled)]
    assert tables[0].round(9).equals(tables[1].round(9))
