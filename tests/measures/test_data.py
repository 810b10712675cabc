"""The scope of a measure, and the last day that its registers tell of."""

from dataclasses import replace
from datetime import date

import pandas as pd

from forlob.measures import exits, participants, placements
from forlob.measures.rows import compute


def test_a_register_or_column_that_is_not_there_is_none(story):
    data = story.data(participants=[{}], plans=[{"participation_id": 1}])
    assert data.register("events") is None
    assert data.register("plans", "started_on") is None
    assert len(data.register("plans", "participation_id")) == 1


def test_a_register_that_is_none_is_not_there(story):
    from forlob.measures.data import Data

    data = Data.of(story.programme(), {"participants": None})
    assert data.registers == {} and data.enrolled == 0 and data.cut_off is None


def test_the_first_day_of_each_participation_in_a_register(story):
    people = [{"participation_id": 1}, {"participation_id": 2}, {"participation_id": 3}]
    started = [(2, "2012-03-01"), (1, "2012-05-01"), (2, "2012-02-01")]
    placements = [{"participation_id": n, "started_on": day} for n, day in started]
    data = story.data(participants=people, placements=placements)
    first = data.first("placements", "started_on")
    assert first.dt.strftime("%m-%d").fillna("").tolist() == ["05-01", "02-01", ""]
    empty = {**data.registers, "placements": data.registers["placements"].iloc[:0]}
    none = replace(data, registers=empty).first("placements", "started_on")
    assert none.isna().tolist() == [True] * 3 and (none - none).dt.days.isna().all()


def test_a_project_has_its_own_rows_only(story):
    data = story.data(project="south", participants=[{}, {"project": "south"}], companies=[{"company_id": "c"}])
    assert data.enrolled == 1 and len(data.registers["companies"]) == 1


PROJECTS = {"north": {"name": "North", "closed": "2012-05-31"}, "south": {"name": "South"}}


def cut_off(story, project, to_date=None, **keys):
    participants = [{"exited_on": "2012-03-01"}, {"project": "south", "exited_on": "2012-04-01"}]
    return story.data(project=project, to_date=to_date, closing=None, keys=keys, participants=participants).cut_off


def test_the_earliest_of_the_days_that_are_given_is_the_cut_off(story):
    given = {"projects": PROJECTS, "period": {"to": "2012-06-30"}, "extract_date": "2012-07-15"}
    assert cut_off(story, "north", **given) == date(2012, 5, 31)
    assert cut_off(story, "south", **given) == date(2012, 6, 30)
    assert cut_off(story, "south", **{**given, "extract_date": "2012-04-15"}) == date(2012, 4, 15)
    assert cut_off(story, "north", **{**given, "extract_date": "2012-04-15"}) == date(2012, 4, 15)
    assert cut_off(story, None, **given) == date(2012, 6, 30)


def test_else_until_the_latest_date_in_them(story):
    assert cut_off(story, "south") == date(2012, 4, 1)
    assert cut_off(story, "north") == date(2012, 3, 1)


def test_never_past_the_day_asked_for_nor_past_what_is_known(story):
    assert cut_off(story, "north", date(2012, 2, 1), projects=PROJECTS) == date(2012, 2, 1)
    assert cut_off(story, "north", date(2012, 9, 1), projects=PROJECTS) == date(2012, 5, 31)


def test_in_the_programme_each_participation_is_known_until_its_own_project_ends(story):
    projects = {**PROJECTS, "south": {"name": "South", "closed": "2012-06-30"}}
    data = story.data(closing=None, keys={"projects": projects}, participants=[{}, {"project": "south"}])
    known = data.participation_cut_offs(pd.Series(["north", "south", None]))
    assert known.dt.strftime("%m-%d").tolist() == ["05-31", "06-30", "06-30"]
    assert data.cut_off == date(2012, 6, 30)


def planned(story, **keys):
    """Drawn on 31 December 2020 of a programme that runs to 2022: Ann left, Bo is to leave in 2021, Cleo to come, and
    Dan left for a job on a day that nobody wrote down."""
    people = story.participants(
        {"enrolled_on": "2020-01-01", "exited_on": "2020-03-01", "exit_reason": "job"},
        {"enrolled_on": "2020-01-01", "exited_on": "2021-02-01", "exit_reason": "job"},
        {"enrolled_on": "2021-01-01"},
        {"enrolled_on": "2020-06-01", "exit_reason": "job"},
    ).assign(exit_status=["self_supporting", "self_supporting", None, "self_supporting"])
    begun = [
        {"participation_id": 1, "started_on": "2020-02-01", "ended_on": "2020-02-20"},
        {"participation_id": 2, "started_on": "2020-12-01", "ended_on": "2021-03-01"},
        {"participation_id": 2, "started_on": "2021-01-10"},
        {"participation_id": 3, "started_on": "2020-12-24"},
    ]
    return story.data(
        closing="2020-12-31", keys={"period": {"to": "2022-12-31"}, **keys}, participants=people, placements=begun
    )


def test_what_is_dated_after_the_cut_off_is_planned_and_not_counted(story):
    data = planned(story)
    assert data.enrolled == 3
    n = compute(data, exits.self_supporting, participants.exited, placements.started).set_index("measure")["n"]
    assert n.to_dict() == {"exits.self_supporting": 2, "participants.exited": 2, "placements.started": 2}
    ended = data.registers["placements"]["ended_on"].dt.strftime("%Y-%m-%d")
    assert ended.fillna("running").tolist() == ["2020-02-20", "running"]
    by_month = compute(data, participants.cumulative)
    assert by_month["at"].max() == "2020-12"


def test_a_projects_closing_day_cuts_its_own_rows_alone(story):
    rows = [{"project": name, "exited_on": "2012-06-15"} for name in ("north", "south")]
    data = story.data(keys={"projects": PROJECTS}, participants=rows, plans=[
        {"participation_id": n, "project": name, "started_on": "2012-06-01"} for n, name in ((1, "north"), (2, "south"))
    ])  # fmt: skip
    assert data.registers["participants"]["exited_on"].notna().tolist() == [False, True]
    assert data.registers["plans"]["participation_id"].tolist() == [2]


def test_what_follows_people_up_counts_to_the_day_of_the_extract(story):
    keys = {"period": {"to": "2012-06-30"}}
    spells = [{"participation_id": 1, "state": "job", "started_on": day} for day in ("2012-09-01", "2013-02-01")]
    data = story.data(keys=keys, participants=[{}], spells=spells)
    assert data.registers["spells"]["started_on"].dt.strftime("%Y-%m").tolist() == ["2012-09"]
    assert (data.cut_off, data.follow_up) == (date(2012, 6, 30), date(2012, 12, 31))
