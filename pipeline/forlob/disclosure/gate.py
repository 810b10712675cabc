"""The gate: which rows of the measures table may be shown.

A count of 1 to below `min_cell` is suppressed (Statistics Denmark: fewer than 5), and so is a mean or median of so few.
So is each further count from which, and the other ones shown, a reader could work a suppressed one out, or the number
of people in all suppressed groups together where these are so few. Zeros are true and stay; suppressed is never 0.
Projects are protected each by itself, the programme last, in the light of what is shown of its projects.
"""

from typing import cast

import pandas as pd

from forlob.disclosure.asked_twice import answered_in_both
from forlob.disclosure.cells import (
    Cell,
    Row,
    cell_of,
    counted_rows,
    denominator_of,
    is_amount,
    measure_of,
    name_of,
    once_each,
    same,
    with_stages,
)
from forlob.disclosure.complement import Shown, complement
from forlob.disclosure.relations import StatusOf, equations
from forlob.disclosure.running_totals import small_steps
from forlob.measures.answers import QUESTIONS
from forlob.measures.catalogue import by_name, of_catalogue
from forlob.measures.populations import ANSWERS
from forlob.measures.table import KEYS, NUMBERS
from forlob.programme.code_lists import built_in
from forlob.programme.programme import Programme


def protect(
    table: pd.DataFrame, min_cell: int, beside: pd.DataFrame | None = None, programme: Programme | None = None
) -> pd.DataFrame:
    """The table with the numbers emptied that may not be shown, and `suppressed` true in their rows.

    Args:
        table: rows of the measures table, of projects, of the programme, or both; one that is suppressed already is so
            at source: its n is a hidden one, which must not follow from what is shown.
        min_cell: the smallest count that is shown; 0 or 1 shows everything, as in the internal profile.
        beside: rows that are protected already and shown elsewhere: they are not changed, but what they tell counts.
            For the programme, those of its projects. A row that is in both is suppressed here as it is there.
        programme: says which exit reasons make which status group.

    A suppressed row has no n, value and interval; its `of` stays unless it may not be shown either. A row whose `of`
    alone may not be shown keeps its n without a share.
    """
    table = table.reset_index(drop=True)
    if min_cell <= 1 or table.empty:
        return table
    there = [] if beside is None or beside.empty else as_records(beside)
    done: list[pd.DataFrame] = []
    for project in sorted(table["project"].unique(), key=lambda name: (name == "", name)):
        rows = table[table["project"] == project]
        if project:
            known = [row for row in there if row["project"] == project]
        else:
            known = there + [row for part in done for row in as_records(part)]
        done.append(_protect(rows, min_cell, known, programme))
    return pd.concat(done).sort_index()


def as_records(table: pd.DataFrame) -> list[Row]:
    """Rows as dicts, with None for a missing number."""
    plain = table.astype(dict.fromkeys(NUMBERS, object))
    return with_stages(cast("list[Row]", plain.where(plain.notna(), None).to_dict("records")))


def _protect(table: pd.DataFrame, min_cell: int, beside: list[Row], programme: Programme | None) -> pd.DataFrame:
    rows = as_records(table)
    shown = Shown.of(rows, beside, min_cell)
    shown.add(equations([*rows, *beside], shown.cells, _statuses(programme)))
    if programme is not None:
        shown.add(answered_in_both([*rows, *beside], shown.cells, programme))
    shown.hidden |= _too_small(rows, shown, min_cell) | _hidden_beside(rows, beside)
    before = -1
    while len(shown.hidden) > before:
        before = len(shown.hidden)
        shown.hidden |= small_steps(rows, shown, min_cell) | _together(shown)
        complement(shown)
    return _emptied(table, rows, shown)


