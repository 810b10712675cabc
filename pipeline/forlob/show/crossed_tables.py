"""Tables of registrations: two columns against each other with their totals, lengths of events, weighted time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from forlob.measures.table import dimensions_in
from forlob.show import alt_texts, numbers
from forlob.show.fits import fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.markdown import table
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.outputs import Table
from forlob.show.words import Words

TOTAL = "total"
Cells = dict[tuple[str, str, str], Row]


@fits(count="*, *", share="*, *", amount="*, *")
def crosstab(
    rows: pd.DataFrame,
    words: Words,
    *,
    key: str = "crosstab",
    caption: str = "",
    shares: Literal["group", "subgroup", "own", ""] = "group",
    turned: bool = False,
    units: Sequence[str] = (),
    zeros: bool = False,
) -> Table:
    """Groups down and subgroups across (the other way round where `turned`), with the totals of both.

    The totals are the rows that are split by one of the two alone, or by none. Each column comes once a unit: its
    registrations, with their share, and beside them the participants. `shares` says of what: of all of the cell's
    group, of all of its subgroup, or none; a measure that is a share keeps its own. Groups and subgroups in which
    nothing is counted are left out unless `zeros`.
    """
    given = [row for row in records(rows) if not units or row.unit in units]
    units = units or distinct(row.unit for row in given)
    if shares and any(words.is_share(row.measure) and row.unit != "participants" for row in given):
        shares = "own"
    crossed = next((dimensions_in(row.by) for row in given if row.subgroup), ("", ""))
    cells: Cells = {(*_place(row, crossed), row.unit): row for row in given}
    shown = [replace(row, group=group, subgroup=subgroup) for (group, subgroup, _), row in cells.items()]
    groups, subgroups = (
        [name for name in distinct(getattr(row, field) for row in shown) if zeros or _any(shown, field, name)]
        for field in ("group", "subgroup")
    )
    down, across = (subgroups, groups) if turned else (groups, subgroups)
    texts = [
        [
            words.code(crossed[1] if turned else crossed[0], row) if row != TOTAL else words.ui("total"),
            *(_cell(cells, (column, row, unit) if turned else (row, column, unit), shares, words)
              for column in across for unit in units),
        ]
        for row in down
    ]  # fmt: skip
    beside = crossed[0] if turned else crossed[1]
    heads_across = [words.short_code(beside, code) if code != TOTAL else words.ui("total") for code in across]
    heads = [
        words.dimension(crossed[1] if turned else crossed[0]),
        *(f"{head}, {words.unit(u)}" if len(units) > 1 else head for head in heads_across for u in units),
    ]
    strong = [place for place, name in enumerate(down) if name == TOTAL]
    said = words.measure(next((row.line for row in given if row.subgroup), ""))
    caption = f"{caption or said}. {_of_what(crossed, shares, units, words)}"
    about = lines_of(row for row in given if row.subgroup)
    right = range(1, len(heads))
    return table(heads, texts, words, key=key, caption=caption, measures=about, right=right, strong=strong)


@fits(median="event", mean="event")
def lengths(rows: pd.DataFrame, words: Words, *, key: str = "lengths", caption: str = "", zeros: bool = False) -> Table:
    """Events with a length, and the median and mean of their weeks: rows of durations.of_event and .mean_of_event."""
    shown = [row for row in records(rows) if zeros or row.n != 0]
    of = {(row.measure, row.group): row for row in shown}
    cells = [
        [
            words.code("event", group),
            alt_texts.amount(of["durations.of_event", group], words),
            *(_weeks(of.get((measure, group)), words) for measure in ("durations.of_event", "durations.mean_of_event")),
        ]
        for group in distinct(row.group for row in shown)
        if ("durations.of_event", group) in of
    ]
    heads = [words.ui(name) for name in ("event", "with_a_length", "median_weeks", "mean_weeks")]
    caption = caption or words.ui("caption_lengths")
    return table(heads, cells, words, key=key, caption=caption, measures=lines_of(shown), right=[1, 2, 3])


@fits(weighted="*")
def weighted(
    rows: pd.DataFrame, words: Words, *, key: str = "weighted", caption: str = "", zeros: bool = True
) -> Table:
    """One row a group: how many were counted (of the first measure), and what each measure comes to when weighted."""
    shown = [row for row in records(rows) if zeros or row.n != 0]
    named = lines_of(shown)
    of = {(row.line, row.group): row for row in shown}
    first = [row for row in shown if row.line == named[0]]
    cells = [
        [
            alt_texts.label(row, words),
            alt_texts.amount(row, words),
            *(_weighted(of.get((m, row.group)), words) for m in named),
        ]
        for row in first
    ]
    counted = words.unit(first[0].unit) if first else ""
    heads = [words.column_of(named[0]) if named else "", words.ui("unweighted", unit=counted)]
    heads += [words.short(measure) for measure in named]
    caption = caption or words.ui("caption_weighted")
    return table(heads, cells, words, key=key, caption=caption, measures=named, right=range(1, len(heads)))


def _weighted(row: Row | None, words: Words) -> str:
    """A share in whole percent, or a mean with one decimal."""
    if row is None or row.value is None:
        return SUPPRESSED if row is not None and row.suppressed else NO_VALUE
    if row.of is None:
        return numbers.number(row.value, words.language, 1)
    return numbers.percent_text(int(numbers.round_half_up(numbers.exact(row.value) * 100)), words.language)


def _place(row: Row, crossed: tuple[str, ...]) -> tuple[str, str]:
    """Group and subgroup of a cell; a row that is split by one of the dimensions alone, or by none, is a total."""
    codes = dict(zip(dimensions_in(row.by), (row.group, row.subgroup), strict=False))
    first, second, *_ = *crossed, "", ""
    return codes.get(first, TOTAL), codes.get(second, TOTAL)


def _any(rows: list[Row], field: str, name: str) -> bool:
    return name == TOTAL or any(row.n != 0 for row in rows if getattr(row, field) == name)


def _cell(cells: Cells, at: tuple[str, str, str], shares: str, words: Words) -> str:
    row = cells.get(at)
    if row is None:
        return NO_VALUE
    if row.suppressed:
        return SUPPRESSED
    if shares == "own" and row.unit != "participants":
        return alt_texts.at_the_bar(row, words)
    group, subgroup, unit = at
    whole = {"group": (group, TOTAL, unit), "subgroup": (TOTAL, subgroup, unit)}.get(shares)
    if whole is None or unit == "participants" or whole == at:
        return alt_texts.amount(row, words)
    of = cells.get(whole)
    return numbers.count_and_share(row.n, of.n if of and not of.suppressed else None, words.language)


def _of_what(crossed: tuple[str, ...], shares: str, units: Sequence[str], words: Words) -> str:
    """What the shares are of; nothing is said where there are none."""
    if not shares or set(units) == {"participants"}:
        return words.ui("participants_once")
    if shares == "own":
        return words.ui("shares_own")
    column = words.dimension(crossed[0] if shares == "group" else crossed[1])
    of = "shares_within" if "registrations" in units else "shares_of_people"
    said_of = words.ui(of, column=column.lower())
    return f"{said_of} {words.ui('participants_once')}" if "registrations" not in units or len(units) > 1 else said_of


def _weeks(row: Row | None, words: Words) -> str:
    if row is None or row.value is None:
        return SUPPRESSED if row is not None and row.suppressed else NO_VALUE
    return numbers.number(row.value, words.language, 1)
