"""Real time registrations, 150,819 of them, joined and weighted: the published hours and shares of days come out.

Published for employed persons on the days that they worked (Bureau of Labor Statistics, 22 June 2011): 7.5 hours; 7.9
on weekdays and 5.5 on weekend days; 82 % worked on a weekday, 35 % on a weekend day; in full time men 8.2 hours, women
7.8; men in all 41 minutes more. The exact numbers are those of FACTS.md, worked out twice by other programs.
"""

import shutil
import time as clock
from pathlib import Path

import pandas as pd
import pytest

from forlob.intake import clean_whole
from forlob.measures import time, weighted
from forlob.measures.data import Data
from forlob.programme.read_programme import read_programme
from forlob.storage.workspace import workspace

pytestmark = pytest.mark.slow

PROGRAMME = Path(__file__).parents[1] / "real_data" / "atus" / "programme.yaml"


@pytest.fixture(scope="module")
def registers(shared_folder, tmp_path_factory):
    """The cleaned registers. The sample's two files about a person become one; nothing else is done to them."""
    source, raw = shared_folder / "realdata" / "atus", tmp_path_factory.mktemp("atus")
    days = pd.read_csv(source / "respondents_2010.csv.gz", dtype=str)
    days = days.merge(pd.read_csv(source / "persons_2010.csv.gz", dtype=str), on="tucaseid", validate="one_to_one")
    parts = {"tuyear": "year", "diary_mo": "month", "diary_day": "day"}
    day = pd.to_datetime(days[list(parts)].rename(columns=parts).astype(int))
    weekend = day.dt.day_of_week.ge(5) | days["holiday"].eq("yes")
    days["labor_status"] = days["labor_status"].str.partition("-")[0] + " " + days["ptft"].fillna("")
    kind = weekend.map({True: "weekend_day", False: "weekday"})
    days = days.assign(day=day.dt.strftime("%Y-%m-%d"), kind_of_day=kind, weight=days["wt"])
    days[["tucaseid", "day", "kind_of_day", "sex", "labor_status", "weight"]].to_csv(raw / "days.csv", index=False)
    pd.read_csv(source / "activities_2010.csv.gz", dtype=str).to_csv(raw / "activities.csv", index=False)
    programme = read_programme(PROGRAMME)
    folders = workspace(PROGRAMME, programme.id, raw=str(raw), processed=str(raw / "processed"), reports=None)
    started = clock.perf_counter()
    cleaned = clean_whole(programme, folders)
    shutil.rmtree(raw)
    assert clock.perf_counter() - started < 60
    assert set(cleaned.findings["severity"]) == {"note"}
    return cleaned.registers


@pytest.fixture(scope="module")
def among(registers):
    """The data of the employed, or of some of them: a function of project, labour status and gender."""

    def data(project=None, status="employed", gender=None):
        persons = registers["participants"]
        chosen = persons["arm"].str.startswith(status)
        persons = persons[chosen & (persons["gender"].eq(gender) if gender else True)]
        rows = registers["time_registrations"]
        rows = rows[rows["participation_id"].isin(persons["participation_id"])]
        return Data.of(read_programme(PROGRAMME), {"participants": persons, "time_registrations": rows}, project)

    return data


def at_work(rows) -> float:
    (value,) = rows.loc[rows["group"] == "work", "value"]
    return value


def test_everything_is_there(registers):
    rows = registers["time_registrations"]
    assert len(rows) == 150_819 and round(rows["hours"].sum() * 60) == 18_837_383
    assert len(registers["participants"]) == 13_260 and rows["participation_id"].notna().all()
    assert rows["category"].notna().all()


def test_hours_on_days_worked(among):
    hours = weighted.hours_per_participant_with_time
    assert round(at_work(hours(among())), 3) == 7.505
    assert [round(at_work(hours(among(day))), 3) for day in ("weekday", "weekend_day")] == [7.865, 5.482]


def test_share_of_days_worked(among):
    shares = [at_work(weighted.with_time(among(day))) for day in ("weekday", "weekend_day")]
    assert [round(100 * share, 2) for share in shares] == [81.71, 35.44]


def test_men_and_women(among):
    def hours(gender, status):
        return at_work(weighted.hours_per_participant_with_time(among(status=status, gender=gender)))

    assert [round(hours(gender, "employed FT"), 3) for gender in ("male", "female")] == [8.173, 7.753]
    assert round((hours("male", "employed") - hours("female", "employed")) * 60, 1) == 40.9


def test_without_weights_the_hours_are_those_registered(among):
    """Weights change the weighted measures alone: all minutes of the employed, and the counts, are as registered."""
    data = among()
    of_work = time.hours.by("category")(data).set_index("group").loc["work"]
    assert of_work["of"] == time.hours(data)["n"][0]
    rows = weighted.hours(data).set_index("group")
    assert rows.loc["work", "n"] == of_work["n"] and rows.loc["work", "of"] == pytest.approx(of_work["of"])
    assert rows["value"].sum() == pytest.approx(1) and rows.loc["work", "value"] != pytest.approx(of_work["value"])
