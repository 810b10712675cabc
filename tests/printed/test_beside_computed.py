"""Printed figures beside computed ones."""

from decimal import Decimal

import pandas as pd
import pytest

from forlob.printed.beside_computed import COLUMNS, WHOLE, compare
from forlob.printed.read_printed import PrintedFigure


def mark(printed: dict, **row) -> tuple:
    """(computed, mark) of one printed number against one row of the measures table."""
    key = {**WHOLE, "project": "a", "measure": "m", "from": "", "to": ""}
    computed = {**key, "n": None, "of": None, "value": None, "suppressed": False, **row}
    table = compare([PrintedFigure("m", "a", **printed)], pd.DataFrame([computed]))
    return tuple(table.loc[0, ["computed", "mark"]])


@pytest.mark.parametrize(
    ("printed", "row", "expected"),
    [
        ({"n": 69}, {"n": 69}, (69, "equal")),
        ({"n": 69}, {"n": 70}, (70, "different")),
        ({"of": 72}, {"n": 1, "of": 73}, (73, "different")),
        ({"percent": 3}, {"n": 1, "of": 40}, (3, "equal")),  # 2.5 is rounded half up
        ({"percent": 2}, {"n": 1, "of": 40}, (3, "rounding")),
        ({"percent": 5}, {"n": 1, "of": 40}, (3, "different")),
        ({"percent": 2.5}, {"n": 1, "of": 40}, (2.5, "equal")),
        ({"percent": 33.4}, {"n": 1, "of": 3}, (33.3, "rounding")),
        ({"percent": 0}, {"n": 0, "of": 0}, (None, "missing")),
        ({"percent": 0}, {"n": 0, "of": 10}, (0, "equal")),
        ({"percent": 13}, {"n": 0.3333333333, "of": 2.666666667}, (13, "equal")),  # 20 of 160 minutes
        ({"value": 7.5}, {"value": 7.45}, (7.5, "equal")),
        ({"value": 7.5}, {"value": 7.649}, (7.6, "rounding")),
        ({"value": 7.5}, {"n": 1}, (None, "missing")),
        ({"n": 3}, {"n": None, "suppressed": True}, (None, "suppressed")),
        ({"n": 69}, {"n": 69, "group": "x"}, (None, "missing")),
    ],
)
def test_marks(printed, row, expected):
    computed, said = mark(printed, **row)
    assert ((None if pd.isna(computed) else computed), said) == expected


def test_one_row_a_printed_number_in_their_order():
    figures = [PrintedFigure("m", n=1, of=2, percent=50), PrintedFigure("m", to_date="2012-12-31", n=4)]
    rows = [
        {
            "project": None,
            "measure": "m",
            "group": None,
            "by": "",
            "subgroup": "",
            "third": "",
            "at": "",
            "from": "",
            "to": None,
            "n": 1,
            "of": 2,
            "value": 0.5,
            "suppressed": False,
        }
    ]
    table = compare(figures, pd.DataFrame(rows))
    assert list(table.columns) == COLUMNS
    assert table[["what", "printed", "mark"]].values.tolist() == [
        ["n", 1, "equal"],
        ["of", 2, "equal"],
        ["percent", 50, "equal"],
        ["n", 4, "missing"],
    ]


def rows(*several: dict) -> pd.DataFrame:
    names = {**WHOLE, "project": "", "measure": "m", "from": "", "to": "", "suppressed": False}
    return pd.DataFrame([{**names, "n": None, "of": None, "value": None, "unit": "", **row} for row in several])


def test_a_split_without_a_group_is_the_total_of_its_groups():
    """25 companies by ownership: 11 and 14."""
    table = rows({"group": "public", "n": 11, "of": 25}, {"group": "private", "n": 14, "of": 25})
    compared = compare([PrintedFigure("m", n=25, chapter="companies"), PrintedFigure("m", n=29)], table)
    assert compared[["chapter", "computed", "mark"]].values.tolist() == [
        ["companies", 25, "equal"],
        ["", 25, "different"],
    ]


def test_groups_with_denominators_of_their_own_have_no_total():
    table = rows({"group": "a", "n": 1, "of": 3}, {"group": "b", "n": 1, "of": 4})
    assert compare([PrintedFigure("m", n=3)], table)["mark"].tolist() == ["missing"]


def test_of_two_rows_the_kind_names_one():
    table = rows({"n": 9, "unit": "registrations"}, {"n": 4, "unit": "participants"})
    figures = [PrintedFigure("m", n=9), PrintedFigure("m", n=4, of_kind="participants")]
    assert compare(figures, table)["mark"].tolist() == ["equal", "equal"]


def test_digits_are_those_printed():
    assert mark({"value": Decimal("7.50")}, value=7.4951) == (7.5, "equal")
    assert mark({"value": Decimal("7.50")}, value=7.49) == (7.49, "rounding")


def test_no_figures_are_no_rows():
    empty = pd.DataFrame(columns=["project", "measure", *WHOLE, "from", "to", "n", "of", "value", "suppressed"])
    assert compare([], empty).empty
    assert compare([PrintedFigure("m", n=1)], empty)["mark"].tolist() == ["missing"]
