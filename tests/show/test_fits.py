"""Every chart and table says which measures it shows."""

import inspect

import pytest

from forlob.measures import catalogue
from forlob.show import charts, interview_tables, quality_tables, survey_tables, tables
from forlob.show.fits import does_fit, fits, shown_by


@fits(share=("", "*"), curve="* @ month", mean="item, respondent, *")
def some(rows, words):
    return None


@pytest.mark.parametrize(
    ("kind", "by", "at", "fitting"),
    [
        ("share", "", "", True),
        ("share", "gender", "", True),
        ("share", "gender, age_band", "", False),
        ("share", "", "month", False),
        ("count", "", "", False),
        ("curve", "gender", "month", True),
        ("curve", "", "month", False),
        ("curve", "gender", "quarter", False),
        ("mean", "item, respondent, gender", "", True),
        ("mean", "item, respondent", "", False),
        ("mean", "item, gender, respondent", "", False),
    ],
)
def test_a_measure_fits_by_its_kind_and_what_it_is_split_by(kind, by, at, fitting):
    assert does_fit(some, kind, by, at) is fitting


def test_what_says_nothing_shows_all():
    assert does_fit(lambda rows, words: None, "share", "a, b, c", "")


def test_what_is_shown_is_said_in_words():
    assert shown_by(some) == (
        "share (whole, by one dimension); curve (by one dimension, over time); mean (by item, respondent, one more)"
    )


@pytest.mark.parametrize("module", [charts, tables])
def test_every_kind_says_what_it_shows(module):
    of_rows = [getattr(module, name) for name in module.__all__]
    of_rows = [kind for kind in of_rows if "rows" in inspect.signature(kind).parameters]
    assert len(of_rows) > 15 and not [kind.__name__ for kind in of_rows if not kind.__dict__.get("fits")]


def test_every_measure_is_shown_by_some_kind():
    kinds = [getattr(module, name) for module in (charts, tables) for name in module.__all__]
    also = [value for module in (interview_tables, quality_tables, survey_tables) for value in vars(module).values()]
    saying = [kind for kind in (*kinds, *also) if hasattr(kind, "fits")]
    left = [
        measure.name
        for measure in catalogue.declared()
        if not any(does_fit(kind, measure.kind, ", ".join(measure.by_nature), measure.at) for kind in saying)
    ]
    assert left == []
