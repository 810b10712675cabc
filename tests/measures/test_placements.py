"""Company placements."""

from forlob.measures import placements


def story_of_three(story):
    """Anna had two placements and left for a job, Bo one and left otherwise, Carl none and left for education."""
    return story.data(
        closing="2012-03-31",
        participants=[
            {"match_group": "2", "exited_on": "2012-03-01", "exit_reason": "job"},
            {"match_group": "3", "exited_on": "2012-03-01", "exit_reason": "other"},
            {"match_group": "2", "exited_on": "2012-03-01", "exit_reason": "education"},
        ],
        placements=[
            {"participation_id": 1, "started_on": "2012-01-10", "form": "single"},
            {"participation_id": 1, "started_on": "2012-02-10", "form": "company_centre"},
            {"participation_id": 2, "started_on": "2012-02-10", "form": None},
        ],
    )


def test_two_of_three_participations_had_a_placement(story, numbers):
    data = story_of_three(story)
    row = placements.started(data).iloc[0]
    assert (row["n"], row["of"]) == (2, 3)
    assert numbers(placements.cumulative(data)) == {"2012-01": 1, "2012-02": 2, "2012-03": 2}


def test_forms_are_counted_by_placement(story, numbers):
    rows = placements.registered.by("form")(story_of_three(story))
    assert numbers(rows) == {"company_centre": 1, "single": 1, "not_registered": 1}
    assert set(rows["of"]) == {3} and set(rows["unit"]) == {"placements"}


def test_in_each_match_group_of_those_enrolled_in_it(story, numbers):
    rows = placements.started.by("match_group")(story_of_three(story))
    assert numbers(rows) == {"1": 0, "2": 1, "3": 1, "not_registered": 0}
    assert numbers(rows, "of") == {"1": 0, "2": 2, "3": 1, "not_registered": 0}
    assert numbers(rows, "value")["2"] == 0.5


def test_one_of_the_two_self_supporting_had_a_placement(story):
    row = placements.among_self_supporting(story_of_three(story)).iloc[0]
    assert (row["n"], row["of"], row["value"]) == (1, 2, 0.5)


def test_where_nobody_is_self_supporting_there_is_no_share(story):
    data = story.data(participants=[{}], placements=[{"participation_id": 1, "started_on": "2012-02-01"}])
    row = placements.among_self_supporting(data).iloc[0]
    assert (row["n"], row["of"]) == (0, 0) and row["value"] != row["value"]


def test_what_is_not_registered_gives_no_rows(story):
    data = story.data(participants=[{}], placements=[{"participation_id": 1, "started_on": "2012-02-01"}])
    assert placements.registered.by("form")(data).empty and placements.started.by("match_group")(data).empty
    for name in ("registered", "started", "cumulative", "among_self_supporting"):
        assert getattr(placements, name)(story.data(participants=[{}])).empty
