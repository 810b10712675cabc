"""A register's rows from a long file: the answers that belong together are a row, and each question is a column."""

from dataclasses import dataclass, replace

import pandas as pd

from pipeline.cleaning.columns import Mapped, headers_of, map_columns, names_of, place_of
from pipeline.cleaning.dates import DEFAULT_FORMATS, parsed
from pipeline.cleaning.findings import make
from pipeline.cleaning.questions import asked_by, listed, not_asked
from pipeline.cleaning.spelling import plain, texts
from pipeline.config.long import Question
from pipeline.config.programme import Extract, RegisterMapping
from pipeline.config.registers import REGISTERS
from pipeline.extracts.tables import RawTable

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
    if not file.complete or len(keys) < len(mapping.row or long.row):
        nothing = replace(table, cells=table.cells.head(0))
        return Unfolded(nothing, unfolded, {}, frozenset(), file.used, findings + found, width)
    findings += found

    asked, found = not_asked(kept, wanted, _needed(named, register), table, register)
    findings += found
    reading = pd.concat(asked.values(), axis=1).any(axis=1) if asked else pd.Series(False, kept.index)
    ragged = reading & reading.index.isin(list(table.long_rows))
    findings += _ragged(table, ragged, register)
    reading &= ~ragged
    by_key = pd.concat([texts(table.cells[place]) for place in keys], axis=1).loc[kept.index]
    answers = kept.assign(
        key=by_key.groupby(list(by_key.columns), sort=False).ngroup(), day=_days(table, extract, kept)
    )
    made = _Rows(table, answers, reading, asked, wanted, register)
    return Unfolded(
        made.table(headers_of(table, named, register), file),
        unfolded,
        made.rows,
        frozenset(kept.index[reading | ragged]),
        file.used | frozenset(keys),
        findings + made.findings,
        width,
    )


def map_unfolded(unfolded: Unfolded, register: str) -> Mapped:
    """The columns of a register from a long file, each cell with the physical row that it stands in."""
    mapped = map_columns(unfolded.table, unfolded.extract, register)
    columns, rows = unfolded.extract.registers[register].columns, {}
    for column, header in mapped.headers.items():
        names = [name for name in names_of(columns.get(column, column)) if name in unfolded.rows]
        for name in reversed(names):
            rows |= {(row, header): int(at) for row, at in unfolded.rows[name].dropna().items()}
    questions = range(unfolded.width, len(unfolded.table.header))
    used = (mapped.used | unfolded.used) - set(questions)
    return replace(mapped, used=used, cell_rows=rows, findings=[*unfolded.findings, *mapped.findings])


