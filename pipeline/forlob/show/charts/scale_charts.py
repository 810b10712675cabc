"""Charts of measurements on scales: first against latest, the change, and who moved up or down, item by item."""

from collections.abc import Callable

import pandas as pd

from forlob.measures import progression
from forlob.show import alt_texts, numbers, scale_sections
from forlob.show.charts.axes import Frame, Ticks
from forlob.show.charts.divided_bars import KeyLines, draw_parts, key_lines
from forlob.show.charts.look import (
    ACCENT,
    LINE,
    MARGIN,
    MUTED,
    NEUTRAL,
    SECOND,
    SMALL,
    TEXT,
    TRACK,
    WIDTH,
    Sheet,
    text_width,
    wrap,
)
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import SCALE, fits
from forlob.show.gated_rows import Row, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.scale_sections import Item, Section, sections
from forlob.show.words import Words

_NAMES = 205
_ROW = 25
_HEAD = 2 * LINE + 12
_FOOT = LINE + 16
FIRST, LATEST, CHANGE = progression.first.name, progression.latest.name, progression.change.name
TURNED = {progression.improved.name: ACCENT, progression.same.name: NEUTRAL, progression.worse.name: SECOND}


@fits(mean=SCALE)
def first_and_latest(rows: pd.DataFrame, words: Words, *, key: str = "first-and-latest", caption: str = "") -> Chart:
    """A line an item from the mean of the first measurement (ring) to that of the latest (dot), on the whole scale."""
    shown = sections(rows, words)

    def draw(sheet: Sheet, section: Section, top: float, left: float, right: float) -> None:
        frame = _frame(sheet, section, top, left, right, _scale_ticks(section, words))
        for item, middle in _middles(section, top):
            first, latest = item.rows.get(FIRST), item.rows.get(LATEST)
            _ends(frame, first, latest, middle)
            text = words.ui(
                "from_first_to_latest",
                first=scale_sections.mean(first, words),
                latest=scale_sections.mean(latest, words),
            )
            sheet.write(WIDTH - MARGIN, middle, text, ha="right")

    def told(item: Item) -> str:
        first, latest = (scale_sections.mean(item.rows.get(name), words) for name in (FIRST, LATEST))
        return words.ui("said", label=item.label, n=words.ui("from_first_to_latest", first=first, latest=latest))

    marks = [("first", words.ui("mark_first"), NEUTRAL), ("latest", words.ui("mark_latest"), ACCENT)]
    caption = caption or words.ui("caption_first_and_latest")
    widest = words.ui("from_first_to_latest", first="10,0", latest="10,0")
    return _chart(shown, rows, words, draw, told, FIRST, marks, widest, key, caption)


@fits(mean=SCALE)
def changes(rows: pd.DataFrame, words: Words, *, key: str = "changes", caption: str = "") -> Chart:
    """A dot an item at the mean change from first to latest measurement, with its 95 % interval, around zero."""
    shown = sections(rows, words)

    def draw(sheet: Sheet, section: Section, top: float, left: float, right: float) -> None:
        reach = _reach(section.rows(CHANGE))
        ticks = [-reach, -reach / 2, 0.0, reach / 2, reach]
        texts = [scale_sections.signed(tick, words) if tick else "0" for tick in ticks]
        frame = _frame(sheet, section, top, left, right, (ticks, texts))
        sheet.line([frame.x(0)] * 2, [frame.top, frame.top + frame.height], MUTED, 1.2)
        for item, middle in _middles(section, top):
            row = item.rows.get(CHANGE)
            if row is not None and row.suppressed:
                sheet.hatched(frame.x(0) - 22, middle, 44, 12)
            elif row is not None and row.value is not None:
                if row.ci_low is not None and row.ci_high is not None:
                    _interval(frame, row.ci_low, row.ci_high, middle)
                sheet.dot(frame.x(row.value), middle, 10, ACCENT)
            sheet.write(WIDTH - MARGIN, middle, scale_sections.change(row, words), ha="right")

    def told(item: Item) -> str:
        row = item.rows.get(CHANGE)
        change, ends = scale_sections.change(row, words, 2), scale_sections.change_interval(row, words)
        return words.ui("interval_said", said=words.ui("said", label=item.label, n=change), interval=ends)

    caption = caption or words.ui("caption_changes")
    return _chart(shown, rows, words, draw, told, CHANGE, [], "+10,0", key, caption)


