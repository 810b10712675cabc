"""Answers on a scale: a bar of 100 % a question, from disagreement to agreement; do not know stands apart."""

import pandas as pd

from forlob.show import alt_texts, numbers
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
    contrast,
    text_width,
    wrap,
)
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.gated_rows import Row, by, distinct, measures_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

#: Answers that are no step of a scale.
APART = ("do_not_know",)
#: From disagreement to the middle, and from the middle to agreement; the middle itself.
_DISAGREE, _AGREE, _MIDDLE = [SECOND, "#c97b3f"], ["#4a90b3", ACCENT], "#958a7c"
_GAP, _THICK = 10, 24


def likert(rows: pd.DataFrame, words: Words, *, key: str = "likert", caption: str = "") -> Chart:
    """A bar a question (group) divided into its answers (subgroup), in the order of the rows: rows of survey.likert."""
    shown = records(rows)
    caption = caption or words.measure("survey.likert")
    with drawing(key):
        sheet = _draw(shown, words) if shown else empty(words)
        alt = words.ui("chart_stacked", caption=caption, figures=_told(shown, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=measures_of(shown))


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
    named = [
        wrap(words.group("survey.likert", question), WIDTH - 2 * MARGIN - 90, TEXT, True) for question, _ in blocks
    ]
    keys = _keys(rows, words)
    heights = [len(lines) * LINE + _THICK + 20 for lines in named]
    head = len(keys) * (LINE + 4) + 10
    sheet = Sheet(head + sum(heights) + sign_height(rows))
    for line, entries in enumerate(keys):
        for left, answer, colour in entries:
            sheet.bar(MARGIN + left, 4 + (line + 0.5) * (LINE + 4), 12, 12, colour)
            sheet.write(MARGIN + left + 18, 4 + (line + 0.5) * (LINE + 4), answer, size=SMALL)
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
        at = _segment(sheet, row, at, middle, width, of_answer[row.subgroup], words)
    right = WIDTH - MARGIN - sum(width * (row.share or 0) for row in apart)
    if any(row.suppressed for row in members) and right - _GAP - at > 1:
        sheet.hatched(at, middle, right - _GAP - at, _THICK)
    for row in apart:
        right = _segment(sheet, row, right, middle, width, NEUTRAL, words)


def _segment(sheet: Sheet, row: Row, left: float, middle: float, width: float, colour: str, words: Words) -> float:
    """One answer, with its percent where there is room for it; returns where it ends."""
    if not row.share:
        return left
    length = row.share * width
    sheet.bar(left, middle, max(length - 1.5, 0.5), _THICK, colour)
    text = alt_texts.share(row, words)
    if text_width(text, SMALL, True) + 5 < length:
        on_it = "#ffffff" if contrast(colour) >= 4.5 else "#000000"
        sheet.write(left + (length - 1.5) / 2, middle, text, size=SMALL, colour=on_it, bold=True, ha="center")
    return left + length


def _keys(rows: list[Row], words: Words) -> list[list[tuple[float, str, str]]]:
    """What each colour means, in lines: (x, answer, colour)."""
    lines: list[list[tuple[float, str, str]]] = [[]]
    seen: dict[str, str] = {}
    for _, members in by(rows, "group"):
        seen |= {
            words.subgroup("survey.likert", answer): colour
            for answer, colour in colours(distinct(row.subgroup for row in members)).items()
            if answer in {row.subgroup for row in members}
        }
    at = 0.0
    for label, colour in seen.items():
        wide = 18 + text_width(label, SMALL) + 18
        if lines[-1] and at + wide > WIDTH - 2 * MARGIN:
            lines.append([])
            at = 0.0
        lines[-1].append((at, label, colour))
        at += wide
    return lines


def _told(rows: list[Row], words: Words) -> str:
    parts = []
    for question, members in by(rows, "group"):
        answers = ", ".join(
            words.ui("said", label=words.subgroup("survey.likert", row.subgroup), n=_amount(row, words))
            for row in members
        )
        parts.append(f"{words.group('survey.likert', question)} {answers}.")
    return " ".join(parts) or words.ui("no_rows")


def _amount(row: Row, words: Words) -> str:
    return words.ui("is_suppressed") if row.suppressed else alt_texts.share(row, words)
