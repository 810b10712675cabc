"""Where participants stood at exit."""

from forlob.measures import participants


def there(numbers):
    return {group: n for group, n in numbers.items() if n}


def test_every_exit_reason_still_active_and_not_registered(story, numbers):
    rows = [{"exit_reason": "flex_job"}, {"exit_reason": "trial_ended"}, {"exited_on": "2012-02-01"}, {}]
    found = participants.enrolled.by("exit_reason")(story.data(participants=rows))
    assert there(numbers(found)) == {"flex_job": 1, "trial_ended": 1, "active": 1, "not_registered": 1}
    assert found["group"].tolist()[-2:] == ["active", "not_registered"]
    assert len(found) == 14 and set(found["of"]) == {4}


def test_reasons_in_their_status_groups(story, numbers):
    rows = [{"exit_reason": r} for r in ("job", "education", "flex_job", "other_offer", "trial_ended")]
    found = numbers(
        participants.enrolled.by("status_group")(story.data(participants=[*rows, {}, {"exited_on": "2012-02-01"}]))
    )
    assert there(found) == {
        "self_supporting": 2,
        "progression": 1,
        "transferred": 1,
        "trial_ended": 1,
        "active": 1,
        "not_registered": 1,
    }


def test_a_programme_says_otherwise_which_group_a_reason_is_in(story, numbers):
    data = story.data(keys={"exit_status": {"flex_job": "self_supporting"}}, participants=[{"exit_reason": "flex_job"}])
    assert there(numbers(participants.enrolled.by("status_group")(data))) == {"self_supporting": 1}


def test_an_own_reason_without_a_group_is_other(story, numbers):
    lists = {"exit_reason": {"moved": {"da": "Flyttet", "en": "Moved"}}}
    data = story.data(keys={"code_lists": lists}, participants=[{"exit_reason": "moved"}])
    assert there(numbers(participants.enrolled.by("exit_reason")(data))) == {"moved": 1}
    assert there(numbers(participants.enrolled.by("status_group")(data))) == {"other": 1}


def test_reasons_may_be_grouped(story, numbers):
    groups = {"exit_reason": {"some_job": ["job", "flex_job", "wage_subsidy_job"]}}
    data = story.data(keys={"groups": groups}, participants=[{"exit_reason": "job"}, {"exit_reason": "flex_job"}])
    assert there(numbers(participants.enrolled.by("exit_reason")(data))) == {"some_job": 2}


def test_without_exit_reasons_there_is_nothing(story):
    data = story.data(participants=story.participants({}).drop(columns="exit_reason"))
    assert participants.enrolled.by("exit_reason")(data).empty and participants.enrolled.by("status_group")(data).empty
