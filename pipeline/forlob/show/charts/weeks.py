"""Hours week by week, as upright bars."""

import pandas as pd
from matplotlib.patches import Rectangle

from forlob.show import alt_texts, numbers
from forlob.show.charts.axes import Frame, count_ticks
from forlob.show.charts.look import ACCENT, HATCHED, LINE, MARGIN, MUTED, SMALL, WIDTH, Sheet, text_width
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

_HEIGHT = 220


@fits(amount="week")
def hours_by_week(rows: pd.DataFrame, words: Words, *, key: str = "hours-by-week", caption: str = "") -> Chart:
    """A bar a week (the group of each row); time without a date is told in the alternative text alone."""
    shown = sorted((row for row in records(rows) if numbers.is_week(row.group)), key=lambda row: row.group)
    undated = [row for row in records(rows) if not numbers.is_week(row.group)]
    caption = caption or (words.measure(shown[0].line) if shown else words.ui("no_rows"))
    entries = [(alt_texts.label(row, words), row) for row in [*shown, *undated]]
    with drawing(key):
        sheet = _draw(shown, words) if shown else empty(words)
        ends = [words.group(row) for row in (shown[:1] + shown[-1:])] or ["–", "–"]
        figures = alt_texts.figures(entries, words)
        alt = words.ui("chart_weeks", caption=caption, first=ends[0], last=ends[-1], figures=figures)
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _draw(shown: list[Row], words: Words) -> Sheet:
    ticks, texts = count_ticks(max([row.n or 0 for row in shown]), words)
    left = MARGIN + max([text_width(text, SMALL) for text in texts]) + 8
    head = LINE + 8
    sheet = Sheet(head + _HEIGHT + 5 + 2 * LINE + 8 + sign_height(shown))
    sheet.write(MARGIN, LINE / 2, words.ui("hours"), size=SMALL, colour=MUTED)
    frame = Frame(sheet, left, head, WIDTH - MARGIN - left, _HEIGHT, (-0.5, len(shown) - 0.5), (0, ticks[-1]))
    frame.grid_y(ticks, texts)
    for at, row in enumerate(shown):
        if row.suppressed:
            frame.axes.add_patch(Rectangle((at - 0.4, 0), 0.8, ticks[-1] * 0.15, **HATCHED))
        elif row.n:
            frame.axes.add_patch(Rectangle((at - 0.4, 0), 0.8, row.n, color=ACCENT, linewidth=0))
    frame.settle()
    for at, week, year in _week_ticks([row.group for row in shown], frame.width):
        frame.mark_x(at, words.ui("week_short", week=week))
        if year:
            sheet.write(frame.x(at), head + _HEIGHT + 5 + 1.5 * LINE, year, size=SMALL, colour=MUTED, ha="center")
    write_sign(sheet, shown, words)
    return sheet


def _week_ticks(weeks: list[str], room: float) -> list[tuple[int, int, str]]:
    """(position, week, year) of the weeks to name, as often as there is room; the year where it is a new one."""
    every = next(step for step in (1, 2, 4, 8, 13, 26, 52, len(weeks) + 52) if len(weeks) / step * 62 <= room)
    named = [(at, int(week[6:]), week[:4]) for at, week in enumerate(weeks) if at % every == 0]
    years = [None, *(year for *_, year in named)]
    return [(at, week, year if year != before else "") for (at, week, year), before in zip(named, years, strict=False)]
