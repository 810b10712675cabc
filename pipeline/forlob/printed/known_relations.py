"""What is known of printed figures from the declarations of their measures: units, denominators, splits, ratios."""

from collections.abc import Iterator

from forlob.disclosure.cells import WHOLE, Cell, measure_of, same, whole_of
from forlob.disclosure.cells import is_amount as counts_amount
from forlob.disclosure.relations import exclusive_dimensions, summed
from forlob.measures.catalogue import by_name
from forlob.measures.declared import Measure
from forlob.measures.populations import ANSWERS, CELLS, STAGES
from forlob.programme.code_lists import list_name
from forlob.programme.code_models import Span
from forlob.programme.programme import Programme

#: Groups whose count may fall from a date to a later one.
MAY_FALL = {"not_registered", "active"}


def unit_of(cell: Cell) -> str:
    """What a cell counts: what it is said to, else what its measure does."""
    measure = measure_of(cell)
    return cell.unit or (measure.unit if measure is not None else "")


def other_unit(measure: Measure | None, kind: str) -> str:
    """The kind that a figure is said to count where its measure does not; a participation is a participant's."""
    own = measure.unit if measure is not None else ""
    alike = (own, *(("participants",) if own == "participations" else ()))
    return "" if not kind or kind in alike else kind


def is_amount(cell: Cell) -> bool:
    """Whether n is measured and printed rounded, and not counted."""
    return cell.unit == "hours" if cell.unit else counts_amount(cell)


def is_counted(cell: Cell) -> bool:
    """Whether n is a number of things, of which the programme has at least as many as each of its projects."""
    measure = measure_of(cell)
    return measure is not None and measure.population.of_people and measure.kind != "mean" and not _overlaps(measure)


def is_shared(cell: Cell) -> bool:
    """Whether projects may have the same one: a company may work with two projects and is one in the programme."""
    measure = measure_of(cell)
    return cell.unit in ("persons", "companies") or (
        not cell.unit and measure is not None and measure.population.shared
    )


def _overlaps(measure: Measure) -> bool:
    """Whether it has a denominator of its own in each group: a question may take several answers."""
    return measure.population in (ANSWERS, CELLS) or "whole_by" in measure.related


def _of_kind(cell: Cell) -> Cell | None:
    """The count of all of the kind that a cell is said to count, by the same register."""
    module = cell.measure.partition(".")[0]
    for measure in by_name().values():
        of_register = measure.name.partition(".")[0] == module and not measure.by_nature
        if of_register and measure.unit == cell.unit and measure.kind == "count":
            return cell._replace(unit="").of(measure)
    return None


def denominator(cell: Cell, programme: Programme) -> Cell | None:
    """What a share of a cell is a share of; None where that is not known, or where it is a total itself."""
    measure = measure_of(cell)
    if measure is None or not measure.population.of_people:
        return None
    if cell.unit:
        return _of_kind(cell)
    if measure.population == STAGES:
        first = next(iter(programme.stages), "")
        return None if cell.group in ("", first) or "n_of" in measure.related else cell.of(measure, {"stage": first})
    if "within" in measure.related and not measure.by_nature:
        return same(cell.of(measure.related["within"], cell.place))
    if _overlaps(measure):
        own = measure.related.get("whole_by", measure.by_nature[:-1])
        return cell.of(measure, {d: code for d, code in cell.place.items() if d in own}, part=WHOLE)
    total = whole_of(cell)
    return None if total in (cell, same(cell)) or (total.part and not cell.by) else total


def split_of(cell: Cell) -> Cell | None:
    """The split that a cell is a part of: a cell without the code of the dimension; None where it is part of none."""
    measure = measure_of(cell)
    if measure is None or not cell.by or _overlaps(measure) or (cell.unit and _of_kind(cell) is None):
        return None
    dimension = [*cell.place][-1]
    if dimension not in exclusive_dimensions(measure, cell) or not cell.place[dimension]:
        return None
    return cell.of(measure, {**cell.place, dimension: ""}, cell.at)


def total_of(split: Cell, programme: Programme) -> Cell | None:
    """What the parts of a split add up to."""
    if split.unit:
        return _of_kind(split)
    total = summed(split, [*split.place][-1])
    return total if not total.part else denominator(split, programme)


def share_of_own_group(split: Cell) -> bool:
    """Whether the shares of a split's groups are each of its own group, and do not add up to 100."""
    measure = measure_of(split)
    return measure is not None and measure.of is not None and not measure.gives_rows


def codes_of(split: Cell, programme: Programme) -> set[str]:
    """The groups that a split has by the programme's groups and code lists, not registered aside; empty: not known."""
    column = [*split.place][-1]
    survey = programme.survey
    lists = [listed for listed, asked in survey.likert.items() if split.group in asked] if survey else []
    column = (*lists, "likert_agreement")[0] if column == "answer" else column
    grouping = programme.groups.get(column) or programme.groups.get(list_name(column)) or {}
    spans = {name for name, group in grouping.items() if isinstance(group, Span)}
    if spans:
        return spans
    group_of = {code: name for name, members in grouping.items() for code in members}
    return {group_of.get(code, code) for code in programme.code_list(column)}


def sums(scope: Cell, programme: Programme) -> Iterator[tuple[Cell, list[Cell], bool]]:
    """Measures that add up: the total, its parts, and whether these are all of it."""
    for measure in by_name().values():
        if measure.by_nature:
            continue
        related = measure.related
        whole = related.get("within", measure.of)
        if whole is not None and "remainder" in related:
            yield same(scope.of(whole)), [same(scope.of(part)) for part in (*related["remainder"], measure)], True
        elif "within" in related and measure.population.of_people:
            yield same(scope.of(related["within"])), [same(scope.of(measure))], False
        elif "same_as" in related and related["same_as"].dimension == "status_group":
            of, code = related["same_as"].measure, related["same_as"].codes[0]
            reasons = [reason for reason in programme.code_list("exit_reason") if programme.status_of(reason) == code]
            parts = [same(scope.of(of, {"exit_reason": reason})) for reason in reasons]
            yield same(scope.of(measure)), parts, True


def ratio(cell: Cell) -> tuple[Cell, Cell] | None:
    """What a mean is the quotient of: an amount, and the count of those it is a mean of."""
    measure = measure_of(cell)
    amount = None if measure is None or measure.kind != "mean" else _amount_of(measure)
    if measure is None or amount is None or cell.by or "n_of" not in measure.related:
        return None
    return cell.of(amount), same(cell.of(measure.related["n_of"]))


def _amount_of(mean: Measure) -> Measure | None:
    return next((m for m in by_name().values() if m.kind == "amount" and m.population == mean.population), None)
