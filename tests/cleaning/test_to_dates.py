"""Dates are read by the formats listed for the column and no others."""

from datetime import date, datetime

import pandas as pd
import pytest

from forlob.cleaning.to_dates import to_dates
from tests.cleaning.stories import found, messages, story, values

DANISH, BOTH, TWO_WAYS = ["%d-%m-%Y"], ["%d-%m-%Y", "%Y-%m-%d"], ["%d-%m-%Y", "%m-%d-%Y"]


def read(formats: list[str] | None, *cells: object, **more) -> tuple[list, list]:
    where = pd.DataFrame({"file": "f.csv", "row": range(2, len(cells) + 2)})
    days, findings = to_dates(pd.Series(cells, dtype=object), where, formats, register="plans", header="Dato", **more)
    said = [(f["rule"], f["severity"], f["row"], f["message"]) for t in findings for f in t.to_dict("records")]
    return [None if pd.isna(day) else day.isoformat() for day in days], said


def test_a_listed_format_is_read():
    assert read(DANISH, "31-03-2013", " 1-4-2013 ", "") == (["2013-03-31T00:00:00", "2013-04-01T00:00:00", None], [])


def test_a_day_that_is_not_is_not_registered():
    days, said = read(DANISH, "31-02-2012")
    assert days == [None]
    assert said == [
        (
            "bad_date",
            "repaired",
            2,
            "'31-02-2012' is not a date of the form %d-%m-%Y; correct it in the source, or list its form under "
            "format.dates",
        )
    ]


@pytest.mark.parametrize(
    "cell", ["2013-03-31", "31.03.2013", "31-03-13", "i går", "41364", "31-03-2013 10:00", "01-01-0212"]
)
def test_what_is_in_no_listed_format_is_no_date(cell):
    days, said = read(DANISH, cell)
    assert days == [None]
    assert [finding[:3] for finding in said] == [("bad_date", "repaired", 2)]


def test_a_second_listed_format_is_noted():
    days, said = read(BOTH, "31-03-2013", "2013-03-31")
    assert days == ["2013-03-31T00:00:00"] * 2
    message = "'2013-03-31' is read as 2013-03-31, not by the first listed format %d-%m-%Y"
    assert said == [("second_date_format", "note", 3, message)]


def test_a_date_that_two_listed_formats_read_as_two_days_is_an_error():
    _, said = read(TWO_WAYS, "03-04-2012")
    message = "'03-04-2012' fits two of the listed date formats and is two dates; list one of them for the column"
    assert said == [("second_date_format", "error", 2, message)]


def test_a_date_that_two_listed_formats_read_as_the_same_day_is_not():
    assert read(TWO_WAYS, "04-04-2012", "25-12-2012") == (["2012-04-04T00:00:00", "2012-12-25T00:00:00"], [])


def test_dates_of_excel_are_dates_and_its_numbers_are_days_with_a_note():
    days, said = read(DANISH, 39690, 11037, 43479, 34700, datetime(2019, 1, 14, 9, 30), date(2001, 8, 15))
    assert days == [
        f"{day}T00:00:00"
        for day in (
            "2008-08-30",
            "1930-03-20",
            "2019-01-14",
            "1995-01-01",
            "2019-01-14",
            "2001-08-15",
        )
    ]
    assert [finding[:3] for finding in said] == [("second_date_format", "note", row) for row in (2, 3, 4, 5)]


def test_a_year_alone_in_excel_is_no_day():
    assert read(DANISH, 2012)[0] == [None]


def test_a_date_written_as_a_number_is_read_by_its_format():
    assert read(["%Y%m%d"], 20120403, "20120403")[0] == ["2012-04-03T00:00:00"] * 2
    assert read(["%d%m%Y"], 3042012, "03042012")[0] == [None, "2012-04-03T00:00:00"]


def test_severity_makes_a_bad_date_an_error():
    assert read(DANISH, "x", severity="error")[1][0][:2] == ("bad_date", "error")


def test_no_message_names_a_personal_date():
    _, said = read(BOTH, "1990-01-31", "31-02-1990", personal=True)
    assert [message for *_, message in said] == [
        "the date is read, not by the first listed format %d-%m-%Y",
        "the date is not a date of the form %d-%m-%Y or %Y-%m-%d; correct it in the source, or list its form under "
        "format.dates",
    ]


def test_a_bad_enrolment_is_an_error_and_a_bad_exit_is_repaired():
    participations = "participant_id; project; enrolled_on; exited_on\n1; north; 2012-01-10; 31-02-2012\n2; north; {}; "
    assert found(story({"participants": participations.format("2012-02-30")})) == [
        ("bad_date", "error", "participants", 3, "enrolled_on"),
        ("bad_date", "repaired", "participants", 2, "exited_on"),
    ]
    cleaned = story({"participants": participations.format("2012-02-29")})
    assert found(cleaned) == [("bad_date", "repaired", "participants", 2, "exited_on")]
    assert values(cleaned, "participants", "exited_on") == [None, None]


def test_an_empty_needed_date_is_an_error_in_participants_and_a_note_elsewhere():
    participations = "participant_id; project; enrolled_on; gender\n1; north; ; Mand"
    assert found(story({"participants": participations})) == [
        ("value_missing", "error", "participants", 2, "enrolled_on")
    ]
    cleaned = story({"participants": participations}, {"participants": {"unknown": {"enrolled_on": "not_registered"}}})
    assert found(cleaned) == [("value_missing", "note", "participants", 2, "enrolled_on")]
    plans = "participant_id; started_on; x\n1; ; x"
    cleaned = story({"participants": participations.replace("; ;", "; 2012-01-01;"), "plans": plans})
    assert found(cleaned, "column_not_used") == [("value_missing", "note", "plans", 2, "started_on")]


def test_formats_are_listed_for_all_columns_or_for_one():
    participations = "participant_id; project; enrolled_on; exited_on\n1; north; 10/01/2012; 2012-02-01"
    cleaned = story(
        {"participants": participations}, format={"dates": {"enrolled_on": "%d/%m/%Y", "default": ["%Y-%m-%d"]}}
    )
    assert values(cleaned, "participants", "enrolled_on", "exited_on") == [("2012-01-10", "2012-02-01")]
    assert found(cleaned) == []


def test_unlisted_formats_are_year_first_and_day_first():
    cleaned = story({"participants": "participant_id; project; enrolled_on\n1; north; 10-01-2012"})
    assert values(cleaned, "participants", "enrolled_on") == ["2012-01-10"]
    assert messages(cleaned, "second_date_format") == [
        "'10-01-2012' is read as 2012-01-10, not by the first listed format %Y-%m-%d"
    ]
