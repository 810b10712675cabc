"""Time registrations: how long, when in the day, and at the same time as another."""

from datetime import datetime, time

import pytest

from forlob.cleaning.times_of_day import band_of, parse_clock
from forlob.extracts.raw_tables import DAY_ZERO, raw_table
from tests.cleaning.stories import PARTICIPATIONS, found, messages, story, values

HEAD = "participant_id; category; date; mentor_id;"


def read(columns: str, *rows: str, **more):
    lines = [f"{HEAD} {columns}", *(f"2; home; 2012-03-01; {row}" for row in rows)]
    return story({"time_registrations": "\n".join(lines)}, **more)


@pytest.mark.parametrize(
    ("minutes", "rule"),
    [("5", None), ("4,99", "time_too_short"), ("4,983", "time_too_short"), ("720", None), ("721", "time_too_long")],
)
def test_below_5_minutes_or_above_12_hours_is_noted_and_counted(minutes, rule):
    cleaned = read("minutes", f"m; {minutes}")
    assert found(cleaned) == ([(rule, "note", "time_registrations", 2, "minutes")] if rule else [])
    assert len(cleaned.registers["time_registrations"]) == 1


@pytest.mark.parametrize(("hours", "rule"), [("12", None), ("12,02", "time_too_long"), ("0,0834", None)])
def test_hours_have_the_same_bounds(hours, rule):
    assert [finding[0] for finding in found(read("hours", f"m; {hours}"))] == ([rule] if rule else [])


def test_a_finding_names_the_column_that_the_time_stands_in():
    cleaned = read("minutes; hours", "m; ; 0", "m; 3;", "m; ; 13", "m; 0; 1")
    assert sorted(found(cleaned), key=lambda finding: finding[3]) == [
        ("time_not_positive", "set_aside", "time_registrations", 2, "hours"),
        ("time_too_short", "note", "time_registrations", 3, "minutes"),
        ("time_too_long", "note", "time_registrations", 4, "hours"),
        ("time_not_positive", "set_aside", "time_registrations", 5, "minutes"),
    ]


@pytest.mark.parametrize("minutes", ["0", "-30", ""])
def test_no_time_is_set_aside(minutes):
    cleaned = read("minutes", f"m; {minutes}", "m; 60")
    assert found(cleaned, "value_missing") == [("time_not_positive", "set_aside", "time_registrations", 2, "minutes")]
    assert values(cleaned, "time_registrations", "hours") == [1.0]


def test_minutes_are_hours_and_go_before_hours():
    assert values(read("minutes; hours", "m; 90; 2", "m; ; 2"), "time_registrations", "hours") == [1.5, 2.0]


def test_a_band_lasts_from_its_first_hour_up_to_its_last():
    cleaned = read("minutes; time_of_day", "m; 30; 12:00", "n; 30; 11.59", "m; 30; 00:00", "m; 30; 23:59")
    assert values(cleaned, "time_registrations", "time_of_day", "started_at") == [
        ("12-17", "2012-03-01"),
        ("09-12", "2012-03-01"),
        ("00-06", "2012-03-01"),
        ("17-24", "2012-03-01"),
    ]
    assert found(cleaned) == []


def test_a_part_of_the_day_is_a_code_a_label_or_another_spelling():
    cleaned = read("minutes; time_of_day", "m; 30; 12-17", "m; 31; kl. 12–17", "m; 32; 12 – 17")
    assert values(cleaned, "time_registrations", "time_of_day") == ["12-17"] * 3
    assert found(cleaned) == [("spelling", "repaired", "time_registrations", 4, "time_of_day")]


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("25:99", "bad_date"), ("24:01", "bad_date"), ("9:60", "bad_date"), ("om aftenen", "unknown_answer")],
)
def test_what_is_no_part_of_the_day_is_not_registered(cell, rule):
    cleaned = read("minutes; time_of_day", f"m; 30; {cell}", "m; 30; 9:59")
    assert values(cleaned, "time_registrations", "time_of_day") == [None, "09-12"]
    assert found(cleaned) == [(rule, "repaired", "time_registrations", 2, "time_of_day")]


