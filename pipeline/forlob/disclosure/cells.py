"""The counts behind the rows of the measures table: which count a row's n is, and which its denominator is.

Rows that always carry the same number (exits.job; the group job of participants.enrolled by exit_reason) have one and
the same cell. All of it follows from the declarations of the measures.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from forlob.measures.catalogue import by_name, of_catalogue
from forlob.measures.declared import Measure
from forlob.measures.dimensions import ACTIVE, DIMENSIONS, Dimension
from forlob.measures.populations import CELLS, DELIVERED, STAGES
from forlob.measures.splitting import denominator
from forlob.measures.table import CODES, dimensions_in, line, measure_and_by
from forlob.programme.registers import ABOUT_NOBODY

Row = dict[str, Any]
#: What a place is: dimension -> code.
Place = Mapping[str, str]
WHOLE, REST = "(all)", "(rest)"
#: Parts of a cell: what a running total rises by from this point to the next, and to its end.
STEP, TO_END = f"(step){REST}", f"(to the end){REST}"
NOT_REGISTERED = "not_registered"


class Cell(NamedTuple):
    """A count: of a measure, in some groups, at a point of a curve.

    `part` is empty for what a row's n is; it ends in `(all)` for a denominator that no measure counts, and in `(rest)`
    for a rest that no row shows. `unit` is empty but for a printed figure that is said to count another kind.
    """

    programme: str
    project: str
    from_: str
    to: str
    measure: str = ""
    by: str = ""
    group: str = ""
    subgroup: str = ""
    third: str = ""
    at: str = ""
    unit: str = ""
    part: str = ""

    @property
    def place(self) -> dict[str, str]:
        """The groups that it is the count of: dimension -> code."""
        return dict(zip(dimensions_in(self.by), (self.group, self.subgroup, self.third), strict=False))

    @property
    def scope(self) -> "Cell":
        """Programme, project and period alone."""
        return Cell(self.programme, self.project, self.from_, self.to)

    def of(self, measure: Measure | str, place: Place | None = None, at: str = "", part: str = "") -> "Cell":
        """Another cell of the same scope."""
        place = place or {}
        name = measure if isinstance(measure, str) else measure.name
        codes = [*place.values(), "", "", ""][:3]
        return self.scope._replace(
            measure=name, by=", ".join(place), group=codes[0], subgroup=codes[1], third=codes[2],
            at=at, unit=self.unit, part=part,
        )  # fmt: skip

    @property
    def is_rest(self) -> bool:
        return self.part.endswith(REST)

    @property
    def is_step(self) -> bool:
        return self.part in (STEP, TO_END)

    @property
    def rest(self) -> "Cell":
        return self._replace(part=self.part + REST)


def name_of(row: Row) -> Cell:
    """The row's own name as a cell, whatever other row carries the same number."""
    keys = ("programme", "project", "from", "to", "measure", "by", *CODES, "at")
    return Cell(*[row.get(key) or "" for key in keys])


def measure_of(cell: Cell) -> Measure | None:
    """The measure of a cell; None where no declaration tells of it."""
    return by_name().get(cell.measure)


def is_amount(cell: Cell) -> bool:
    """Whether n is a sum, such as hours, and no count."""
    measure = measure_of(cell)
    return measure is not None and measure.population.unit == "hours" and measure.kind != "mean"


def cell_of(row: Row) -> Cell | None:
    """The cell that a row's n is; None for rows that count nobody."""
    name = name_of(row)
    measure = measure_of(name)
    return None if measure is not None and counts_nobody(measure, name.group) else same(name)


def counts_nobody(measure: Measure, group: str) -> bool:
    """Whether few of what a measure counts are not few people; of filled cells the group is the register."""
    return not measure.population.of_people or (measure.population == CELLS and group in ABOUT_NOBODY)


@of_catalogue
def same(cell: Cell) -> Cell:
    """The one cell of all rows that always carry the same number."""
    measure = measure_of(cell)
    if measure is None:
        return cell
    place, related = cell.place, measure.related
    if measure.population == DELIVERED:
        name, by = measure_and_by(cell.group)
        return same(cell.of(name, dict(zip(dimensions_in(by), [cell.subgroup], strict=False))))
    if "begins_in" in related and cell.at == "0":
        return same(cell.of(related["begins_in"], place))
    if "n_of" in related:
        return same(cell.of(related["n_of"], _shared(place, related["n_of"], measure), cell.at))
    if column := _column_asked(measure, place):
        return same(cell.of(*column))
    if "same_as" in related and len(related["same_as"].codes) == 1:
        group = related["same_as"]
        return same(cell.of(group.measure, {**place, group.dimension: group.codes[0]}))
    finest = dict(_as_fine_as_can_be(dimension, code) for dimension, code in place.items())
    in_order = [*(d for d in measure.by_nature if d in finest), *sorted(set(finest) - set(measure.by_nature))]
    return cell.of(measure, {dimension: finest[dimension] for dimension in in_order}, cell.at)


def as_said(cell: Cell) -> Cell:
    """A cell by the measure that has a name for its group: exits.job for the enrolled whose exit reason is job."""
    for measure in () if cell.part else by_name().values():
        group = measure.related.get("same_as")
        if group is None or len(group.codes) > 1 or group.measure.name != cell.measure:
            continue
        if cell.place.get(group.dimension) == group.codes[0]:
            return cell.of(measure, {d: code for d, code in cell.place.items() if d != group.dimension}, cell.at)
    return cell


