"""Action plans."""

from forlob.measures import plans


def test_a_participation_with_two_plans_counts_once(story):
    """Anna has two plans, Bo one without a date, Carl none."""
    rows = [
        {"participation_id": 1, "started_on": "2012-02-01"},
        {"participation_id": 1, "started_on": "2012-05-01"},
        {"participation_id": 2},
    ]
    row = plans.started(story.data(participants=[{}, {}, {}], plans=rows)).iloc[0]
    assert (row["n"], row["of"], row["value"], row["unit"]) == (2, 3, 2 / 3, "participations")


def test_the_first_plan_is_the_one_that_counts(story, numbers):
    rows = [
        {"participation_id": 1, "started_on": "2012-03-31"},
        {"participation_id": 1, "started_on": "2012-02-01"},
        {"participation_id": 2, "started_on": "2012-04-01"},
    ]
    data = story.data(closing="2012-04-30", participants=[{}, {}, {}], plans=rows)
    assert numbers(plans.cumulative(data)) == {"2012-01": 0, "2012-02": 1, "2012-03": 1, "2012-04": 2}


def test_a_register_of_plans_that_is_empty_is_nobody_with_a_plan(story):
    empty = story.frame([], ["participation_id", "started_on"])
    assert plans.started(story.data(participants=[{}], plans=empty))["n"].tolist() == [0]


def test_without_a_register_of_plans_there_is_nothing(story):
    data = story.data(participants=[{}])
    assert plans.started(data).empty and plans.cumulative(data).empty
