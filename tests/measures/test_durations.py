"""Median days, by hand. Everyone enrols on 2 January 2012 and the registers tell until 31 December, if not said."""

from datetime import date

import pytest

from forlob.measures import durations


def median(rows):
    row = rows.iloc[0]
    return row["n"], None if row["value"] != row["value"] else row["value"]


def plan(participation, day):
    return {"participation_id": participation, "started_on": day}


def test_half_have_a_plan_after_ten_days(story):
    """Anna's plan comes after 3 days, Bo's after 10, Carl and Dora never get one."""
    data = story.data(participants=[{}, {}, {}, {}], plans=[plan(1, "2012-01-05"), plan(2, "2012-01-12")])
    assert median(durations.to_plan(data)) == (4, 10)


def test_where_fewer_than_half_get_one_there_is_no_median(story):
    data = story.data(participants=[{}, {}, {}], plans=[plan(1, "2012-01-05")])
    assert median(durations.to_plan(data)) == (3, None)


def test_who_left_without_a_plan_will_never_have_one(story):
    """Were exits censored, the one plan would be half of what is left: 1 of 2 at risk on day 10."""
    rows = [{"exited_on": "2012-01-05", "exit_reason": "other"}] * 3 + [{}, {}]
    data = story.data(participants=rows, plans=[plan(4, "2012-01-12")])
    assert median(durations.to_plan(data)) == (5, None)


def test_who_is_still_waiting_at_the_cut_off_is_censored(story):
    """Bo enrolled two days before the end. Of the other three one has a plan on day 10, another on day 20."""
    rows = [{}, {"enrolled_on": "2012-01-20"}, {}, {}]
    starts = [plan(1, "2012-01-12"), plan(3, "2012-01-22")]
    data = story.data(closing="2012-01-22", participants=rows, plans=starts)
    assert median(durations.to_plan(data)) == (4, 20)


def test_a_plan_from_before_the_enrolment_is_a_plan_on_day_0(story):
    data = story.data(participants=[{}], plans=[plan(1, "2011-12-24")])
    assert median(durations.to_plan(data)) == (1, 0)


def test_a_plan_on_the_day_of_exit_is_a_plan_and_one_after_it_is_not(story):
    rows = [{"exited_on": "2012-01-12", "exit_reason": "job"}]
    assert median(durations.to_plan(story.data(participants=rows, plans=[plan(1, "2012-01-12")]))) == (1, 10)
    assert median(durations.to_plan(story.data(participants=rows, plans=[plan(1, "2012-01-13")]))) == (1, None)


def test_participations_that_cannot_be_followed_are_left_out(story):
    """An exit without a date, a plan without a date."""
    rows = [{"exit_reason": "job"}, {}, {}]
    data = story.data(participants=rows, plans=[plan(2, None), plan(3, "2012-01-03")])
    assert median(durations.to_plan(data)) == (1, 1)


def test_placements_likewise(story):
    data = story.data(participants=[{}], placements=[plan(1, "2012-02-01")])
    assert median(durations.to_placement(data)) == (1, 30)


def test_time_to_exit(story):
    """Exits on day 10 and 20; one whom the trial's end sent away on day 15; one still there: 3/4, then 3/4 * 1/2."""
    rows = [
        {"exited_on": "2012-01-12", "exit_reason": "job"},
        {"exited_on": "2012-01-22", "exit_reason": None},
        {"exited_on": "2012-01-17", "exit_reason": "trial_ended"},
        {},
    ]
    assert median(durations.to_exit(story.data(participants=rows))) == (4, 20)


#: A code of the programme's own for the trial's end, and a status for a built-in one.
OWN_CODE = {"code_lists": {"exit_reason": {"project_over": {"da": "Projekt slut", "status": "trial_ended"}}}}
OWN_STATUS = {"exit_status": {"other_offer": "trial_ended"}}


@pytest.mark.parametrize("reason, keys", [("trial_ended", {}), ("project_over", OWN_CODE), ("other_offer", OWN_STATUS)])
def test_the_trials_end_is_known_by_its_status_group_and_censors(story, reason, keys):
    """The trial's end sends three of six away on day 4. Of the three still at risk two have a plan, on day 10 and 20, a
    placement, on day 20 and 40, and a job on day 60: 1/3 and then 2/3 of them. As competing exits the three would keep
    plan and placement at 1/6 and 2/6, and they would be half of all exits on day 4.
    """
    rows = [{"exited_on": "2012-01-06", "exit_reason": reason}] * 3
    rows += [{"exited_on": "2012-03-02", "exit_reason": "job"}] * 2 + [{}]
    plans, placements = (
        [plan(4, a), plan(5, b)] for a, b in (("2012-01-12", "2012-01-22"), ("2012-01-22", "2012-02-11"))
    )
    data = story.data(keys=keys, participants=rows, plans=plans, placements=placements)
    assert median(durations.to_plan(data)) == (6, 20)
    assert median(durations.to_placement(data)) == (6, 40)
    assert median(durations.to_exit(data)) == (6, 60)


