"""The states of persons month by month, as areas that add up to everybody."""

import pandas as pd
from matplotlib.lines import Line2D

from forlob.show import alt_texts, numbers
from forlob.show.charts.axes import Frame, apart, month_ticks, share_ticks
from forlob.show.charts.look import COLOURS, LINE, MARGIN, NEUTRAL, SMALL, WIDTH, Sheet, text_width, wrap
from forlob.show.charts.stack import empty
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

_HEIGHT = 290
_LABELS = 150
Cells = dict[tuple[str, str], Row]


@fits(share="state @ *")
def states_by_month(rows: pd.DataFrame, words: Words, *, key: str = "states-by-month", caption: str = "") -> Chart:
    """Stacked areas, one a state, over months; rows of spells.in_state.

    A suppressed share leaves its part of the month white: the areas of that month do not reach 100 %.
    """
    shown = sorted((row for row in records(rows) if numbers.is_month(row.at)), key=lambda row: row.at)
    months = distinct(row.at for row in shown)
    of = {(row.group, row.at): row for row in shown}
    states = distinct(row.group for row in records(rows))
    last = [(state, of[state, months[-1]]) for state in states if (state, months[-1]) in of] if months else []
    caption = caption or (words.measure(shown[0].line) if shown else words.ui("no_rows"))
    labels = {state: words.code("state", state) for state in states}
    with drawing(key):
        sheet = _draw(states, months, of, labels, words) if shown else empty(words)
        told = alt_texts.figures([(labels[state], row) for state, row in last], words)
        ends = [numbers.month(month, words.language) for month in (months[:1] + months[-1:])] or ["–", "–"]
        said_last = words.ui("said", label=ends[-1], n=told)
        alt = words.ui("chart_areas", caption=caption, first=ends[0], last=ends[-1], figures=said_last)
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _draw(states: list[str], months: list[str], of: Cells, labels: dict[str, str], words: Words) -> Sheet:
    texts = {state: f"{labels[state]} {_last_share(state, months, of, words)}" for state in states}
    written = {state: wrap(text, _LABELS) for state, text in texts.items()}
    room = max(text_width(line) for lines in written.values() for line in lines) + 24
    heights = [len(lines) * LINE + 5 for lines in written.values()]
    ticks, marks = share_ticks(1.0, words)
    left = MARGIN + max(text_width(text, SMALL) for text in marks) + 8
    sheet = Sheet(max(14 + _HEIGHT + 5 + LINE + 8, sum(heights) + 10))
    frame = Frame(sheet, left, 14, WIDTH - MARGIN - room - left, _HEIGHT, (0, max(len(months) - 1, 1)), (0, 1))
    frame.grid_y(ticks, marks)
    middles = _areas(frame, states, months, of)
    for tick in ticks[1:-1]:
        frame.axes.add_artist(Line2D(frame.xs, [tick, tick], color="white", linewidth=1.0, alpha=0.35, zorder=3))
    frame.settle()
    for place, text in month_ticks(months, words, frame.width):
        frame.mark_x(place, text)
    at = frame.left + frame.width + 10
    placed = apart(middles, heights, 0, sheet.height)
    for index, (state, wanted, middle) in enumerate(zip(states, middles, placed, strict=True)):
        sheet.line([at - 8, at - 2, at + 6], [wanted, wanted, middle], _colour(state, index), 1.2)
        sheet.write_lines(at + 10, middle, written[state], colour=_colour(state, index))
    return sheet


def _areas(frame: Frame, states: list[str], months: list[str], of: Cells) -> list[float]:
    """Draws the areas upwards in the order of the states; the middle of each at its right edge, in pixels."""
    below = [0.0] * len(months)
    middles = []
    xs = [*range(len(months))] if len(months) > 1 else [0, 1]
    for index, state in enumerate(states):
        shares = [(of[state, month].share or 0.0) if (state, month) in of else 0.0 for month in months]
        above = [low + share for low, share in zip(below, shares, strict=True)]
        low, high = (values * 2 if len(values) == 1 else values for values in (below, above))
        frame.axes.fill_between(xs, low, high, color=_colour(state, index), linewidth=0)
        frame.axes.plot(xs, high, color="white", linewidth=1.2)
        middles.append(frame.y((below[-1] + above[-1]) / 2))
        below = above
    return middles


def _last_share(state: str, months: list[str], of: Cells, words: Words) -> str:
    last = of.get((state, months[-1]))
    return alt_texts.share(last, words) if last else numbers.NO_VALUE


def _colour(state: str, index: int) -> str:
    return NEUTRAL if state == "not_registered" else COLOURS[index % len(COLOURS)]
