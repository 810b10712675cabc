"""The scope of a measure, and the last day that its registers tell of."""

from datetime import date

import pandas as pd


def test_a_register_or_column_that_is_not_there_is_none(story):
    data = story.data(participants=[{}], plans=[{"participation_id": 1}])
    assert data.register("events") is None
    assert data.register("plans", "started_on") is None
    assert len(data.register("plans", "participation_id")) == 1


def test_a_register_that_is_none_is_not_there(story):
    from forlob.measures.data import Data

    data = Data.of(story.programme(), {"participants": None})
    assert data.registers == {} and data.enrolled == 0 and data.cut_off is None


def test_a_project_has_its_own_rows_only(story):
    data = story.data(project="south", participants=[{}, {"project": "south"}], companies=[{"company_id": "c"}])
    assert data.enrolled == 1 and len(data.registers["companies"]) == 1


PROJECTS = {"north": {"name": "North", "closed": "2012-05-31"}, "south": {"name": "South"}}


def cut_off(story, project, to_date=None, **keys):
    participants = [{"exited_on": "2012-03-01"}, {"project": "south", "exited_on": "2012-04-01"}]
    return story.data(project=project, to_date=to_date, closing=None, keys=keys, participants=participants).cut_off


def test_the_registers_of_a_project_tell_until_it_closed(story):
    assert cut_off(story, "north", projects=PROJECTS, period={"to": "2012-06-30"}) == date(2012, 5, 31)


def test_else_until_the_period_ends(story):
    assert cut_off(story, "south", projects=PROJECTS, period={"to": "2012-06-30"}) == date(2012, 6, 30)


def test_else_until_the_extract_was_drawn(story):
    assert cut_off(story, "south", extract_date="2012-07-15") == date(2012, 7, 15)


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
