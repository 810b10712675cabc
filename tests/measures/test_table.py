"""One measures.csv of several notebooks' own."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ForlobError
from pipeline.measures.csv_text import to_csv_text
from pipeline.measures.rows import combine, compute, count, share
from pipeline.measures.table import COLUMNS, gathered


def test_a_row_that_two_notebooks_counted_comes_once_in_its_first_place(story):
    data = story.data(project="north", participants=[{}, {}])
    enrolled, plans = count("participants.enrolled", 2, "courses"), share("plans.started", 1, 2, "courses")
    first, second = compute(data, lambda d: enrolled), compute(data, lambda d: plans, lambda d: enrolled)
    lines = gathered([to_csv_text(first), to_csv_text(second)]).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1:] == [
        "test,north,participants.enrolled,,,,,2,,,courses,,,false",
        to_csv_text(second).splitlines()[1],
    ]


def test_two_numbers_for_one_row_are_an_error_that_names_it(story):
    data = story.data(project="north", participants=[{}])
    texts = [to_csv_text(compute(data, lambda d, n=n: count("plans.started", n, "courses"))) for n in (1, 2)]
    with pytest.raises(ForlobError, match="programme test, project north, measure plans.started, unit courses"):
        gathered(texts)


def test_of_none_it_is_the_names_of_the_columns():
    assert gathered([]) == ",".join(COLUMNS) + "\n"


rows = st.lists(st.tuples(st.sampled_from("abcdef"), st.text('a,"\n;', max_size=3)), max_size=8)


@given(st.lists(rows, max_size=4))
def test_as_tables_are_combined(tables):
    """The number of a row follows from its key, so that none has two."""
    made = []
    for table in tables:
        parts = [share(f"m.{name}", len(group), 7, "courses", group, name) for name, group in dict.fromkeys(table)]
        whole = pd.concat(parts) if parts else count("m.x", 1, "courses")
        scope = {"programme": "p", "project": "", "from": "", "to": "", "suppressed": False}
        made.append(whole.assign(**scope)[COLUMNS])
    assert gathered(map(to_csv_text, made)) == to_csv_text(combine(*made))