def test_a_time_that_no_day_has_is_said_to_be_none():
    (message,) = messages(read("minutes; time_of_day", "m; 30; 25:99"), "bad_date")
    assert message == "'25:99' is not a time of day, from 00:00 to 24:00; correct it in the source"


def test_what_looks_like_a_time_may_be_declared_an_answer():
    own = {"time_of_day": {"9:99": {"da": "Ved ikke"}, "08-16": {"da": "Dag"}}}
    cleaned = read("minutes; time_of_day", "m; 30; 9:99", "m; 30; 8:30", code_lists=own)
    assert values(cleaned, "time_registrations", "time_of_day") == ["9:99", "08-16"] and found(cleaned) == []


def test_24_00_is_the_first_minute_of_the_next_day():
    """Mia's work at the end of 1 March lies in the first part of the day, and runs into that of half past twelve."""
    lines = "participant_id; category; date; mentor_id; minutes; time_of_day\n2; home; 2012-03-01; m; 60; 24:00\n"
    cleaned = story({"time_registrations": lines + "2; home; 2012-03-02; m; 30; 00:30"})
    register = cleaned.registers["time_registrations"]
    assert [str(moment) for moment in register["started_at"]] == ["2012-03-02 00:00:00", "2012-03-02 00:30:00"]
    assert values(cleaned, "time_registrations", "date", "time_of_day")[0] == ("2012-03-01", "00-06")
    assert [finding[:4] for finding in found(cleaned)] == [("time_overlap", "note", "time_registrations", 3)]


@pytest.mark.parametrize("cell", ["01-03-2012 24:00", "01-03-2012 kl. 24.00", "01-03-2012T24:00:00"])
def test_a_moment_at_24_00(cell):
    rows = f"participant_id; category; started_at; minutes\n2; home; {cell}; 30\n2; home; 01-03-2012 09:30; 30"
    cleaned = story({"time_registrations": rows}, format={"dates": "%d-%m-%Y"})
    assert str(cleaned.registers["time_registrations"]["started_at"][0]) == "2012-03-02 00:00:00"
    assert found(cleaned) == []


def test_own_parts_of_the_day_take_the_place_of_the_built_in_ones():
    own = {"time_of_day": {"08-16": {"da": "Dag"}, "16-08": {"da": "Aften og nat"}, "weekend": {"da": "Weekend"}}}
    cleaned = read("minutes; time_of_day", "m; 30; 8:00", "m; 30; 7:59", "m; 30; Weekend", code_lists=own)
    assert values(cleaned, "time_registrations", "time_of_day") == ["08-16", "16-08", "weekend"]


def test_a_moment_gives_the_day_and_the_part_of_the_day():
    rows = "participant_id; category; started_at; minutes\n2; home; 01-03-2012 09:30; 30\n2; home; 01-03-2012; 30"
    cleaned = story({"time_registrations": rows}, format={"dates": "%d-%m-%Y"})
    register = cleaned.registers["time_registrations"]
    assert values(cleaned, "time_registrations", "date", "time_of_day") == [
        ("2012-03-01", "09-12"),
        ("2012-03-01", None),
    ]
    assert str(register["started_at"][0]) == "2012-03-01 09:30:00"
    assert found(cleaned) == []


def test_a_moment_that_is_none_or_two_is_found():
    rows = "participant_id; category; started_at; minutes\n2; home; i går; 30"
    assert found(story({"time_registrations": rows})) == [
        ("bad_date", "repaired", "time_registrations", 2, "started_at")
    ]
    rows = "participant_id; category; started_at; minutes\n2; home; 03-04-2012 09:30; 30"
    assert found(story({"time_registrations": rows}, format={"dates": ["%d-%m-%Y", "%m-%d-%Y"]})) == [
        ("second_date_format", "error", "time_registrations", 2, "started_at")
    ]


