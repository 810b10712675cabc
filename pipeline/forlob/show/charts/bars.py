"""Charts of horizontal bars: one row of the measures table a bar."""

from collections.abc import Sequence

import pandas as pd

from forlob.measures import exits, participants, placements
from forlob.measures.themes import excerpts, informants
from forlob.programme.registers import LEVELS
from forlob.show import alt_texts, numbers
from forlob.show.charts.look import ACCENT, COLOURS, NEUTRAL, SECOND
from forlob.show.charts.stack import Bar, Heading, draw_stack
from forlob.show.charts.svg import drawing, finished
from forlob.show.fits import SPLIT, WHOLE, fits
from forlob.show.gated_rows import Row, by, distinct, lines_of, of_measure, records
from forlob.show.numbers import SUPPRESSED
from forlob.show.outputs import Chart
from forlob.show.words import Words

Items = Sequence[Heading | Bar]
Entries = Sequence[tuple[str, Row]]


@fits(count="")
def expected_and_actual(
    rows: pd.DataFrame, words: Words, *, key: str = "expected-and-actual", caption: str = ""
) -> Chart:
    """Expected beside actual participants: rows of participants.expected and participants.enrolled."""
    named = {
        participants.expected.name: (words.ui("expected_participants"), NEUTRAL),
        participants.enrolled.name: (words.ui("actual_participants"), ACCENT),
    }
    shown = of_measure(records(rows), *named)
    entries = [(named[row.measure][0], row) for row in shown]
    bars = [
        Bar(label, row.n, alt_texts.amount(row, words), named[row.measure][1], suppressed=row.suppressed)
        for label, row in entries
    ]
    return _chart(bars, entries, shown, words, key, caption or words.ui("caption_expected_and_actual"))


@fits(count=SPLIT, share=("", *SPLIT), amount=SPLIT)
def shares(
    rows: pd.DataFrame,
    words: Words,
    *,
    key: str = "shares",
    caption: str = "",
    sort: bool = False,
    zeros: bool = True,
    colour: str = ACCENT,
) -> Chart:
    """One bar a row on a scale from 0 to 100 %, labelled by its group, or by its measure where it has none.

    `sort` puts the largest first, else the order of the rows is kept; `zeros=False` drops rows of 0.
    """
    shown = [row for row in records(rows) if zeros or row.n != 0]
    if sort:
        shown = sorted(shown, key=alt_texts.size, reverse=True)
    entries = [(alt_texts.label(row, words), row) for row in shown]
    return _chart(
        [_bar(*e, words, colour) for e in entries],
        entries,
        shown,
        words,
        key,
        caption or _caption(shown, words),
        full=1.0,
    )


@fits(count="*", share="*")
def age_and_match(
    rows: pd.DataFrame, words: Words, *, key: str = "age-and-match", caption: str = "", zeros: bool = False
) -> Chart:
    """The participants by age and by match group (or any other groupings), each under its own heading."""
    shown = [row for row in records(rows) if zeros or row.n != 0]
    entries = [(alt_texts.label(row, words), row) for row in shown]
    items: list[Bar | Heading] = []
    for index, (line, members) in enumerate(by(shown, "line")):
        items += [
            Heading(words.short(line)),
            *(_bar(alt_texts.label(r, words), r, words, COLOURS[(0, 2)[index % 2]]) for r in members),
        ]
    return _chart(items, entries, shown, words, key, caption or words.ui("caption_age_and_match"), full=1.0)


@fits(count="match_group", share="match_group")
def match_groups(rows: pd.DataFrame, words: Words, *, key: str = "match-groups", caption: str = "") -> Chart:
    """Per match group: the enrolled, those with a placement, the self-supporting.

    Rows of participants.enrolled, placements.started and exits.self_supporting by match_group.
    """
    parts = {
        participants.enrolled.name: ("enrolled", NEUTRAL),
        placements.started.name: ("with_placement", ACCENT),
        exits.self_supporting.name: ("self_supporting", SECOND),
    }
    shown = of_measure(records(rows), *parts)
    items: list[Bar | Heading] = []
    entries: list[tuple[str, Row]] = []
    for group in distinct(row.group for row in shown if row.n != 0 or row.suppressed):
        label = words.code("match_group", group)
        items.append(Heading(label))
        for row in (row for row in shown if row.group == group):
            name, colour = parts[row.measure]
            enrolled = name == "enrolled"
            text = alt_texts.amount(row, words) if enrolled else alt_texts.at_the_bar(row, words)
            items.append(Bar(words.ui(name), row.n, text, colour, suppressed=row.suppressed))
            entries.append((f"{label}, {words.ui(name).lower()}", row))
    return _chart(items, entries, shown, words, key, caption or words.ui("caption_match_groups"))


