"""Heat maps: a square for each group and subgroup, the darker the more."""

from collections.abc import Callable, Iterable

import pandas as pd

from forlob.show import alt_texts
from forlob.show.charts.look import (
    ACCENT,
    INK,
    LINE,
    MARGIN,
    MUTED,
    SMALL,
    TRACK,
    WIDTH,
    Sheet,
    ink_on,
    text_width,
    wrap,
)
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.numbers import SUPPRESSED
from forlob.show.outputs import Chart
from forlob.show.words import Words

_LABELS = 150
_ROW = 46
_GAP = 2.0
#: The lightest and the darkest colour of a square that is not zero.
_LIGHT, _DARK = "#d9e8ef", ACCENT
Cells = dict[tuple[str, str], Row]


@fits(count="*, *", share="*, *", amount="*, *")
def heat_map(
    rows: pd.DataFrame, words: Words, *, key: str = "heat-map", caption: str = "", zeros: bool = False
) -> Chart:
    """A square a group (down) and subgroup (across), with its count and, below, its share; the darker the more.

    Groups and subgroups in which nothing was counted are left out unless `zeros`; not registered comes last.
    """
    shown = records(rows)
    cells: Cells = {(row.group, row.subgroup): row for row in shown}
    down = _used((row.group for row in shown), lambda g: [r for r in shown if r.group == g], zeros)
    across = _used((row.subgroup for row in shown), lambda s: [r for r in shown if r.subgroup == s], zeros)
    caption = caption or (words.measure(shown[0].line) if shown else words.ui("no_rows"))
    entries = [(alt_texts.label(row, words), row) for row in shown if row.group in down and row.subgroup in across]
    with drawing(key):
        sheet = _draw(down, across, cells, words) if down and across else empty(words)
        alt = words.ui("chart_heat_map", caption=caption, figures=alt_texts.figures(entries, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _used(names: Iterable[str], rows_of: Callable[[str], list[Row]], zeros: bool) -> list[str]:
    used = [name for name in distinct(names) if zeros or any(row.n != 0 for row in rows_of(name))]
    return sorted(used, key=lambda name: name == "not_registered")


def _draw(down: list[str], across: list[str], cells: Cells, words: Words) -> Sheet:
    label = {row.group: words.group(row) for row in cells.values()}
    head = {row.subgroup: words.subgroup(row) for row in cells.values()}
    labels = [wrap(label[group], _LABELS) for group in down]
    left = MARGIN + max(text_width(line) for lines in labels for line in lines) + 12
    wide = (WIDTH - MARGIN - left) / len(across)
    heads = [wrap(head[subgroup], wide - 6, SMALL) for subgroup in across]
    top = max(len(lines) for lines in heads) * LINE + 8
    shown = [cells[g, s] for g in down for s in across if (g, s) in cells]
    most = max([row.n for row in shown if row.n is not None], default=0) or 1
    sheet = Sheet(top + len(down) * _ROW + MARGIN + sign_height(shown))
    for place, lines in enumerate(heads):
        middle = top - 6 - len(lines) * LINE / 2
        for index, line in enumerate(lines):
            y = middle + (index - (len(lines) - 1) / 2) * LINE
            sheet.write(left + (place + 0.5) * wide, y, line, size=SMALL, ha="center")
    for number, (group, lines) in enumerate(zip(down, labels, strict=True)):
        middle = top + (number + 0.5) * _ROW
        sheet.write_lines(MARGIN, middle, lines)
        for place, subgroup in enumerate(across):
            _square(sheet, cells.get((group, subgroup)), left + place * wide, middle, wide, most, words)
    write_sign(sheet, shown, words)
    return sheet


def _square(sheet: Sheet, row: Row | None, left: float, middle: float, wide: float, most: float, words: Words) -> None:
    if row is None:
        return
    if row.suppressed:
        sheet.hatched(left, middle, wide - _GAP, _ROW - _GAP)
        sheet.bar(left + wide / 2 - 10, middle, 20, 20, "#ffffff")
        sheet.write(left + wide / 2, middle, SUPPRESSED, colour=INK, bold=True, ha="center")
        return
    colour = shade((row.n or 0) / most) if row.n else TRACK
    sheet.bar(left, middle, wide - _GAP, _ROW - _GAP, colour)
    if not row.n:
        sheet.write(left + wide / 2, middle, alt_texts.amount(row, words), size=SMALL, colour=MUTED, ha="center")
        return
    ink = ink_on(colour)
    both = row.percent is not None
    centre = left + wide / 2
    sheet.write(centre, middle - (9 if both else 0), alt_texts.amount(row, words), colour=ink, bold=True, ha="center")
    if both:
        sheet.write(centre, middle + 10, alt_texts.share(row, words), size=SMALL, colour=ink, ha="center")


def shade(part: float) -> str:
    """The colour of a square from the lightest (0) to the darkest (1)."""
    ends = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (_LIGHT, _DARK)]
    mixed = [round(low + (high - low) * min(max(part, 0.0), 1.0)) for low, high in zip(*ends, strict=True)]
    return "#" + "".join(f"{value:02x}" for value in mixed)
