"""What every project is made up of: a bar of 100 % each, divided into groups."""

import pandas as pd

from forlob.show import alt_texts, numbers
from forlob.show.charts.divided_bars import draw_key, draw_parts, key_lines
from forlob.show.charts.look import (
    LINE,
    MARGIN,
    MUTED,
    NEUTRAL,
    SMALL,
    TEXT,
    WIDTH,
    Sheet,
    text_width,
    tints,
    wrap,
)
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

_NAMES = 200
_ROW = 27
Cells = dict[tuple[str, str], Row]


@fits(count="*", share="*", amount="*")
def composition_by_project(
    rows: pd.DataFrame,
    words: Words,
    *,
    key: str = "composition-by-project",
    caption: str = "",
    order_by: str | None = None,
    zeros: bool = False,
) -> Chart:
    """A bar of 100 % a project, divided into the groups of one measure; the programme's bar comes last.

    Projects are ordered by the share of the group `order_by` (the first group, unless told), largest first;
    "" keeps the order of the rows. What suppressed groups take up together is hatched.
    """
    shown = records(rows)
    used = [g for g in distinct(r.group for r in shown) if zeros or any(r.n != 0 for r in shown if r.group == g)]
    groups = sorted(used, key=lambda group: group == "not_registered")
    cells: Cells = {(row.project, row.group): row for row in shown}
    leading = groups[0] if order_by is None and groups else order_by or ""
    projects = distinct(row.project for row in shown if row.project)
    if leading:
        projects = sorted(
            projects, key=lambda p: alt_texts.size(cells[p, leading]) if (p, leading) in cells else -1, reverse=True
        )
    labels = {row.group: words.group(row) for row in shown}
    label = words.measure(shown[0].line if shown else "")
    caption = caption or words.ui("caption_by_project", label=label)
    with drawing(key):
        bars = [*projects, *([""] if any(not row.project for row in shown) else [])]
        sheet = _draw(bars, groups, cells, labels, words) if bars else empty(words)
        told = _told(projects, leading or (groups or [""])[0], cells, labels, words)
        alt = words.ui("chart_stacked", caption=caption, figures=told)
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _told(projects: list[str], group: str, cells: Cells, labels: dict[str, str], words: Words) -> str:
    rows = [cells[project, group] for project in projects if (project, group) in cells]
    known = sorted((row for row in rows if row.n is not None), key=alt_texts.size)
    if not known:
        return words.ui("no_rows")
    low, high = (f"{words.place(row.project)} ({alt_texts.share(row, words)})" for row in (known[0], known[-1]))
    return words.ui("composition_said", group=labels[group], highest=high, lowest=low) + "."


def _draw(projects: list[str], groups: list[str], cells: Cells, labels: dict[str, str], words: Words) -> Sheet:
    ordered = [group for group in groups if group != "not_registered"]
    colours = dict(zip(ordered, tints(len(ordered)), strict=True)) | {"not_registered": NEUTRAL}
    names = [wrap(words.place(project), _NAMES, TEXT, True) for project in projects]
    counted = [_out_of(project, groups, cells, words) for project in projects]
    heights = [max(_ROW, len(lines) * LINE + 8) for lines in names]
    left = MARGIN + max(text_width(line, TEXT, True) for lines in names for line in lines) + 12
    width = WIDTH - MARGIN - max(text_width(text, SMALL) for text in counted) - 12 - left
    keys = key_lines([(group, labels[group]) for group in groups], WIDTH - MARGIN - left)
    head = len(keys) * (LINE + 3) + 6
    gap = 10 if "" in projects and len(projects) > 1 else 0
    sheet = Sheet(head + sum(heights) + gap + MARGIN + sign_height(cells.values()))
    draw_key(sheet, keys, left, colours)
    top = head
    for project, lines, text, height in zip(projects, names, counted, heights, strict=True):
        top += 0 if project else gap
        middle = top + height / 2
        top += height
        sheet.write_lines(MARGIN, middle, lines, bold=not project)
        sheet.write(WIDTH - MARGIN, middle, text, size=SMALL, colour=MUTED, ha="right")
        parts = [(cells[project, group], colours[group]) for group in groups if (project, group) in cells]
        draw_parts(sheet, parts, left, middle, width, 20, words)
    write_sign(sheet, cells.values(), words)
    return sheet


def _out_of(project: str, groups: list[str], cells: Cells, words: Words) -> str:
    known = [row.of for group in groups if (row := cells.get((project, group))) and row.of is not None]
    if not known:
        return numbers.NO_VALUE
    text = numbers.number(known[0], words.language, 0)
    hours = any(row.unit == "hours" for row in cells.values())
    return words.ui("hours_and_share", hours=text) if hours else words.ui("n_is", n=text)
