"""Gathers the rows of each register from all files that hold some, and reads their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from forlob.cleaning.categories import stacked, texts_by_value
from forlob.cleaning.columns import Mapped, map_columns
from forlob.cleaning.duplicates import repeated_rows
from forlob.cleaning.excerpts import as_excerpts
from forlob.cleaning.findings import at_cells, make, of_file
from forlob.cleaning.identifiers import CPR
from forlob.cleaning.long_rows import map_unfolded, unfold
from forlob.cleaning.nine_digit_ids import ordinary_ids
from forlob.cleaning.questions import questions_not_used
from forlob.cleaning.read_cells import GetKey, read_cells
from forlob.cleaning.spelling import by_value
from forlob.cleaning.split_cells import split_cells
from forlob.cleaning.table_rows import columns_named, rows_of_table
from forlob.cleaning.totals import without_totals
from forlob.cleaning.wide_measurements import measured_wide
from forlob.cleaning.wide_spells import period_columns, spells
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.programme.programme import Extract, Programme
from forlob.programme.registers import REGISTERS
from forlob.programme.wide_models import Wide, WideMeasurements

Found = list[pd.DataFrame]


@dataclass(frozen=True)
class Gathered:
    """The typed rows of one register from all its files, with `file` and `row`; `read`: rows before any is left out.

    `cell_rows`: (file, row, header) -> the physical row that the cell stands in, where it is not the row's own.
    """

    frame: pd.DataFrame
    headers: dict[tuple[str, str], str]
    read: int
    cell_rows: Mapping[tuple[str, int, str], int] = field(default_factory=dict)

    def header(self, *columns: str) -> pd.Series:
        """For each row the file's own name of a column, the first of `columns` that its file has."""

        def name(file: str) -> str:
            return next((self.headers[file, c] for c in columns if (file, c) in self.headers), columns[0])

        return texts_by_value(self.frame["file"], name)


def gather(
    programme: Programme, tables: Mapping[int, RawTable | FileProblem], get_key: GetKey
) -> tuple[dict[str, Gathered], Found]:
    """Register -> its rows, in the order of the registers, and the findings of reading them.

    `tables`: place in `programme.extracts` -> its table, or why it could not be read.
    """
    findings: Found = []
    parts: dict[str, list[tuple[Extract, RawTable, Mapped]]] = {}
    for place, extract in enumerate(programme.extracts):
        table = tables[place]
        if isinstance(table, FileProblem):
            findings.append(of_file(table.rule, extract.file, table.message, table.row, severity="error"))
            continue
        table = rows_of_table(table, extract)
        findings += table.left_out or []
        if table.ordinary_ids is None and not extract.long:
            table = replace(table, ordinary_ids=ordinary_ids(table, extract))
        used: frozenset[int] = frozenset()
        answers: set[int] = set()
        for register in extract.registers:
            part = table
            if extract.long:
                unfolded = unfold(table, extract, register)
                part, mapped = unfolded.table, map_unfolded(unfolded, register)
                answers |= unfolded.read
            else:
                mapped = map_columns(table, extract, register)
            wide = extract.registers[register].wide
            if isinstance(wide, WideMeasurements):
                mapped = measured_wide(mapped, table, extract, wide, programme.scales)
            findings += mapped.findings
            used |= mapped.used
            parts.setdefault(register, []).append((extract, part, mapped))
        findings += _not_used(table, used | columns_named(table, extract))
        if extract.long:
            findings += questions_not_used(table, extract.long, answers)
    gathered = {}
    for register in REGISTERS:
        if register in parts:
            gathered[register], found = _of_register(register, parts[register], programme, get_key)
            findings += found
    return gathered, findings


