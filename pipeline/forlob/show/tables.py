"""Tables of gated rows. Each is a function `table(rows, words, *, key, caption, ...) -> Table`."""

from typing import Any

import pandas as pd

from forlob.measures.table import dimensions_in
from forlob.show import alt_texts, numbers
from forlob.show.crossed_tables import crosstab, lengths, weighted
from forlob.show.findings_tables import finding_list, findings
from forlob.show.fits import ANY, SPLIT, WHOLE, fits
from forlob.show.gated_rows import Row, distinct, lines_of, records
from forlob.show.markdown import table
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.outputs import Table
from forlob.show.scale_tables import changes, reports, response, waves, who_is_measured
from forlob.show.statistics_tables import participant_list, statistics, statistics_by_project
from forlob.show.words import Words

__all__ = [
    "by_group",
    "changes",
    "completeness",
    "counts",
    "crosstab",
    "finding_list",
    "findings",
    "hours",
    "lengths",
    "means",
    "measures",
    "medians",
    "participant_list",
    "projects",
    "reports",
    "response",
    "rows_kept",
    "statistics",
    "statistics_by_project",
    "weighted",
    "who_is_measured",
    "waves",
]


@fits(count=WHOLE, share=WHOLE, amount=WHOLE)
def counts(
    rows: pd.DataFrame,
    words: Words,
    *,
    key: str = "counts",
    caption: str = "",
    zeros: bool = True,
    sort: bool = False,
    total: bool = False,
    number: str = "",
) -> Table:
    """Label, n, share: one row a group, or a measure where it has no group.

    `total` adds the denominator of the rows as the last; `number` is the head of the column of n.
    """
    shown = _chosen(rows, zeros, sort)
    cells = [[alt_texts.label(row, words), alt_texts.amount(row, words), alt_texts.share(row, words)] for row in shown]
    strong = []
    if total and len({row.of for row in shown}) == 1 and shown[0].of is not None:
        strong = [len(cells)]
        hours = 1 if shown[0].unit == "hours" else 0
        of = numbers.number(shown[0].of, words.language, hours)
        cells.append([words.ui("total"), of, numbers.percent_text(100, words.language)])
    heads = [_about(shown, words), number or words.ui("number"), words.ui("share")]
    return table(heads, cells, words, right=[1, 2], strong=strong, **_named(shown, words, key, caption))


@fits(count=ANY, share=ANY, amount=ANY)
def measures(
    rows: pd.DataFrame, words: Words, *, key: str = "measures", caption: str = "", zeros: bool = True
) -> Table:
    """Label, n, of, share and 95 % interval, one measure (or group) a row."""
    shown = _chosen(rows, zeros, False)
    cells = [
        [
            alt_texts.label(r, words),
            alt_texts.amount(r, words),
            _of(r, words),
            alt_texts.share(r, words),
            alt_texts.interval(r, words),
        ]
        for r in shown
    ]
    heads = [_about_all(shown, words), *(words.ui(name) for name in ("number", "of", "share", "interval_short"))]
    return table(heads, cells, words, right=[1, 2, 3, 4], **_named(shown, words, key, caption))


@fits(count=SPLIT, share=SPLIT, amount=SPLIT, mean=SPLIT, median=SPLIT)
def by_group(
    rows: pd.DataFrame, words: Words, *, key: str = "by-group", caption: str = "", zeros: bool = True
) -> Table:
    """One row a group; one column a measure, or a subgroup where the rows have them, or a unit: "n (share)"."""
    shown = records(rows)
    groups = [g for g in distinct(r.group for r in shown) if zeros or any(r.n != 0 for r in shown if r.group == g)]
    columns = {(row.line, row.subgroup, row.unit): row for row in shown}
    of = {(row.group, row.line, row.subgroup, row.unit): row for row in shown}
    label = {row.group: words.group(row) for row in reversed(shown)}
    cells = [[label[g], *(alt_texts.cell(of.get((g, *column)), words) for column in columns)] for g in groups]
    heads = [_about(shown, words), *(_head(row, list(columns.values()), words) for row in columns.values())]
    return table(heads, cells, words, right=range(1, len(heads)), **_named(shown, words, key, caption))


@fits(count=WHOLE, share=WHOLE, amount=WHOLE, mean=WHOLE, median=WHOLE)
def projects(
    rows: pd.DataFrame, words: Words, *, key: str = "projects", caption: str = "", zeros: bool = False
) -> Table:
    """One row a project and, last, the programme; one column a measure (or a group of one): "n (share)".

    Groups that are 0 in every project are left out unless `zeros`.
    """
    shown = records(rows)
    columns = {(r.line, r.group): r for r in shown if zeros or not r.group or r.n != 0}
    of = {(row.project, row.line, row.group): row for row in shown}
    order = [project for project in distinct(row.project for row in shown) if project]
    order += [""] if any(not row.project for row in shown) else []
    cells = [
        [words.place(project), *(alt_texts.cell(of.get((project, *c)), words) for c in columns)] for project in order
    ]
    heads = [
        words.ui("project"),
        *(words.head(row) if row.group else words.short(row.line) for row in columns.values()),
    ]
    named = lines_of(shown)
    by_project = words.ui("caption_by_project", label=words.measure(named[0])) if len(named) == 1 else ""
    caption = caption or by_project or words.ui("caption_projects")
    strong = [len(order) - 1] if order and not order[-1] else []
    return table(heads, cells, words, right=range(1, len(heads)), strong=strong, **_named(shown, words, key, caption))


