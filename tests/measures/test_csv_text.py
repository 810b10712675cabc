"""The measures table as text, and back."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures.csv_text import from_csv_text, to_csv_text
from forlob.measures.rows import compute
from forlob.measures.table import COLUMNS
from tests.rows_of import count, share, statistic


def test_counts_are_written_whole_and_shares_with_ten_digits(story):
    table = compute(
        story.data(participants=[{}]),
        lambda d: share("plans.started", 1, 3, "participations"),
        lambda d: statistic("durations.to_plan", 3, 28.0, "days"),
        lambda d: count("time.hours", 0.1 + 0.2, "hours"),
    )
    lines = to_csv_text(table).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1].startswith("test,,plans.started,,,,,,,,1,3,0.3333333333,participations,0.06")
    assert lines[2] == "test,,durations.to_plan,,,,,,,,3,,28.0,days,,,false"
    assert lines[3] == "test,,time.hours,,,,,,,,0.3,,,hours,,,false"


def test_a_suppressed_row_is_empty_and_says_so(story):
    table = compute(story.data(participants=[{}]), lambda d: count("participants.enrolled", 3, "participations"))
    table["n"] = pd.Series([None], dtype=object)
    table["suppressed"] = True
    text = to_csv_text(table)
    assert text.splitlines()[1] == "test,,participants.enrolled,,,,,,,,,,,participations,,,true"
    assert from_csv_text(text)["suppressed"].tolist() == [True]


names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.tuples(names, st.integers(0, 10**9), st.integers(1, 10**9)), max_size=5), names)
def test_what_is_written_is_read_again(rows, subgroup):
    tables = [
        share("m.x", min(n, of), of, "participations", f"{place} {name}", subgroup)
        for place, (name, n, of) in enumerate(rows)
    ]
    table = pd.concat([*tables, count("time.hours", 2.25, "hours")], ignore_index=True)
    table = table.assign(programme="p", project="", **{"from": "", "to": ""}, suppressed=False)[COLUMNS]
    text = to_csv_text(table)
    assert to_csv_text(from_csv_text(text)) == text
    assert from_csv_text(text)["n"].tolist() == table["n"].tolist()
