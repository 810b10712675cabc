"""Numbers known of a participation: read, checked, and once a day each."""

from tests.cleaning.stories import PARTICIPATIONS, found, messages, story, values

OUTCOMES = """
    participant_id; outcome; value; measured_on
    1; weeks; 12,5; 2012-05-31
    1; weeks; 14; 2012-05-31
    1; pay; 18.500; 2012-08-31
    2; Weeks; snart; 2012-05-31
    9; weeks; 3; 2012-05-31
    2; luck; 1;
"""
LIST = {"code_lists": {"outcome": {"weeks": "Weeks in work", "pay": "Pay"}}}


def test_outcomes_are_of_the_participation_that_their_day_falls_in():
    """The pay of August is of participant 1's stay in south; of two weeks on one day the last one stands."""
    cleaned = story({"participants": PARTICIPATIONS, "outcomes": OUTCOMES}, **LIST)
    rows = values(cleaned, "outcomes", "participant_id", "project", "outcome", "value")
    assert rows == [
        ("1", "north", "weeks", 14.0),
        ("2", "north", "weeks", None),
        ("2", "north", None, 1.0),
        ("1", "south", "pay", 18500.0),
    ]
    assert found(cleaned, "spelling") == [
        ("measured_twice", "set_aside", "outcomes", 2, "measured_on"),
        ("orphan", "set_aside", "outcomes", 6, "participant_id"),
        ("bad_number", "repaired", "outcomes", 5, "value"),
        ("unknown_answer", "repaired", "outcomes", 7, "outcome"),
    ]


def test_two_values_without_a_day_are_one():
    rows = "participant_id; outcome; value\n2; weeks; 4\n2; weeks; 5\n1; weeks; 4"
    cleaned = story({"participants": PARTICIPATIONS, "outcomes": rows}, **LIST)
    assert values(cleaned, "outcomes", "participant_id", "value") == [("1", 4.0), ("2", 5.0)]
    assert messages(cleaned, "measured_twice") == ["given again; row 3 is kept"]
