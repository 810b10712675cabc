"""Reads each mapped column by its kind: ids, projects, codes, text, dates, times and numbers."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from forlob.cleaning import suppressed_counts
from forlob.cleaning.categories import repeated, spread
from forlob.cleaning.columns import Mapped, names_of
from forlob.cleaning.excerpts import to_quotes
from forlob.cleaning.findings import make
from forlob.cleaning.nothing_words import as_nothing, without_signs
from forlob.cleaning.participations import TWO_DIGITS
from forlob.cleaning.personal_ids import GetKey, pseudonyms, to_ids, to_texts
from forlob.cleaning.scale_scores import on_scales
from forlob.cleaning.spelling import plain, texts, told_apart
from forlob.cleaning.swapped_dates import unswapped
from forlob.cleaning.times_of_day import to_bands, to_moments
from forlob.cleaning.to_codes import known_answers, known_projects, replaced, to_codes
from forlob.cleaning.to_dates import DEFAULT_FORMATS, to_dates, with_two_digits
from forlob.cleaning.to_numbers import Unit, to_numbers
from forlob.cleaning.totals import ADVICE
from forlob.cleaning.wide_measurements import AFTER, OF_ENROLMENT
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme
from forlob.programme.registers import OF_PARTICIPANTS, REGISTERS

#: Dates that may tell who somebody is: no message names them.
PERSONAL_DATES = ("birth_date",)
#: Kinds of column whose texts are those of a list, or come again and again.
CODED = ("id", "project", "code", "moment")
#: Columns of numbers that count time.
UNITS: dict[str, Unit] = {"hours": "hours", "minutes": "minutes", "hours_per_week": "hours"}
#: What a reader may see in cells that are then empty.
CANNOT_BE_READ = ("formula_without_value", "error_value")
Read = tuple[pd.Series | pd.DataFrame, list[pd.DataFrame]]


def read_cells(
    mapped: Mapped, register: str, programme: Programme, extract: Extract, table: RawTable, get_key: GetKey
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """The rows of a register with typed columns beside `file` and `row`, and the findings of reading them.

    What stands under constants is read once, and its findings have no row. Ids and codes of the registers of
    participants come as categories where they are repeated.
    """
    frame = mapped.frame
    columns: dict[str, pd.Series] = {"file": repeated(table.file, frame.index), "row": frame["row"].astype("Int64")}
    findings: list[pd.DataFrame] = []
    hidden: dict[str, pd.Series] = {}
    for column, kind in extract.registers[register].columns_of(register).items():
        if column not in frame:
            continue
        constant = column in mapped.constants
        rows = frame.head(1) if constant else frame
        where = pd.DataFrame(
            {"file": rows["file"], "row": pd.array([pd.NA] * len(rows), "Int64") if constant else rows["row"]}
        )
        header = rows[f"{column}_header"] if f"{column}_header" in rows else mapped.headers[column]
        read = _reader(column, kind, register, programme, extract, table, get_key)
        values = extract.registers[register].values.get(column, {})
        cells = written = rows[column] if kind in ("project", "code") else replaced(rows[column], values)
        if register == "aggregates" and column in suppressed_counts.COUNTS:
            cells, hidden[column], found = suppressed_counts.without_hidden(cells, where, header)
            findings += found
        swapped = extract.format.swapped
        if kind == "date" and isinstance(header, str) and not constant and (swapped or table.day_zero):
            formats = extract.format.dates_of(column)
            cells, found = unswapped(cells, where, formats, swapped, register=register, header=header)
            findings += found
        severity = _severity(register, column, extract.registers[register].when_unknown(column))
        coded = kind in CODED and register in OF_PARTICIPANTS
        read_as, found = _each_value_once(read, kind, coded, cells, where, header=header, severity=severity)
        if kind == "code" and isinstance(read_as, pd.Series) and not (programme.code_list(column) or values):
            read_as, signs = without_signs(read_as, cells, where, register, header)
            found += signs
        if column not in mapped.looked_at:
            found += _missing(read_as, written, where, register, column, header, severity, table)
        found = as_nothing(found, cells)
        findings += [_advised(finding, register, column) for finding in found]
        for name, series in _named(column, kind, read_as).items():
            columns[name] = series.reindex(frame.index, method="ffill") if constant else series
        if column == "birth_date" and any("%y" in form for form in extract.format.dates_of(column) or []):
            columns[TWO_DIGITS] = with_two_digits(frame[column], extract.format.dates_of(column) or [])
    columns |= {name: frame[name] for name in (AFTER, OF_ENROLMENT) if name in frame}
    made = pd.DataFrame({**columns, **suppressed_counts.named(hidden, frame.index)}, index=frame.index)
    if register == "measurements":
        severities = {c: _severity(register, c, extract.registers[register].when_unknown(c)) for c in columns}
        headers = {**mapped.headers, **({"score": frame["score_header"]} if "score_header" in frame else {})}
        made, found = on_scales(made, programme.scales, headers, severities, programme.names_to_mask)
        findings += found
    return made, findings


def _each_value_once(
    read: Callable[..., Read], kind: str, coded: bool, cells: pd.Series, where: pd.DataFrame, **more: Any
) -> Read:
    """What `read` makes of the cells; it is given each distinct one once, and then the cells that it finds fault with.

    Of ids it says once a column what it has found, so there it is given them all. `coded`: texts become categories.
    """
    places, values = told_apart(cells)
    first = np.full(len(values), -1)
    first[places[::-1]] = np.arange(len(cells))[::-1]
    used = np.flatnonzero(first >= 0)  # a category may be none of these cells'
    if 2 * len(used) > len(cells) or isinstance(more["header"], pd.Series):
        return read(cells, where, **more)
    distinct = pd.Series(np.asarray(values, dtype=object)[used])
    read_as, found = read(distinct, where.iloc[first[used]].set_axis(distinct.index), **more)
    once = {"time_beside_date", "numbers_as_dates"} & {rule for table in found for rule in table["rule"]}
    if found and (kind == "id" or once):
        _, found = read(cells, where, **more)
    elif found:
        faulty = np.zeros(len(values), dtype=bool)
        faulty[used[np.concatenate([table.index for table in found])]] = True
        again = faulty[places]
        _, found = read(cells[again].astype(object), where[again], **more)
    where_used = np.empty(len(values), dtype=np.int64)
    where_used[used] = np.arange(len(used))
    where_used = where_used[places]
    if not coded:
        return read_as.take(where_used).set_axis(cells.index), found
    if isinstance(read_as, pd.Series):
        return spread(read_as, where_used, cells.index), found
    columns = {
        name: spread(read_as[name], where_used, cells.index)
        if read_as[name].dtype == "string"
        else read_as[name].take(where_used).set_axis(cells.index)
        for name in read_as
    }
    return pd.DataFrame(columns), found


def _reader(
    column: str, kind: str, register: str, programme: Programme, extract: Extract, table: RawTable, get_key: GetKey
) -> Callable[..., Read]:
    """How the cells of a column are read: a function of cells, where, header and severity."""
    values = extract.registers[register].values.get(column, {})
    names, codes = programme.names_to_mask, programme.code_list(column)
    formats = extract.format.dates_of(column)
    about: dict[str, Any] = {"register": register}
    days: dict[str, Any] = {"day_zero": table.day_zero, "zone": extract.format.timezone}

    if kind == "project":
        return _with(to_codes, answers=known_projects(programme, values), column=column, names=names, **about)
    if kind == "code" and (codes or values):
        return _with(to_codes, answers=known_answers(codes, values), column=column, names=names, **about)
    if kind == "date":
        return _with(to_dates, formats=formats, personal=column in PERSONAL_DATES, **days, **about)
    if kind == "number":
        return _with(to_numbers, decimal=table.decimal, names=names, unit=UNITS.get(column), **about)
    if column == "started_at":
        formats = formats or extract.format.dates_of("date") or DEFAULT_FORMATS
        return _with(to_moments, formats=formats, names=names, **days, **about)
    if column == "time_of_day":
        bands = list(programme.code_lists.get(column, {})) or list(codes)
        return _with(to_bands, answers=known_answers(codes, values), bands=bands, names=names, **about)
    if kind == "id":
        names = names_of(extract.registers[register].columns.get(column, column))
        shortened = not {plain(name) for name in names} & (table.ordinary_ids or frozenset())
        return lambda cells, where, header, severity: to_ids(
            cells, where, get_key, header=header, may_be_shortened=shortened, rule=programme.ids.get(column), **about
        )
    if kind == "cpr":
        return lambda cells, where, header, severity: (pseudonyms(cells, get_key), [])
    if kind == "quote":
        return lambda cells, where, header, severity: to_quotes(cells, where, names, header=header, **about)
    if kind == "speaker":
        return lambda cells, where, header, severity: (texts(cells).replace("", pd.NA).astype("string"), [])
    return lambda cells, where, header, severity: to_texts(cells, where, names, header=header, **about)


def _with(function: Callable[..., Read], **about: Any) -> Callable[..., Read]:
    return lambda cells, where, **more: function(cells, where, **about, **more)


def _named(column: str, kind: str, made: pd.Series | pd.DataFrame) -> dict[str, pd.Series]:
    """The columns that are made of one: a CPR number becomes a pseudonym, a moment its day and minute, a quote its text
    and where it stood if that identified a person.
    """
    if kind == "quote":
        return {column: made["text"], "identifier_at": made["identifier_at"]}
    if isinstance(made, pd.DataFrame):
        return {f"{column}_{name}": made[name] for name in made}
    return {"pseudonym" if kind == "cpr" else column: made}


def _severity(register: str, column: str, declared: str | None) -> str | None:
    """What an unreadable cell is: an error in a needed column of participants, unless programme.yaml says otherwise.

    A project that aggregates do not know is one too: without it the count would stand for the whole programme.
    """
    if declared:
        return "error" if declared == "error" else "repaired"
    needed = register == "participants" and (column,) in REGISTERS[register].needed
    return "error" if needed or (register, column) == ("aggregates", "project") else None


def _advised(found: pd.DataFrame, register: str, column: str) -> pd.DataFrame:
    """Errors in a needed column of participants say too what to do where the row is a total and no participation."""
    errors = (found["severity"] == "error") & (found["rule"] != "bad_id")
    if register != "participants" or (column,) not in REGISTERS[register].needed or not errors.any():
        return found
    return found.assign(message=found["message"].mask(errors, found["message"] + f"; {ADVICE}"))


def _missing(
    made: pd.Series | pd.DataFrame,
    cells: pd.Series,
    where: pd.DataFrame,
    register: str,
    column: str,
    header: pd.Series | str,
    severity: str | None,
    table: RawTable,
) -> list[pd.DataFrame]:
    """A finding for each empty cell of a needed column: an error in participants, else a note.

    Without a participant the row is an orphan, and a project is found by the participant: neither is said twice. Where
    the reader of the file saw what cannot be read in the column, that is the cause that is named.
    """
    needed = (column,) in REGISTERS[register].needed
    if not needed or (register != "participants" and column in ("participant_id", "project")):
        return []
    if not made.isna().to_numpy().any():
        return []
    empty = texts(cells) == ""
    if not empty.any():
        return []
    level = "error" if register == "participants" and severity == "error" else "note"
    seen = [note for note in table.notes if note.rule in CANNOT_BE_READ and note.place is not None]
    cause = next((note.message for note in seen if table.header[note.place or 0] == header), "fill it in in the source")
    message = f"{column} is empty; {cause}"
    return [make("value_missing", register, where[empty], header, message, severity=level)]
