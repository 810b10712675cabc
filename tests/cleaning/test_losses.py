"""What a register loses much of is said with its likely cause; what it loses most of stops the report."""

import pytest

from forlob.measures import quality
from forlob.show.gated_rows import records
from forlob.show.lost import lost_text
from forlob.show.words import Words
from tests.cleaning.stories import found, messages, story

PEOPLE = "participant_id; project; enrolled_on\n" + "\n".join(f"00{n}; north; 2012-01-10" for n in range(10, 20))


def plans(*ids: str) -> str:
    return "participant_id; started_on\n" + "\n".join(f"{one}; 2012-02-01" for one in ids)


def said_of(cleaned) -> str:
    tables = (quality.set_aside, quality.not_read)
    result = cleaned.result.of("")
    rows = [row for count in tables for row in records(count(result))]
    return lost_text([*rows, *records(quality.causes(result))], Words("en"))


def test_a_tenth_is_not_much_and_more_is_said_with_its_cause():
    """Of ten plans one, and then two, lack the zeros of the participants' ids."""
    few = [f"00{n}" for n in range(10, 19)]
    assert said_of(story({"participants": PEOPLE, "plans": plans(*few, "19")})) == ""
    said = said_of(story({"participants": PEOPLE, "plans": plans(*few[:8], "18", "19")}))
    assert said == (
        "Action plans: 2 of 10 rows were set aside (orphan). Likely cause: the ids have other zeros "
        "before them than the participants'; ids in programme.yaml mends it. The figures may be wrong."
    )


def test_the_most_frequent_cause_is_named():
    ids = [*(f"00{n}" for n in range(10, 16)), "16", "17", "99", ""]
    assert "other zeros" in said_of(story({"participants": PEOPLE, "plans": plans(*ids)}))
    ids = [*(f"00{n}" for n in range(10, 16)), "16", "97", "98", "99"]
    assert "missing from the register" in said_of(story({"participants": PEOPLE, "plans": plans(*ids)}))


@pytest.mark.parametrize(
    ("column", "cells", "cause"),
    [
        ("started_on", ["snart"] * 2, "not written as format.dates says"),
        ("project", ["øst"] * 2, "not in programme.yaml"),
    ],
)
def test_why_cells_cannot_be_read(column, cells, cause):
    usual = {"participant_id": "0010", "started_on": "2012-02-01", "project": "north"}
    rows = [usual] * 8 + [{**usual, column: cell} for cell in cells]
    text = "\n".join(
        [";".join(usual), *(";".join({**row, "participant_id": f"00{n}"}.values()) for n, row in enumerate(rows, 10))]
    )
    assert cause in said_of(story({"participants": PEOPLE, "plans": text}))


def test_a_register_that_loses_most_of_its_rows_by_other_faults_is_an_error():
    """Of three registrations two have no length, as where minutes are read from the wrong column."""
    times = "participant_id; category; minutes; date\n" + "\n".join(
        f"0010; home; {minutes}; 2012-02-0{day}" for day, minutes in enumerate((0, 0, 60), 1)
    )
    cleaned = story({"participants": PEOPLE, "time_registrations": times})
    assert ("mostly_lost", "error", "time_registrations", 2, "minutes") in found(cleaned)
    assert messages(cleaned, "mostly_lost")[0].startswith(
        "2 of 3 rows of time_registrations are set aside; of 2 of them"
    )
    assert cleaned.registers == {}


def test_rows_that_are_there_twice_are_not_lost():
    cleaned = story({"participants": PEOPLE, "plans": plans(*["0010"] * 5)})
    assert len(cleaned.registers["plans"]) == 1 and said_of(cleaned) == ""


def test_rows_before_the_period_are_left_out_and_not_lost():
    plans_of_2011 = plans(*(f"00{n}" for n in range(10, 15))).replace("2012-02", "2011-02")
    cleaned = story({"participants": PEOPLE, "plans": plans_of_2011}, period={"from": "2012-01-01"})
    assert {rule for rule, *_ in found(cleaned)} == {"outside_period"} and said_of(cleaned) == ""
