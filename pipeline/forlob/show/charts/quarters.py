"""The whole course on each item: mean scores by quarter since the first measurement, a small chart an item."""

import math
from itertools import pairwise

import pandas as pd

from forlob.show import numbers, scale_sections
from forlob.show.charts.axes import Frame, apart
from forlob.show.charts.divided_bars import KeyLines, key_lines
from forlob.show.charts.look import COLOURS, LINE, MARGIN, MUTED, SMALL, TEXT, WIDTH, Sheet, Side, text_width, wrap
from forlob.show.charts.stack import empty
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.scale_sections import NOT_DRAWN, Section
from forlob.show.words import Words

#: A mean of fewer than this moves much by chance: the line to it is dashed; of still fewer it is not drawn.
FEW, TOO_FEW = 10, 5
_HIGH, _GAP = 84, 26
_PANEL = LINE + 6 + _HIGH + LINE + 18
#: Instrument -> item -> respondent -> its points (quarter, row).
Points = list[tuple[int, Row]]
Who = dict[str, Points]
Items = dict[str, Who]
Lines = dict[str, Items]


@fits(mean="item, respondent @ quarter")
def scores_by_quarter(rows: pd.DataFrame, words: Words, *, key: str = "scores-by-quarter", caption: str = "") -> Chart:
    """Rows of progression.course: a line a respondent in the small chart of each item, two beside one another.

    All items of an instrument share one axis. A suppressed mean is a gap, and so is one of fewer than TOO_FEW.
    """
    lines = _lines(records(rows))
    caption = caption or words.ui("caption_scores_by_quarter")
    with drawing(key):
        sheet = _draw(lines, words) if lines else empty(words)
        told = "; ".join(_told(i, item, who, words) for i, items in lines.items() for item, who in items.items())
        last = max((q for i in lines.values() for who in i.values() for p in who.values() for q, _ in p), default=0)
        about = words.ui("said", label=words.ui("quarters_since_first"), n=f"0–{last}")
        alt = words.ui("chart_small_lines", caption=caption, about=about, figures=told or words.ui("no_rows"))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(records(rows)))


def _lines(rows: list[Row]) -> Lines:
    found: Lines = {}
    for row in rows:
        instrument, _, item = row.group.partition(": ")
        if row.subgroup != NOT_DRAWN and row.at.isdigit() and (row.suppressed or (row.n or 0) >= TOO_FEW):
            items = found.setdefault(instrument, {})
            items.setdefault(item, {}).setdefault(row.subgroup, []).append((int(row.at), row))
    return found


def _told(instrument: str, item: str, who: Who, words: Words) -> str:
    parts = []
    for respondent, points in who.items():
        first, last = points[0][1], points[-1][1]
        ends = [f"{scale_sections.mean(row, words)} ({scale_sections.counted([row], words)})" for row in (first, last)]
        change = words.ui("from_first_to_latest", first=ends[0], latest=ends[1])
        name = words.respondent(respondent, instrument)
        parts.append(words.ui("said", label=name, n=change) if name else change)
    return words.ui("said", label=words.item(instrument, item), n=", ".join(parts))


