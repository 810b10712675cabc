"""Charts of lines over months, each line named at its end."""

from collections.abc import Sequence
from itertools import groupby

import pandas as pd
import seaborn as sns

from forlob.show import alt_texts, numbers
from forlob.show.charts.axes import Frame, Ticks, apart, count_ticks, month_ticks, share_ticks
from forlob.show.charts.look import COLOURS, LINE, MARGIN, MUTED, SMALL, WIDTH, Sheet, text_width, wrap
from forlob.show.charts.stack import empty
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, by, distinct, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

_HEIGHT = 250
_LABELS = 150
Points = list[tuple[int, float | None]]


@fits(curve=("@ month", "* @ month"))
def curves(rows: pd.DataFrame, words: Words, *, key: str = "curves", caption: str = "") -> Chart:
    """Counts by month, one line a measure, or a group of one that is split. A suppressed month is a gap."""
    shown = sorted((r for r in records(rows) if numbers.is_month(r.at)), key=lambda r: r.at)
    months = distinct(row.at for row in shown)
    named = lines_of(records(rows))
    series = [line for name in named for _, line in by((row for row in shown if row.line == name), "group")]
    highest = max([row.n for row in shown if row.n is not None], default=0)
    caption = _with_gaps(caption or words.ui("caption_curves"), shown, words)
    ends = [_last(line) for line in series]
    labels = [_of_line(line[0], len(named) > 1, words) for line in series]
    with drawing(key):
        xs = {month: at for at, month in enumerate(months)}
        points = [[(xs[row.at], row.n) for row in line] for line in series]
        if not points:
            return _nothing(key, caption, words)
        values = [_until(alt_texts.amount(e, words), e.at, months[-1], words) for e in ends]
        sheet, frame = _draw(points, labels, values, count_ticks(highest, words))
        for at, text in month_ticks(months, words, frame.width):
            frame.mark_x(at, text)
        told = [
            words.ui("rises_to", label=label, n=alt_texts.amount(e, words))
            for label, e in zip(labels, ends, strict=True)
        ]
        alt = _alt(
            "chart_lines", words, caption, told, *(numbers.month(m, words.language) for m in months[:1] + months[-1:])
        )
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


