"""Shares beside counts, means beside what they divide."""

import pytest

from tests.printed.stories import discrepancies, figure, verdicts


@pytest.mark.parametrize(
    ("percent", "found"),
    [(71, "agrees"), (70.8, "agrees"), (70, "differs"), (72, "differs"), (70.9, "differs")],
)
def test_51_of_72_is_708_per_cent(percent, found):
    assert verdicts(figure("plans.started", 51, of=72, percent=percent)) == [("share", found)]


def test_the_denominator_may_be_printed_as_a_figure_of_its_own():
    enrolled = figure("participants.enrolled", 91)
    assert verdicts(enrolled, figure("plans.started", 27, percent=30)) == [("share", "agrees")]
    assert discrepancies(enrolled, figure("plans.started", 27, percent=33)) == [
        ("share", "differs", "plans.started", "")
    ]


def test_hours_are_rounded_themselves():
    """2 of 7 printed hours may be 1.5 of 7.5 or 2.5 of 6.5: 20 to 38 per cent."""

    def share(percent):
        return verdicts(figure("time.hours by category", 2, group="home", of=7, percent=percent))

    assert [share(p) for p in (20, 38, 18, 40)] == [[("share", v)] for v in ("agrees", "agrees", "differs", "differs")]


def test_no_whole_number_of_51_is_58_per_cent():
    """29 of 51 are 56.9, 30 are 58.8."""
    assert verdicts(figure("plans.started", of=51, percent=58)) == [("whole_number", "differs")]
    assert verdicts(figure("plans.started", of=51, percent=59)) == [("whole_number", "agrees")]


def test_a_part_is_not_more_than_the_whole():
    found = discrepancies(figure("participants.enrolled", 5), figure("plans.started", 6))
    assert found == [("above_total", "differs", "plans.started", "")]
    assert discrepancies(figure("participants.enrolled", 5), figure("plans.started", 5)) == []


def test_a_count_beside_no_participants_is_said_and_stops_nothing():
    assert verdicts(figure("plans.started", 0, of=0, percent=0)) == []


@pytest.mark.parametrize(("mean", "found"), [(14.7, "agrees"), (14.72, "agrees"), (15, "agrees"), (14.6, "differs")])
def test_265_hours_of_18_participants(mean, found):
    hours = figure("time.hours", 265), figure("participants.enrolled", 18)
    assert verdicts(*hours, figure("time.hours_per_participant", value=mean)) == [("mean", found)]
