"""Six small reports, each with the published table that follows by hand: what is hidden, and what stays."""

import pandas as pd
import pytest

from forlob.disclosure.gate import protect
from forlob.measures.table import COLUMNS
from tests.rows_of import count, share

MIN = 5


def published(*scopes):
    """Scope -> rows of a table; gives (scope, measure, group, at) -> what is published: a number, or None."""
    parts = []
    for scope, rows in scopes:
        made = pd.concat(rows, ignore_index=True)
        parts.append(made.assign(programme="p", project=scope, suppressed=False, **{"from": "", "to": ""})[COLUMNS])
    found = protect(pd.concat(parts), MIN)
    keys = zip(found["project"], found["measure"], found["group"], found["at"], strict=True)
    return {tuple(filter(None, key)): n for key, n in zip(keys, found["n"], strict=True)}


def enrolled(n):
    return count("participants.enrolled", n, "participations")


def by(dimension, **groups):
    of = sum(groups.values())
    return share(f"participants.enrolled by {dimension}", list(groups.values()), of, "participations", list(groups))


def test_six_people_of_two_genders():
    """1 and 5 of 6: both are hidden, and either could be 1 to 5. That nobody is unregistered is no secret."""
    found = published(("", [enrolled(6), by("gender", female=1, male=5, not_registered=0)]))
    assert found == {
        ("participants.enrolled",): 6,
        ("participants.enrolled", "female"): None,
        ("participants.enrolled", "male"): None,
        ("participants.enrolled", "not_registered"): 0,
    }


@pytest.mark.parametrize("groups", [{"a": 1, "b": 1, "c": 4}, {"a": 2, "b": 2, "c": 2}])
def test_six_people_in_three_groups(groups):
    """With one in each at least, no group could have 5: so the split is left out whole, its zero too."""
    found = published(("", [enrolled(6), by("education", **groups, not_registered=0)]))
    assert found.pop(("participants.enrolled",)) == 6 and set(found.values()) == {None}


def test_two_projects_with_3_of_40_and_10_of_40():
    """The 3 are hidden, and the other project's 10 beside them: the programme's 13 of 80 stay, 3 could be 1 to 12."""
    jobs = {"north": 3, "south": 10}
    scopes = [(name, [enrolled(40), share("exits.job", n, 40, "participations")]) for name, n in jobs.items()]
    found = published(*scopes, ("", [enrolled(80), share("exits.job", 13, 80, "participations")]))
    assert found == {
        ("north", "participants.enrolled"): 40,
        ("north", "exits.job"): None,
        ("south", "participants.enrolled"): 40,
        ("south", "exits.job"): None,
        ("participants.enrolled",): 80,
        ("exits.job",): 13,
    }


def test_twelve_of_fourteen():
    """They leave 2: the 12 are hidden, what they are of is not."""
    found = published(("", [enrolled(14), share("exits.job", 12, 14, "participations")]))
    assert found == {("participants.enrolled",): 14, ("exits.job",): None}


def test_two_of_forty_without_a_measurement():
    """Who is not measured has a registration missing and nothing else in common: 38 of 40 is shown."""
    where = ("ladder: sleep", "participant")
    measured = share("progression.measured by item, respondent", 38, 40, "participations", *where)
    assert set(published(("", [enrolled(40), measured])).values()) == {40, 38}


def test_a_curve_that_rises_by_one_a_month():
    """Of 12 enrolled in a year the fifth month is shown, from which 7 are left: no step is of fewer than 5."""
    months = [f"2012-{month:02d}" for month in range(1, 13)]
    curve = [count("participants.cumulative", n, "participations", at=month) for n, month in enumerate(months, 1)]
    found = published(("", [enrolled(12), *curve]))
    shown = {key[-1]: n for key, n in found.items() if len(key) > 1 and n is not None}
    assert shown == {"2012-05": 5, "2012-12": 12} and found["participants.enrolled",] == 12