def _draw(lines: Lines, words: Words) -> Sheet:
    heads = {i: _key(i, items, words) for i, items in lines.items()}
    heights = {i: _head(heads[i]) + math.ceil(len(items) / 2) * _PANEL for i, items in lines.items()}
    sheet = Sheet(sum(heights.values()) + MARGIN)
    top = 0.0
    for instrument, items in lines.items():
        scale = words.programme.scales.get(instrument) if words.programme else None
        about = scale_sections.about(Section("", "", scale, []), words)
        sheet.write(MARGIN, top + LINE / 2 + 2, words.instrument(instrument), size=TEXT + 1, bold=True)
        note = words.ui("few_dashed", most=FEW, least=TOO_FEW)
        text = "; ".join(part for part in (about, words.ui("quarters_since_first").lower(), note) if part)
        sheet.write(MARGIN, top + 1.5 * LINE + 4, text, size=SMALL, colour=MUTED)
        respondents = distinct(r for who in items.values() for r in who)
        colours = {r: COLOURS[at % len(COLOURS)] for at, r in enumerate(respondents)}
        for index, line in enumerate(heads[instrument]):
            for x, name, label in line:
                y = top + 2 * LINE + 16 + (index + 0.5) * (LINE + 3) - LINE / 2
                sheet.line([MARGIN + x, MARGIN + x + 13], [y, y], colours[name], 2.6)
                sheet.write(MARGIN + x + 18, y, label, size=SMALL)
        body = top + _head(heads[instrument])
        width = (WIDTH - 2 * MARGIN - _GAP) / 2
        for index, (item, who) in enumerate(items.items()):
            left = MARGIN + (index % 2) * (width + _GAP)
            title = words.item(instrument, item)
            _panel(sheet, left, body + index // 2 * _PANEL, width, title, who, items, colours, words)
        top += heights[instrument]
    return sheet


def _key(instrument: str, items: Items, words: Words) -> KeyLines:
    named = [r for r in distinct(r for who in items.values() for r in who) if r]
    return key_lines([(r, words.respondent(r, instrument)) for r in named], WIDTH - 2 * MARGIN) if named else []


def _head(key: KeyLines) -> float:
    return 2 * LINE + 16 + len(key) * (LINE + 3)


def _panel(
    sheet: Sheet,
    left: float,
    top: float,
    width: float,
    title: str,
    who: Who,
    items: Items,
    colours: dict[str, str],
    words: Words,
) -> None:
    rows = [row for others in items.values() for points in others.values() for _, row in points]
    values = [row.value for row in rows if row.value is not None] or [0.0, 1.0]
    low, high = math.floor(min(values)), max(math.ceil(max(values)), math.floor(min(values)) + 1)
    last = max(max(q for others in items.values() for points in others.values() for q, _ in points), 1)
    sheet.write(left, top + LINE / 2, wrap(title, width)[0], size=SMALL + 0.5, bold=True)
    texts = [numbers.number(end, words.language) for end in (low, high)]
    room = max(text_width(text, SMALL) for text in texts) + 8
    frame = Frame(sheet, left + room, top + LINE + 6, width - room - 14, _HIGH, (0, last), (low, high))
    frame.grid_y([low, high], texts)
    for quarter in range(last + 1):
        frame.mark_x(quarter, str(quarter))
    for respondent, points in who.items():
        _line(frame, points, colours[respondent])
    _last_means(frame, who, colours, words)


def _last_means(frame: Frame, who: Who, colours: dict[str, str], words: Words) -> None:
    """The last mean of each line that is not of few, above the highest line and below the others."""
    known = {r: [(q, row, row.value) for q, row in points if row.value is not None] for r, points in who.items()}
    many = {r: [p for p in points if (p[1].n or 0) >= FEW] or points for r, points in known.items() if points}
    ends = [(r, points[-1]) for r, points in many.items()]
    ends.sort(key=lambda end: frame.y(end[1][2]))
    wanted = [frame.y(value) + (13 if at else -13) for at, (_, (_, _, value)) in enumerate(ends)]
    placed = apart(wanted, [LINE - 4] * len(wanted), frame.top - LINE, frame.top + frame.height)
    for (respondent, (quarter, row, _)), y in zip(ends, placed, strict=True):
        side: Side = "left" if quarter == 0 else "right" if quarter == frame.xs[1] else "center"
        text, colour = scale_sections.mean(row, words), colours[respondent]
        frame.sheet.write(frame.x(quarter), y, text, size=SMALL, colour=colour, bold=True, ha=side)


def _line(frame: Frame, points: Points, colour: str) -> None:
    """The means, one quarter to the next; a quarter without a mean is a gap, the way to one of few dashed."""
    for (at, one), (then, other) in pairwise(points):
        if then - at == 1 and one.value is not None and other.value is not None:
            xs, ys = [frame.x(at), frame.x(then)], [frame.y(one.value), frame.y(other.value)]
            if (other.n or 0) >= FEW and (one.n or 0) >= FEW:
                frame.sheet.line(xs, ys, colour, 2.4)
            else:
                frame.sheet.dashed(xs, ys, colour, 1.6)
    for quarter, row in points:
        if row.value is not None:
            few = (row.n or 0) < FEW
            frame.sheet.dot(frame.x(quarter), frame.y(row.value), 5.5 if few else 7.5, colour)