def _of_register(
    register: str, parts: list[tuple[Extract, RawTable, Mapped]], programme: Programme, get_key: GetKey
) -> tuple[Gathered, Found]:
    frames, read, findings = [], 0, []
    headers: dict[tuple[str, str], str] = {}
    cell_rows: dict[tuple[str, int, str], int] = {}
    alike = [(f"{extract.registers[register]!r} {extract.constants!r}", table) for extract, table, _ in parts]
    for (extract, table, mapped), repeated in zip(parts, repeated_rows(alike), strict=True):
        if isinstance(extract.registers[register].wide, Wide):
            mapped = _unfolded(mapped, table, extract, register)
        if register == "excerpts":
            mapped = as_excerpts(mapped, extract.registers[register])
        if extract.registers[register].split:
            before = len(mapped.findings)
            mapped = split_cells(mapped, extract.registers[register], register)
            findings += mapped.findings[before:]
        read += len(mapped.frame)
        kept, found = _well_formed(mapped.frame, table, repeated, register)
        findings += found
        if register == "participants":
            kept, found = without_totals(mapped, kept, table)
            findings += found
        if mapped.frame.empty and not mapped.findings:
            message = (
                f"no row of the file is a row of {register}; deliver it again, or fix {register} in programme.yaml"
            )
            findings.append(of_file("no_rows", table.file, message, register=register))
        cells, found = read_cells(replace(mapped, frame=kept), register, programme, extract, table, get_key)
        places = {(table.file, row, header): at for (row, header), at in mapped.cell_rows.items()}
        findings += [at_cells(rows, places) for rows in found]
        cell_rows |= places
        frames.append(cells)
        headers |= {(table.file, column): header for column, header in mapped.headers.items()}
    return Gathered(stacked(frames), headers, read, cell_rows), findings


def _well_formed(
    frame: pd.DataFrame, table: RawTable, repeated: Mapping[int, str], register: str
) -> tuple[pd.DataFrame, Found]:
    """The rows without those that have more cells than the header, or repeat an earlier row."""
    findings = []
    width = len(table.header)
    long, short = frame["row"].isin(list(table.long_rows)), frame["row"].isin(list(table.short_rows))
    again = frame["row"].isin(list(repeated)) & ~long
    if long.any():
        said = {row: f"the row has {n} cells, the header {width}" for row, n in table.long_rows.items()}
        message = frame.loc[long, "row"].map(said) + "; put text that holds the delimiter in quotes"
        findings.append(make("ragged_row", register, frame[long], "", message))
    if short.any():
        rows = frame[short].drop_duplicates("row")
        said = {row: f"the row has {n} cells, the header {width}" for row, n in table.short_rows.items()}
        message = rows["row"].map(said) + "; the missing ones are read as empty"
        findings.append(make("ragged_row", register, rows, "", message, severity="note"))
    if again.any():
        message = "all cells equal " + frame.loc[again, "row"].map(repeated)
        findings.append(make("duplicate_row", register, frame[again], "", message))
    return frame[~long & ~again], findings


def _unfolded(mapped: Mapped, table: RawTable, extract: Extract, register: str) -> Mapped:
    """Spells of a wide file: one row a spell in place of one row a person."""
    wide = extract.registers[register].wide
    periods = period_columns(table.header, wide) if isinstance(wide, Wide) else {}
    if not isinstance(wide, Wide) or not periods:
        return replace(mapped, frame=mapped.frame.head(0))
    made = spells(table.cells, periods, wide.step)
    frame = mapped.frame.drop(columns=["state", "started_on", "ended_on"], errors="ignore").merge(made, on="row")
    headers = {**mapped.headers, "state": "", "started_on": "", "ended_on": ""}
    return replace(
        mapped, frame=frame.assign(state_header=frame["place"].map(lambda p: table.header[p])), headers=headers
    )


def _not_used(table: RawTable, used: frozenset[int]) -> Found:
    """Notes on the columns that no register reads, and on CPR numbers that stand in them."""
    found = []
    for place, name in enumerate(table.header):
        if place in used:
            continue
        message = "no register reads this column" if name else f"column {place + 1} has no name; no register reads it"
        found.append(of_file("column_not_used", table.file, message, column=name))
        personal = by_value(table.cells[place], lambda cell: CPR.search(str(cell)) is not None).astype(bool)
        if personal.any():
            where = pd.DataFrame({"file": table.file, "row": table.cells.index[personal]})
            message = "the cell holds a CPR number; no register reads the column"
            found.append(make("identifier_in_text", "", where, name, message, action="not read"))
    return found
