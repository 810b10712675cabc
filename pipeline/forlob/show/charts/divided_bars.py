"""Bars of 100 % divided into parts, and the key that says what their colours mean."""

from collections.abc import Iterable, Mapping, Sequence

from forlob.show import alt_texts
from forlob.show.charts.look import LINE, SMALL, Sheet, ink_on, text_width
from forlob.show.gated_rows import Row
from forlob.show.words import Words

#: What each colour means, in lines: (x, name, label).
KeyLines = list[list[tuple[float, str, str]]]


def draw_parts(
    sheet: Sheet,
    parts: Sequence[tuple[Row, str]],
    left: float,
    middle: float,
    width: float,
    thickness: float,
    words: Words,
) -> None:
    """The parts of one bar (each with its colour) from the left; what is suppressed is hatched at the end."""
    at = left
    for row, colour in parts:
        at = draw_part(sheet, row, at, middle, width, thickness, colour, words)
    if any(row.suppressed for row, _ in parts) and left + width - at > 1:
        sheet.hatched(at, middle, left + width - at, thickness)


def draw_part(
    sheet: Sheet, row: Row, left: float, middle: float, width: float, thickness: float, colour: str, words: Words
) -> float:
    """One part of a bar of `width`, with its percent where there is room for it; returns where it ends."""
    if not row.share:
        return left
    length, text = row.share * width, alt_texts.share(row, words)
    sheet.bar(left, middle, max(length - 1.5, 0.5), thickness, colour)
    if text_width(text, SMALL, True) + 5 < length:
        at = left + (length - 1.5) / 2
        sheet.write(at, middle, text, size=SMALL, colour=ink_on(colour), bold=True, ha="center")
    return left + length


def key_lines(labels: Iterable[tuple[str, str]], room: float) -> KeyLines:
    """The key of names and their labels, in as many lines as `room` asks for."""
    lines: KeyLines = [[]]
    at = 0.0
    for name, label in labels:
        wide = 18 + text_width(label, SMALL) + 18
        if lines[-1] and at + wide > room:
            lines.append([])
            at = 0.0
        lines[-1].append((at, name, label))
        at += wide
    return lines


def draw_key(sheet: Sheet, lines: KeyLines, left: float, colours: Mapping[str, str], high: float = LINE + 3) -> None:
    """A square of its colour before each label; `high`: a line."""
    for index, line in enumerate(lines):
        for x, name, label in line:
            y = 4 + (index + 0.5) * high
            sheet.bar(left + x, y, 12, 12, colours[name])
            sheet.write(left + x + 18, y, label, size=SMALL)
