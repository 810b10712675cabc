"""What a file is: the registers that it feeds and the columns of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from forlob.guess.column_kinds import Column
from forlob.guess.headers import EXACT, HELD, SCOPED, fit, is_bare_number, is_name_of, named_register
from forlob.guess.score_grid import Grid, score_grid
from forlob.programme.code_lists import built_in, list_name
from forlob.programme.registers import REGISTERS

#: What a column adds to the likelihood of a register, by its name or kind; half where the header only holds it.
WEIGHTS = {"participant_id": 0.5, "project": 0.5, "date": 1.0, "moment": 1.0}
OTHER_WEIGHT, LIST_WEIGHT, NAME_WEIGHT, MISSING, LEFT_OVER = 1.5, 2.5, 3.0, -3.0, -0.25
LIKELY = 2.0
#: Columns that several registers of one file may share.
SHARED = ("participant_id", "project", "company_id")
PERIOD_HEADERS = (
    "%Y-%m",
    "%m-%Y",
    "%Y/%m",
    "%m/%Y",
    "%b.%y",
    "%b %Y",
    "%b-%y",
    "%b%y",
    "%B %Y",
    "%YM%m",
    "%Ym%m",
    "%Y%m",
    "%Y-%m-%d",
    "%d-%m-%Y",
    "%d/%m/%Y",
)
FEWEST_PERIODS = 6
#: Columns of participants that tell a file of persons.
ABOUT_A_PERSON = {"gender", "age", "birth_date", "birth_year", "match_group", "education", "benefit"}


@dataclass(frozen=True)
class Match:
    """A column of a file taken for one of a register: how well header and answers (`told`) fit, and what is unsure.

    `spread`: the columns of yes and no that `column` stands for, where there are several.
    """

    column: Column
    header: float
    told: float = 0.0
    doubt: str = ""
    spread: tuple[Column, ...] = ()

    @property
    def strength(self) -> float:
        return self.header + self.told


@dataclass(frozen=True)
class Wide:
    """A column a month or week: the format of the headers, the columns, and the day that the first begins on."""

    headers: str
    step: str
    places: tuple[int, ...]
    first: date


@dataclass
class Guess:
    """The registers of one file: canonical column -> its match.

    `wide` where spells have a column a period, `grid` where measurements have one an item and wave.
    """

    registers: dict[str, dict[str, Match]] = field(default_factory=dict)
    wide: Wide | None = None
    grid: Grid | None = None

    @property
    def used(self) -> set[int]:
        matches = [match for columns in self.registers.values() for match in columns.values()]
        places = {column.place for match in matches for column in (match.column, *match.spread)}
        return places | set(self.wide.places if self.wide else ()) | (self.grid.places if self.grid else set())


def guess_table(name: str, columns: list[Column]) -> Guess:
    """The registers that a file or sheet feeds, the likeliest first; none where nothing is likely."""
    wide = period_columns(columns)
    rest = [column for column in columns if column.header and (wide is None or column.place not in wide.places)]
    grid = score_grid(rest)
    if grid:
        rest = [column for column in rest if column.place not in grid.places or _is_a_day_of_its_own(column)]
    side_by_side = {"spells": wide, "measurements": grid}
    made = {register: _match(register, rest) for register in REGISTERS if not side_by_side.get(register)}
    named = named_register(name)
    likelihood = {register: _likelihood(register, found, rest, register == named) for register, found in made.items()}
    first = max(likelihood, key=likelihood.__getitem__)
    guess = Guess(wide=wide)
    whole = set(missing(first, made[first])) <= {"project"}
    called = any(is_name_of(first, match.column.header) for match in made[first].values())
    if likelihood[first] >= LIKELY or ((first == named or called) and whole):
        guess.registers[first] = made[first]
    if wide:
        guess.registers["spells"] = {c: m for c, m in _match("spells", rest).items() if c in SHARED}
    if grid:
        found = {c: m for c, m in _match("measurements", rest).items() if c in (*SHARED, "respondent")}
        if "participant_id" in found or not guess.registers:
            guess.grid = grid
            guess.registers["measurements"] = found
    if guess.registers:
        _add_further(guess, rest)
    return guess


def _is_a_day_of_its_own(column: Column) -> bool:
    """Whether a column has the name of a day in another register: the first wave may be on the day of enrolment."""
    days = [(name, about.dated) for name, about in REGISTERS.items() if about.dated and name != "measurements"]
    return column.dates >= 0.5 and any(fit(column.header, name, day) >= EXACT for name, day in days)


def guess_participants(guess: Guess, columns: list[Column]) -> dict[str, Match]:
    """The columns of participants in a file that is none by its names: an id a row, and something about a person.

    A file with a column a month needs nothing but the id, one of scores side by side a day of enrolment. Empty where
    the file does not hold that.
    """
    taken = {*(guess.wide.places if guess.wide else ()), *(guess.grid.places if guess.grid else ())}
    rest = [column for column in columns if column.header and column.place not in taken]
    found = _match("participants", rest)
    if "participant_id" not in found:
        rows = max((len(column.cells) for column in columns), default=0)
        first = next((column for column in rest if len(column.answers) == len(column.cells) == rows), None)
        if first is None or first.dates >= 0.5 or not all(map(_like_an_id, first.answers)):
            return {}
        doubt = "guessed: no two rows have the same"
        found = {"participant_id": Match(first, 0.0, 0.0, doubt)} | {
            name: match for name, match in found.items() if match.column.place != first.place
        }
    began = found.get("enrolled_on")
    side_by_side = guess.wide or (guess.grid and began and not fit(began.column.header, "measurements", "measured_on"))
    return found if side_by_side or ABOUT_A_PERSON & set(found) else {}


def _like_an_id(answer: str) -> bool:
    return re.fullmatch(r"[\w-]{1,20}", answer) is not None


def missing(register: str, found: Iterable[str]) -> list[str]:
    """The needed columns that are not among those found, alternatives joined by ' or '."""
    needed = [names for names in REGISTERS[register].needed if not set(names) & set(found)]
    return [" or ".join(names) for names in needed if names != ("project",) or register == "participants"]


def period_columns(columns: list[Column]) -> Wide | None:
    """Columns whose headers are months or weeks that follow one another, at least six."""
    for form in PERIOD_HEADERS:
        days = {column.place: day for column in columns if (day := _day(column.header, form))}
        ordered = sorted(days.values())
        steps = {(after - before).days for before, after in zip(ordered, ordered[1:], strict=False)}
        if len(days) >= FEWEST_PERIODS and (steps == {7} or steps <= {28, 29, 30, 31}):
            return Wide(form, "week" if steps == {7} else "month", tuple(days), ordered[0])
    return None


def _match(register: str, columns: list[Column], taken: Iterable[int] = ()) -> dict[str, Match]:
    """The best column for each canonical one, each column used once."""
    fits = [
        (match.strength, -place, canonical, match)
        for canonical, kind in REGISTERS[register].columns.items()
        if canonical != "remark"
        for place, column in enumerate(columns)
        if column.place not in taken
        if (match := _one(register, canonical, kind, column))
    ]
    found: dict[str, Match] = {}
    used: set[int] = set()
    for _, _, canonical, match in sorted(fits, key=lambda item: item[:2], reverse=True):
        if canonical not in found and match.column.place not in used:
            found[canonical] = match
            used.add(match.column.place)
    if "participant_id" in REGISTERS[register].columns and "participant_id" not in found:
        _take_number(found, columns)
    order = list(REGISTERS[register].columns)
    return dict(sorted(found.items(), key=lambda item: order.index(item[0])))


def _one(register: str, canonical: str, kind: str, column: Column) -> Match | None:
    """How well one column of a file fits one of a register; None where its header or its cells speak against it."""
    header = fit(column.header, register, canonical)
    if canonical == "participant_id" and column.is_key and header < EXACT:
        return Match(column, EXACT, 0.0, "guessed: the same ids stand in several files")
    known = column.of_list(list_name(canonical)) if kind == "code" and list_name(canonical) in built_in() else 0.0
    told = LIST_WEIGHT * known if known >= 0.5 else 0.0
    if not header + told or not _possible(kind, canonical, column):
        return None
    if header >= EXACT:
        return Match(column, header, told)
    if told:
        return Match(column, header, told, "" if known >= 0.9 and header else "guessed from its answers")
    return None if kind == "code" else Match(column, header, 0.0, "guessed from its name")


def _possible(kind: str, canonical: str, column: Column) -> bool:
    """Whether the cells can be of the kind; a column without any cell can be of every kind."""
    if column.personal_numbers >= 0.5 and kind not in ("id", "cpr"):
        return False
    if kind == "date":
        return column.dates >= 0.5
    if kind == "moment":
        return column.moments >= 0.5
    if kind == "cpr":
        return column.personal_numbers >= 0.5 or not column.cells
    if kind == "number":
        limits = {"birth_year": (1900, 2100), "age": (0, 110)}.get(canonical)
        return column.numbers >= 0.5 and (limits is None or column.within(*limits))
    if kind == "code":
        return column.dates < 0.5 and (len(column.answers) <= 60 or len(column.answers) < len(column.cells) / 2)
    return column.dates < 0.5 or kind in ("text", "label") or column.numbers == 1


def _take_number(found: dict[str, Match], columns: list[Column]) -> None:
    """The id of a file that names none: the personal number, which cleaning makes a pseudonym, else a column Nr."""
    cpr = found.pop("cpr", None)
    used = {match.column.place for match in found.values()}
    by_cells = [column for column in columns if column.personal_numbers >= 0.8 and column.place not in used]
    column = cpr.column if cpr else by_cells[0] if by_cells else None
    if column:
        found["participant_id"] = Match(column, EXACT)
        return
    numbers = (column for column in columns if is_bare_number(column.header) and column.place not in used)
    if (column := next(numbers, None)) and column.dates < 0.5:
        found["participant_id"] = Match(column, HELD, 0.0, "guessed from its name")


def _likelihood(register: str, found: dict[str, Match], columns: list[Column], named: bool) -> float:
    kinds = REGISTERS[register].columns
    total = NAME_WEIGHT if named else 0.0
    for canonical, match in found.items():
        weight = WEIGHTS.get(canonical, WEIGHTS.get(kinds[canonical], OTHER_WEIGHT))
        scoped = match.header == SCOPED and not is_name_of(register, match.column.header)
        total += match.told + (weight if match.header >= EXACT else weight / 2) + scoped
    lacks = missing(register, found)
    if register == "companies" and any(fit(column.header, register, "participant_id") >= EXACT for column in columns):
        total += MISSING  # Its rows are participants in companies.
    total += sum(-1.0 if needed == "project" else MISSING for needed in lacks)
    return total + max(-2.0, LEFT_OVER * (len(columns) - len(found)))


def _add_further(guess: Guess, columns: list[Column]) -> None:
    """Further registers in the columns that the first has left, where their headers or answers name them."""
    first = next(iter(guess.registers))
    shared = {name: match for name, match in guess.registers[first].items() if name in SHARED}
    for register in REGISTERS:
        if register in guess.registers:
            continue
        own = {name: match for name, match in _match(register, columns, guess.used).items() if name not in shared}
        both = {name: match for name, match in shared.items() if name in REGISTERS[register].columns}
        clear = any(
            match.header == SCOPED or match.told or (match.header == EXACT and _only_in(name, register))
            for name, match in own.items()
        )
        if clear and not missing(register, {**both, **own}):
            order = list(REGISTERS[register].columns)
            guess.registers[register] = dict(sorted({**both, **own}.items(), key=lambda item: order.index(item[0])))


def _only_in(canonical: str, register: str) -> bool:
    return [name for name, about in REGISTERS.items() if canonical in about.columns] == [register]


def _day(header: str, form: str) -> date | None:
    try:
        return datetime.strptime(header.strip(), form).date()
    except ValueError:
        return None
