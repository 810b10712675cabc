"""Gathers the rows of each register from all files that hold some, and reads their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from forlob.cleaning.categories import stacked, texts_by_value
from forlob.cleaning.columns import OTHER_SHEET, Mapped, is_another_sheet, map_columns, place_of
from forlob.cleaning.duplicates import EQUAL_ROWS, repeated_rows
from forlob.cleaning.excerpts import as_excerpts
from forlob.cleaning.findings import at_cells, make, of_file
from forlob.cleaning.identifiers import CPR
from forlob.cleaning.long_rows import map_unfolded, unfold
from forlob.cleaning.nine_digit_ids import ordinary_ids
from forlob.cleaning.personal_ids import of_projects
from forlob.cleaning.questions import questions_not_used
from forlob.cleaning.read_cells import GetKey, read_cells
from forlob.cleaning.snapshots import Drawn, Read, drawn, newest_of_each
from forlob.cleaning.spelling import by_value, plain, texts
from forlob.cleaning.split_cells import split_cells
from forlob.cleaning.table_rows import columns_named, rows_of_table
from forlob.cleaning.time_registrations import REGISTER as TIMES
from forlob.cleaning.times_of_day import has_clock
from forlob.cleaning.to_codes import known_projects
from forlob.cleaning.totals import without_totals
from forlob.cleaning.wide_measurements import measured_wide
from forlob.cleaning.wide_spells import period_columns, spells
from forlob.extracts.expand import Part
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS
from forlob.programme.wide_models import Wide, WideMeasurements

Found = list[pd.DataFrame]
#: What the names of columns begin with that are the file's own and no register's.
KEY_OF_FILE = "key: "


@dataclass(frozen=True)
class Gathered:
    """The typed rows of one register from all its files, with `file` and `row`; `read`: rows before any is left out.

    `cell_rows`: (file, row, header) -> the physical row that the cell stands in, where it is not the row's own;
    `snapshots`: the files that are.
    """

    frame: pd.DataFrame
    headers: dict[tuple[str, str], str]
    read: int
    cell_rows: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    snapshots: frozenset[str] = frozenset()

    def header(self, *columns: str) -> pd.Series:
        """For each row the file's own name of a column, the first of `columns` that its file has."""

        def name(file: str) -> str:
            return next((self.headers[file, c] for c in columns if (file, c) in self.headers), columns[0])

        return texts_by_value(self.frame["file"], name)


@dataclass(frozen=True)
class _OfFile:
    """A register's rows from one file; `elsewhere`: places of the columns that only other registers read."""

    extract: Extract
    table: RawTable
    mapped: Mapped
    snapshot: Drawn | None = None
    elsewhere: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        return self.mapped.frame.empty

    def of_entry(self, parts: Sequence["_OfFile"]) -> list["_OfFile"]:
        """Those of the same entry of programme.yaml: a file of many need not have a row of each register."""
        return [one for one in parts if one is self or _same_entry(one.extract, self.extract)]

    def compared(self, register: str) -> tuple[object, RawTable]:
        """What tells whether tables are read alike, and the cells by which equal rows are found."""
        read_by = f"{self.extract.registers[register]!r} {self.extract.constants!r}"
        if self.snapshot:
            read_by += f" {self.table.file}"
        if not self.elsewhere:
            return read_by, self.table
        own = [place for place in self.table.cells if place not in self.elsewhere]
        return read_by, replace(self.table, cells=self.table.cells[own])


def gather(
    programme: Programme, tables: Mapping[int, RawTable | FileProblem], get_key: GetKey
) -> tuple[dict[str, Gathered], Found]:
    """Register -> its rows, in the order of the registers, and the findings of reading them.

    `tables`: place in `programme.extracts` -> its table, or why it could not be read.
    """
    findings: Found = []
    parts: dict[str, list[_OfFile]] = {}
    for place, extract in enumerate(programme.extracts):
        table = tables[place]
        if isinstance(table, FileProblem):
            needed = table.rule != "no_rows" or not _has_another(extract, place, programme, tables)
            severity = "error" if needed else "note"
            findings.append(of_file(table.rule, extract.file, table.message, table.row, severity=severity))
            continue
        table = rows_of_table(table, extract)
        findings += table.left_out or []
        if table.ordinary_ids is None and not extract.long:
            table = replace(table, ordinary_ids=ordinary_ids(table, extract))
        if is_another_sheet(table, extract):
            findings.append(of_file("column_missing", table.file, OTHER_SHEET, table.header_row))
            continue
        snapshot, found = drawn(table, extract, place)
        findings += found
        used: frozenset[int] = (
            frozenset() if snapshot is None or snapshot.place is None else frozenset([snapshot.place])
        )
        answers: set[int] = set()
        here: dict[str, _OfFile] = {}
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
            here[register] = _OfFile(extract, part, mapped, snapshot)
        for register, one in here.items():
            others = [other.mapped.used for name, other in here.items() if name != register and not extract.long]
            elsewhere = frozenset().union(*others) - one.mapped.used
            parts.setdefault(register, []).append(replace(one, elsewhere=elsewhere))
        findings += _of_notes(table, used)
        findings += _not_used(table, used | columns_named(table, extract))
        if extract.long:
            findings += questions_not_used(table, extract.long, answers)
    gathered = {}
    for register in REGISTERS:
        if register in parts:
            gathered[register], found = _of_register(register, parts[register], programme, get_key)
            findings += found
    return gathered, findings