@fits(median=ANY)
def medians(rows: pd.DataFrame, words: Words, *, key: str = "medians", caption: str = "") -> Table:
    """How many are at risk and after how many days half of them had got there."""
    shown = records(rows)
    cells = [[alt_texts.label(row, words), alt_texts.amount(row, words), _median(row, words)] for row in shown]
    heads = [words.ui("measure"), words.ui("in_risk"), words.ui("median_days")]
    caption = caption or words.ui("caption_medians")
    return table(heads, cells, words, right=[1, 2], **_named(shown, words, key, caption))


@fits(mean=ANY)
def means(rows: pd.DataFrame, words: Words, *, key: str = "means", caption: str = "") -> Table:
    """Label, n, mean and 95 % interval, one group a row; thousands are shown whole."""
    shown = records(rows)
    cells = [
        [alt_texts.label(row, words), alt_texts.amount(row, words), _mean(row, words), _between(row, words)]
        for row in shown
    ]
    heads = [_about(shown, words), *(words.ui(name) for name in ("number", "mean", "interval_short"))]
    return table(heads, cells, words, right=[1, 2, 3], **_named(shown, words, key, caption))


@fits(amount="*")
def hours(
    rows: pd.DataFrame, words: Words, *, key: str = "hours", caption: str = "", zeros: bool = True, total: bool = True
) -> Table:
    """Hours by group with their share of all hours, which are the last row."""
    return counts(rows, words, key=key, caption=caption, zeros=zeros, total=total, number=words.ui("hours"))


@fits(share="register, column")
def completeness(rows: pd.DataFrame, words: Words, *, key: str = "completeness", caption: str = "") -> Table:
    """Register, column, filled cells, rows, share; one row a column of a register, with the project where several."""
    shown = records(rows)
    several = len({row.project for row in shown}) > 1
    cells = [
        [
            *([words.place(row.project)] if several else []),
            words.register(row.group),
            words.column(row.subgroup, row.group),
            alt_texts.amount(row, words),
            _of(row, words),
            alt_texts.share(row, words),
        ]
        for row in shown
    ]
    heads = [words.ui(name) for name in ("register", "column", "filled", "rows", "share")]
    heads = [words.ui("project"), *heads] if several else heads
    right = range(len(heads) - 3, len(heads))
    return table(heads, cells, words, right=right, **_named(shown, words, key, caption))


@fits(count="register, step")
def rows_kept(rows: pd.DataFrame, words: Words, *, key: str = "rows-kept", caption: str = "") -> Table:
    """Rows read, kept and set aside (subgroup) of each register (group): rows of quality.rows."""
    shown = records(rows)
    steps = ("read", "kept", "set_aside")
    of = {(row.group, row.subgroup): row for row in shown}
    cells = [
        [words.register(register), *(alt_texts.cell(of.get((register, step)), words) for step in steps)]
        for register in distinct(row.group for row in shown)
    ]
    heads = [words.ui("register"), *(words.ui(f"rows_{step}") for step in steps)]
    return table(heads, cells, words, right=[1, 2, 3], **_named(shown, words, key, caption))


def _mean(row: Row, words: Words) -> str:
    if row.suppressed or row.value is None:
        return SUPPRESSED if row.suppressed else NO_VALUE
    return numbers.number(row.value, words.language, _decimals(row))


def _between(row: Row, words: Words) -> str:
    """4,5 til 6,1: the interval of a mean; a dash where it has none."""
    if row.suppressed or row.ci_low is None or row.ci_high is None:
        return SUPPRESSED if row.suppressed else NO_VALUE
    low, high = (numbers.number(end, words.language, _decimals(row)) for end in (row.ci_low, row.ci_high))
    return words.ui("from_to", low=low, high=high)


def _decimals(row: Row) -> int:
    return 0 if row.value is not None and abs(row.value) >= 1000 else 1


def _chosen(rows: pd.DataFrame, zeros: bool, sort: bool) -> list[Row]:
    shown = [row for row in records(rows) if zeros or row.n != 0]
    return sorted(shown, key=alt_texts.size, reverse=True) if sort else shown


def _named(shown: list[Row], words: Words, key: str, caption: str) -> dict[str, Any]:
    named = lines_of(shown)
    columns = distinct(words.column_of(name).lower() for name in named)
    if len(named) == 1:
        said_by = words.measure(named[0])
    elif len(columns) == 1 and shown[0].group:
        said_by = words.ui("caption_measures_by", column=columns[0])
    else:
        said_by = words.ui("caption_measures")
    return {"key": key, "caption": caption or said_by, "measures": named}


def _about(shown: list[Row], words: Words) -> str:
    """The head of the first column: what the groups are groups of."""
    named = lines_of(shown)
    return words.column_of(named[0]) if named and shown[0].group else words.ui("measure")


def _about_all(shown: list[Row], words: Words) -> str:
    """The same of groups within groups: gender, age."""
    if not shown or not shown[0].subgroup:
        return _about(shown, words)
    first, *others = (words.dimension(name) for name in dimensions_in(shown[0].by))
    return ", ".join([first, *(name.lower() for name in others)])


def _head(row: Row, columns: list[Row], words: Words) -> str:
    """What a column is: its subgroup, else what it counts where each counts something else, else its measure."""
    units = [other.unit for other in columns if other.subgroup == row.subgroup]
    if len(set(units)) == len(units) > 1:
        unit = words.unit(row.unit)
        return f"{words.subgroup(row)}, {unit}" if row.subgroup else unit.capitalize()
    return words.subgroup(row) if row.subgroup else words.short(row.measure)


def _of(row: Row, words: Words) -> str:
    return NO_VALUE if row.of is None else numbers.number(row.of, words.language, 1 if row.unit == "hours" else 0)


def _median(row: Row, words: Words) -> str:
    if row.suppressed:
        return SUPPRESSED
    return words.ui("not_reached") if row.value is None else numbers.number(row.value, words.language)
