"""From a file's columns to the canonical ones of a register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import pandas as pd

from forlob.cleaning.findings import of_file
from forlob.cleaning.labelled_numbers import number_or_label
from forlob.cleaning.spelling import by_value, plain, texts
from forlob.cleaning.wide_spells import period_columns
from forlob.extracts.expand import Part
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Column, Extract, FirstOf, OneHot, OwnColumn, RegisterMapping
from forlob.programme.registers import REGISTERS
from forlob.programme.wide_models import Wide

OTHER_SHEET = (
    "the sheet has none of the columns that are read; name the sheets of the table under format: {sheets: [...]}"
)
#: Needed columns that a wide file has no column of: they are made of its headers.
MADE_OF_HEADERS = {"state", "started_on", "measured_on", "instrument", "item", "score"}


@dataclass(frozen=True)
class Mapped:
    """A register's rows from one file, cells still as they stand.

    `frame`: canonical columns, `file` and `row`; `headers`: column -> the file's own name of it; `constants`: columns
    that the file does not carry; `used`: places of the columns read; `cell_rows`: (row, header) -> the physical
    row that the cell stands in, where it is not the row's own; `looked_at`: columns whose empty cells have been noted.
    """

    frame: pd.DataFrame
    headers: dict[str, str]
    constants: frozenset[str]
    used: frozenset[int]
    findings: list[pd.DataFrame]
    cell_rows: Mapping[tuple[int, str], int] = field(default_factory=dict)
    looked_at: frozenset[str] = frozenset()


def map_columns(table: RawTable, extract: Extract, register: str) -> Mapped:
    """Pick the columns of a register by its mapping, its canonical names and the constants of the extract."""
    mapping = extract.registers[register]
    findings: list[pd.DataFrame] = []
    cells: dict[str, pd.Series] = {}
    headers: dict[str, str] = {}
    constants, used = set(), set()
    for column, kind in mapping.columns_of(register).items():
        source = mapping.columns.get(column, column if column in table.header else None)
        if isinstance(source, OwnColumn) and column in extract.constants:
            source = None
        if source is None:
            if column in extract.constants:
                cells[column] = pd.Series(
                    [extract.constants[column]] * len(table.cells), table.cells.index, dtype=object
                )
                headers[column] = column
                constants.add(column)
            continue
        series = {}
        for name in names_of(source):
            place, finding = place_of(table, name, register)
            findings += finding
            if place is not None:
                numbers = None if isinstance(source, OneHot) else table.numbers.get(place)
                answers = mapping.values.get(column, {})
                series[name] = number_or_label(table.cells.iloc[:, place], numbers, kind, answers)
                used.add(place)
        if len(series) == len(names_of(source)):
            cells[column], headers[column] = _combined(source, series), " / ".join(names_of(source)[:3])
    findings += _periods_missing(table, mapping, register)
    findings += _needed_columns(table, mapping, register, cells)
    if isinstance(mapping.wide, Wide):
        used |= set(period_columns(table.header, mapping.wide))
    frame = pd.DataFrame({"file": table.file, "row": table.cells.index, **cells}, index=table.cells.index)
    rows = _rows_of_register(frame, extract, register)
    return Mapped(frame[rows], headers, frozenset(constants), frozenset(used), findings)


def names_of(source: Column) -> list[str]:
    """The headers that a column is read from; a question is none."""
    if isinstance(source, OneHot):
        return list(source.one_hot)
    if isinstance(source, FirstOf):
        return list(dict.fromkeys(source.first_of))
    if isinstance(source, OwnColumn):
        return [source.header]
    return [source] if isinstance(source, str) else []


def headers_of(table: RawTable, mapping: RegisterMapping, register: str) -> list[int]:
    """The places of the file's columns that a register reads, by its mapping or by their canonical names."""
    sources = [mapping.columns.get(column, column) for column in mapping.columns_of(register)]
    names = {plain(name) for source in sources for name in names_of(source)}
    return [place for place, header in enumerate(table.header) if plain(header) in names and header]


def is_another_sheet(table: RawTable, extract: Extract) -> bool:
    """Whether a sheet of many has none of the columns that its entry reads, as a cover sheet has none."""
    if not isinstance(extract, Part) or not extract.format.sheet or extract.long:
        return False
    mappings = extract.registers.items()
    return not any(mapping.wide or headers_of(table, mapping, register) for register, mapping in mappings)


