"""Parts and their total: 10 participants, 6 men and 4 women."""

from tests.printed.stories import checks, discrepancies, figure, verdicts

ENROLLED = figure("participants.enrolled", 10)


def by_gender(male, female, *more):
    return [ENROLLED, figure("participants.enrolled by gender", male, group="male"),
            figure("participants.enrolled by gender", female, group="female"), *more]  # fmt: skip


def test_groups_that_make_up_everybody_agree():
    assert ("groups", "agrees") in verdicts(*by_gender(6, 4))


def test_one_too_many_and_one_too_few_are_found():
    found = [("groups", "differs", "participants.enrolled by gender", "")]
    assert discrepancies(*by_gender(7, 4)) == found
    assert discrepancies(*by_gender(5, 4)) == found


def test_a_split_that_leaves_groups_out_is_no_error_unless_it_is_too_much():
    """Two of seven educations are printed: the other participants have the others."""
    low = [
        figure("participants.enrolled by education", n, group=g) for n, g in ((3, "basic_school"), (2, "vocational"))
    ]
    high = [
        figure("participants.enrolled by education", n, group=g) for n, g in ((8, "basic_school"), (3, "vocational"))
    ]
    assert discrepancies(ENROLLED, *low) == []
    assert discrepancies(ENROLLED, *high) == [("groups", "differs", "participants.enrolled by education", "")]


def test_with_the_not_registered_a_split_is_whole():
    groups = [(3, "basic_school"), (2, "vocational"), (1, "upper_secondary"), (1, "short_higher")]
    groups += [(2, "not_registered")]
    printed = [figure("participants.enrolled by education", n, group=group) for n, group in groups]
    assert discrepancies(ENROLLED, *printed) == [("groups", "differs", "participants.enrolled by education", "")]
    assert discrepancies(ENROLLED, printed[0], printed[-1]) == []  # Two of seven are a choice of groups.


def test_groups_that_are_whole_in_one_project_are_so_in_the_other():
    def pathways(project, of, *counts):
        yield figure("participants.enrolled", of, project)
        for n, group in zip(counts, ("retention", "integration"), strict=True):
            yield figure("participants.enrolled by pathway", n, project, group)

    assert discrepancies(*pathways("north", 6, 2, 4), *pathways("south", 4, 2, 2)) == []
    found = discrepancies(*pathways("north", 6, 2, 4), *pathways("south", 4, 1, 2))
    assert found == [("groups", "differs", "participants.enrolled by pathway", "")]


def test_percentages_that_rounding_brings_to_99_or_101_are_no_error():
    thirds = [figure("time.hours by category", percent=p, group=g) for p, g in
              ((33, "home"), (33, "work"), (33, "contact"), (0, "other"))]  # fmt: skip
    assert verdicts(*thirds) == [("hundred", "rounding")]
    wrong = [figure("time.hours by category", percent=p, group=g) for p, g in
             ((33, "home"), (33, "work"), (31, "contact"), (0, "other"))]  # fmt: skip
    assert verdicts(*wrong) == [("hundred", "differs")]  # 97 and at most 98.75


def test_digits_make_the_difference():
    halves = [figure("participants.enrolled by gender", percent=p, group=g) for p, g in ((50, "male"), (51, "female"))]
    exact = [
        figure("participants.enrolled by gender", percent=p, group=g) for p, g in ((50.0, "male"), (50.2, "female"))
    ]
    assert verdicts(*halves) == [("hundred", "rounding")]
    assert verdicts(*exact) == [("hundred", "differs")]


def test_exited_and_active_are_enrolled():
    assert discrepancies(ENROLLED, figure("participants.exited", 3), figure("participants.active", 7)) == []
    found = discrepancies(ENROLLED, figure("participants.exited", 3), figure("participants.active", 8))
    assert found == [("measures", "differs", "participants.enrolled", "")]


def test_the_denominator_of_a_share_is_a_figure_as_well():
    """2 left for a job and 3 for education: 5 are self-supporting, of whom 4 had a placement. Printed of 6 is wrong."""
    ends = [figure("exits.job", 2), figure("exits.education", 3)]
    assert discrepancies(*ends, figure("placements.among_self_supporting", 4, of=5)) == []
    found = discrepancies(*ends, figure("placements.among_self_supporting", 4, of=6))
    assert found == [("measures", "differs", "exits.self_supporting", "")]


def test_the_reasons_of_a_status_group_make_it_up():
    """All 10 exits are printed, so no reason is left out: flex job and wage subsidy are progression, 4 together."""
    reasons = [
        figure("participants.enrolled by exit_reason", n, group=g)
        for n, g in ((3, "flex_job"), (1, "wage_subsidy_job"), (2, "other"))
    ]
    everybody = [ENROLLED, *reasons, figure("exits.job", 4)]
    assert discrepancies(*everybody, figure("participants.enrolled by status_group", 4, group="progression")) == []
    found = discrepancies(*everybody, figure("participants.enrolled by status_group", 5, group="progression"))
    assert found == [("statuses", "differs", "participants.enrolled by status_group", "progression")]


def companies(said, kind):
    yield figure("companies.registered", 5)
    yield figure("companies.participants", 7)
    for n, group in ((2, "public"), (3, "private")):
        yield figure("companies.registered by ownership", n, group=group)
    yield figure("companies.registered by ownership", said, of_kind=kind, chapter="companies")


def test_a_split_that_counts_another_kind_than_it_says():
    assert discrepancies(*companies(5, "companies")) == []
    assert discrepancies(*companies(7, "participants")) == []
    (check,) = [check for check in checks(*companies(5, "participants")) if check.verdict == "differs"]
    assert (check.kind, check.printed.number) == ("said_to_count", 7)
    assert [(hint.name, hint.cells[0].measure) for hint in check.hints] == [("counts_instead", "companies.registered")]


def test_participants_with_an_event_are_in_several_groups():
    """Three had a placement and three a participation, some of them both: with five enrolled no error."""
    events = [
        figure("events.registered by event", 3, group=g, of_kind="participants")
        for g in ("company_placement", "course")
    ]
    assert discrepancies(figure("participants.enrolled", 5), *events) == []


def test_a_question_may_take_several_answers():
    """Of 4 who answered 3 say yes to one and 3 to another; 5 are enrolled."""
    question = {"of": 4, "group": "start: help"}
    answers = [
        figure("answers.given by question, answer", 3, subgroup=answer, percent=75, **question)
        for answer in ("home", "work")
    ]
    assert discrepancies(figure("participants.enrolled", 5), *answers) == []
    gender = {"of": 4, "group": "participants: gender", "subgroup": "male"}
    assert (
        discrepancies(figure("participants.enrolled", 5), figure("answers.given by question, answer", 2, **gender))
        == []
    )
    assert discrepancies(figure("answers.given by question, answer", 5, **gender)) == [
        ("above_total", "differs", "answers.given by question, answer", gender["group"])
    ]
