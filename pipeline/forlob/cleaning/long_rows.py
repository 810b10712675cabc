"""A register's rows from a long file: the answers that belong together are a row, and each question is a column."""

from dataclasses import dataclass, replace

import pandas as pd

from forlob.cleaning.columns import Mapped, headers_of, map_columns, names_of, place_of
from forlob.cleaning.findings import make
from forlob.cleaning.pivot import Rows
from forlob.cleaning.questions import asked_by, listed, not_asked
from forlob.cleaning.spelling import plain, texts
from forlob.cleaning.to_dates import DEFAULT_FORMATS, parsed
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Column, Extract, RegisterMapping
from forlob.programme.long_models import Question
from forlob.programme.registers import REGISTERS

Found = list[pd.DataFrame]


@dataclass(frozen=True)
class Unfolded:
    """A long file as one register reads it.

    `table`: a row of the register a row, its index the physical row of the first of its answers, its columns the file's
    and then one a question; `extract`: the same mapping, the questions named as these columns; `rows`: column -> for
    each row the physical row of its cell; `read`: physical rows of the answers read; `used`: places of columns read;
    `width`: the number of the file's own columns.
    """

    table: RawTable
    extract: Extract
    rows: dict[str, pd.Series]
    read: frozenset[int]
    used: frozenset[int]
    findings: Found
    width: int


def unfold(table: RawTable, extract: Extract, register: str) -> Unfolded:
    """The rows of a register from a long file, by its questions; by none of them, its rows are the answers themselves.

    Answers whose cells are equal in the columns `row` are one row. Of several answers to one question in it the one
    latest by `date` counts, else the last of the file, and the others are findings. A row has an answer to a question
    of the register; in participants an empty one will do. Where a question has `each`, every answer to it is a row.
    """
    long, mapping, width = extract.long, extract.registers[register], len(table.header)
    assert long is not None
    file = listed(table, long, register)
    findings = file.findings
    kept, missing = asked_by(file, mapping, table.file, register)
    findings += missing
    if not mapping.by_question:
        part = replace(table, cells=table.cells[table.cells.index.isin(kept.index)])
        return Unfolded(part, extract, {}, frozenset(kept.index), file.used, findings, width)
    wanted, named = _questions(table, mapping, long.question)
    unfolded = extract.model_copy(update={"registers": {**extract.registers, register: named}})
    keys, found = [], []
    for name in mapping.row or long.row:
        place, problem = place_of(table, name, register)
        found += problem
        keys += [] if place is None else [place]
    beside = {
        question.column: place_of(table, question.column, register) for question in wanted.values() if question.column
    }
    found += [problem for _, problems in beside.values() for problem in problems]
    places = {name: place for name, (place, _) in beside.items() if place is not None}
    if not file.complete or len(keys) < len(mapping.row or long.row) or len(places) < len(beside):
        header = [*table.header, *wanted]  # the questions are not what is missing
        nothing = replace(table, header=header, cells=table.cells.head(0).reindex(columns=range(len(header))))
        return Unfolded(nothing, unfolded, {}, frozenset(), file.used, findings + found, width)
    findings += found

    asked, found = not_asked(kept, wanted, _needed(named, register), _named_in(extract), table, register)
    findings += found
    reading = pd.concat(asked.values(), axis=1).any(axis=1) if asked else pd.Series(False, kept.index)
    ragged = reading & reading.index.isin(list(table.long_rows))
    findings += _ragged(table, ragged, register)
    reading &= ~ragged
    by_key = pd.concat([texts(table.cells[place]) for place in keys], axis=1).loc[kept.index]
    answers = kept.assign(
        key=by_key.groupby(list(by_key.columns), sort=False).ngroup(), day=_days(table, extract, long.date, kept)
    )
    made = Rows(table, answers, reading, asked, wanted, register, places)
    return Unfolded(
        made.table(headers_of(table, named, register), file),
        unfolded,
        made.rows,
        frozenset(kept.index[reading | ragged]),
        file.used | frozenset(keys) | frozenset(places.values()),
        findings + made.findings,
        width,
    )


def map_unfolded(unfolded: Unfolded, register: str) -> Mapped:
    """The columns of a register from a long file, each cell with the physical row that it stands in."""
    mapped = map_columns(unfolded.table, unfolded.extract, register)
    columns = unfolded.extract.registers[register].columns
    rows: dict[tuple[int, str], int] = {}
    for column, header in mapped.headers.items():
        names = [name for name in names_of(columns.get(column, column)) if name in unfolded.rows]
        for name in reversed(names):
            filled = unfolded.rows[name].dropna()
            rows |= {(row, header): int(at) for row, at in zip(filled.index, filled, strict=True)}
    questions = range(unfolded.width, len(unfolded.table.header))
    used = (mapped.used | unfolded.used) - set(questions)
    return replace(mapped, used=used, cell_rows=rows, findings=[*unfolded.findings, *mapped.findings])


def _questions(table: RawTable, mapping: RegisterMapping, about: str) -> tuple[dict[str, Question], RegisterMapping]:
    """Column -> its question, for the questions that a register reads, and the mapping with these columns' names.

    A name that is no header of the file is a question.
    """
    headers = {plain(header) for header in table.header}
    wanted: dict[str, Question] = {}
    columns: dict[str, Column] = {}
    for column, source in mapping.columns.items():
        if isinstance(source, Question):
            form = source.form or (about if plain(source.question) in headers else "")
            name = f"{form}: {source.question}" if form else source.question
            columns[column] = name = f"{name} ({source.column})" if source.column else name
            wanted[name] = source
        else:
            columns[column] = source
            more = [name for name in names_of(source) if plain(name) not in headers]
            wanted |= {name: Question(question=name) for name in more if name not in table.header}
    return wanted, mapping.model_copy(update={"columns": columns})


def _named_in(extract: Extract) -> set[str]:
    """The questions and forms that some register of the file is read from."""
    sources = [source for mapping in extract.registers.values() for source in mapping.columns.values()]
    asked = [source for source in sources if isinstance(source, Question)]
    names = {source.question for source in asked} | {source.form for source in asked if source.form is not None}
    names |= {name for mapping in extract.registers.values() for name in (*mapping.forms, *mapping.questions)}
    return names | {name for source in sources for name in names_of(source)}


def _needed(mapping: RegisterMapping, register: str) -> set[str]:
    """The columns that are the only source of what the register needs."""
    alternatives = REGISTERS[register].needed
    sources = [mapping.columns[group[0]] for group in alternatives if len(group) == 1 and group[0] in mapping.columns]
    return {source for source in sources if isinstance(source, str)}


def _ragged(table: RawTable, ragged: pd.Series, register: str) -> Found:
    if not ragged.any():
        return []
    where = pd.DataFrame({"file": table.file, "row": ragged.index[ragged]})
    message = (
        f"the row has more cells than the header's {len(table.header)}; put text that holds the delimiter in quotes"
    )
    return [make("ragged_row", register, where, "", message, severity="repaired", action="the answer is not read")]


def _days(table: RawTable, extract: Extract, name: str | None, answers: pd.DataFrame) -> pd.Series:
    """The day of each answer, by the formats of the file; missing where the file has none, or it cannot be read."""
    place = next((i for i, header in enumerate(table.header) if name and plain(header) == plain(name)), None)
    if place is None:
        return pd.Series(pd.NaT, answers.index, dtype="datetime64[us]")
    formats = {form: None for forms in extract.format.dates.values() for form in forms}
    return parsed(table.cells[place].loc[answers.index], list(formats) or DEFAULT_FORMATS)["day"]