def test_who_has_a_plan_before_the_trial_ends_has_it(story):
    rows = [{"exited_on": "2012-01-12", "exit_reason": "trial_ended"}]
    assert median(durations.to_plan(story.data(participants=rows, plans=[plan(1, "2012-01-12")]))) == (1, 10)


def test_each_participation_is_censored_when_its_own_project_ends(story):
    """South closed on day 5: of its two participations nothing more is known. In North one of two left on day 10."""
    projects = {"north": {"name": "N", "closed": "2012-12-31"}, "south": {"name": "S", "closed": "2012-01-07"}}
    rows = [{"exited_on": "2012-01-12", "exit_reason": "job"}, {}, {"project": "south"}, {"project": "south"}]
    data = story.data(closing=None, keys={"projects": projects}, participants=rows)
    assert median(durations.to_exit(data)) == (4, 10)


def test_length_of_placements(story):
    """Monday to Friday is five days; ten days; one without an end runs to the exit, day 8, and is censored there."""
    rows = [{}, {}, {"exited_on": "2012-02-13", "exit_reason": "other"}]
    placements = [
        {"participation_id": 1, "started_on": "2012-02-06", "ended_on": "2012-02-10"},
        {"participation_id": 2, "started_on": "2012-02-06", "ended_on": "2012-02-15"},
        {"participation_id": 3, "started_on": "2012-02-06", "ended_on": None},
    ]
    assert median(durations.of_placement(story.data(participants=rows, placements=placements))) == (3, 10)


def test_a_placement_still_running_at_the_cut_is_censored(story):
    placements = [{"participation_id": 1, "started_on": "2012-02-06", "ended_on": "2012-03-10"}]
    cut = {"to_date": date(2012, 2, 20), "participants": [{}], "placements": placements}
    assert median(durations.of_placement(story.data(**cut))) == (1, None)


def test_a_register_without_ends_has_no_lengths(story):
    data = story.data(participants=[{}], placements=[{"participation_id": 1, "started_on": "2012-02-06"}])
    assert median(durations.of_placement(data)) == (1, None)


@pytest.mark.parametrize("name", ["to_plan", "to_placement", "to_exit", "of_placement"])
def test_without_the_registers_there_is_nothing(story, name):
    without = story.participants({}).drop(columns=["exited_on", "exit_reason"])
    assert getattr(durations, name)(story.data(participants=without)).empty
    assert getattr(durations, name)(story.data(companies=[{"company_id": "c"}])).empty


def test_nobody_in_risk(story):
    nobody = story.participants({}).iloc[:0]
    plans = story.frame([], ["participation_id", "started_on"])
    assert median(durations.to_plan(story.data(participants=nobody, plans=plans))) == (0, None)


def test_events_with_a_length(story, numbers):
    """Participations of 2, 3 and 13 weeks, one of them given by its dates; one has no length. Jobs have none at all."""
    rows = [{"event": "course", "weeks": 2}, {"event": "course", "weeks": 13}, {"event": "course"}]
    rows += [{"event": "course", "ended_on": "2012-01-21"}, {"event": "ordinary_job"}, {"event": "work_trial"}]
    registered = [{"participation_id": 1, "started_on": "2012-01-01", "ended_on": None, **row} for row in rows]
    data = story.data(participants=[{}], events=registered)
    median, mean = durations.of_event(data), durations.mean_of_event(data)
    assert numbers(median) == {"municipal_activation": 0, "course": 3, "company_placement": 0, "work_trial": 0}
    assert (numbers(median, "value")["course"], numbers(mean, "value")["course"]) == (3, 6)
    assert set(median["unit"]) == {"weeks"} and median["value"].isna().sum() == 3


def test_an_event_that_is_not_said_to_have_a_length_may_have_one(story, numbers):
    rows = [{"participation_id": 1, "event": "education", "started_on": "2012-01-01", "weeks": 4}]
    found = numbers(durations.of_event(story.data(participants=[{}], events=rows)))
    assert found["education"] == 1 and "ordinary_job" not in found


def test_without_lengths_there_is_nothing(story):
    rows = [{"participation_id": 1, "event": "course", "started_on": "2012-01-01"}]
    assert durations.of_event(story.data(participants=[{}], events=rows)).empty
    assert durations.mean_of_event(story.data(participants=[{}])).empty