@fits(share=SCALE)
def turned(rows: pd.DataFrame, words: Words, *, key: str = "turned", caption: str = "") -> Chart:
    """A bar of 100 % an item: the shares who moved up, stayed the same and moved down, of those measured twice."""
    shown = sections(rows, words)

    def draw(sheet: Sheet, section: Section, top: float, left: float, right: float) -> None:
        for item, middle in _middles(section, top):
            parts = [(item.rows[name], colour) for name, colour in TURNED.items() if name in item.rows]
            draw_parts(sheet, parts, left, middle, right - left, 18, words)
            known = [row.of for row, _ in parts if row.of is not None]
            text = words.ui("n_is", n=numbers.number(known[0], words.language)) if known else numbers.NO_VALUE
            sheet.write(WIDTH - MARGIN, middle, text, size=SMALL, colour=MUTED, ha="right")

    def told(item: Item) -> str:
        parts = [alt_texts.figure(words.short(name), item.rows[name], words) for name in TURNED if name in item.rows]
        return words.ui("said", label=item.label, n=", ".join(parts))

    marks = [(name, words.short(name), colour) for name, colour in TURNED.items()]
    caption = caption or words.ui("caption_turned")
    first = next(iter(TURNED))
    return _chart(shown, rows, words, draw, told, first, marks, words.ui("n_is", n="100"), key, caption, foot=8)


Draw = Callable[[Sheet, Section, float, float, float], None]


def _chart(
    shown: list[Section],
    rows: pd.DataFrame,
    words: Words,
    draw: Draw,
    told: Callable[[Item], str],
    counted: str,
    marks: list[tuple[str, str, str]],
    widest: str,
    key: str,
    caption: str,
    foot: float = _FOOT,
) -> Chart:
    """The sections below one another, each with its name, what its scale is, its items and its axis."""
    measures = lines_of(records(rows))
    with drawing(key):
        if not shown:
            alt = words.ui("chart_dots", caption=caption, figures=words.ui("no_rows"))
            return finished(empty(words), key=key, caption=caption, alt=alt, measures=measures)
        names = [line for section in shown for item in section.items for line in wrap(item.label, _NAMES)]
        left = MARGIN + max(text_width(name) for name in names) + 16
        right = WIDTH - MARGIN - text_width(widest) - 14
        lines = key_lines([(name, label) for name, label, _ in marks], WIDTH - 2 * MARGIN) if marks else []
        head = len(lines) * (LINE + 3) + (8 if lines else 0)
        heights = [_HEAD + sum(_height(item) for item in section.items) + foot for section in shown]
        sheet = Sheet(head + sum(heights) + MARGIN + sign_height(records(rows)))
        _key(sheet, lines, {name: colour for name, _, colour in marks})
        top = head
        for section, height in zip(shown, heights, strict=True):
            _heading(sheet, section, top, counted, words)
            for item, middle in _middles(section, top + _HEAD):
                sheet.write_lines(MARGIN, middle, wrap(item.label, _NAMES))
            draw(sheet, section, top + _HEAD, left, right)
            top += height
        write_sign(sheet, records(rows), words)
        parts = [words.ui("said", label=s.name, n="; ".join(told(item) for item in s.items)) for s in shown]
        alt = words.ui("chart_dots", caption=caption, figures=". ".join(parts) + ".")
        return finished(sheet, key=key, caption=caption, alt=alt, measures=measures)


def _key(sheet: Sheet, lines: KeyLines, colours: dict[str, str]) -> None:
    for index, line in enumerate(lines):
        for x, name, label in line:
            y = 4 + (index + 0.5) * (LINE + 3)
            if name in TURNED:
                sheet.bar(MARGIN + x, y, 12, 12, colours[name])
            else:
                _dot(sheet, MARGIN + x + 6, y, colours[name], ring=name == "first")
            sheet.write(MARGIN + x + 18, y, label, size=SMALL)


