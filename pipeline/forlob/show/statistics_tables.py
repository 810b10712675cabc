"""Tables of the statistics page: form, question, answer; the participants one by one, in the internal profile."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from forlob.measures import answers
from forlob.show import alt_texts, numbers
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.markdown import table
from forlob.show.numbers import NO_VALUE
from forlob.show.outputs import Table
from forlob.show.words import Words

#: Project, question and answer.
Asked = tuple[str, str, str]
Answered = dict[Asked, Row]


@fits(share="question, answer")
def statistics(
    rows: pd.DataFrame, words: Words, *, key: str = "statistics", caption: str = "", zeros: bool = True
) -> Table:
    """A question a section, its answers with participants and share of those who answered, and the answers where they
    are more. With the project where there are several.
    """
    shown = records(rows)
    several = len({row.project for row in shown}) > 1
    people, answers = _by_unit(shown)
    repeated = any(_more(answers.get(place), row) for place, row in people.items())
    cells: list[list[str]] = []
    sections, before = [], None
    for project, group, subgroup in _ordered(people, words, zeros):
        row, given = people[project, group, subgroup], answers.get((project, group, subgroup))
        if (project, group) != before:
            sections.append(len(cells))
            about = [words.place(project)] if several else []
            cells.append([": ".join([*about, _asked(group, words)]), *[""] * (3 if repeated else 2)])
        cells.append(
            [
                words.answer(group, subgroup),
                alt_texts.amount(row, words),
                alt_texts.share(row, words),
                *([alt_texts.amount(given or row, words)] if repeated else []),
            ]
        )
        before = project, group
    heads = [words.ui(name) for name in ("question_and_answer", "number", "share")]
    heads += [words.ui("answers_given")] if repeated else []
    return _in_sections(heads, cells, words, sections, key, caption, shown)


@fits(share="question, answer")
def statistics_by_project(
    rows: pd.DataFrame, words: Words, *, key: str = "statistics-by-project", caption: str = ""
) -> Table:
    """Question and answer; one column a project and, first, the programme: "n (share)" of those who answered."""
    shown = records(rows)
    people, _ = _by_unit(shown)
    projects = sorted(distinct(row.project for row in shown), key=lambda project: project != "")
    asked = {(group, subgroup): None for _, group, subgroup in _ordered(people, words, True)}
    by_question = {group: number for number, group in reversed(list(enumerate(distinct(group for group, _ in asked))))}
    cells: list[list[str]] = []
    sections, before = [], None
    for group, subgroup in sorted(asked, key=lambda place: by_question[place[0]]):
        each = [people.get((project, group, subgroup)) for project in projects]
        if all(row is None or row.n == 0 for row in each):
            continue
        if group != before:
            sections.append(len(cells))
            cells.append([_asked(group, words), *[""] * len(projects)])
        cells.append([words.answer(group, subgroup), *(alt_texts.cell(row, words) for row in each)])
        before = group
    heads = [words.ui("question_and_answer"), *(words.place(project) for project in projects)]
    return _in_sections(heads, cells, words, sections, key, caption, shown)


def _asked(group: str, words: Words) -> str:
    form, question = words.question(group)
    return f"{form}: {question}" if form else question


def _in_sections(
    heads: list[str],
    cells: list[list[str]],
    words: Words,
    sections: list[int],
    key: str,
    caption: str,
    shown: Sequence[Row],
) -> Table:
    right, caption = range(1, len(heads)), caption or words.measure(answers.given.name)
    measures = lines_of(shown)
    return table(heads, cells, words, right=right, strong=sections, key=key, caption=caption, measures=measures)


def participant_list(
    participations: pd.DataFrame, words: Words, *, key: str = "participants", caption: str = ""
) -> Table:
    """Pseudonym, project, enrolled, exited and status of each participation; for the internal profile only."""
    who = (
        participations["pseudonym"].fillna(participations["participant_id"])
        if "pseudonym" in participations
        else participations["participant_id"]
    )
    columns = {
        name: participations.get(name, pd.Series(pd.NA, participations.index)) for name in ("enrolled_on", "exited_on")
    }
    reasons = participations.get("exit_reason", pd.Series(pd.NA, participations.index))
    cells = [
        [
            str(name),
            words.place(str(project)),
            *(NO_VALUE if pd.isna(day) else numbers.day(day.date().isoformat(), words.language) for day in days),
            _status(reason, days[1], words),
        ]
        for name, project, reason, *days in zip(who, participations["project"], reasons, *columns.values(), strict=True)
    ]
    heads = [words.ui("pseudonym"), words.ui("project")]
    heads += [words.column("enrolled_on"), words.column("exited_on"), words.ui("status")]
    return table(heads, cells, words, key=key, caption=caption or words.ui("participant_list"), measures=[])


def _status(reason: Any, exited_on: Any, words: Words) -> str:
    if not pd.isna(reason):
        return words.code("exit_reason", str(reason))
    return words.code("exit_reason", "active" if pd.isna(exited_on) else "not_registered")


def _by_unit(shown: Sequence[Row]) -> tuple[Answered, Answered]:
    """(project, question, answer) -> its row of participants, else of answers; and -> its row of answers."""
    answers = {(row.project, row.group, row.subgroup): row for row in shown if row.unit != "participants"}
    people = {(row.project, row.group, row.subgroup): row for row in shown if row.unit == "participants"}
    return {**answers, **people}, {place: row for place, row in answers.items() if place in people}


def _more(answers: Row | None, people: Row) -> bool:
    return answers is not None and (answers.n, answers.suppressed) != (people.n, people.suppressed)


def _ordered(people: Answered, words: Words, zeros: bool) -> list[Asked]:
    """Projects and questions in their order; answers in that of the code list, else the most given first.

    Answers that are suppressed stand last: their order must not tell of their counts.
    """
    order = {place: number for number, place in enumerate(distinct(place[:2] for place in people))}
    kept = [place for place, row in people.items() if zeros or row.n != 0]
    listed = {place: words.has_code_list(place[1]) for place in order}

    def rank(place: Asked) -> tuple[float | bool, ...]:
        row = people[place]
        by_size = (0, 0) if listed[place[:2]] else (row.suppressed or row.n is None, -(row.n or 0))
        return order[place[:2]], place[2] in ("free_text", "other_answers"), *by_size

    return sorted(kept, key=rank)