def in_words(cell: Cell) -> str:
    """nord: exits.job by gender (female); what exits.job leaves of it; by codes, for those who know the measures."""
    said = as_said(cell._replace(part=""))
    name = line(said.measure, said.by)
    codes = ", ".join(filter(None, (said.group, said.subgroup, said.third, said.at)))
    text = f"{name} ({codes})" if codes else name
    if cell.is_step:
        text = f"what {text} rises by"
    elif cell.part:
        text = f"what {text} leaves" if cell.is_rest else f"what {text} is of"
    return f"{said.project}: {text}" if said.project else text


def _shared(place: Place, measure: Measure, of: Measure) -> Place:
    """The place without the dimensions that a measure has in any case and another one has not."""
    return {d: code for d, code in place.items() if d in measure.by_nature or d not in of.by_nature}


def _as_fine_as_can_be(dimension: str, code: str) -> tuple[str, str]:
    """active is a group of exit reasons and of status groups, of the same participations."""
    known = DIMENSIONS.get(dimension)
    alike = known is not None and known.coarsens and code in (ACTIVE, NOT_REGISTERED)
    return (known.coarsens if known is not None and alike else dimension), code


@of_catalogue
def once_each(measure: Measure) -> Measure | None:
    """The measure that counts once each whom the rows of another are about."""
    return next((m for m in by_name().values() if m.related.get("each_once") is measure), None)


@of_catalogue
def counted_rows() -> dict[str, Measure]:
    """Register -> the measure that counts its rows, where one does."""
    every = (measure for measure in by_name().values() if measure.related.get("everything"))
    return {measure.needs[0].partition(".")[0]: measure for measure in every}


def is_all_of_scope(cell: Cell) -> bool:
    """Whether a cell counts everybody enrolled in a project, or in the programme."""
    return cell == cell.of(counted_rows()["participants"])


@of_catalogue
def columns() -> dict[tuple[str, str], Dimension]:
    """(register, column) -> the dimension that its answers are the groups of, where a measure counts its rows."""
    found: dict[tuple[str, str], Dimension] = {}
    for register, counted in counted_rows().items():
        for dimension in DIMENSIONS.values():
            if dimension.population == counted.population:
                found.setdefault((register, dimension.column), dimension)
    return found


@of_catalogue
def all_with() -> dict[tuple[str, str], list[Measure]]:
    """(register, column) -> the measures that count every row in which it is filled."""
    found: dict[tuple[str, str], list[Measure]] = {}
    for measure in by_name().values():
        if "all_with" in measure.related:
            register = measure.needs[0].partition(".")[0]
            found.setdefault((register, measure.related["all_with"]), []).append(measure)
    return found


def _column_asked(measure: Measure, place: Place) -> tuple[Measure, Place] | None:
    """The measure and place that counts the same as an answer to the question that a column of a register is."""
    if measure.by_nature != ("question", "answer") or "answer" not in place:
        return None
    register, _, column = place["question"].partition(": ")
    dimension = columns().get((register, column))
    if dimension is None:
        return None
    every = counted_rows()[register]
    wanted = once_each(every) if "each_once" in measure.related else every
    return None if wanted is None else (wanted, {dimension.name: place["answer"]})


def denominator_of(row: Row) -> Cell:
    """The cell that a row's denominator is."""
    name = name_of(row)
    if row.get("of_stage"):
        return same(name._replace(group=row["of_stage"]))
    return whole_of(name)


def with_stages(rows: list[Row]) -> list[Row]:
    """The rows, those of a funnel with `of_stage`: the stage whose n is their denominator.

    The stages stand in their order: the first is the denominator of the others, the one before it of those that are
    counted of the step before.
    """
    stages: dict[Cell, list[str]] = {}
    made = []
    for row in rows:
        measure = by_name().get(row["measure"])
        if measure is not None and measure.population == STAGES:
            name = name_of(row)
            seen = stages.setdefault(name.scope, [])
            if "n_of" not in measure.related:
                seen.append(name.group)
                row = {**row, "of_stage": seen[0]}
            elif name.group in seen:
                row = {**row, "of_stage": seen[max(seen.index(name.group) - 1, 0)]}
        made.append(row)
    return made


@of_catalogue
def whole_of(name: Cell) -> Cell:
    """The cell that the denominator of a row by this name is."""
    measure = measure_of(name)
    if measure is None:
        return name.of(name.measure, part=WHOLE)
    place = name.place
    if not measure.gives_rows:
        dimensions = [DIMENSIONS.get(dimension) for dimension in place]
        found = denominator(measure, dimensions)
        if found is None:
            return name.of(measure, part=WHOLE)
        of, places = found
        return same(name.of(of, dict([*place.items()][at] for at in places)))
    if measure.of is not None:
        return same(name.of(measure.of, _shared(place, measure.of, measure)))
    if measure.population == CELLS and place.get("register") in counted_rows():
        return same(name.of(counted_rows()[place["register"]]))
    own = measure.related.get("whole_by", measure.by_nature[:-1])
    further = {d: code for d, code in place.items() if d in own or d not in measure.by_nature}
    if measure.related.get("adds_up") and _column_asked(measure, place):
        return name.of(_filled(), dict(zip(_filled().by_nature, place["question"].split(": "), strict=True)))
    return name.of(measure, further, part=WHOLE)


@of_catalogue
def _filled() -> Measure:
    """The measure that counts filled cells."""
    return next(measure for measure in by_name().values() if measure.population == CELLS)