def _too_small(rows: list[Row], shown: Shown, min_cell: int) -> set[Cell]:
    """Counts and denominators of 1 to below min_cell, and what was registered about so few people."""
    counts = {cell: n for cell, n in shown.true.items() if not is_amount(cell) and not cell.is_rest}
    few = {cell for cell, n in counts.items() if 0 < n < min_cell}
    found = {cell for cell in few & shown.hideable if not _of_missing(cell)}
    for row in rows:
        cell = cell_of(row)
        if cell is not None and row["n"] and _people_of(name_of(row), cell) & few:
            found.add(cell)
    return found


def _of_missing(cell: Cell) -> bool:
    measure = measure_of(cell)
    return measure is not None and measure.related.get("is_missing", False)


def _people_of(name: Cell, cell: Cell) -> set[Cell]:
    """The count of those whom the registrations that a row counts are about; of hours all enrolled."""
    if is_amount(cell):
        return {same(cell.of(counted_rows()["participants"]))}
    measure = measure_of(cell)
    of = None if measure is None else measure.related.get("within", measure)
    people = None if of is None else once_each(of)
    return set() if people is None else {same(name.of(people, name.place if of is measure else cell.place))}


def _together(shown: Shown) -> set[Cell]:
    """The cells that are hidden because the one that they stand and fall with is."""
    pairs = stand_and_fall()
    partners = ((cell, pairs[cell.measure]) for cell in shown.hidden if cell.measure in pairs)
    return {cell._replace(measure=partner) for cell, partner in partners} & shown.hideable


@of_catalogue
def stand_and_fall() -> dict[str, str]:
    """Measure -> the one that is hidden with it.

    Where all that one leaves of the other are missing registrations, which are shown however few they are, each tells
    the other.
    """
    pairs: dict[str, str] = {}
    for measure in by_name().values():
        left = measure.related.get("remainder", ())
        if measure.of is not None and measure.related.get("is_missing"):
            kept = [other for other in left if not other.related.get("is_missing")]
            pairs |= {measure.of.name: kept[0].name, kept[0].name: measure.of.name} if len(kept) == 1 else {}
    return pairs


def _hidden_beside(rows: list[Row], beside: list[Row]) -> set[Cell]:
    """Rows that are suppressed where they are shown already."""
    there = {tuple(row[key] for key in KEYS) for row in beside if row["suppressed"]}
    hidden = (cell_of(row) for row in rows if there and tuple(row[key] for key in KEYS) in there)
    return {cell for cell in hidden if cell is not None}


def _of_hidden(row: Row, shown: Shown) -> bool:
    return row["of"] is not None and denominator_of(row) in shown.hidden


def _emptied(table: pd.DataFrame, rows: list[Row], shown: Shown) -> pd.DataFrame:
    cells = [cell_of(row) for row in rows]
    hidden = pd.Series([cell in shown.hidden for cell in cells], index=table.index, dtype=bool)
    without_of = pd.Series(
        [cell is not None and _of_hidden(row, shown) for cell, row in zip(cells, rows, strict=True)],
        index=table.index,
        dtype=bool,
    )
    table = table.assign(suppressed=hidden)
    for name, gone in {"n": hidden, "of": without_of}.items():
        table[name] = table[name].astype(object).mask(gone, None)
    return table.assign(
        value=table["value"].mask(hidden | without_of),
        ci_low=table["ci_low"].mask(hidden | without_of),
        ci_high=table["ci_high"].mask(hidden | without_of),
    )


def _statuses(programme: Programme | None) -> StatusOf:
    """Exit reason, or a grouping of some -> the status groups that it is in; by the built-in list where no programme
    says.
    """
    if programme is None:
        built_in_reasons = {reason: {item["status"]} for reason, item in built_in()["exit_reason"].items()}
        return lambda reason: built_in_reasons.get(reason, set())
    groups = programme.groups.get("exit_reason", {})

    def status_of(reason: str) -> set[str]:
        if reason in ("active", "not_registered"):
            return {reason}
        members = groups.get(reason, [reason])
        return {programme.status_of(member) for member in members} if isinstance(members, list) else set()

    return status_of


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
