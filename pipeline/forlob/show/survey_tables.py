"""Tables of the funnel, of delivered counts and of the survey's answers."""

import pandas as pd

from forlob.measures import aggregates, survey
from forlob.show import alt_texts, numbers
from forlob.show.charts.stages import OF_PREVIOUS, REACHED
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, by, lines_of, records
from forlob.show.markdown import table
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.outputs import Table
from forlob.show.words import Words


@fits(share="stage")
def funnel(rows: pd.DataFrame, words: Words, *, key: str = "funnel-table", caption: str = "") -> Table:
    """Stage, how many have reached it, and that as a share of the target group and of the stage before."""
    shown = records(rows)
    before = {row.group: row for row in shown if row.measure == OF_PREVIOUS}
    stages = [row for row in shown if row.measure == REACHED]
    cells = [
        [
            words.group(r),
            alt_texts.amount(r, words),
            alt_texts.share(r, words),
            _share(before.get(r.group), words),
        ]
        for r in stages
    ]
    heads = [words.ui(name) for name in ("stage", "number", "share_of_target_group", "share_of_step_before")]
    caption = caption or words.ui("caption_funnel")
    return table(heads, cells, words, key=key, caption=caption, measures=lines_of(shown), right=[1, 2, 3])


@fits(share="stage")
def funnel_by_date(rows: pd.DataFrame, words: Words, *, key: str = "funnel-by-date", caption: str = "") -> Table:
    """Stage, and how many had reached it by each date, with the share of the target group of that date."""
    shown = [row for row in records(rows) if row.measure == REACHED]
    dates = sorted({row.to for row in shown}, key=lambda day: (day == "", day))
    of = {(row.group, row.to): row for row in shown}
    stages = {row.group: words.group(row) for row in shown}
    cells = [[label, *(alt_texts.cell(of.get((name, day)), words) for day in dates)] for name, label in stages.items()]
    heads = [
        words.ui("stage"),
        *(words.ui("as_of", day=numbers.day(d, words.language)) if d else words.ui("all_of_it") for d in dates),
    ]
    caption = caption or words.ui("caption_funnel_by_date")
    return table(heads, cells, words, key=key, caption=caption, measures=lines_of(shown), right=range(1, len(heads)))


@fits(count="measure, group @ day")
def delivered(rows: pd.DataFrame, words: Words, *, key: str = "delivered", caption: str = "") -> Table:
    """Counts as they were delivered: project, what was counted, as of which day, how many."""
    shown = records(rows)
    cells = []
    for row in shown:
        label = ", ".join([words.group(row), *([words.subgroup(row)] if row.subgroup else [])])
        day = numbers.day(row.at, words.language) if row.at else NO_VALUE
        cells.append([words.place(row.project), label, day, alt_texts.amount(row, words)])
    heads = [words.ui(name) for name in ("project", "measure", "counted_as_of", "number")]
    caption = caption or words.measure(aggregates.delivered.name)
    return table(heads, cells, words, key=key, caption=caption, measures=lines_of(shown), right=[3])


@fits(share="question, answer")
def answer_groups(rows: pd.DataFrame, words: Words, *, key: str = "answer-groups", caption: str = "") -> Table:
    """One row a question, one column an answer group, and how many answered: rows of survey.likert."""
    shown = records(rows)
    answers = {row.subgroup: words.subgroup(row) for row in shown}
    cells = []
    for _, members in by(shown, "group"):
        of = {row.subgroup: row for row in members}
        counted = next((row.of for row in members if row.of is not None), None)
        cells.append(
            [
                words.group(members[0]),
                *(_cell(of.get(a), words) for a in answers),
                numbers.number(counted, words.language),
            ]
        )
    heads = [words.ui("question"), *answers.values()]
    heads.append(words.ui("answered_number"))
    caption = caption or words.measure(survey.likert.name)
    return table(heads, cells, words, key=key, caption=caption, measures=lines_of(shown), right=range(1, len(heads)))


@fits(share="stage")
def influence(rows: pd.DataFrame, words: Words, *, key: str = "influence", caption: str = "") -> Table:
    """One row a stage after which was asked, one column a measure of influence."""
    shown = records(rows)
    columns = lines_of(shown)
    of = {(row.group, row.line): row for row in shown}
    stages = {row.group: words.group(row) for row in shown}
    cells = [
        [label, *(alt_texts.cell(of.get((stage, name)), words) for name in columns)] for stage, label in stages.items()
    ]
    heads = [words.ui("asked_after"), *(words.measure(name) for name in columns)]
    caption = caption or words.ui("caption_influence")
    return table(heads, cells, words, key=key, caption=caption, measures=columns, right=range(1, len(heads)))


def _share(row: Row | None, words: Words) -> str:
    return NO_VALUE if row is None else alt_texts.share(row, words)


def _cell(row: Row | None, words: Words) -> str:
    if row is None:
        return NO_VALUE
    return SUPPRESSED if row.suppressed else f"{alt_texts.share(row, words)} ({alt_texts.amount(row, words)})"