class _Rows:
    """The rows of a register that the answers of a long file make."""

    def __init__(self, table, answers, reading, asked, wanted, register):
        self.raw, self.answers, self.register = table, answers, register
        self.asked, self.wanted, self.reading = asked, wanted, reading
        self.rows: dict[str, pd.Series] = {}
        self.findings: Found = []
        self.given = reading & (answers["answer"] != "")
        self.each = next((name for name, question in wanted.items() if question.each), None)
        if self.each:
            self.key = answers["key"][self.given & asked[self.each]]
        else:
            rows = answers["key"][reading if register == "participants" else self.given]
            self.key = rows[~rows.duplicated()]

    def table(self, headers: list[int], file) -> RawTable:
        """The table of these rows; `headers`: places of the file's own columns that the register reads."""
        cells = self.raw.cells.loc[self.key.index].copy()
        for place in {file.question, file.answer} - set(headers):
            cells[place] = ""
        for place in headers:
            name = self.raw.header[place]
            filled = self.reading & (texts(self.raw.cells[place]).loc[self.answers.index] != "")
            cells[place] = self._cells(name, place, filled, alone=self.each is not None)
        width = len(self.raw.header)
        for number, (name, question) in enumerate(self.wanted.items(), width):
            place = file.answer if question.column is None else file.places[question.column]
            cells[number] = self._cells(name, place, self.given & self.asked[name], alone=name == self.each)
        self._repeated()
        made = replace(self.raw, header=[*self.raw.header, *self.wanted], cells=cells, short_rows={}, long_rows={})
        return made

    def _cells(self, name: str, place: int, among: pd.Series, alone: bool) -> pd.Series:
        """A column of the register: for each of its rows the cell at a place of the answer that counts."""
        raw = self.raw.cells[place]
        if alone:
            self.rows[name] = pd.Series(self.key.index, self.key.index, dtype="Int64")
            return raw.loc[self.key.index]
        order = self.answers[among & self.answers["key"].isin(self.key)].sort_values(
            "day", kind="stable", na_position="first"
        )
        latest = pd.Series(order.index, order["key"].to_numpy())[~order["key"].duplicated(keep="last").to_numpy()]
        counts = pd.Series(order["key"].map(latest).to_numpy(), order.index).sort_index()
        self._superseded(name, raw, counts)
        self.rows[name] = self.key.map(latest).astype("Int64")
        return self.rows[name].map(raw).astype(object).where(self.rows[name].notna(), "")

    def _superseded(self, name: str, raw: pd.Series, counts: pd.Series) -> None:
        """Findings for the answers that another one to the same question takes the place of."""
        own, other = texts(raw.loc[counts.index]), texts(raw.loc[counts.to_numpy()])
        differs = own.map(plain).to_numpy() != other.map(plain).to_numpy()
        if differs.any():
            where = self._where(counts.index[differs])
            message = "another answer stands in row " + counts[differs].astype("string")
            self.findings.append(make("answered_twice", self.register, where, name, message + ", which counts"))

    def _repeated(self) -> None:
        """Notes on answers that stand in the file twice, all cells being equal; each is counted once."""
        if self.each:
            return
        rows = self.raw.cells.loc[self.answers.index[self.given]]
        again = pd.concat([texts(rows[column]) for column in rows], axis=1).duplicated()
        if again.any():
            where, action = self._where(rows.index[again]), "the answer counts once"
            message = "all cells equal an earlier row"
            self.findings.append(
                make("duplicate_row", self.register, where, "", message, severity="note", action=action)
            )

    def _where(self, rows: pd.Index) -> pd.DataFrame:
        return pd.DataFrame({"file": self.raw.file, "row": rows}, index=rows)


def _questions(table: RawTable, mapping: RegisterMapping, about: str) -> tuple[dict[str, Question], RegisterMapping]:
    """Column -> its question, for the questions that a register reads, and the mapping with these columns' names.

    A name that is no header of the file is a question.
    """
    headers = {plain(header) for header in table.header}
    wanted: dict[str, Question] = {}
    columns = {}
    for column, source in mapping.columns.items():
        if isinstance(source, Question):
            form = source.form or (about if plain(source.question) in headers else "")
            name = f"{form}: {source.question}" if form else source.question
            columns[column] = f"{name} ({source.column})" if source.column else name
            wanted[columns[column]] = source
        else:
            columns[column] = source
            more = [name for name in names_of(source) if plain(name) not in headers]
            wanted |= {name: Question(question=name) for name in more if name not in table.header}
    return wanted, mapping.model_copy(update={"columns": columns})


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


def _days(table: RawTable, extract: Extract, answers: pd.DataFrame) -> pd.Series:
    """The day of each answer, by the formats of the file; missing where the file has none, or it cannot be read."""
    name = extract.long.date
    place = next((i for i, header in enumerate(table.header) if name and plain(header) == plain(name)), None)
    if place is None:
        return pd.Series(pd.NaT, answers.index, dtype="datetime64[us]")
    formats = {form: None for forms in extract.format.dates.values() for form in forms}
    return parsed(table.cells[place].loc[answers.index], list(formats) or DEFAULT_FORMATS)["day"]
