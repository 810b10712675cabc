"""One measures.csv of several notebooks' own."""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.errors import ForlobError
from forlob.measures.csv_text import to_csv_text
from forlob.measures.rows import combine, compute
from forlob.measures.table import COLUMNS, as_fraction, as_written, gathered
from tests.rows_of import count, share


def test_a_row_that_two_notebooks_counted_comes_once_in_its_first_place(story):
    data = story.data(project="north", participants=[{}, {}])
    enrolled, plans = (
        count("participants.enrolled", 2, "participations"),
        share("plans.started", 1, 2, "participations"),
    )
    first, second = compute(data, lambda d: enrolled), compute(data, lambda d: plans, lambda d: enrolled)
    lines = gathered([to_csv_text(first), to_csv_text(second)]).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1:] == [
        "test,north,participants.enrolled,,,,,,,,2,,,participations,,,false",
        to_csv_text(second).splitlines()[1],
    ]


def test_two_numbers_for_one_row_are_an_error_that_names_it(story):
    data = story.data(project="north", participants=[{}])
    texts = [to_csv_text(compute(data, lambda d, n=n: count("plans.started", n, "participations"))) for n in (1, 2)]
    with pytest.raises(ForlobError, match="programme test, project north, measure plans.started, unit participations"):
        gathered(texts)


def test_of_none_it_is_the_names_of_the_columns():
    assert gathered([]) == ",".join(COLUMNS) + "\n"


def test_counts_are_exact_and_other_numbers_have_ten_digits():
    assert as_written(12_345_678_901_234) == 12_345_678_901_234
    assert [as_written(x) for x in (1 / 3, 20_000 / 3, 0.1 + 0.2)] == [0.3333333333, 6666.666667, 0.3]
    assert as_written(3.0000000000001) == 3
    assert type(as_written(3.0000000000001)) is int


@given(st.integers(1, 10**7))
def test_hours_of_whole_minutes_are_read_back_from_ten_digits(minutes):
    assert as_fraction(as_written(minutes / 60)) == Fraction(minutes, 60)


@given(st.decimals(0, 1000, places=4))
def test_any_other_number_is_the_decimal_that_was_written(number):
    close = Fraction(round(number * 60), 60)
    assert as_fraction(as_written(float(number))) in (Fraction(number), close)


rows = st.lists(st.tuples(st.sampled_from("abcdef"), st.text('a,"\n;', max_size=3)), max_size=8)


@given(st.lists(rows, max_size=4))
def test_as_tables_are_combined(tables):
    """The number of a row follows from its key, so that none has two."""
    made = []
    for table in tables:
        parts = [
            share(f"m.{name}", len(group), 7, "participations", group, name) for name, group in dict.fromkeys(table)
        ]
        whole = pd.concat(parts) if parts else count("m.x", 1, "participations")
        scope = {"programme": "p", "project": "", "from": "", "to": "", "suppressed": False}
        made.append(whole.assign(**scope)[COLUMNS])
    assert gathered(map(to_csv_text, made)) == to_csv_text(combine(*made))
