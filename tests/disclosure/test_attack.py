"""What an attacker can work out of a public report: never a small number, nor that it is one."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.disclosure.gate import protect
from forlob.measures.table import COLUMNS
from tests.disclosure.attacker import bounds
from tests.rows_of import count, share

MIN = 5
GENDERS, LEVELS = ("female", "male"), ("a", "b", "c")


def report(projects):
    """The rows of projects and of all together: participations, and jobs, by gender and by education."""
    tables = []
    people = {**projects, "": [one for each in projects.values() for one in each]}
    for project, each in people.items():
        jobs = [one for one in each if one[2]]
        rows = [count("participants.enrolled", len(each), "participations")]
        rows += [share("exits.job", len(jobs), len(each), "participations")]
        for at, dimension, groups in ((0, "gender", GENDERS), (1, "education", LEVELS)):
            of = [sum(one[at] == group for one in each) for group in groups]
            in_jobs = [sum(one[at] == group for one in jobs) for group in groups]
            rows += [share(f"participants.enrolled by {dimension}", of, len(each), "participations", list(groups))]
            rows += [share(f"exits.job by {dimension}", in_jobs, of, "participations", list(groups))]
        tables.append(
            pd.concat(rows).assign(programme="p", project=project, suppressed=False, **{"from": "", "to": ""})
        )
    return pd.concat(tables, ignore_index=True)[COLUMNS]


person = st.tuples(st.sampled_from(GENDERS), st.sampled_from(LEVELS), st.booleans())
programmes = st.dictionaries(
    st.sampled_from(["north", "south", "east"]), st.lists(person, min_size=1, max_size=40), min_size=1
)


@settings(max_examples=60, deadline=None)
@given(programmes)
def test_no_small_number_can_be_told(projects):
    """Each hidden number of 1 to 4 may be any of five, one of them 5: so far as there are that many people at all."""
    rows = report(projects)
    found = protect(rows, MIN)
    true = dict(
        zip(zip(rows["project"], rows["measure"], rows["by"], rows["group"], strict=True), rows["n"], strict=True)
    )
    assert all(n == 0 or n >= MIN for n in found["n"].dropna())
    for (project, line, group), (low, high) in bounds(found).items():
        measure, _, by = line.partition(" by ")
        n = true[project, measure, by, group]
        assert low - 1e-6 <= n <= high + 1e-6
        if 0 < n < MIN and len(projects.get(project, [])) >= MIN:
            assert high >= MIN - 1e-6 and high - low >= MIN - 1 - 1e-6, (project, line, group, n, low, high)
