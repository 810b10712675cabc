"""A share of every project with its interval, beside the programme's."""

import pandas as pd

from forlob.show import alt_texts, numbers
from forlob.show.charts.axes import Frame, share_ticks
from forlob.show.charts.look import ACCENT, LINE, MARGIN, NEUTRAL, SECOND, SMALL, TEXT, WIDTH, Sheet, text_width, wrap
from forlob.show.charts.stack import empty, sign_height, write_sign
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, lines_of, records
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.outputs import Chart
from forlob.show.words import Words

_NAMES = 200
_ROW = 27


@fits(share="")
def shares_by_project(
    rows: pd.DataFrame,
    words: Words,
    *,
    key: str = "shares-by-project",
    caption: str = "",
    highlight: str = "",
    sort: bool = True,
) -> Chart:
    """A dot and its 95 % interval a project, the largest share first, and the programme's share as a line.

    Rows of one measure, one a project; the row without a project is the programme's. `highlight` is a project.
    """
    shown = records(rows)
    projects = [row for row in shown if row.project]
    if sort:
        projects = sorted(projects, key=alt_texts.size, reverse=True)
    whole = next((row for row in shown if not row.project), None)
    label = alt_texts.label(shown[0], words) if shown else ""
    caption = caption or words.ui("caption_by_project", label=label)
    with drawing(key):
        sheet = _draw(projects, whole, highlight, words)
        alt = words.ui("chart_dots", caption=caption, figures=_told(label, projects, whole, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _told(label: str, projects: list[Row], whole: Row | None, words: Words) -> str:
    known = [row for row in sorted(projects, key=alt_texts.size, reverse=True) if row.n is not None]
    if len(known) <= 6 or whole is None:
        return alt_texts.figures(
            [(words.place(row.project), row) for row in [*projects, *([whole] if whole else [])]], words
        )
    ends = [
        "; ".join(alt_texts.figure(words.place(r.project), r, words) for r in rows)
        for rows in (known[:3], known[:-4:-1])
    ]
    of_all = alt_texts.share(whole, words)
    return words.ui("by_project_said", label=label, said=of_all, highest=ends[0], lowest=ends[1]) + "."


def _draw(projects: list[Row], whole: Row | None, highlight: str, words: Words) -> Sheet:
    if not projects:
        return empty(words)
    names = [wrap(words.place(row.project), _NAMES, TEXT, True) for row in projects]
    texts = [_counted(row, words) for row in projects]
    heights = [max(_ROW, len(lines) * LINE + 8) for lines in names]
    left = MARGIN + max(text_width(line, TEXT, True) for lines in names for line in lines) + 16
    width = WIDTH - MARGIN - max(text_width(text, TEXT, bool(highlight)) for text in texts) - 18 - left
    reach = [row.ci_high or row.share or 0 for row in [*projects, *([whole] if whole else [])]]
    ticks, marks = share_ticks(max(*reach, 0.05) if len(reach) > 1 else max(reach[0], 0.05), words)
    head = LINE + 8 if whole and whole.share is not None else 4
    sheet = Sheet(head + sum(heights) + 5 + LINE + 6 + sign_height(projects))
    frame = Frame(sheet, left, head, width, sum(heights), (0, ticks[-1]), (sum(heights), 0))
    frame.grid_x(ticks, marks)
    if whole and whole.share is not None:
        _programme(frame, whole.share, f"{words.place('')} {alt_texts.share(whole, words)}")
    top = head
    for row, lines, text, height in zip(projects, names, texts, heights, strict=True):
        middle, bold = top + height / 2, row.project == highlight
        top += height
        sheet.write_lines(MARGIN, middle, lines, bold=bold)
        sheet.write(WIDTH - MARGIN, middle, text, bold=bold, ha="right")
        _mark(frame, row, middle, ACCENT if bold or not highlight else NEUTRAL)
    write_sign(sheet, projects, words)
    return sheet


def _programme(frame: Frame, share: float, text: str) -> None:
    """The line of the programme's share, and above it what it is."""
    half = text_width(text, SMALL, True) / 2
    at = min(max(frame.x(share), MARGIN + half), WIDTH - MARGIN - half)
    frame.sheet.line([frame.x(share)] * 2, [frame.top - 4, frame.top + frame.height], SECOND, 1.8)
    frame.sheet.write(at, LINE / 2 + 1, text, size=SMALL, colour=SECOND, bold=True, ha="center")


def _mark(frame: Frame, row: Row, middle: float, colour: str) -> None:
    if row.suppressed:
        frame.sheet.hatched(frame.left, middle, 44, 12)
    elif row.share is not None:
        if row.ci_low is not None and row.ci_high is not None:
            frame.sheet.line([frame.x(row.ci_low), frame.x(row.ci_high)], [middle, middle], colour, 2.4)
        frame.sheet.dot(frame.x(row.share), middle, 10, colour)


def _counted(row: Row, words: Words) -> str:
    """27 % (67 af 251)."""
    if row.suppressed:
        return SUPPRESSED
    if row.n is None or row.of is None:
        return NO_VALUE
    n, of = (numbers.number(value, words.language) for value in (row.n, row.of))
    return f"{alt_texts.share(row, words)} ({words.ui('n_of', n=n, of=of)})"
