"""Mean well-being on its scale from 0 to 100, with its interval, beside a norm."""

import pandas as pd

from forlob.show import numbers
from forlob.show.charts.axes import Frame
from forlob.show.charts.look import ACCENT, LINE, MARGIN, SECOND, SMALL, TEXT, WIDTH, Sheet, text_width, wrap
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, lines_of, records
from forlob.show.numbers import SUPPRESSED
from forlob.show.outputs import Chart
from forlob.show.words import Words

MEAN, NORM = "survey.who5_mean", "survey.who5_norm"
_NAMES, _ROW = 200, 34
_TICKS = [0.0, 25.0, 50.0, 75.0, 100.0]


@fits(mean="", norm="")
def wellbeing(rows: pd.DataFrame, words: Words, *, key: str = "wellbeing", caption: str = "") -> Chart:
    """A dot and its 95 % interval a scope, and the norm as a line: rows of survey.who5_mean and survey.who5_norm."""
    shown = records(rows)
    means = [row for row in shown if row.measure == MEAN]
    norm = next((row.value for row in shown if row.measure == NORM and row.value is not None), None)
    caption = caption or words.ui("caption_wellbeing")
    with drawing(key):
        sheet = _draw(means, norm, words) if means else empty(words)
        told = [_told(row, words) for row in means]
        if norm is not None:
            told.append(words.ui("norm_is", norm=numbers.number(norm, words.language)))
        alt = words.ui("chart_dots", caption=caption, figures="; ".join(told) + "." if told else words.ui("no_rows"))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def text_of(row: Row, words: Words) -> str:
    """37,4 (35,6–39,1)."""
    if row.suppressed or row.value is None:
        return SUPPRESSED
    mean = numbers.number(row.value, words.language, 1)
    if row.ci_low is None or row.ci_high is None:
        return mean
    ends = (numbers.number(end, words.language, 1) for end in (row.ci_low, row.ci_high))
    return f"{mean} ({'–'.join(ends)})"


def _told(row: Row, words: Words) -> str:
    if row.suppressed:
        return words.ui("said", label=words.place(row.project), n=words.ui("is_suppressed"))
    n = numbers.number(row.n, words.language)
    return words.ui("mean_said", label=words.place(row.project), mean=text_of(row, words), n=n)


def _draw(means: list[Row], norm: float | None, words: Words) -> Sheet:
    names = [wrap(words.place(row.project), _NAMES, TEXT, True) for row in means]
    texts = [text_of(row, words) for row in means]
    heights = [max(_ROW, len(lines) * LINE + 8) for lines in names]
    left = MARGIN + max(text_width(line, TEXT, True) for lines in names for line in lines) + 16
    width = WIDTH - MARGIN - max(text_width(text, TEXT) for text in texts) - 18 - left
    head = LINE + 8 if norm is not None else 6
    sheet = Sheet(head + sum(heights) + LINE + 14 + sign_height(means))
    frame = Frame(sheet, left, head, width, sum(heights), (0, 100), (sum(heights), 0))
    frame.grid_x(_TICKS, [numbers.number(tick, words.language) for tick in _TICKS])
    if norm is not None:
        text = words.ui("norm_is", norm=numbers.number(norm, words.language))
        sheet.line([frame.x(norm)] * 2, [head - 4, head + sum(heights)], SECOND, 1.8)
        sheet.write(frame.x(norm), LINE / 2 + 1, text, size=SMALL, colour=SECOND, bold=True, ha="center")
    top = head
    for row, lines, text, height in zip(means, names, texts, heights, strict=True):
        middle = top + height / 2
        top += height
        sheet.write_lines(MARGIN, middle, lines)
        sheet.write(WIDTH - MARGIN, middle, text, ha="right")
        if row.suppressed:
            sheet.hatched(left, middle, 44, 12)
        elif row.value is not None:
            if row.ci_low is not None and row.ci_high is not None:
                ends = [max(row.ci_low, 0), min(row.ci_high, 100)]
                sheet.line([frame.x(end) for end in ends], [middle, middle], ACCENT, 2.4)
            sheet.dot(frame.x(row.value), middle, 10, ACCENT)
    write_sign(sheet, means, words)
    return sheet
