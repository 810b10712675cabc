"""The probability of having left, by exit and month."""

import pytest

from forlob.measures.exits import incidence


def test_four_participations(story, numbers):
    """A job after 30 days, an education after 40, one gone with the trial after 31, one still there.

    A month is 30.4 days. Month 1: job 1/4. Month 2: two are at risk on day 40, so education 3/4 * 1/2 = 3/8.
    """
    rows = [
        {"exited_on": "2012-02-01", "exit_reason": "job"},
        {"exited_on": "2012-02-11", "exit_reason": "education"},
        {"exited_on": "2012-02-02", "exit_reason": "trial_ended"},
        {},
    ]
    found = incidence(story.data(closing="2012-02-20", participants=rows))
    assert numbers(found, "value") == pytest.approx(
        {
            ("job", "0"): 0,
            ("job", "1"): 0.25,
            ("job", "2"): 0.25,
            ("education", "0"): 0,
            ("education", "1"): 0,
            ("education", "2"): 0.375,
            ("other", "0"): 0,
            ("other", "1"): 0,
            ("other", "2"): 0,
        }
    )
    assert numbers(found)["education", "2"] == 1 and set(found["of"]) == {4}


def test_the_trials_end_by_a_code_of_the_programmes_own_is_no_exit(story, numbers):
    """Two are sent away by the trial's end on day 4, one of two others has a job on day 30: 1/2, and no other exit."""
    keys = {"code_lists": {"exit_reason": {"project_over": {"da": "Projekt slut", "status": "trial_ended"}}}}
    rows = [{"exited_on": "2012-01-06", "exit_reason": "project_over"}] * 2
    rows += [{"exited_on": "2012-02-01", "exit_reason": "job"}, {}]
    found = numbers(incidence(story.data(closing="2012-02-20", keys=keys, participants=rows)), "value")
    assert (found["job", "1"], found["other", "1"]) == (0.5, 0)


def test_an_exit_on_the_day_of_enrolment_is_in_month_0(story, numbers):
    rows = [{"exited_on": "2012-01-02", "exit_reason": "no_benefit"}]
    found = numbers(incidence(story.data(participants=rows)), "value")
    assert found["other", "0"] == 1


def test_an_exit_without_a_reason_is_an_other_one(story, numbers):
    rows = [{"exited_on": "2012-01-12"}, {}]
    found = numbers(incidence(story.data(closing="2012-01-20", participants=rows)), "value")
    assert found["other", "1"] == 0.5


def test_it_has_an_interval_where_there_is_something_to_be_unsure_of(story):
    rows = [{"exited_on": "2012-01-12", "exit_reason": "job"}, {}]
    found = incidence(story.data(participants=rows)).set_index(["group", "at"])
    assert found.loc[("job", "1"), "ci_low"] < 0.5 < found.loc[("job", "1"), "ci_high"]
    assert found.loc[("education", "1"), ["ci_low", "ci_high"]].isna().all()


def test_without_exits_there_is_nothing(story):
    without = story.participants({}).drop(columns="exited_on")
    assert incidence(story.data(participants=without)).empty
    assert incidence(story.data(participants=story.participants({}).iloc[:0])).empty
