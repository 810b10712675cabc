"""Rows of the measures table as records."""

import pandas as pd

from forlob.show.gated_rows import of_measure, records
from tests.show import examples


def test_whole_numbers_are_integers_and_missing_ones_none():
    row = records(examples.table(examples.row("plans.started", 69, 72)))[0]
    assert (row.n, row.of, row.percent) == (69, 72, 96)
    assert isinstance(row.n, int)
    assert row.ci_low is None
    assert row.group == ""


def test_a_suppressed_row_has_no_number_even_if_one_was_left_in_it():
    table = examples.table(examples.row("plans.started", 3, 72, suppressed=True, ci_low=0.1))
    row = records(table)[0]
    assert (row.suppressed, row.n, row.value, row.ci_low, row.percent, row.share) == (
        True,
        None,
        None,
        None,
        None,
        None,
    )


def test_rows_read_back_from_csv_are_the_same(tmp_path):
    table = examples.few()
    table.to_csv(tmp_path / "measures.csv", index=False)
    back = pd.read_csv(tmp_path / "measures.csv", dtype={"group": str, "project": str})
    assert records(back) == records(table)


def test_missing_columns_are_empty():
    assert records(pd.DataFrame({"measure": ["a"], "n": [pd.NA]}))[0].n is None


def test_measures_come_in_the_order_asked_for():
    rows = records(examples.expected_and_actual())
    named = [row.measure for row in of_measure(rows, "participants.enrolled", "participants.expected")]
    assert named == ["participants.enrolled", "participants.expected"]
