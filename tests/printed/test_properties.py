"""Whatever the numbers: a table that is true never raises an alarm, and one wrong figure of it always does."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.printed.stories import discrepancies, figure

CATEGORIES = ("home", "work", "contact", "other")
GENDERS = ("male", "female", "not_registered")
minutes = st.integers(0, 60_000)
counts = st.integers(0, 400)
tables = st.lists(st.tuples(*[minutes] * 4, *[counts] * 3), min_size=2, max_size=2)


def rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def printed(table, places):
    """All figures of two projects and of both, each rounded by itself from what is true."""
    both = tuple(map(sum, zip(*table, strict=True)))
    for project, row in (("", both), ("north", table[0]), ("south", table[1])):
        amounts, people = [Decimal(m) / 60 for m in row[:4]], row[4:]
        hours, enrolled = sum(amounts), sum(people)
        yield figure("time.hours", rounded(hours, places), project)
        yield figure("participants.enrolled", enrolled, project)
        if enrolled:
            mean = rounded(hours / enrolled, places + 1)
            yield figure("time.hours_per_participant", None, project, value=mean)
        for group, amount in zip(CATEGORIES, amounts, strict=True):
            share = rounded(100 * amount / hours, places) if hours else None
            yield figure("time.hours by category", rounded(amount, places), project, group, percent=share)
        for group, n in zip(GENDERS, people, strict=True):
            share = rounded(Decimal(100 * n) / enrolled, places) if enrolled else None
            yield figure("participants.enrolled by gender", n, project, group, of=enrolled, percent=share)


@given(tables, st.integers(0, 2), st.data())
def test_a_true_table_raises_no_alarm_whatever_is_left_out(table, places, data):
    figures = list(printed(table, places))
    kept = data.draw(st.lists(st.booleans(), min_size=len(figures), max_size=len(figures)))
    # A split is printed or left out as a whole, as in a report; a group alone may be left out of counts or shares.
    whole = [f for f, keep in zip(figures, kept, strict=True) if keep or f.group]
    assert discrepancies(*whole) == []


@given(tables, st.data(), st.integers(1, 50))
def test_one_wrong_count_always_raises_one(table, data, more):
    figures = list(printed(table, 0))
    place = data.draw(st.sampled_from([i for i, f in enumerate(figures) if not f.measure.startswith("time.")]))
    figures[place] = replace(figures[place], n=figures[place].n + more)
    assert discrepancies(*figures)


@given(tables, st.data(), st.integers(6, 500))
def test_hours_that_are_wrong_by_more_than_rounding_always_raise_one(table, data, more):
    """The programme's total rests on two projects and four groups: 2.5 hours may be rounding, 6 may not."""
    figures = list(printed(table, 0))
    place = data.draw(st.sampled_from([i for i, f in enumerate(figures) if f.measure == "time.hours"]))
    figures[place] = replace(figures[place], n=figures[place].n + more)
    assert discrepancies(*figures)