def test_times_of_excel():
    records = {
        1: ["participant_id", "category", "minutes", "started_at", "time_of_day"],
        2: ["1", "home", 30, datetime(2012, 3, 1, 14, 30), ""],
        3: ["1", "home", 30, 40969.25, ""],
        4: ["1", "home", 31, datetime(2012, 3, 1), time(18, 0)],
    }
    cleaned = story({"time_registrations": raw_table("time_registrations.csv", records, 1, day_zero=DAY_ZERO)})
    assert values(cleaned, "time_registrations", "date", "time_of_day") == [
        ("2012-03-01", "12-17"),
        ("2012-03-01", "06-09"),
        ("2012-03-01", "00-06"),
    ]


def test_moments_of_excel_that_are_all_at_midnight_are_dates_alone():
    records = {
        1: ["participant_id", "category", "minutes", "started_at"],
        2: ["1", "home", 30, datetime(2012, 3, 1)],
    }
    cleaned = story({"time_registrations": raw_table("time_registrations.csv", records, 1)})
    assert "time_of_day" not in cleaned.registers["time_registrations"]
    assert values(cleaned, "time_registrations", "date") == ["2012-03-01"]


def test_overlap_is_that_of_one_mentor_and_touching_is_none():
    cleaned = read(
        "minutes; time_of_day",
        "anna; 60; 10:00",
        "anna; 60; 11:00",
        "anna; 60; 11:30",
        "bo; 60; 11:30",
        "; 60; 11:30",
        "anna; 10; 23:55",
    )
    assert found(cleaned) == [("time_overlap", "note", "time_registrations", 4, "time_of_day")]


def test_a_long_registration_overlaps_also_past_one_that_lies_within_it():
    cleaned = read("minutes; time_of_day", "anna; 180; 9:00", "anna; 10; 9:30", "anna; 10; 11:30")
    assert [finding[3] for finding in found(cleaned)] == [3, 4]


def test_a_registration_past_midnight_overlaps_the_next_day():
    lines = "participant_id; category; date; mentor_id; minutes; time_of_day\n2; home; 2012-03-01; m; 120; 23:30\n"
    cleaned = story({"time_registrations": lines + "2; home; 2012-03-02; m; 30; 00:30"})
    assert [finding[:4] for finding in found(cleaned)] == [("time_overlap", "note", "time_registrations", 3)]


def test_what_is_set_aside_for_another_reason_is_not_noted_as_well():
    lines = f"{HEAD} minutes\n3; home; 2012-03-01; m; 1\n2; home; 2011-03-01; m; 1"
    period = {"from": "2012-01-01", "to": "2012-12-31"}
    cleaned = story({"participants": PARTICIPATIONS, "time_registrations": lines}, period=period)
    assert [finding[0] for finding in found(cleaned)] == ["orphan", "outside_period"]


def test_a_registration_belongs_to_the_participation_that_its_moment_falls_in():
    lines = (
        "participant_id; category; started_at; minutes\n1; home; 2012-06-01 00:30; 30\n1; home; 2012-03-31 23:59; 30"
    )
    cleaned = story({"participants": PARTICIPATIONS, "time_registrations": lines})
    assert values(cleaned, "time_registrations", "project") == ["north", "south"]
    assert found(cleaned) == []


def test_the_message_says_what_to_do():
    assert messages(read("minutes", "m; 0", "m; 1"), "time_not_positive") == [
        "the time is zero, negative or not registered; correct it in the source"
    ]


CLOCKS = [("0:00", 0), ("9.05", 545), ("23:59:59", 1439), ("24:00", 1440), (0.5, 720)]


@pytest.mark.parametrize(("text", "minute"), CLOCKS)
def test_clock(text, minute):
    assert parse_clock(text) == minute


@pytest.mark.parametrize("text", ["24:01", "25:00", "12:60", "1200", "12-17", "", 12, "12:5"])
def test_no_clock(text):
    assert parse_clock(text) is None


def test_bands_may_go_past_midnight():
    assert [band_of(hour * 60, ["22-06", "06-22"]) for hour in (21, 22, 0, 5, 6)] == [
        "06-22",
        "22-06",
        "22-06",
        "22-06",
        "06-22",
    ]
    assert band_of(60, ["evening"]) is None
