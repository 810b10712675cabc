"""Rows of labelled bars under headings: the drawing behind most charts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from forlob.show.charts.look import (
    ACCENT,
    INK,
    LINE,
    MARGIN,
    MUTED,
    NEUTRAL,
    SMALL,
    TEXT,
    TRACK,
    WIDTH,
    Sheet,
    text_width,
    wrap,
)
from forlob.show.gated_rows import Row
from forlob.show.numbers import SUPPRESSED
from forlob.show.words import Words

THICK, THIN = 20, 12
_STUB = 44
_LABELS = 0.43 * WIDTH


@dataclass(frozen=True)
class Heading:
    """A line above the bars that belong together."""

    text: str


@dataclass(frozen=True)
class Bar:
    """A label, a bar of `length` (in the unit of the scale; None: no mark) and a text at its end.

    `kind` is "bar", or "dot" for a line with a dot at its end. A minor bar is thin and its label indented.
    """

    label: str
    length: float | None
    text: str
    colour: str = ACCENT
    bold: bool = False
    minor: bool = False
    suppressed: bool = False
    kind: str = "bar"


def draw_stack(items: Sequence[Heading | Bar], words: Words, *, full: float | None = None) -> Sheet:
    """The items from top to bottom. `full` is the value of a bar as long as its track; without it the longest bar
    takes all the room and no track is drawn. The sheet is as high as the labels need.
    """
    bars = [item for item in items if isinstance(item, Bar)]
    if not bars:
        return empty(words)
    lines = [wrap(i.label, _LABELS - _indent(i), TEXT, i.bold) if isinstance(i, Bar) else [i.text] for i in items]
    left = MARGIN + max(_widest(item, text) for item, text in zip(items, lines, strict=True)) + 14
    texts = max(text_width(b.text, TEXT, b.bold) for b in bars) + 10
    right = WIDTH - MARGIN - texts
    longest = full or max([b.length or 0 for b in bars]) or 1
    heights = [_height(item, text) for item, text in zip(items, lines, strict=True)]
    sheet = Sheet(sum(heights) + 2 * MARGIN + sign_height(bars))
    top: float = MARGIN
    for index, (item, text, height) in enumerate(zip(items, lines, heights, strict=True)):
        middle = top + height / 2
        top += height
        if isinstance(item, Heading):
            sheet.write(MARGIN, middle + (4 if index else 0), item.text, bold=True)
            continue
        sheet.write_lines(MARGIN + _indent(item), middle, text, bold=item.bold, colour=INK)
        _mark(sheet, item, left, middle, (right - left) / longest, right - left if full else 0)
    write_sign(sheet, bars, words)
    return sheet


def _widest(item: Heading | Bar, lines: list[str]) -> float:
    """How far to the right the label of a bar reaches; a heading may run on above the bars."""
    return max(text_width(line, TEXT, item.bold) for line in lines) + _indent(item) if isinstance(item, Bar) else 0


def _indent(bar: Bar) -> float:
    return 14 if bar.minor else 0


def _height(item: Heading | Bar, lines: list[str]) -> float:
    if isinstance(item, Heading):
        return LINE + 14
    return max(len(lines) * LINE, THIN if item.minor else THICK) + (6 if item.minor else 10)


def _mark(sheet: Sheet, bar: Bar, left: float, middle: float, scale: float, track: float) -> None:
    thickness = THIN if bar.minor else THICK
    if track:
        sheet.bar(left, middle, track, thickness if bar.kind == "bar" else 2, TRACK)
    end = left
    if bar.suppressed:
        sheet.hatched(left, middle, _STUB, thickness)
        end = left + _STUB
    elif bar.length:
        end = left + bar.length * scale
        if bar.kind == "bar":
            sheet.bar(left, middle, end - left, thickness, bar.colour)
        else:
            sheet.line([left, end], [middle, middle], bar.colour, 2)
            sheet.dot(end, middle, 11, bar.colour)
            end += 6
    elif bar.length == 0:
        sheet.line([left, left], [middle - thickness / 2, middle + thickness / 2], NEUTRAL, 1.5)
    sheet.write(end + 8, middle, bar.text, bold=bar.bold)


def sign_height(rows: Iterable["Bar | Row"]) -> float:
    """The room that `write_sign` needs at the foot of a sheet."""
    return LINE + 6 if any(row.suppressed for row in rows) else 0


def write_sign(sheet: Sheet, rows: Iterable["Bar | Row"], words: Words) -> None:
    """What the sign of a suppressed number means, where one is shown."""
    if any(row.suppressed for row in rows):
        text = words.ui("suppressed_sign", sign=SUPPRESSED)
        sheet.write(MARGIN, sheet.height - LINE / 2 - 2, text, size=SMALL, colour=MUTED)


def empty(words: Words) -> Sheet:
    """The sheet of a chart without rows."""
    sheet = Sheet(40)
    sheet.write(MARGIN, 20, words.ui("no_rows"), colour=MUTED)
    return sheet
