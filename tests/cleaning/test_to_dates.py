"""Dates are read by the formats listed for the column and no others."""

from datetime import date, datetime

import pandas as pd
import pytest

from forlob.cleaning.to_dates import to_dates
from forlob.extracts.raw_tables import DAY_ZERO, raw_table
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


@pytest.mark.parametrize("cell", ["2013-03-31", "31.03.2013", "31-03-13", "i går", "41364", "01-01-0212"])
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
    cells = (39690, 11037, 43479, 34700, datetime(2019, 1, 14, 9, 30), date(2001, 8, 15))
    days, said = read(DANISH, *cells, day_zero=DAY_ZERO)
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
    numbers = "dates (4) are numbers, the first in this row; they are read as the days that a spreadsheet counts"
    assert said == [("numbers_as_dates", "note", 2, numbers)]


def test_a_number_of_another_program_is_no_day_of_excel():
    """Stata counts days from 1960, R from 1970: nothing in the file says which."""
    days, said = read(DANISH, 23376, 19723)
    assert days == [None, None] and [finding[0] for finding in said] == ["bad_date"] * 2


def test_a_year_alone_in_excel_is_no_day():
    assert read(DANISH, 2012, day_zero=DAY_ZERO)[0] == [None]


def test_a_date_written_as_a_number_is_read_by_its_format():
    assert read(["%Y%m%d"], 20120403, "20120403")[0] == ["2012-04-03T00:00:00"] * 2
    """Not as a day of Excel; a first zero that is lost is put back, and no more than one."""
    zero = {"day_zero": DAY_ZERO}
    assert read(["%d%m%Y"], 3042012, "03042012", **zero)[0] == ["2012-04-03T00:00:00"] * 2
    assert read(["%y%m%d"], 240101, 40101.0, 4010, **zero)[0] == ["2024-01-01T00:00:00", "2004-01-01T00:00:00", None]
    assert read(["%d-%m-%Y", "%d%m%y"], 10245, 39690, **zero)[0] == ["2045-02-01T00:00:00", None]


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


# ---- what people write of a date ----


def enrolled(*days, format=None, **more):
    rows = [[f"p{number}", "north", day, None] for number, day in enumerate(days, 1)]
    records = dict(enumerate([["participant_id", "project", "enrolled_on", "exited_on"], *rows], 1))
    people = raw_table("participants.csv", records, 1, decimal=",", day_zero=DAY_ZERO)
    return story({"participants": people}, format=format or {}, **more)


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("%d. %B %Y", "5. januar 2023"),
        ("%d. %B %Y", "5. JANUARI 2023"),
        ("%d %b %Y", "5 jan. 2023"),
        ("%d. %b. %Y", "5. jan. 2023"),
        ("%A %d %B %Y", "torsdag 5 januar 2023"),
        ("%A %d. %B %Y", "tor. 5. januar 2023"),
        ("%A %d %B %Y", "Thursday 5 january 2023"),
        ("%a. %d. %B %Y", "tor. 5. januar 2023"),
        ("%d %B %Y", "5 January 2023"),
    ],
)
def test_months_and_weekdays_have_their_scandinavian_names(form, written):
    assert values(enrolled(written, format={"dates": [form]}), "participants", "enrolled_on") == ["2023-01-05"]


def test_a_weekday_of_letters_in_two_pieces_is_read():
    """2023-01-09 is a Monday, written with å as a and a ring."""
    read = enrolled("ma\u030an 9 januari 2023", format={"dates": ["%a %d %B %Y"]})
    assert values(read, "participants", "enrolled_on") == ["2023-01-09"]


@pytest.mark.parametrize(
    ("month", "name"), [(5, "maj"), (5, "mai"), (10, "oktober"), (12, "desember"), (3, "mars"), (7, "juli")]
)
def test_each_language_has_its_own(month, name):
    read = enrolled(f"5 {name} 2023", format={"dates": ["%d %B %Y"]})
    assert values(read, "participants", "enrolled_on") == [f"2023-{month:02d}-05"]


def test_a_time_beside_a_date_is_left_out_and_that_is_said_once():
    cleaned = enrolled(
        "05-01-2023 13:45", "2023-03-01T00:00:00", "06-01-2023 kl. 9.15", format={"dates": ["%d-%m-%Y", "%Y-%m-%d"]}
    )
    assert values(cleaned, "participants", "enrolled_on") == ["2023-01-05", "2023-01-06", "2023-03-01"]
    assert [finding for finding in found(cleaned) if finding[0] == "time_beside_date"] == [
        ("time_beside_date", "note", "participants", 2, "enrolled_on")
    ]
    assert messages(cleaned, "time_beside_date")[0].startswith("dates (3) have a time of the day beside them")


