"""What other settings would show: another min_cell, and the two smallest groups as one."""

import pandas as pd
import pytest

from forlob.disclosure.loosening import Counts, Shown
from forlob.measures import participants, time
from forlob.measures.contributions import BEHIND, behind_each
from forlob.measures.rows import compute_each
from tests.measures.conftest import Story

MANY = {"basic": 12, "vocational": 9, "long_higher": 3, "short_higher": 2}


@pytest.fixture
def counts():
    """26 people of four levels of education, of whom the 3 and the 2 are too few to tell; a mean of the hours."""
    people = [{"education": level} for level, n in MANY.items() for _ in range(n)]
    hours = [{"participation_id": n, "category": "home", "hours": 2.0} for n in range(1, 27)]
    data = Story().data(participants=people, time_registrations=hours)
    measures = [participants.enrolled, participants.enrolled.by("education"), time.hours]
    return Counts(compute_each([data], *measures), data.programme, behind_each([data], *measures))


def test_a_smaller_min_cell_shows_more(counts):
    """At 5 the 3 and the 2 are hidden, and the 9: of two that are 5 together none is 5. At 3 the 2 and the 3."""
    every = len(counts.table)
    assert [counts.shown(least) for least in (5, 3, 2, 0)] == [Shown(every - hidden, hidden) for hidden in (3, 2, 0, 0)]


def test_the_two_smallest_groups_as_one_are_five_people(counts):
    assert counts.smallest("education") == ("short_higher", "long_higher")
    merged = counts.merged("education", "short_higher", "long_higher")
    groups = merged.table[merged.table["by"] == "education"].set_index("group")
    assert (groups["n"]["long_higher+short_higher"], groups["of"]["long_higher+short_higher"]) == (5, 26)
    assert merged.shown(5) == Shown(len(counts.table) - 1, 0)


def test_what_stands_behind_two_groups_is_put_together(counts):
    behind = pd.DataFrame(
        [["p", "", "", "", "tasks.registered", "education", group, "", "", "", n, most] for group, n, most in
         (("long_higher", 3, 4.0), ("short_higher", 2, 9.0), ("basic", 6, 1.0))],
        columns=["programme", "project", "from", "to", "measure", "by", "group", "subgroup", "third", "at", *BEHIND],
    )  # fmt: skip
    made = counts._replace(behind=behind).merged("education", "long_higher", "short_higher").behind
    assert made[["group", *BEHIND]].to_numpy().tolist() == [["long_higher+short_higher", 5, 9.0], ["basic", 6, 1.0]]


def test_dimensions_of_the_most_hidden_numbers_come_first(counts):
    hidden = pd.DataFrame({"by": ["education", "education", "gender", "category", "exit_reason", "education, task"]})
    assert list(counts.dimensions(hidden)) == ["education"]  # nobody's gender is known, and reasons make status groups
