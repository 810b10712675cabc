"""Codes and ages in groups."""

import pandas as pd
import pytest

from forlob.measures.groups import age_bands, labels


def codes(*values):
    return pd.Series(values, dtype="string")


def test_every_code_is_a_group_and_not_registered_the_last(story):
    found = labels(story.programme(), "match_group", codes("3", None))
    assert list(found.cat.categories) == ["1", "2", "3", "not_registered"]
    assert found.tolist() == ["3", "not_registered"]


def test_a_grouping_takes_the_place_of_its_codes(story):
    groups = {"work_experience": {"little": ["none", "at_most_1_year"]}}
    found = labels(story.programme(groups=groups), "work_experience", codes("at_most_1_year", "none", "1_to_3_years"))
    assert list(found.cat.categories) == ["little", "1_to_3_years", "3_years_or_more", "not_registered"]
    assert found.tolist() == ["little", "little", "1_to_3_years"]


def test_a_grouping_is_found_by_the_name_of_the_code_list_too(story):
    groups = {"time_category": {"out": ["home", "work"]}}
    assert "out" in labels(story.programme(groups=groups), "category", codes("home")).tolist()


def test_codes_of_no_list_are_groups_in_their_order(story):
    found = labels(story.programme(), "state", codes("training", "employment", None))
    assert list(found.cat.categories) == ["employment", "training", "not_registered"]


def test_own_codes_come_after_the_built_in_ones(story):
    lists = {"gender": {"other": {"da": "Andet", "en": "Other"}}}
    found = labels(story.programme(code_lists=lists), "gender", codes("other"))
    assert list(found.cat.categories) == ["male", "female", "other", "not_registered"]


def test_an_own_code_named_not_registered_is_the_group_of_that_name(story):
    lists = {"gender": {"not_registered": {"da": "Uoplyst", "en": "Not registered"}}}
    found = labels(story.programme(code_lists=lists), "gender", codes("not_registered", None))
    assert list(found.cat.categories) == ["male", "female", "not_registered"]
    assert found.tolist() == ["not_registered"] * 2


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (18, "under_30"),
        (29, "under_30"),
        (30, "30_39"),
        (39, "30_39"),
        (40, "40_49"),
        (50, "50_and_over"),
        (None, "not_registered"),
    ],
)
def test_the_usual_age_bands_at_their_edges(story, age, band):
    assert age_bands(story.programme(), pd.Series([age], dtype="Int64")).tolist() == [band]


def test_ages_outside_the_bands_of_a_programme_are_a_group_of_their_own(story):
    groups = {"age_band": {"20_25": {"from": 20, "to": 25}, "over_40": {"from": 41}}}
    found = age_bands(story.programme(groups=groups), pd.Series([19, 20, 25, 30, 41, None], dtype="Int64"))
    assert found.tolist() == ["other_ages", "20_25", "20_25", "other_ages", "over_40", "not_registered"]
    assert list(found.cat.categories) == ["20_25", "over_40", "other_ages", "not_registered"]


def test_there_is_no_group_of_other_ages_where_nobody_is_in_it(story):
    assert "other_ages" not in age_bands(story.programme(), pd.Series([25], dtype="Int64")).cat.categories
