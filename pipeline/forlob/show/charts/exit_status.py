"""Status at exit: status groups, and under each the exit reasons it gathers."""

from typing import Any

import pandas as pd

from forlob.show import alt_texts
from forlob.show.charts.look import ACCENT, COLOURS, NEUTRAL
from forlob.show.charts.stack import Bar, draw_stack
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.outputs import Chart
from forlob.show.words import Words

#: What the effort aims at stands out; all else is neutral.
_COLOURS = {"self_supporting": ACCENT, "progression": COLOURS[2]}


@fits(count=("exit_reason", "status_group"))
def status(rows: pd.DataFrame, words: Words, *, key: str = "status", caption: str = "", zeros: bool = False) -> Chart:
    """Rows by status_group as bars and, thin below each, its rows by exit_reason.

    A group that gathers no more than one reason is one bar, named by the reason. Without rows by status_group the
    reasons stand alone, in their group's colour.
    """
    given = [row for row in records(rows) if zeros or row.n != 0]
    groups = [row for row in given if row.by == "status_group"]
    reasons = [row for row in given if row.by == "exit_reason"]
    shown = groups + reasons
    bars: list[Bar] = []
    entries: list[tuple[str, Row]] = []
    for name in distinct([row.group for row in groups] + [_group_of(row, groups, words) for row in reasons]):
        colour = _COLOURS.get(name, NEUTRAL)
        members = [row for row in reasons if _group_of(row, groups, words) == name]
        for row in (row for row in groups if row.group == name):
            label = words.group(row)
            if len(members) == 1 and _only_reason(name, words):
                label = words.group(members.pop())
            bars.append(_bar(label, row, words, colour, bold=True))
            entries.append((label, row))
        bars += [_bar(words.group(r), r, words, colour, minor=bool(groups)) for r in members]
        entries += [(words.group(r), r) for r in members if not groups]
    caption = caption or words.ui("caption_status")
    with drawing(key):
        sheet = draw_stack(bars, words)
        alt = words.ui("chart_bars", caption=caption, figures=alt_texts.figures(entries, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _bar(label: str, row: Row, words: Words, colour: str, **how: Any) -> Bar:
    return Bar(label, row.share, alt_texts.at_the_bar(row, words), colour, suppressed=row.suppressed, **how)


def _only_reason(group: str, words: Words) -> bool:
    return list(words.reasons().values()).count(group) <= 1


def _group_of(reason: Row, groups: list[Row], words: Words) -> str:
    """The status group of an exit reason; what is not an exit reason, such as still enrolled, is its own group."""
    if reason.group in words.reasons():
        return words.reasons()[reason.group]
    return reason.group if reason.group in {row.group for row in groups} else _status_of(reason.group, words)


def _status_of(reason: str, words: Words) -> str:
    """Of a reason that is in no code list."""
    return words.programme.status_of(reason) if words.programme else "other"