def _combined(source: Column, series: dict[str, pd.Series]) -> pd.Series:
    """One column of several: the code whose column says yes (all of them, where several do), or the first filled."""
    columns = list(series.values())
    if isinstance(source, OneHot):
        yes = {plain(word) for word in source.when}
        answer = pd.Series("", columns[0].index, dtype=object)
        for name, code in source.one_hot.items():
            ticked = by_value(series[name], lambda cell: plain(cell) in yes).astype(bool)
            answer = answer.mask(ticked & (answer != ""), answer + f" + {code}").mask(ticked & (answer == ""), code)
        return answer
    first = columns[0].astype(object)
    for other in columns[1:]:
        first = first.where(texts(first) != "", other.astype(object))
    return first


def place_of(table: RawTable, name: str, register: str = "", under: str = "") -> tuple[int | None, list[pd.DataFrame]]:
    """Where a named column stands; a header that differs in case, spaces or punctuation is taken, with a finding.

    `under`: the key of programme.yaml that names it, where that is not `columns` of the register.
    """
    name = name.strip()
    exact = [i for i, header in enumerate(table.header) if header == name]
    near = exact or [i for i, header in enumerate(table.header) if plain(name) and plain(header) == plain(name)]
    if len(near) > 1:
        message = f"the header names this column {len(near)} times; leave one, or rename the others"
        return None, [of_file("column_twice", table.file, message, table.header_row, column=name, register=register)]
    if not near:
        return None, [_missing(table, name, register, under)]
    if not exact:
        message = f"the header is written {table.header[near[0]]!r}"
        return near[0], [of_file("header_spelling", table.file, message, column=name, register=register)]
    return near[0], []


def _missing(table: RawTable, name: str, register: str, under: str = "") -> pd.DataFrame:
    for delimiter, header in table.other_headers.items():
        if plain(name) in {plain(h) for h in header}:
            message = f"the file is delimited by {delimiter!r}; set format.delimiter to it in programme.yaml"
            return of_file("wrong_delimiter", table.file, message, table.header_row, column=name, register=register)
    near = get_close_matches(name, table.header, 1, 0.6)
    hint = f" (is it {near[0]!r}?)" if near else f" (it has {', '.join(h for h in table.header[:12] if h)})"
    fix = under or f"columns under {register}"
    message = f"the file has no such column{hint}; fix {fix} in programme.yaml"
    return of_file("column_missing", table.file, message, table.header_row, column=name, register=register)


def _periods_missing(table: RawTable, mapping: RegisterMapping, register: str) -> list[pd.DataFrame]:
    """A finding for each period that a wide file should have a column of and has not, or has two of."""
    if not isinstance(mapping.wide, Wide):
        return []
    periods = period_columns(table.header, mapping.wide)
    missing = [name for name in mapping.wide.columns or {} if name not in table.header]
    findings = [_missing(table, name, register) for name in missing]
    if not periods and not missing:
        form = mapping.wide.headers
        message = f"no header is a {mapping.wide.step} of the form {form}; fix wide under {register} in programme.yaml"
        findings.append(of_file("column_missing", table.file, message, table.header_row, register=register))
    seen: dict[pd.Timestamp, str] = {}
    for place, day in periods.items():
        name = table.header[place]
        if day in seen:
            message = f"the header names this {mapping.wide.step} twice; leave one, or rename the other"
            findings.append(of_file("column_twice", table.file, message, table.header_row, name, register))
        seen[day] = name
    return findings


def _needed_columns(table: RawTable, mapping: RegisterMapping, register: str, cells: dict) -> list[pd.DataFrame]:
    """A finding for each needed column that is neither mapped, nor in the file, nor a constant."""
    findings = []
    for alternatives in REGISTERS[register].needed:
        made_later = mapping.wide is not None and set(alternatives) & MADE_OF_HEADERS
        elsewhere = alternatives == ("project",) and register != "participants"
        elsewhere |= alternatives == ("speaker",) and mapping.speaker is not None
        if made_later or elsewhere or set(alternatives) & (set(cells) | set(mapping.columns)):
            continue
        message = (
            f"{register} needs {' or '.join(alternatives)}; say under columns in programme.yaml which column holds it"
            ", or under constants what it is for the whole file"
        )
        if alternatives == ("speaker",):
            message += "; or say speaker: text if the text begins with it (A: ...), speaker: source if a source is one"
        findings.append(of_file("column_missing", table.file, message, table.header_row, alternatives[0], register))
    return findings


def _rows_of_register(frame: pd.DataFrame, extract: Extract, register: str) -> pd.Series:
    """Where a file feeds several registers, a row with none of a register's own cells filled is no row of it."""
    shared = {"participant_id", "project", "file", "row", *extract.constants}
    own = [column for column in frame.columns if column not in shared]
    rows = pd.Series(True, frame.index)
    if extract.long and extract.registers[register].by_question:
        return rows
    if len(extract.registers) == 1 or extract.registers[register].wide or register == "participants" or not own:
        return rows
    return pd.concat([texts(frame[column]) != "" for column in own], axis=1).any(axis=1)