def _has_another(
    extract: Extract, place: int, programme: Programme, tables: Mapping[int, RawTable | FileProblem]
) -> bool:
    """Whether another file of the same entry of programme.yaml has rows: one of many need not."""
    others = [at for at, one in enumerate(programme.extracts) if at != place and _same_entry(one, extract)]
    return any(isinstance(tables[at], RawTable) for at in others)


def _same_entry(one: Extract, other: Extract) -> bool:
    return isinstance(one, Part) and isinstance(other, Part) and one.entry == other.entry


def _of_register(register: str, parts: list[_OfFile], programme: Programme, get_key: GetKey) -> tuple[Gathered, Found]:
    files: list[Read] = []
    read, findings = 0, []
    headers: dict[tuple[str, str], str] = {}
    cell_rows: dict[tuple[str, int, str], int] = {}
    for part, repeated in zip(parts, repeated_rows([part.compared(register) for part in parts]), strict=True):
        extract, table, mapped = part.extract, part.table, part.mapped
        if isinstance(extract.registers[register].wide, Wide):
            mapped = _unfolded(mapped, table, extract, register)
        if register == "excerpts":
            mapped = as_excerpts(mapped, extract.registers[register])
        if extract.registers[register].split:
            before = len(mapped.findings)
            mapped = split_cells(mapped, extract.registers[register], register)
            findings += mapped.findings[before:]
        read += len(mapped.frame)
        kept, found = _well_formed(mapped.frame, table, repeated, register, extract.registers[register].duplicates)
        findings += found
        if register == "participants":
            projects = known_projects(programme, extract.registers[register].values.get("project", {}))
            kept, found = without_totals(mapped, kept, table, set(map(plain, projects)))
            findings += found
        if mapped.frame.empty and not mapped.findings and all(other.is_empty for other in part.of_entry(parts)):
            message = (
                f"no row of the file is a row of {register}; deliver it again, or fix {register} in programme.yaml"
            )
            severity = "note" if len(extract.registers) > 1 else "error"  # another register has the file's rows
            findings.append(of_file("no_rows", table.file, message, register=register, severity=severity))
        cells, found = read_cells(replace(mapped, frame=kept), register, programme, extract, table, get_key)
        places = {(table.file, row, header): at for (row, header), at in mapped.cell_rows.items()}
        findings += [at_cells(rows, places) for rows in found]
        cell_rows |= places
        if "participant_id" in programme.ids and programme.ids["participant_id"].per_project:
            cells = of_projects(cells)
        if part.snapshot:
            cells = cells.assign(snapshot=cells["row"].map(part.snapshot.of_row).astype("int64"))
        key = []
        for name in extract.registers[register].key or REGISTERS[register].known_by:
            if name not in extract.registers[register].columns_of(register) and part.snapshot:
                cells, name, found = _with_key(cells, table, name, register)
                findings += found
            key.append(name)
        files.append(Read(cells, key, part.snapshot, extract.gone == "keep"))
        headers |= {(table.file, column): header for column, header in mapped.headers.items()}
    frames, found = newest_of_each(files, register)
    extra = [name for frame in frames for name in frame if str(name).startswith(KEY_OF_FILE)]
    extra += ["snapshot"] if register != "participants" else []
    frame = stacked(frames).drop(columns=extra, errors="ignore")
    snapshots = frozenset(part.table.file for part in parts if part.snapshot)
    return Gathered(frame, headers, read, cell_rows, snapshots), [*findings, *found]


def _with_key(cells: pd.DataFrame, table: RawTable, header: str, register: str) -> tuple[pd.DataFrame, str, Found]:
    """The rows with a column of the file by which they are known again, under a name that no register has."""
    place, found = place_of(table, header, register)
    name = f"{KEY_OF_FILE}{header}"
    column = texts(table.cells[place]) if place is not None else pd.Series("", table.cells.index)
    return cells.assign(**{name: cells["row"].map(column)}), name, found


def _well_formed(
    frame: pd.DataFrame, table: RawTable, repeated: Mapping[int, str], register: str, duplicates: str | None = None
) -> tuple[pd.DataFrame, Found]:
    """The rows without those that have more cells than the header, or repeat an earlier row.

    Equal registrations of time that do not say when on the day they were are different ones: they stay, with a note.
    """
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
    kept = pd.Series(False, frame.index)
    if duplicates == "keep":
        kept = again
    elif duplicates is None and register == TIMES:
        kept[again] = ~has_clock(frame[again])
    again &= ~kept
    if kept.any():
        findings.append(make("equal_rows", register, frame[kept].head(1), "", EQUAL_ROWS.format(int(kept.sum()))))
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


def _of_notes(table: RawTable, used: frozenset[int]) -> Found:
    """What the reader of a file has noted on the table as a whole, and on the columns that some register reads."""
    return [
        of_file(note.rule, table.file, note.message, note.row, column, **severity)
        for note in table.notes
        if note.place is None or note.place in used
        for column in ["" if note.place is None else table.header[note.place]]
        for severity in [{"severity": note.severity} if note.severity else {}]
    ]


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
