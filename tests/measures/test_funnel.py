"""The funnel: who has reached which stage, by participant, by delivered counts, and by both."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures.aggregates import delivered
from forlob.measures.funnel import of_previous
from forlob.measures.funnel import reached as reached_by
from tests.measures.conftest import Story

BOTH = ["stages", "aggregates"]


def stage(who, name, on="2012-02-01", project="north"):
    return {"participant_id": who, "project": project, "stage": name, "reached_on": on}


def delivery(measure, n, on="2012-06-01", project="south", **more):
    return {"measure": measure, "n": n, "as_of": on, "project": project, **more}


def tables(story, **registers):
    """The registers, the counts of aggregates being numbers."""
    made = {name: story.frame(rows) for name, rows in registers.items()}
    if "aggregates" in made:
        made["aggregates"]["n"] = made["aggregates"]["n"].astype("float64")
    return made


def fed(*registers):
    return {"extracts": [{"file": "x.csv", "registers": dict.fromkeys(registers)}]}


def funnel(data):
    """Those who reached each stage, of the target group and of those at the step before."""
    return pd.concat([reached_by(data), of_previous(data)], ignore_index=True)


def reached(rows, measure="reached"):
    """Stage -> (n, of)."""
    rows = rows[rows["measure"] == f"funnel.{measure}"]
    return {stage: (n, of) for stage, n, of in zip(rows["group"], rows["n"], rows["of"], strict=True)}


#: Anna comes all the way without an offer, Bo to a team meeting, Carl is in the target group alone.
PEOPLE = [
    *(stage(who, "target_group", "2012-01-10") for who in ("anna", "bo", "carl")),
    *(stage(who, "first_interview", "2012-02-01") for who in ("anna", "bo")),
    *(stage(who, "team_meeting", "2012-03-01") for who in ("anna", "bo")),
    stage("anna", "self_supporting", "2012-05-05"),
]


def test_each_stage_of_the_target_group_and_of_the_step_before(story):
    rows = funnel(story.data("north", **tables(story, stages=PEOPLE)))
    assert reached(rows) == {
        "target_group": (3, None),
        "first_interview": (2, 3),
        "team_meeting": (2, 3),
        "employment_offer": (0, 3),
        "self_supporting": (1, 3),
    }
    # Nobody had an offer, so one self-supporting is no share of that step.
    assert reached(rows, "of_previous") == {
        "first_interview": (2, 3),
        "team_meeting": (2, 2),
        "employment_offer": (0, 2),
    }
    assert set(rows["unit"]) == {"participants"}


def test_nobody_counts_at_a_stage_for_having_reached_a_later_one(story):
    rows = [stage("anna", "target_group"), stage("anna", "self_supporting")]
    found = reached(funnel(story.data("north", **tables(story, stages=rows))))
    assert found["self_supporting"] == (1, 1) and found["team_meeting"] == (0, 1)


def test_a_stage_registered_twice_counts_once(story):
    rows = [stage("anna", "target_group"), stage("anna", "target_group", "2012-04-01")]
    assert reached(funnel(story.data("north", **tables(story, stages=rows))))["target_group"] == (1, None)


def test_by_a_date_only_what_was_reached_until_then(story):
    on_the_day = reached(
        funnel(story.data("north", to_date=date.fromisoformat("2012-03-01"), **tables(story, stages=PEOPLE)))
    )
    assert on_the_day["team_meeting"] == (2, 3) and on_the_day["self_supporting"] == (0, 3)
    before = reached(
        funnel(story.data("north", to_date=date.fromisoformat("2012-02-29"), **tables(story, stages=PEOPLE)))
    )
    assert before["team_meeting"] == (0, 3)


def test_from_a_date_those_who_joined_the_target_group_since(story):
    rows = [*PEOPLE, stage("dora", "target_group", "2012-04-02"), stage("dora", "first_interview", "2012-04-20")]
    found = reached(
        funnel(story.data("north", from_date=date.fromisoformat("2012-04-01"), **tables(story, stages=rows)))
    )
    assert found["target_group"] == (1, None) and found["first_interview"] == (1, 1)
    assert found["self_supporting"] == (0, 1)  # Anna joined before


def test_more_at_a_stage_than_in_the_target_group_is_no_share(story):
    rows = [stage("anna", "target_group"), stage("anna", "first_interview"), stage("bo", "first_interview")]
    found = funnel(story.data("north", **tables(story, stages=rows)))
    assert reached(found)["first_interview"] == (2, None)
    assert "first_interview" not in reached(found, "of_previous")


def test_of_delivered_counts_the_latest_on_or_before_the_date_holds(story):
    counts = [
        delivery("funnel.target_group", 100, "2012-03-31"),
        delivery("funnel.first_interview", 40, "2012-03-31"),
        delivery("funnel.first_interview", 70, "2012-06-30"),
    ]
    given_ = tables(story, aggregates=counts)
    keys = fed("aggregates")
    assert reached(funnel(story.data("south", keys=keys, **given_))) == {
        "target_group": (100, None),
        "first_interview": (70, 100),
    }
    on = {
        day: reached(funnel(story.data("south", keys=keys, to_date=date.fromisoformat(day), **given_))) for day in DAYS
    }
    assert on["2012-06-29"]["first_interview"] == (40, 100)
    assert on["2012-06-30"]["first_interview"] == (70, 100)
    assert on["2012-03-30"] == {}


DAYS = ("2012-03-30", "2012-06-29", "2012-06-30")


def test_a_count_without_a_day_holds_where_nothing_is_cut(story):
    given_ = tables(story, aggregates=[delivery("funnel.target_group", 100, None)])
    assert reached(funnel(story.data("south", keys=fed("aggregates"), **given_))) == {"target_group": (100, None)}
    assert funnel(story.data("south", keys=fed("aggregates"), to_date=date.fromisoformat("2012-12-31"), **given_)).empty


def test_a_delivered_count_holds_for_no_period_with_a_beginning(story):
    given_ = tables(story, aggregates=[delivery("funnel.target_group", 100)])
    assert funnel(
        story.data("south", keys=fed("aggregates"), from_date=date.fromisoformat("2012-02-01"), **given_)
    ).empty


def test_the_programme_is_its_projects_counted_and_delivered_together(story):
    counts = [delivery("funnel.target_group", 10), delivery("funnel.first_interview", 5)]
    rows = funnel(story.data(keys=fed(*BOTH), **tables(story, stages=PEOPLE, aggregates=counts)))
    # South has delivered nothing of the later stages, so of the whole they are not known.
    assert reached(rows) == {"target_group": (13, None), "first_interview": (7, 13)}


def test_what_is_delivered_for_the_whole_stands_in_where_a_project_is_not_known(story):
    counts = [delivery("funnel.target_group", 10), delivery("funnel.first_interview", 9, project=None)]
    rows = funnel(story.data(keys=fed(*BOTH), **tables(story, stages=PEOPLE, aggregates=counts)))
    assert reached(rows) == {"target_group": (13, None), "first_interview": (9, 13)}


def test_a_delivered_count_does_not_stand_in_for_what_is_counted(story):
    counts = [delivery("funnel.target_group", 99, project="north")]
    data = story.data("north", keys=fed(*BOTH), **tables(story, stages=PEOPLE, aggregates=counts))
    assert reached(funnel(data))["target_group"] == (3, None)
    shown = delivered(data)
    assert shown[["group", "subgroup", "at", "n"]].values.tolist() == [
        ["funnel.reached by stage", "target_group", "2012-06-01", 99]
    ]


def test_a_programme_has_its_own_stages_in_its_own_order(story):
    own = {"code_lists": {"stage": {"referred": {"da": "Henvist"}, "begun": {"da": "Begyndt"}}}}
    rows = [stage("anna", "referred"), stage("bo", "referred"), stage("bo", "begun")]
    found = funnel(story.data("north", keys=own, **tables(story, stages=rows)))
    assert reached(found) == {"referred": (2, None), "begun": (1, 2)}


def test_a_project_that_has_not_begun_counts_nought_where_nothing_is_delivered(story):
    rows = funnel(story.data(keys=fed("stages"), **tables(story, stages=PEOPLE)))
    assert reached(rows)["target_group"] == (3, None)
    assert reached(funnel(story.data("south", keys=fed("stages"), **tables(story, stages=PEOPLE))))["target_group"] == (
        0,
        None,
    )


def test_without_the_registers_there_are_no_rows(story):
    assert funnel(story.data(participants=[{}])).empty and delivered(story.data(participants=[{}])).empty


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 4), st.sampled_from(["north", "south"])), max_size=40))
def test_projects_add_up_and_shares_lie_within_one(reaching):
    story = Story()
    names = ["target_group", "first_interview", "team_meeting", "employment_offer", "self_supporting"]
    rows = [stage(f"{project} {who}", names[at], project=project) for who, at, project in reaching]
    columns = ["participant_id", "project", "stage", "reached_on"]
    register = story.frame(rows, columns)
    each = [funnel(story.data(project, keys=fed("stages"), stages=register)) for project in ("north", "south", None)]
    north, south, whole = (reached(found) for found in each)
    assert {name: n for name, (n, _) in whole.items()} == {name: north[name][0] + south[name][0] for name in whole}
    for found in each:
        values = found["value"].dropna().astype(float)
        assert ((values >= 0) & (values <= 1)).all()
