"""Running totals without small steps."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from forlob.disclosure.gate import protect
from forlob.disclosure.running_totals import stepping
from forlob.measures.table import COLUMNS
from tests.rows_of import count

MIN = 5


def shown(values, end=None, fixed=()):
    return sorted(stepping(values, [place in fixed for place in range(len(values))], end, MIN))


def test_steps_of_four_are_taken_together_with_the_next():
    assert shown([4, 8, 12]) == [1]
    assert shown([5, 10, 15]) == [0, 1, 2]


def test_nought_and_no_step_are_shown():
    assert shown([0, 0, 7, 7]) == [0, 1, 2, 3]


def test_before_a_hidden_step_the_first_of_what_does_not_change_is_shown_alone():
    """After 6, 6 a hidden 8: were the second 6 shown, a reader would know of a step in the third month."""
    assert shown([6, 6, 8, 20]) == [0, 3]
    assert shown([0, 0, 0, 3, 8]) == [0, 4]
    assert shown([6, 6, 12, 12, 13]) == [0, 1, 2]


def test_the_last_step_leads_to_the_total():
    assert shown([10, 20, 28], end=30) == [0, 1]
    assert shown([10, 20, 30], end=30) == [0, 1, 2]


def test_what_is_known_anyway_stays_and_the_others_give_way():
    assert shown([10, 18, 20], fixed=[2]) == [0, 2]


@given(st.lists(st.integers(0, 9), max_size=15), st.integers(0, 9), st.integers(1, 8))
def test_no_step_between_what_is_shown_is_small(steps, last, least):
    values = [sum(steps[: place + 1]) for place in range(len(steps))]
    end = sum(steps) + last
    known = [0, *(values[place] for place in sorted(stepping(values, [False] * len(values), end, least))), end]
    assert all(step == 0 or step >= least for step in (b - a for a, b in zip(known[:-2], known[1:-1], strict=True)))
    assert known[-1] - known[-2] == 0 or known[-1] - known[-2] >= least or known[-2] == 0


def programme(**of):
    """Project -> its participants enrolled up to each month; the rows of the measures table, "" the programme's."""
    made = []
    for name, n in of.items():
        months = [f"2012-{month:02d}" for month in range(1, len(n) + 1)]
        curve = count("participants.cumulative", list(n), "participations", at=months)
        rows = pd.concat([count("participants.enrolled", n[-1], "participations"), curve])
        project = "" if name == "programme" else name
        made.append(rows.assign(programme="p", project=project, suppressed=False, **{"from": "", "to": ""}))
    return pd.concat(made)[COLUMNS]


def test_a_curve_that_does_not_rise_hides_no_other():
    """North has 10, 12 and 20, south 10 in every month. Of north the 12 is hidden; south's second 10, which is known
    from the months around it, would not hide it: the programme's 22 gives way.
    """
    found = protect(programme(north=(10, 12, 20), south=(10, 10, 10), programme=(20, 22, 30)), 5)
    shown = found["n"].where(found["n"].notna(), None).tolist()
    assert shown == [20, 10, None, 20, 10, 10, 10, 10, 30, 20, None, 30]


def test_a_month_of_nobody_needs_no_cover():
    """North has 0, 0, 9 and 12: the 9 gives way, and the second month of 0 before it; that costs no other number."""
    found = protect(programme(north=(0, 0, 9, 12), south=(0, 0, 8, 20), programme=(0, 0, 17, 32)), 5)
    shown = found["n"].where(found["n"].notna(), None).tolist()
    assert shown == [12, 0, None, None, 12, 20, 0, 0, None, 20, 32, 0, 0, 17, 32]
