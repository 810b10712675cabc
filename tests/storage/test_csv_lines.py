"""Tables as CSV text: what is written is read again, by every reader, whatever the cells hold."""

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from forlob.storage.csv_lines import csv_lines, csv_of, read_csv_lines

cells = st.text(st.sampled_from('a;,"\n\r \tø'), max_size=6)


def test_any_line_break_in_a_cell_stands_in_quotes():
    assert csv_lines([["a", "b"], ["one\rtwo", "3"], ["x\r\ny", "x\ny"]]) == ('a,b\n"one\rtwo",3\n"x\r\ny","x\ny"\n')


def test_a_table_with_nothing_where_something_is_missing():
    rows = pd.array([2, None], dtype="Int64")
    table = pd.DataFrame({"file": pd.Series(["a.csv", None], dtype="string"), "row": rows})
    assert csv_of(table) == "file,row\na.csv,2\n,\n"


def test_of_no_text_there_are_no_names_and_no_rows():
    assert read_csv_lines("") == ([], [])


@given(st.lists(st.lists(cells, min_size=2, max_size=2), min_size=1))
def test_what_is_written_is_read_again(rows):
    text = csv_lines(rows)
    names, read = read_csv_lines(text)
    assert [names, *read] == rows


@given(st.lists(st.lists(st.text(st.sampled_from('a,"\nø'), max_size=4), min_size=2, max_size=2), min_size=1))
def test_without_carriage_returns_as_the_module_csv_writes_it(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    assert csv_lines(rows) == out.getvalue()
