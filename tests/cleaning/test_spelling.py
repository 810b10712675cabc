"""When two ways of writing are the same."""

import unicodedata

import pandas as pd
import pytest

from forlob.cleaning.spelling import by_value, plain, shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Job med løntilskud", " JOB MED  LØNTILSKUD."),
        ("SU-berettiget", "su berettiget"),
        ("1-3 år", "1 – 3 år"),
        ("9./10. klasse", "9/10 klasse"),
        ("Borger-id", "borger_id"),
        ("Århus", unicodedata.normalize("NFD", "Århus")),
        ("Straße", "STRASSE"),
        ("a\u00a0b", "a b"),
        ("Ja", "Ja\u200b"),
    ],
)
def test_the_same(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-3 år", "13 år"),
        ("-1", "1"),
        ("< 1 år", "1 år"),
        ("C++", "C"),
        ("1+", "1"),
        ("Aarhus", "Århus"),
        ("1.5", "15"),
    ],
)
def test_not_the_same(one, other):
    assert plain(one) != plain(other)


def test_by_value_asks_once_for_each_distinct_cell():
    asked = []
    made = by_value(pd.Series(["a", "b", "a"], index=[5, 6, 7]), lambda cell: asked.append(cell) or cell.upper())
    assert (asked, made.to_dict()) == (["a", "b"], {5: "A", 6: "B", 7: "A"})
    assert by_value(pd.Series([], dtype=object), str).empty


def test_a_shown_cell_is_quoted_masked_and_short():
    assert shown("Øst ") == "'Øst '"
    assert shown("010190-1234") == "'[…]'"
    assert shown("x" * 500) == f"'{'x' * 59}…'"
