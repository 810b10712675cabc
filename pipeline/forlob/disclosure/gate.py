"""The gate: which rows of the measures table may be shown.

A count of 1 to below `min_cell` is suppressed (Statistics Denmark: fewer than 5), and so is a mean or median of so few,
and what such a count leaves of its whole (primary suppression). Further numbers are suppressed, as few and as
unimportant ones as will do, until each of these could still be any of `min_cell` numbers, one of them `min_cell`, for
whoever knows all that is shown (secondary suppression). Zeros are true and stay; suppressed is never 0. Where a split
cannot be protected so, it is left out whole, its zeros too; and so is a project with fewer than `min_cell` enrolled.
The programme and its projects are decided together.
"""

from collections.abc import Container
from typing import NamedTuple, cast

import pandas as pd

from forlob.disclosure.cells import Cell, Row, cell_of, denominator_of, is_all_of_scope, name_of, with_stages
from forlob.disclosure.known import Known
from forlob.disclosure.primary import FEW, need, small, together, told_of
from forlob.disclosure.running_totals import small_steps
from forlob.disclosure.secondary import hide_more
from forlob.measures.answers import QUESTIONS
from forlob.measures.catalogue import by_name, of_catalogue
from forlob.measures.populations import ANSWERS
from forlob.measures.table import KEYS, NUMBERS
from forlob.programme.programme import Programme
from forlob.storage.decision_file import WITHHELD

#: Why a number is not shown, beside those of `primary.py`: it is a small step of a running total; it stands and falls
#: with another; another could be worked out by it; whoever delivered it suppressed it; its denominator is not shown.
#: And WITHHELD: nothing of its project is shown.
STEP, WITH, SAKE, AT_SOURCE, WITHOUT_OF = "step", "with", "sake", "at_source", "without_of"


class Why(NamedTuple):
    """Why a number is not shown, and for the sake of which other one."""

    rule: str
    sake: Cell | None = None


