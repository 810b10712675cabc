"""The groups that counts are split by: codes of a code list, groupings of them, age bands.

Labels are categorical: the categories are all groups in the order of the code list, so that zeros are counted too,
with `not_registered` last.
"""

from collections.abc import Iterable
from functools import cache

import numpy as np
import pandas as pd

from forlob.programme.code_lists import list_name
from forlob.programme.code_models import Span
from forlob.programme.programme import Programme

NOT_REGISTERED = "not_registered"
#: Ages that lie in none of a programme's bands.
OTHER_AGES = "other_ages"
AGE_BANDS = {
    "under_30": Span(to=29),
    "30_39": Span(from_=30, to=39),
    "40_49": Span(from_=40, to=49),
    "50_and_over": Span(from_=50),
}


def labels(programme: Programme, column: str, codes: pd.Series, also: Iterable[str] = ()) -> pd.Series:
    """The group of each code; missing ones are not_registered.

    A grouping of the programme takes the place of the codes that it is made of; a code in no group stays a group of
    its own. `also` names groups that the code list does not know (such as active), put before not_registered.

    >>> groups = {"benefit": {"cash": ["cash_benefit", "start_help"]}}     # in programme.yaml
    ... ["cash_benefit", "start_help", None, "own_wage"] -> ["cash", "cash", "not_registered", "own_wage"]
    """
    grouping = programme.groups.get(column) or programme.groups.get(list_name(column)) or {}
    group_of: dict[str, str] = {}
    for group, members in grouping.items():
        for code in members if isinstance(members, list) else []:
            group_of.setdefault(code, group)
    places, answers = pd.factorize(codes)
    known = [*programme.code_list(column), *also]
    unlisted = sorted(set(map(str, answers)) - set(known))
    in_order = dict.fromkeys(group_of.get(code, code) for code in [*known, *unlisted])
    return _categorical(codes.index, places, [group_of.get(str(code), str(code)) for code in answers], list(in_order))


def age_bands(programme: Programme, ages: pd.Series) -> pd.Series:
    """The age band of each age: those of the programme (groups.age_band), else ten-year bands from 30.

    A band includes both its ends. Ages outside all bands are other_ages, a group that is there only where they are.
    """
    bands = programme.groups.get("age_band") or programme.groups.get("age") or AGE_BANDS
    spans = {name: span for name, span in bands.items() if isinstance(span, Span)}
    years = ages.astype("Float64").to_numpy(float, na_value=np.nan)
    places = np.where(np.isnan(years), -1, len(spans))
    for place, span in reversed(list(enumerate(spans.values()))):
        low = -np.inf if span.from_ is None else span.from_
        high = np.inf if span.to is None else span.to
        places[(years >= low) & (years <= high)] = place
    names = [*spans, OTHER_AGES]
    return _categorical(ages.index, places, names, names if (places == len(spans)).any() else [*spans])


def _categorical(index: pd.Index, places: np.ndarray, names: list[str], in_order: list[str]) -> pd.Series:
    """The names at some places (-1: not registered) as a categorical with the categories in order."""
    categories = [*(name for name in in_order if name != NOT_REGISTERED), NOT_REGISTERED]
    position = {name: place for place, name in enumerate(categories)}
    codes = np.array([*(position.get(name, -1) for name in names), position[NOT_REGISTERED]])[places]
    return pd.Series(pd.Categorical.from_codes(codes, dtype=_categories(tuple(categories))), index=index)


@cache
def _categories(names: tuple[str, ...]) -> pd.CategoricalDtype:
    """Made once: each project has the same, and pandas looks through them each time."""
    return pd.CategoricalDtype(list(names))
