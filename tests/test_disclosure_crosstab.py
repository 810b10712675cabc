"""What the gate lets through of cross-tabulations: no hidden cell can be worked out from those shown."""

from itertools import product

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.disclosure.gate import protect
from forlob.measures import durations, events, participants, tasks
from forlob.measures.data import Data
from forlob.measures.rows import combine, compute
from tests.measures.conftest import Story

MIN = 5
PROJECTS = ("north", "south")
PATHWAYS, TASKS = ("retention", "integration"), ("conversation", "accompany", "contact_bank")
COUNTED = [
    *[
        participants.enrolled,
        participants.enrolled.by("pathway"),
        participants.enrolled.by("age_band"),
        participants.enrolled.by("parallel_effort"),
    ],
    *[
        tasks.registered,
        tasks.participants,
        tasks.registered.by("task"),
        tasks.participants.by("task"),
        *(
            measure.by(*by)
            for measure in (tasks.registered, tasks.participants)
            for by in (("pathway",), ("age_band",), ("pathway", "task"), ("task", "age_band"))
        ),
        participants.enrolled.by("pathway", "parallel_effort"),
    ],
]


def gated(data):
    whole = combine(*(compute(Data.of(data.programme, data.registers, p), *COUNTED) for p in (*PROJECTS, None)))
    return protect(whole, MIN, programme=data.programme).assign(true=whole["n"].to_numpy())


def town(numbers):
    """A story of numbers: for each project, pathway and task how many participants have it once, and how often more."""
    people, done = [], []
    for project, pathway in product(PROJECTS, PATHWAYS):
        first = len(people)
        several = numbers[project, pathway]
        most = max([n for n, _ in several.values()], default=0)
        ages = [22 if n % 3 else 45 for n in range(most + 1)]
        people += [{"project": project, "pathway": pathway, "age": age} for age in ages]
        for task, (n, more) in several.items():
            who = [*range(n), *([0] * more if n else [])]
            done += [{"participation_id": first + place + 1, "project": project, "task": task} for place in who]
    efforts = [
        {"participation_id": n, "project": p["project"], "effort": "none"} for n, p in enumerate(people, 1) if n % 4
    ]
    story = Story()
    columns = ["participation_id", "project", "task", "done_on"]
    tables = {
        "tasks": story.frame(done, columns),
        "parallel_efforts": story.frame(efforts, ["participation_id", "effort"]),
    }
    return story.data(participants=people, **tables)


TOWNS = st.fixed_dictionaries(
    {
        (project, pathway): st.fixed_dictionaries(
            {task: st.tuples(st.integers(0, 12), st.integers(0, 3)) for task in TASKS}
        )
        for project, pathway in product(PROJECTS, PATHWAYS)
    }
)


@settings(deadline=None, max_examples=12)
@given(TOWNS)
def test_no_hidden_cell_follows_from_the_totals(numbers):
    rows = gated(town(numbers))
    for by, unit in product((("pathway", "task"), ("task", "age_band")), ("registrations", "participants")):
        table = rows[(rows["measure"].str.startswith("tasks.")) & (rows["unit"] == unit)]
        cells = {key: n for key, n in zip(map(place(by), table.to_dict("records")), table["n"], strict=True) if key}
        splits = {"pathway": "group", "task": "subgroup"}[by[0]]
        true = dict(zip(map(place(by), table.to_dict("records")), table["true"], strict=True))
        found = worked_out(cells, lambda way, unit=unit, splits=splits: unit == "registrations" or way == splits)
        assert {key for key in found if true[key]} == set()  # that nobody is there is no secret


def place(by):
    """Project, group and subgroup of a row in the table by two dimensions, `total` where it is not split by one."""

    def of(row):
        codes = dict(zip(filter(None, row["by"].split(", ")), (row["group"], row["subgroup"]), strict=False))
        return None if set(codes) - set(by) else (row["project"], *(codes.get(name, "total") for name in by))

    return of


def worked_out(cells, adds_up):
    """The hidden cells that have one value only, given those shown: of projects, rows and columns that add up."""
    names = [tuple(dict.fromkeys(key[place] for key in cells)) for place in range(3)]
    place = {key: number for number, key in enumerate(cells)}
    sums = []
    for way, axis in (("project", 0), ("group", 1), ("subgroup", 2)):
        if axis and not adds_up(way):
            continue
        whole = "" if axis == 0 else "total"
        for key in cells:
            if key[axis] == whole:
                line = np.zeros(len(cells))
                line[place[key]] = -1
                for name in names[axis]:
                    if name != whole:
                        line[place[key[:axis] + (name,) + key[axis + 1 :]]] += 1
                sums.append(line)
    matrix = np.array(sums)
    hidden = [key for key, n in cells.items() if n is None or pd.isna(n)]
    matrix = matrix[:, [place[key] for key in hidden]]
    known = np.linalg.pinv(matrix) @ matrix if hidden else matrix
    return {key for number, key in enumerate(hidden) if abs(known[number, number] - 1) < 1e-9}


def test_a_small_cell_goes_with_one_more_of_its_row_and_column():
    """Three of the integration pathway were accompanied: theirs are hidden, and enough others; zeros stay."""
    numbers = {
        (project, pathway): dict.fromkeys(TASKS, (9, 3)) | {"contact_bank": (0, 0)}
        for project, pathway in product(PROJECTS, PATHWAYS)
    }
    numbers["north", "integration"]["accompany"] = (3, 0)
    rows = gated(town(numbers))
    north = rows[(rows["project"] == "north") & rows["by"].isin(["pathway, task", "task"])]
    people = north[north["measure"] == "tasks.participants"].set_index(["group", "subgroup"])
    assert people.loc[("integration", "accompany"), "suppressed"]
    assert people.loc[("retention", "accompany"), "suppressed"] or people.loc[("accompany", ""), "suppressed"]
    assert people.loc[("integration", "contact_bank"), "n"] == 0
    registrations = north[north["measure"] == "tasks.registered"].set_index(["group", "subgroup"])
    assert registrations.loc[("integration", "accompany"), "suppressed"]


def test_registrations_about_few_participants_are_hidden():
    """Six registrations, but of one participant."""
    story = Story()
    done = [{"participation_id": 1, "project": "north", "task": "accompany"}] * 6
    data = story.data(
        participants=[{"pathway": "integration", "age": 30}] * 20,
        tasks=story.frame(done, ["participation_id", "project", "task", "done_on"]),
    )
    rows = gated(data).query("measure == 'tasks.registered' and by == 'pathway, task' and n != 0")
    assert len(rows) and rows["suppressed"].all()


def test_lengths_of_few_events_are_hidden():
    """Six participations, of which none, one or two have no length: a mean of five or more is shown, one of four is
    not.
    """
    story = Story()
    kept = [{"participation_id": n, "event": "course", "started_on": "2012-02-01", "weeks": 4} for n in range(1, 7)]
    for missing, hidden in ((0, False), (1, False), (2, True)):
        rows = [{**row, "weeks": None} if n < missing else row for n, row in enumerate(kept)]
        data = story.data(participants=[{}] * 30, events=rows)
        by_event = [events.registered.by("event"), events.participants.by("event")]
        table = compute(data, participants.enrolled, *by_event, durations.of_event, durations.mean_of_event)
        found = protect(table, MIN).query("measure.str.startswith('durations.') and group == 'course'")
        assert len(found) == 2 and set(found["suppressed"]) == {hidden}, missing
        assert found["value"].isna().all() == hidden
