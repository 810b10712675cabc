"""The same figure in two places, and to two dates."""

import pytest

from tests.printed.stories import discrepancies, figure, verdicts

RETENTION = {"measure": "participants.enrolled by pathway", "group": "retention"}


def test_one_count_in_two_chapters():
    assert verdicts(figure(n=26, **RETENTION), figure(n=26, chapter="companies", **RETENTION)) == [("twice", "agrees")]
    assert verdicts(figure(n=26, **RETENTION), figure(n=27, chapter="companies", **RETENTION)) == [("twice", "differs")]


@pytest.mark.parametrize(
    ("elsewhere", "found"), [(7.45, "agrees"), (7.5, "rounding"), (7.4, "rounding"), (7.46, "differs")]
)
def test_fewer_digits_elsewhere_are_no_contradiction(elsewhere, found):
    mean = "time.hours_per_participant"
    assert verdicts(figure(mean, value=7.45), figure(mean, value=elsewhere, chapter="summary")) == [("twice", found)]


def test_another_project_or_date_is_another_figure():
    assert verdicts(figure(n=26, **RETENTION), figure(n=1, project="north", **RETENTION)) == []


def test_a_denominator_is_the_count_that_it_should_be():
    enrolled = figure("participants.enrolled", 72)
    assert discrepancies(enrolled, figure("plans.started", 60, of=72), figure("exits.job", 1, of=72)) == []
    found = discrepancies(enrolled, figure("plans.started", 60, of=72), figure("exits.job", 1, of=73))
    assert found == [("denominator", "differs", "participants.enrolled", "")]


def test_two_denominators_without_the_count_itself():
    found = discrepancies(figure("plans.started", 60, of=72), figure("exits.job", 1, of=73))
    assert found == [("denominator", "differs", "participants.enrolled", "")]


def test_what_is_registered_to_a_date_is_there_at_the_next():
    early, late = figure("time.hours", 922, to="2008-09-10"), figure("time.hours", 956)
    assert discrepancies(early, late) == []
    assert discrepancies(figure("time.hours", 990, to="2008-09-10"), late) == [
        ("two_dates", "differs", "time.hours", "")
    ]


def test_the_active_may_be_fewer_later():
    assert discrepancies(figure("participants.active", 9, to="2008-06-01"), figure("participants.active", 7)) == []