@fits(curve="exit @ *")
def incidence(rows: pd.DataFrame, words: Words, *, key: str = "incidence", caption: str = "") -> Chart:
    """Cumulative incidence: a line of steps for each exit (group) that occurs, over months since enrolment."""
    shown = sorted((r for r in records(rows) if r.at.isdigit()), key=lambda r: int(r.at))
    lines = [line for _, line in sorted(by(shown, "group"), key=lambda item: -(_last(item[1]).value or 0))]
    lines = [line for line in lines if any(row.n or row.suppressed for row in line)]
    highest = max([row.value for row in shown if row.value is not None], default=0)
    caption = _with_gaps(caption or words.ui("caption_incidence"), shown, words)
    labels = [words.group(line[0]) for line in lines]
    ends = [_last(line) for line in lines]
    with drawing(key):
        points = [[(int(row.at), row.value) for row in line] for line in lines]
        if not points:
            return _nothing(key, caption, words)
        end = max((row.at for row in shown), key=int)
        sheet, frame = _draw(
            points,
            labels,
            [_until(_reached(e, words), e.at, end, words) for e in ends],
            share_ticks(highest or 1, words),
            steps=True,
            below=words.ui("months_since_enrolment"),
        )
        last = int(frame.xs[1])
        for month in range(0, last + 1, max(1, -(-last // 8))):
            frame.mark_x(month, str(month))
        told = [
            words.ui("after_months", label=label, months=e.at, share=_reached(e, words))
            for label, e in zip(labels, ends, strict=True)
        ]
        alt = _alt("chart_lines", words, caption, told, "0", str(last))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _of_line(row: Row, several: bool, words: Words) -> str:
    """What a line is: its measure, or its group; both where the chart has several measures with groups."""
    if not row.group:
        return words.short(row.line)
    return f"{words.short(row.measure)}, {words.group(row)}" if several else words.group(row)


def _with_gaps(caption: str, rows: list[Row], words: Words) -> str:
    """The caption; where a line has gaps, it says what they are."""
    return words.ui("caption_gaps", caption=caption) if any(row.suppressed for row in rows) else caption


def _until(value: str, month: str, end: str, words: Words) -> str:
    """The last value of a line; where that is not at the end of the others, with its month."""
    when = numbers.month(month, words.language) if numbers.is_month(month) else words.ui("month_n", n=month)
    return value if month == end else f"{value} ({when})"


def _nothing(key: str, caption: str, words: Words) -> Chart:
    alt = words.ui("chart_bars", caption=caption, figures=words.ui("no_rows"))
    return finished(empty(words), key=key, caption=caption, alt=alt, measures=[])


def _reached(row: Row, words: Words) -> str:
    """A cumulative incidence as whole percent."""
    if row.suppressed or row.value is None:
        return alt_texts.share(row, words)
    return numbers.percent_text(int(numbers.round_half_up(numbers.exact(row.value) * 100)), words.language)


def _last(line: list[Row]) -> Row:
    """The last row that has a number, else the last."""
    return next((row for row in reversed(line) if row.n is not None or row.value is not None), line[-1])


def _alt(kind: str, words: Words, caption: str, told: list[str], first: str = "–", last: str = "–") -> str:
    figures = "; ".join(told) + "." if told else words.ui("no_rows")
    return words.ui(kind, caption=caption, first=first, last=last, figures=figures)


def _draw(
    points: Sequence[Points], labels: list[str], values: list[str], ticks: Ticks, steps: bool = False, below: str = ""
) -> tuple[Sheet, Frame]:
    """The lines, each with its label and its last value to the right of its end."""
    written = [wrap(label, _LABELS - 8) for label in labels]
    widths = [text_width(line) for lines in written for line in lines] + [text_width(v, bold=True) for v in values]
    room = max([*widths, 40.0]) + 16
    left = MARGIN + max(text_width(text, SMALL) for text in ticks[1]) + 8
    last = max([x for line in points for x, _ in line], default=0) or 1
    sheet = Sheet(14 + _HEIGHT + 5 + LINE + 8 + (LINE if below else 0))
    frame = Frame(sheet, left, 14, WIDTH - MARGIN - room - left, _HEIGHT, (0, last), (0, ticks[0][-1]))
    frame.grid_y(*ticks)
    _lines(frame, points, steps)
    _names(frame, points, written, values)
    if below:
        sheet.write(
            frame.left + frame.width / 2, sheet.height - LINE / 2 - 2, below, size=SMALL, colour=MUTED, ha="center"
        )
    return sheet, frame


def _lines(frame: Frame, points: Sequence[Points], steps: bool) -> None:
    """Each line with its gaps: a run of known points between two gaps is a unit of its own, one point a dot."""
    cells = []
    for index, line in enumerate(points):
        parts = groupby(line, key=lambda point: point[1] is not None)
        runs = [[(x, y) for x, y in part if y is not None] for known, part in parts if known]
        cells += [(*point, index, f"{index}-{number}") for number, run in enumerate(runs) for point in run]
        for [(x, y)] in (run for run in runs if len(run) == 1):
            frame.sheet.dot(frame.x(x), frame.y(y), 7, COLOURS[index % len(COLOURS)])
    if not cells:
        return
    data = pd.DataFrame(cells, columns=["x", "y", "line", "run"])
    frame.axes.set(xlabel="x", ylabel="y")  # else seaborn has all ticks made, to see whether they are labelled
    sns.lineplot(
        data, x="x", y="y", hue="line", units="run", estimator=None, palette=_colours(len(points)), legend=False,
        linewidth=2.6, drawstyle="steps-post" if steps else "default", clip_on=False, ax=frame.axes,
    )  # fmt: skip
    frame.settle()


def _colours(count: int) -> dict[int, str]:
    return {index: COLOURS[index % len(COLOURS)] for index in range(count)}


def _names(frame: Frame, points: Sequence[Points], written: list[list[str]], values: list[str]) -> None:
    """The name and last value of each line, and a dot at its end; a line without a number has its name at the foot."""
    ends = [next(((x, y) for x, y in reversed(line) if y is not None), None) for line in points]
    heights = [(len(lines) + 1) * (LINE - 1) + 4 for lines in written]
    middles = apart([frame.y(end[1] if end else 0) for end in ends], heights, 0, frame.sheet.height)
    at = frame.left + frame.width + 12
    for index, (lines, value, middle) in enumerate(zip(written, values, middles, strict=True)):
        colour = COLOURS[index % len(COLOURS)]
        for row, text in enumerate([*lines, value]):
            y = middle + (row - len(lines) / 2) * (LINE - 1)
            frame.sheet.write(at, y, text, colour=colour, bold=row == len(lines))
        if end := ends[index]:
            frame.sheet.dot(frame.x(end[0]), frame.y(end[1]), 9, colour)