def protect(
    table: pd.DataFrame, min_cell: int, programme: Programme | None = None, behind: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The table with the numbers emptied that may not be shown, and `suppressed` true in their rows.

    Args:
        table: rows of the measures table, of the programme and all its projects; one that is suppressed already is so
            at source: its n is a hidden one, which must not follow from what is shown.
        min_cell: the smallest count that is shown; 0 or 1 shows everything, as in the internal profile.
        programme: says which exit reasons make which status group.
        behind: who stands behind rows of registrations and hours, as `measures/contributions.py` says it.

    A suppressed row has no n, value and interval; its `of` stays unless it may not be shown either. A row whose `of`
    alone may not be shown keeps its n without a share.
    """
    return protect_and_say_why(table, min_cell, programme, behind)[0]


def protect_and_say_why(
    table: pd.DataFrame, min_cell: int, programme: Programme | None = None, behind: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, list[Why | None]]:
    """The table as `protect` gives it, and of each row why it lost a number; None where it lost none."""
    table = table.reset_index(drop=True)
    if min_cell <= 1 or table.empty:
        return table, [None] * len(table)
    rows = as_records(table)
    people = [] if behind is None else cast("list[Row]", behind.to_dict("records"))
    hidden = _hidden(rows, min_cell, programme, people)
    return _emptied(table, rows, set(hidden)), [_why(row, hidden) for row in rows]


def as_records(table: pd.DataFrame) -> list[Row]:
    """Rows as dicts, with None for a missing number."""
    plain = table.astype(dict.fromkeys(NUMBERS, object))
    return with_stages(cast("list[Row]", plain.where(plain.notna(), None).to_dict("records")))


def _hidden(rows: list[Row], min_cell: int, programme: Programme | None, behind: list[Row]) -> dict[Cell, Why]:
    """The cells that are not shown, and why."""
    known = Known.of(rows, programme, behind)
    primary = small(rows, known, min_cell)
    why = {cell: Why(rule) for cell, rule in primary.items()}
    found = set(primary)
    known.hide(found)
    for cell in sorted(primary):
        if primary[cell] == FEW and is_all_of_scope(cell):
            known.hide_scope(cell)
    loss, ways = known.loss(), known.ways()
    before = -1
    while known.many_hidden > before:
        before = known.many_hidden
        steps = small_steps(rows, known, min_cell)
        found |= steps
        why = (
            dict.fromkeys(steps, Why(STEP)) | {cell: Why(WITH, of) for cell, of in together(known.hidden).items()} | why
        )
        known.hide(steps | set(together(known.hidden)))
        # A point of a curve that is 0 is hidden for the steps around it alone, and tells of nobody. What a curve ends
        # in comes before its points, which are no more than that.
        told = sorted((cell for cell in found if known.value[cell]), key=lambda cell: (bool(cell.at), cell))
        needs = {known.place[cell]: need(cell, known, min_cell) for cell in told}
        sake, left = hide_more(known.system, needs, loss, ways)
        why = {known.cells[at]: Why(SAKE, known.cells[of]) for at, of in sake.items()} | why
        for cell in sorted(known.cells[at] for at in left):  # nothing else helps: nothing of its scope is shown
            known.hide_scope(cell)
    withheld = known.withheld
    why = {cell: Why(WITHHELD) if cell.scope in withheld else why[cell] for cell in sorted(known.hidden)}
    at_source = (cell_of(row) for row in rows if row["suppressed"])
    return why | {cell: Why(AT_SOURCE) for cell in at_source if cell is not None}


def _why(row: Row, hidden: dict[Cell, Why]) -> Why | None:
    cell, told = cell_of(row), told_of(name_of(row))
    if cell is None:
        return None
    if found := hidden.get(cell):
        return found
    if told in hidden:
        return Why(WITH, told)
    return Why(WITHOUT_OF, denominator_of(row)) if _of_hidden(row, hidden) else None


def _of_hidden(row: Row, hidden: Container[Cell]) -> bool:
    return row["of"] is not None and denominator_of(row) in hidden


def _emptied(table: pd.DataFrame, rows: list[Row], gone: set[Cell]) -> pd.DataFrame:
    cells = [cell_of(row) for row in rows]
    hidden = pd.Series(
        [cell in gone or told_of(name_of(row)) in gone for cell, row in zip(cells, rows, strict=True)],
        index=table.index,
        dtype=bool,
    )
    without_of = pd.Series(
        [cell is not None and _of_hidden(row, gone) for cell, row in zip(cells, rows, strict=True)],
        index=table.index,
        dtype=bool,
    )
    table = table.assign(suppressed=hidden)
    for name, empty in {"n": hidden, "of": without_of}.items():
        table[name] = table[name].astype(object).mask(empty, None)
    return table.assign(
        value=table["value"].mask(hidden | without_of),
        ci_low=table["ci_low"].mask(hidden | without_of),
        ci_high=table["ci_high"].mask(hidden | without_of),
    )


OTHER_ANSWERS = "other_answers"


def without_rare_answers(table: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Gated rows, the suppressed answers to a question without a code list being one row other_answers.

    An answer is named in neither unit where it is suppressed in one.
    """
    asked = table[[_is_asked(name) for name in table["measure"]]]
    if asked.empty:
        return table
    own = asked[~asked["group"].map({group: _is_coded(group, programme) for group in asked["group"].unique()})]
    place = [key for key in KEYS if key not in ("unit", "measure")]
    rare = own.groupby(place)["suppressed"].transform("any").astype(bool)
    rows = own.index[rare & (own["subgroup"] != "free_text")]
    if rows.empty:
        return table
    emptied = table.loc[rows].assign(subgroup=OTHER_ANSWERS, suppressed=True)
    emptied[["value", "ci_low", "ci_high"]] = float("nan")
    emptied["n"] = None
    kept = pd.concat([table.drop(rows), emptied[~emptied.duplicated(KEYS)]]).sort_index(kind="stable")
    return kept.astype(table.dtypes.to_dict()).reset_index(drop=True)


@of_catalogue
def _is_asked(name: str) -> bool:
    """Whether the rows of a measure are answers to questions."""
    measure = by_name().get(name)
    return measure is not None and measure.by_nature == ("question", "answer") and measure.over == ANSWERS


def _is_coded(group: str, programme: Programme) -> bool:
    register, _, question = group.partition(": ")
    return question in QUESTIONS.get(register, []) or bool(programme.code_list(question))