REAL = [datetime(2024, 9, 1), datetime(2024, 11, 2), datetime(2024, 1, 3)]  # 09-01, 11-02 and 01-03 to the caseworker
WRITTEN = ["13-01-2024", "25-02-2024", "31-03-2024"]


def test_a_column_half_of_which_a_spreadsheet_has_turned_round_is_noted_and_can_be_put_right():
    noted = enrolled(*REAL, *WRITTEN, format={"dates": ["%d-%m-%Y"]})
    assert found(noted) == [("dates_swapped", "note", "participants", 2, "enrolled_on")]
    right = enrolled(*REAL, *WRITTEN, format={"dates": ["%d-%m-%Y"], "swapped": ["enrolled_on"]})
    assert values(right, "participants", "enrolled_on")[:3] == ["2024-01-09", "2024-01-13", "2024-02-11"]
    assert found(right) == []
    assert found(enrolled(*REAL, *WRITTEN, format={"dates": ["%d-%m-%Y"], "swapped": []})) == []
    assert found(enrolled(*REAL, datetime(2024, 1, 20), *WRITTEN, format={"dates": ["%d-%m-%Y"]})) == []


def test_signs_for_nothing_are_empty_where_they_are_all_that_cannot_be_read():
    head = "participant_id; project; enrolled_on; exited_on; weight\n"
    rows = "1; north; 2012-01-10; -; 2\n2; north; 2012-01-10; n/a; 3\n3; north; 2012-01-10; 2012-03-01; -"
    cleaned = story({"participants": head + rows})
    assert values(cleaned, "participants", "exited_on") == [None, None, "2012-03-01"]
    assert found(cleaned) == [
        ("read_as_empty", "note", "participants", 2, "exited_on"),
        ("read_as_empty", "note", "participants", 4, "weight"),
    ]
    assert messages(cleaned, "read_as_empty")[0].startswith("cells (2) hold a sign for nothing")
    none = story({"participants": "participant_id; project; enrolled_on; education\n1; north; 2012-01-10; Ingen"})
    assert [finding[:2] for finding in found(none)] == [("unknown_answer", "repaired")]
    mixed = story({"participants": f"{head}1; north; 2012-01-10; -; 2\n2; north; 2012-01-10; snart; 3"})
    assert [finding[:2] for finding in found(mixed)] == [("bad_date", "repaired")] * 2
    needed = story({"participants": f"{head}1; north; -; ; 2"})
    assert found(needed)[0][:2] == ("bad_date", "error")


def test_a_birth_year_of_two_digits_is_never_after_the_enrolment():
    """Born 45 and 20, enrolled in 2024: 79 and 4 years old; a year in full that lies ahead is a slip."""
    head = "participant_id; project; enrolled_on; birth_date\n"
    rows = "1; north; 01-02-24; 01-01-45\n2; north; 01-02-24; 01-01-20"
    cleaned = story({"participants": head + rows}, format={"dates": ["%d-%m-%y"]})
    assert values(cleaned, "participants", "age") == [79, 4]
    assert found(cleaned) == [("birth_century", "note", "participants", 2, "birth_date")]
    both = {"dates": ["%d-%m-%y", "%d-%m-%Y"]}
    full = story({"participants": f"{head}1; north; 01-02-2024; 01-01-2045\n2; north; 01-02-24; 01-01-45"}, format=both)
    assert [finding[0] for finding in found(full, "second_date_format")] == ["bad_number", "birth_century"]
    assert values(full, "participants", "age") == [None, 79]


def test_signs_for_nothing_in_a_column_of_answers_without_a_list():
    people = [f"{number}; north; 2012-01-10; {arm}" for number, arm in enumerate(("-", "A", "n/a"), 1)]
    rows = "\n".join(["participant_id; project; enrolled_on; arm", *people])
    cleaned = story({"participants": rows})
    assert values(cleaned, "participants", "arm") == [None, "A", None]
    assert found(cleaned) == [("read_as_empty", "note", "participants", 2, "arm")]


def test_a_sign_for_nothing_as_the_project_of_a_plan():
    people = "participant_id; project; enrolled_on\n1; north; 2012-01-10"
    cleaned = story({"participants": people, "plans": "participant_id; project; started_on\n1; -; 2012-02-01"})
    assert found(cleaned) == [("read_as_empty", "note", "plans", 2, "project")]


@pytest.mark.parametrize("cell", ["2024-01-01 00:00:00.000", "2024-01-01 14:30:00+00", "2024-01-01T14:30:00.5+01"])
def test_times_as_data_bases_write_them(cell):
    assert read(None, cell)[0] == ["2024-01-01T00:00:00"]
