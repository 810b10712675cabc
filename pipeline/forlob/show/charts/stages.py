"""The funnel: a bar a stage, as long as its share of the target group; and the stages of all projects side by side."""

import pandas as pd

from forlob.measures.funnel import of_previous, reached
from forlob.show import alt_texts, numbers
from forlob.show.charts.look import (
    ACCENT,
    COLOURS,
    INK,
    LINE,
    MARGIN,
    MUTED,
    NEUTRAL,
    SECOND,
    TEXT,
    TRACK,
    WIDTH,
    Sheet,
    text_width,
)
from forlob.show.charts.stack import Bar, Heading, draw_stack, empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, by, distinct, lines_of, records
from forlob.show.numbers import SUPPRESSED
from forlob.show.outputs import Chart
from forlob.show.words import Words

REACHED, OF_PREVIOUS = reached.name, of_previous.name
_THICK, _GAP, _STUB, _BETWEEN = 20, 14, 44, 14


@fits(share="stage")
def funnel(rows: pd.DataFrame, words: Words, *, key: str = "funnel", caption: str = "") -> Chart:
    """A bar a stage on a scale from nobody to the whole target group, with its count and its share of both the target
    group and the stage before: rows of funnel.reached and funnel.of_previous.
    """
    shown = records(rows)
    steps = {row.group: row for row in shown if row.measure == OF_PREVIOUS}
    stages = [row for row in shown if row.measure == REACHED]
    caption = caption or words.ui("caption_funnel")
    with drawing(key):
        sheet = _draw(stages, steps, words) if stages else empty(words)
        told = [_told(row, steps.get(row.group) if at > 1 else None, words) for at, row in enumerate(stages)]
        alt = words.ui("chart_bars", caption=caption, figures="; ".join(told) + "." if told else words.ui("no_rows"))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


@fits(share="stage")
def funnel_by_project(rows: pd.DataFrame, words: Words, *, key: str = "funnel-by-project", caption: str = "") -> Chart:
    """Under each stage a bar a project and, last, the programme's: shares of the target group with their counts."""
    shown = [row for row in records(rows) if row.measure == REACHED]
    places = distinct(row.project for row in shown if row.project) + [""]
    colours = dict(zip(places[:-1], _of_projects(len(places) - 1), strict=True)) | {"": NEUTRAL}
    items: list[Bar | Heading] = []
    entries: list[tuple[str, Row]] = []
    for _, members in by(shown, "group"):
        items.append(Heading(words.group(members[0])))
        for row in sorted(members, key=lambda row: places.index(row.project)):
            length = row.share if row.of is not None or row.n is None else 1.0
            text = alt_texts.at_the_bar(row, words)
            items.append(Bar(words.place(row.project), length, text, colours[row.project], suppressed=row.suppressed))
            entries.append((f"{words.group(row)}, {words.place(row.project)}", row))
    caption = caption or words.ui("caption_funnel_by_project")
    with drawing(key):
        sheet = draw_stack(items, words, full=1.0)
        told = "; ".join(alt_texts.figure(label, row, words) for label, row in entries)
        alt = words.ui("chart_bars", caption=caption, figures=f"{told}." if told else words.ui("no_rows"))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _of_projects(count: int) -> list[str]:
    """One colour a project where they are few, else the same for all."""
    return [ACCENT, SECOND, *COLOURS[2:4]][:count] if count <= 4 else [ACCENT] * count


def _draw(stages: list[Row], steps: dict[str, Row], words: Words) -> Sheet:
    """Over each bar its stage and, from the left as well, its figures: on a phone the left is what is seen first."""
    width = WIDTH - 2 * MARGIN
    told = [_lines(row, steps.get(row.group) if at > 1 else None, words) for at, row in enumerate(stages)]
    heights = [len(lines) * LINE + 4 + _THICK + _GAP for lines in told]
    sheet = Sheet(MARGIN + sum(heights) + sign_height(stages))
    top = float(MARGIN)
    for at, (row, lines, height) in enumerate(zip(stages, told, heights, strict=True)):
        for number, line in enumerate(lines):
            _write(sheet, line, top + (number + 0.5) * LINE)
        middle = top + len(lines) * LINE + 4 + _THICK / 2
        top += height
        sheet.bar(MARGIN, middle, width, _THICK, TRACK)
        share = 1.0 if row.of is None and at == 0 else row.share
        if row.suppressed:
            sheet.hatched(MARGIN, middle, _STUB, _THICK)
        elif share:
            sheet.bar(MARGIN, middle, max(width * share, 1.5), _THICK, ACCENT)
    write_sign(sheet, stages, words)
    return sheet


#: A text, whether it is bold, and its colour.
Piece = tuple[str, bool, str]


def _lines(row: Row, step: Row | None, words: Words) -> list[list[Piece]]:
    """The stage and its figures: in one line, or the figures in a second where one is too short."""
    label: list[Piece] = [(words.group(row), True, INK)]
    figures: list[Piece] = [(_share_text(row, words), False, INK)]
    if step is not None and step.percent is not None and not step.suppressed:
        figures.append((words.ui("of_step_before", share=alt_texts.share(step, words)), False, MUTED))
    wide = sum(text_width(text, TEXT, bold) + _BETWEEN for text, bold, _ in label + figures)
    return [label + figures] if wide <= WIDTH - 2 * MARGIN else [label, figures]


def _write(sheet: Sheet, pieces: list[Piece], middle: float) -> None:
    left = float(MARGIN)
    for text, bold, colour in pieces:
        sheet.write(left, middle, text, bold=bold, colour=colour)
        left += text_width(text, TEXT, bold) + _BETWEEN


def _share_text(row: Row, words: Words) -> str:
    if row.suppressed:
        return SUPPRESSED
    counted = numbers.number(row.n, words.language)
    return counted if row.percent is None else words.ui("n_and_of_all", n=counted, share=alt_texts.share(row, words))


def _told(row: Row, step: Row | None, words: Words) -> str:
    text = alt_texts.figure(words.group(row), row, words)
    if step is None or step.percent is None or step.suppressed:
        return text
    return f"{text}, {words.ui('of_step_before', share=alt_texts.share(step, words))}"