@fits(amount=SPLIT)
def hours(
    rows: pd.DataFrame, words: Words, *, key: str = "hours", caption: str = "", sort: bool = False, zeros: bool = True
) -> Chart:
    """Hours by group, each with its share of all hours. Rows with subgroups stand under their group's heading."""
    shown = [row for row in records(rows) if zeros or row.n != 0]
    if sort:
        shown = sorted(shown, key=alt_texts.size, reverse=True)
    items: list[Bar | Heading] = []
    for _, members in by(shown, "group"):
        if any(row.subgroup for row in members):
            items.append(Heading(words.group(members[0])))
        items += [
            Bar(alt_texts.label(r, words, short=True), r.n, alt_texts.at_the_bar(r, words), suppressed=r.suppressed)
            for r in members
        ]
    entries = [(alt_texts.label(row, words), row) for row in shown]
    return _chart(items, entries, shown, words, key, caption or _caption(shown, words, "caption_hours"))


@fits(median=WHOLE)
def medians(rows: pd.DataFrame, words: Words, *, key: str = "medians", caption: str = "") -> Chart:
    """Median days, a line with a dot a measure; a median that is not reached has no mark and says so."""
    shown = records(rows)
    bars, told = [], []
    for row in shown:
        label, counted = alt_texts.label(row, words), numbers.number(row.n, words.language)
        reached = alt_texts.days(row, words) if row.value is not None else words.ui("not_reached")
        text = SUPPRESSED if row.suppressed else words.ui("days_and_n", days=reached, n=counted)
        bars.append(Bar(label, row.value, text, suppressed=row.suppressed, kind="dot"))
        if row.suppressed:
            told.append(words.ui("said", label=label, n=words.ui("is_suppressed")))
        else:
            phrase = "median_not_reached" if row.value is None else "median_said"
            told.append(words.ui(phrase, label=label, days=reached, n=counted))
    caption = caption or words.ui("caption_medians")
    with drawing(key):
        sheet = draw_stack(bars, words)
        alt = words.ui("chart_dots", caption=caption, figures="; ".join(told) + "." if told else words.ui("no_rows"))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _bar(label: str, row: Row, words: Words, colour: str) -> Bar:
    colour = NEUTRAL if row.group == "not_registered" else colour
    return Bar(label, row.share, alt_texts.at_the_bar(row, words), colour, suppressed=row.suppressed)


def _caption(rows: list[Row], words: Words, default: str = "caption_shares") -> str:
    named = lines_of(rows)
    return words.measure(named[0]) if len(named) == 1 else words.ui(default)


def _chart(
    items: Items, entries: Entries, rows: list[Row], words: Words, key: str, caption: str, full: float | None = None
) -> Chart:
    with drawing(key):
        sheet = draw_stack(items, words, full=full)
        alt = words.ui("chart_bars", caption=caption, figures=alt_texts.figures(entries, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(rows))


@fits(share="theme")
def themes(rows: pd.DataFrame, words: Words, *, key: str = "themes", caption: str = "") -> Chart:
    """Passages by theme, and at the end of each bar how many informants speak of it.

    Rows of themes.excerpts and themes.informants.
    """
    shown = records(rows)
    speaking = {row.group: row for row in of_measure(shown, informants.name)}
    bars, entries = [], []
    for row in of_measure(shown, excerpts.name):
        *above, own = words.group(row).split(LEVELS)
        colour = NEUTRAL if row.group == "not_registered" else ACCENT
        text = _end(row, speaking.get(row.group), words)
        bars.append(Bar(own, row.n, text, colour, minor=bool(above), suppressed=row.suppressed))
        entries.append((": ".join([*above, own]), row))
    caption = caption or words.ui("caption_themes")
    with drawing(key):
        sheet = draw_stack(bars, words)
        alt = words.ui("chart_bars", caption=caption, figures=alt_texts.figures(entries, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=lines_of(shown))


def _end(row: Row, informants: Row | None, words: Words) -> str:
    """12 (of 3 informants)."""
    if informants is None or row.suppressed or informants.suppressed:
        return alt_texts.amount(row, words)
    people = numbers.number(informants.n, words.language)
    phrase = "excerpts_of_one" if informants.n == 1 else "excerpts_of_informants"
    return words.ui(phrase, n=alt_texts.amount(row, words), informants=people)