def _heading(sheet: Sheet, section: Section, top: float, counted: str, words: Words) -> None:
    sheet.write(MARGIN, top + LINE / 2 + 2, section.name, size=TEXT + 1, bold=True)
    row = section.rows(counted)
    n = scale_sections.counted([Row("", n=r.of) for r in row] if counted in TURNED else row, words)
    text = "; ".join(part for part in (scale_sections.about(section, words), n) if part)
    sheet.write(MARGIN, top + 1.5 * LINE + 4, text, size=SMALL, colour=MUTED)


def _height(item: Item) -> float:
    return max(_ROW, len(wrap(item.label, _NAMES)) * LINE + 7)


def _middles(section: Section, top: float) -> list[tuple[Item, float]]:
    found = []
    for item in section.items:
        found.append((item, top + _height(item) / 2))
        top += _height(item)
    return found


def _frame(sheet: Sheet, section: Section, top: float, left: float, right: float, ticks: Ticks) -> Frame:
    high = sum(_height(item) for item in section.items)
    frame = Frame(sheet, left + 6, top, right - left - 12, high, (ticks[0][0], ticks[0][-1]), (high, 0))
    frame.grid_x(*ticks)
    return frame


def _scale_ticks(section: Section, words: Words) -> Ticks:
    """At most six ticks at equal steps from the lowest score to the highest."""
    values = [row.value for name in (FIRST, LATEST) for row in section.rows(name) if row.value is not None] or [0, 1]
    low, high = (section.scale.from_, section.scale.to) if section.scale else (min(values) // 1, max(values) // 1 + 1)
    span = high - low
    step = next((s for s in (1, 2, 3, 5, 10, 20, 25, 50, 100) if span % s == 0 and span / s <= 5), span)
    ticks = [low + step * index for index in range(int(span / step) + 1)]
    return ticks, [numbers.number(tick, words.language) for tick in ticks]


def _reach(rows: list[Row]) -> float:
    """Half the width of the axis of changes: all means fit, and all intervals but those that would press the rest
    together.
    """
    ends = [abs(x) for row in rows for x in (row.value, row.ci_low, row.ci_high) if x is not None] or [1.0]
    middle = sorted(ends)[len(ends) // 2]
    means = [abs(row.value) for row in rows if row.value is not None]
    furthest = max([x for x in ends if x <= 6 * middle] + means, default=max(ends))
    return next((step for step in (0.4, 1.0, 2.0, 4.0, 10.0, 20.0, 40.0) if step >= furthest), 2 * round(furthest))


def _interval(frame: Frame, low: float, high: float, middle: float) -> None:
    """A line from low to high; where it goes on beyond the axis, an arrowhead at the end of the axis."""
    edges = min(frame.xs), max(frame.xs)
    drawn = [frame.x(max(low, edges[0])), frame.x(min(high, edges[1]))]
    frame.sheet.line(drawn, [middle, middle], ACCENT, 2.4)
    for x, cut, back in ((drawn[0], low < edges[0], 5), (drawn[1], high > edges[1], -5)):
        if cut:
            frame.sheet.line([x + back, x, x + back], [middle - 5, middle, middle + 5], ACCENT, 1.8)


def _ends(frame: Frame, first: Row | None, latest: Row | None, middle: float) -> None:
    sheet = frame.sheet
    sheet.line([frame.left, frame.left + frame.width], [middle, middle], TRACK, 2)
    if (first and first.suppressed) or (latest and latest.suppressed):
        sheet.hatched(frame.left, middle, 44, 12)
    known = [(row, frame.x(row.value)) for row in (first, latest) if row and row.value is not None]
    if len(known) == 2:
        sheet.line([x for _, x in known], [middle, middle], ACCENT, 2.4)
    for row, x in known:
        _dot(sheet, x, middle, NEUTRAL if row is first else ACCENT, ring=row is first)


def _dot(sheet: Sheet, x: float, y: float, colour: str, ring: bool) -> None:
    sheet.dot(x, y, 12, colour)
    if ring:
        sheet.dot(x, y, 7, "#ffffff")
