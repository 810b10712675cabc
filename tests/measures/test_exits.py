"""How participations ended."""

from forlob.measures import exits

NAMES = ("job", "education", "self_supporting", "other_reasons")


def counted(data):
    return {name: getattr(exits, name)(data)["n"].tolist()[0] for name in NAMES}


def test_six_participations(story):
    """A job, an education, the trial's end, no benefit, gone without a reason, and one still there."""
    reasons = ["job", "education", "trial_ended", "no_benefit", None, None]
    days = ["2012-03-01"] * 5 + [None]
    rows = [{"exit_reason": reason, "exited_on": day} for reason, day in zip(reasons, days, strict=True)]
    data = story.data(participants=rows)
    assert counted(data) == {"job": 1, "education": 1, "self_supporting": 2, "other_reasons": 3}
    row = exits.self_supporting(data).iloc[0]
    assert (row["of"], row["value"], row["unit"]) == (6, 2 / 6, "participations")


def test_a_reason_without_a_date_is_an_exit(story):
    assert counted(story.data(participants=[{"exit_reason": "job"}]))["job"] == 1


def test_a_job_with_wage_subsidy_is_not_self_supporting(story):
    data = story.data(participants=[{"exit_reason": "wage_subsidy_job"}, {"exit_reason": "flex_job"}])
    assert counted(data) == {"job": 0, "education": 0, "self_supporting": 0, "other_reasons": 2}


def test_a_programme_says_which_reasons_are_self_supporting(story):
    keys = {"exit_status": {"flex_job": "self_supporting"}}
    data = story.data(keys=keys, participants=[{"exit_reason": "flex_job"}, {"exit_reason": "job"}])
    assert counted(data) == {"job": 1, "education": 0, "self_supporting": 2, "other_reasons": 0}


def test_codes_of_the_programmes_own_give_no_false_noughts(story):
    """Got work is a job by another code: nobody left for `job`, but to say so would mislead."""
    own = {"got_work": {"da": "Fik arbejde", "en": "Got work", "status": "self_supporting"}}
    data = story.data(keys={"code_lists": {"exit_reason": own}}, participants=[{"exit_reason": "got_work"}])
    assert exits.job(data).empty and exits.education(data).empty
    assert exits.self_supporting(data)["n"].tolist() == [1]


def test_by_match_group_and_by_age_band(story, numbers):
    rows = [
        {"match_group": "2", "age": 29, "exit_reason": "job"},
        {"match_group": "2", "age": 30, "exit_reason": "other"},
        {"match_group": None, "age": None, "exit_reason": "education"},
    ]
    data = story.data(participants=rows)
    assert numbers(exits.self_supporting.by("match_group")(data)) == {"1": 0, "2": 1, "3": 0, "not_registered": 1}
    assert numbers(exits.self_supporting.by("match_group")(data), "of") == {"1": 0, "2": 2, "3": 0, "not_registered": 1}
    bands = {"under_30": 1, "30_39": 0, "40_49": 0, "50_and_over": 0, "not_registered": 1}
    assert numbers(exits.self_supporting.by("age_band")(data)) == bands


def test_without_exit_reasons_there_is_nothing(story):
    table = story.participants({"age": 20, "match_group": "2"}).drop(columns="exit_reason")
    data = story.data(participants=table)
    for name in NAMES:
        assert getattr(exits, name)(data).empty
    assert exits.self_supporting(data, by="match_group").empty and exits.self_supporting(data, by="age_band").empty
