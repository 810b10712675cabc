"""What the declarations of the measures say adds up does, and a wrong declaration is found out."""

from contextlib import contextmanager

import pytest
from hypothesis import given, settings

from forlob.disclosure import cells, relations
from forlob.disclosure.cells import cell_of, denominator_of, measure_of
from forlob.disclosure.gate import as_records
from forlob.disclosure.known import statuses
from forlob.measures import exits, participants, placements, plans, progression, tasks
from forlob.measures.catalogue import all_measures
from forlob.measures.data import Data
from forlob.measures.rows import compute_each
from tests.measures.conftest import Story
from tests.measures.test_properties import participations, registers, registrations

ALMOST = 1e-6


def broken(story_data) -> list[str]:
    """What does not hold between the counts of all measures, of the projects and the whole."""
    programme = story_data.programme
    scopes = [Data.of(programme, story_data.registers, project) for project in (*programme.projects, None)]
    rows = as_records(compute_each(scopes, *all_measures()))
    found, n = [], {}
    for row in rows:
        cell = cell_of(row)
        if cell is not None and row["n"] is not None and abs(n.setdefault(cell, row["n"]) - row["n"]) > ALMOST:
            found.append(f"two numbers: {cell}")
    for row in rows:
        if row["of"] is not None and cell_of(row) is not None:
            whole = denominator_of(row)
            if abs(n.setdefault(whole, row["of"]) - row["of"]) > ALMOST:
                found.append(f"{row['measure']} by {row['by']} is of {row['of']}, which is not {whole}")
    for total, parts in relations.equations(rows, n, statuses(programme)):
        measure = measure_of(total)
        of_projects = any(part.project != total.project for part in parts)
        if measure is not None and of_projects and (measure.population.shared or total.at):
            continue  # one person may be in two projects, and each has its own last month: used where it holds
        known = [n[part] for part in parts if not part.is_rest]
        left = n[total] - sum(known)
        if left < -ALMOST or (left > ALMOST and len(known) == len(parts)):
            found.append(f"{total} is not the sum of {parts}")
    return found


@settings(max_examples=6, deadline=None)
@given(participations, registrations)
def test_what_is_declared_holds(rows, more):
    story = Story()
    assert broken(story.data(**registers(story, rows, more))) == []


@pytest.fixture
def town():
    """Six participations of five people in two projects: each with two tasks and, but for the last, two efforts."""
    story = Story()
    gone = {"exited_on": "2012-05-01"}
    people = [
        {"participant_id": "a", "project": "north", "gender": "male", "exit_reason": "job", **gone},
        {"participant_id": "a", "project": "south", "gender": "male", "exit_reason": "education", **gone},
        {"participant_id": "b", "project": "north", "gender": "female", "exit_reason": "no_benefit", **gone},
        {"participant_id": "c", "project": "north", "gender": "female", "match_group": "2"},
        {"participant_id": "d", "project": "south", "gender": "female", "match_group": "3"},
        {"participant_id": "e", "project": "south", "gender": None, "match_group": "3"},
    ]
    people = [{"age": 20 + n * 5, "pathway": "retention", **row} for n, row in enumerate(people)]
    where = [{"participation_id": n, "project": row["project"]} for n, row in enumerate(people, 1)]
    days = ("2012-01-10", "2012-04-10")
    scale = {"instrument": "ladder", "item": "sleep"}
    return story.data(
        participants=people,
        tasks=[{**row, "task": task} for row in where for task in ("accompany", "conversation")],
        parallel_efforts=[
            {**row, "effort": effort} for row in where[:-1] for effort in ("none", "personal_assistance")
        ],
        plans=[{**row, "started_on": "2012-02-01"} for row in where[:2]],
        placements=[{**row, "started_on": "2012-03-01", "form": "single"} for row in [*where[:3], where[0]]],
        measurements=[
            {**row, **scale, "measured_on": day, "score": min(n, row["participation_id"] - 1)}
            for row in where
            for n, day in enumerate(days)
        ],
    )


def test_it_holds_in_town(town):
    assert broken(town) == []


@contextmanager
def declared(measure, **other):
    """A measure that is declared otherwise for a while."""
    before = {name: getattr(measure, name) for name in other}
    for name, value in other.items():
        object.__setattr__(measure, name, value)
    _forget()
    try:
        yield
    finally:
        for name, value in before.items():
            object.__setattr__(measure, name, value)
        _forget()


def _forget():
    for remembering in (cells.same, cells.whole_of, cells.all_with):
        remembering.cache_clear()


#: Two have a plan, three a placement; one of six has scores that do not change.
WRONG = {
    "of those who are fewer": (placements.started, {"of": plans.started}),
    "the same as another group": (
        exits.job,
        {"related": {"same_as": participants.enrolled.group(exit_reason="active")}},
    ),
    "a remainder that leaves some out": (progression.worse, {"related": {"remainder": (progression.improved,)}}),
    "some of a smaller number": (participants.exited, {"related": {"within": plans.started}}),
    "everybody who has a date of enrolment": (participants.exited, {"related": {"all_with": "enrolled_on"}}),
    "the n of another measure": (progression.change, {"related": {"n_of": progression.improved}}),
    "people who are no participations": (participants.persons, {"population": participants.enrolled.population}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_declaration_is_found_out(town, wrong):
    measure, other = WRONG[wrong]
    with declared(measure, **other):
        assert broken(town), wrong


def test_a_dimension_called_exclusive_that_is_not_is_found_out(town, monkeypatch):
    """A participation has several tasks, and several efforts."""
    monkeypatch.setattr(relations, "is_exclusive", lambda measure, dimension: True)
    assert any(tasks.participants.name in problem for problem in broken(town))
