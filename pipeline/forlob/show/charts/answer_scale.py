"""Answers on a scale: a bar of 100 % a question, from disagreement to agreement; do not know stands apart."""

import pandas as pd

from forlob.measures import survey
from forlob.show import alt_texts, numbers
from forlob.show.charts.divided_bars import draw_key, draw_part, key_lines
from forlob.show.charts.look import (
    ACCENT,
    LINE,
    MARGIN,
    MUTED,
    NEUTRAL,
    SECOND,
    SMALL,
    TEXT,
    WIDTH,
    Sheet,
    wrap,
)
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, by, distinct, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

#: Answers that are no step of a scale.
APART = ("do_not_know",)
#: From disagreement to the middle, and from the middle to agreement; the middle itself.
_DISAGREE, _AGREE, _MIDDLE = [SECOND, "#c97b3f"], ["#4a90b3", ACCENT], "#958a7c"
_GAP, _THICK = 10, 24


@fits(share="question, answer")
def likert(rows: pd.DataFrame, words: Words, *, key: str = "likert", caption: str = "") -> Chart:
    """A bar a question (group) divided into its answers (subgroup), in the order of the rows: rows of survey.likert."""
    shown = records(rows)
    caption = caption or words.measure(survey.likert.name)
    with drawing(key):
        sheet = _draw(shown, words) if shown else empty(words)
        alt = words.ui("chart_stacked", caption=caption, figures=_told(shown, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def colours(answers: list[str]) -> dict[str, str]:
    """A colour an answer: one hue for the lower half of the scale, another for the upper, grey for the middle."""
    scale = [answer for answer in answers if answer not in APART]
    half = len(scale) // 2
    lower = [_DISAGREE[min(at, 1)] for at in range(half)]
    upper = [_AGREE[1] if at == half - 1 else _AGREE[0] for at in range(half)]
    middle = [_MIDDLE] * (len(scale) - 2 * half)
    return dict(zip(scale, [*lower, *middle, *upper], strict=True)) | dict.fromkeys(APART, NEUTRAL)


def _draw(rows: list[Row], words: Words) -> Sheet:
    blocks = [(question, members) for question, members in by(rows, "group")]
    named = [wrap(words.code("question", question), WIDTH - 2 * MARGIN - 90, TEXT, True) for question, _ in blocks]
    meaning = _colours_by_label(rows, words)
    keys = key_lines([(label, label) for label in meaning], WIDTH - 2 * MARGIN)
    heights = [len(lines) * LINE + _THICK + 20 for lines in named]
    head = len(keys) * (LINE + 4) + 10
    sheet = Sheet(head + sum(heights) + sign_height(rows))
    draw_key(sheet, keys, MARGIN, meaning, high=LINE + 4)
    top = head
    for (_, members), lines, height in zip(blocks, named, heights, strict=True):
        sheet.write_lines(MARGIN, top + len(lines) * LINE / 2, lines, bold=True)
        of = next((row.of for row in members if row.of is not None), None)
        if of is not None:
            text = words.ui("n_is", n=numbers.number(of, words.language))
            sheet.write(WIDTH - MARGIN, top + LINE / 2, text, size=SMALL, colour=MUTED, ha="right")
        _bar(sheet, members, top + len(lines) * LINE + 5 + _THICK / 2, words)
        top += height
    write_sign(sheet, rows, words)
    return sheet


def _bar(sheet: Sheet, members: list[Row], middle: float, words: Words) -> None:
    """One question: the answers of the scale from the left, those apart to the right, hatched what is suppressed."""
    of_answer = colours([row.subgroup for row in members])
    apart = [row for row in members if row.subgroup in APART]
    width = WIDTH - 2 * MARGIN - (_GAP if apart else 0)
    at = float(MARGIN)
    for row in [row for row in members if row not in apart]:
        at = draw_part(sheet, row, at, middle, width, _THICK, of_answer[row.subgroup], words)
    right = WIDTH - MARGIN - sum(width * (row.share or 0) for row in apart)
    if any(row.suppressed for row in members) and right - _GAP - at > 1:
        sheet.hatched(at, middle, right - _GAP - at, _THICK)
    for row in apart:
        right = draw_part(sheet, row, right, middle, width, _THICK, NEUTRAL, words)


def _colours_by_label(rows: list[Row], words: Words) -> dict[str, str]:
    """What each colour means: label -> colour."""
    seen: dict[str, str] = {}
    for _, members in by(rows, "group"):
        given = distinct(row.subgroup for row in members)
        of_answer = colours(given)
        seen |= {words.code("answer", name): colour for name, colour in of_answer.items() if name in given}
    return seen


def _told(rows: list[Row], words: Words) -> str:
    parts = []
    for question, members in by(rows, "group"):
        answers = ", ".join(words.ui("said", label=words.subgroup(row), n=_amount(row, words)) for row in members)
        parts.append(f"{words.code('question', question)} {answers}.")
    return " ".join(parts) or words.ui("no_rows")


def _amount(row: Row, words: Words) -> str:
    return words.ui("is_suppressed") if row.suppressed else alt_texts.share(row, words)
