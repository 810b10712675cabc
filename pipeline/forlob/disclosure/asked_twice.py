"""What the survey's counts have to do with those of the statistics page, which counts the same answers as written.

Who answered so counts on the statistics page whatever they answered later; in the survey the latest answer counts. So
those of the statistics page are those of the survey and, where somebody changed their answer, a rest. Where the survey
puts several answers together, it is their sum.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from forlob.cleaning.spelling import plain
from forlob.cleaning.survey_codes import codes_of_questions
from forlob.cleaning.to_codes import known_answers
from forlob.disclosure.cells import Cell, Row, denominator_of, measure_of, name_of, same
from forlob.disclosure.relations import Equation
from forlob.measures.groups import labels
from forlob.measures.populations import ANSWERS
from forlob.measures.survey import influence_on_conversation, influence_on_goal, likert, self_rated_health
from forlob.programme.programme import Programme
from forlob.programme.survey_models import HEALTH, Survey


class Place(NamedTuple):
    """Where the survey counts an answer to a question: measure, group, and subgroup where it has any."""

    measure: str
    group: str
    subgroup: str = ""


def answered_in_both(rows: Iterable[Row], cells: Iterable[Cell], programme: Programme) -> Iterator[Equation]:
    """The equations between the counts of the survey and of the statistics page, as far as both are there."""
    survey = programme.survey
    if survey is None:
        return
    rows = list(rows)
    names = [(name_of(row), row) for row in rows]
    counted = {(name.scope, Place(name.measure, name.group, name.subgroup)): row for name, row in names}
    codes = codes_of_questions(programme)
    members: dict[Cell, dict[Cell, None]] = defaultdict(dict)
    wholes: dict[Cell, dict[Cell, None]] = defaultdict(dict)
    for name, row in names:
        measure = measure_of(name)
        if measure is None or measure.over != ANSWERS or "each_once" not in measure.related:
            continue
        form, _, question = name.group.partition(": ")
        if survey.form is not None and plain(form) != plain(survey.form):
            continue
        for place in _places(programme, survey, codes.get(plain(question), question), name.subgroup):
            there = counted.get((name.scope, place))
            if there is not None:
                members[same(name_of(there))][same(name)] = None
                wholes[denominator_of(there)][denominator_of(row)] = None
    cells = set(cells)
    found = [Equation(total, tuple(parts)) for total, parts in members.items() if len(parts) > 1]
    alone = [(total, *parts) for of in (members, wholes) for total, parts in of.items() if len(parts) == 1]
    found += [_and_changed(people, latest) for latest, people in alone]
    yield from (each for each in found if all(cell in cells or cell.is_rest for cell in each.cells))


def _and_changed(people: Cell, latest: Cell) -> Equation:
    return Equation(people, (latest, people._replace(part=f"{people.part}(changed)(rest)")))


def _places(programme: Programme, survey: Survey, question: str, answer: str) -> Iterator[Place]:
    """Where the survey counts this answer to this question."""
    for listed, asked in survey.likert.items():
        if question in asked and (code := _code(programme, listed, answer)):
            yield Place(likert.name, question, _group(programme, listed, code))
    if question == survey.self_rated_health and (code := _code(programme, HEALTH, answer)):
        yield Place(self_rated_health.name, _group(programme, HEALTH, code))
    influence = survey.influence
    of_stages = ((influence_on_goal, influence.on_goal), (influence_on_conversation, influence.on_conversation))
    for measure, asked_after in of_stages:
        for stage, asked_then in asked_after.items():
            code = _code(programme, influence.answers, answer) if asked_then == question else None
            if code and {code, _group(programme, influence.answers, code)} & set(influence.counts):
                yield Place(measure.name, stage)


def _code(programme: Programme, listed: str, answer: str) -> str | None:
    known = known_answers(programme.code_list(listed), {})
    return {plain(written): code for written, code in known.items()}.get(plain(answer))


def _group(programme: Programme, listed: str, code: str) -> str:
    return str(labels(programme, listed, pd.Series([code])).iloc[0])
