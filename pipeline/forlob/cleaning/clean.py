"""The cleaning of a programme's extracts: `steps.py` lists the steps of each register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from forlob.cleaning import time_registrations
from forlob.cleaning.categories import all_as_text, filled
from forlob.cleaning.findings import at_cells, collect, errors
from forlob.cleaning.gather import Gathered, gather
from forlob.cleaning.losses import causes, mostly_lost
from forlob.cleaning.personal_ids import GetKey
from forlob.cleaning.result import LOSSES, PROJECTS, ROWS, CleaningResult
from forlob.cleaning.steps import STEPS, Context
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.programme.programme import Programme


@dataclass(frozen=True)
class Cleaned:
    """`registers`: name -> cleaned register; `findings`: one row a finding; `rows`: register, read, kept, set_aside.

    `places`: register, file, row, project of each row that a finding names and whose project is known; `read`:
    register, project, rows read of it. Where a finding is an error there are no registers.
    """

    registers: Mapping[str, pd.DataFrame]
    findings: pd.DataFrame
    rows: pd.DataFrame
    places: pd.DataFrame
    read: pd.DataFrame

    @property
    def result(self) -> CleaningResult:
        """What the cleaning found and lost, of the programme and of each project."""
        found = self.findings.assign(**{PROJECTS: _projects_of(self.findings, self.places)})
        lost = _of_each(found, sorted(self.read["project"].unique()))
        rows = _rows_of_each(self.rows, self.read, lost)
        return CleaningResult(found, rows[ROWS], causes(lost, rows)[LOSSES])

    @property
    def counts(self) -> pd.DataFrame:
        """How many findings there are: severity, rule, register, findings."""
        by = ["severity", "rule", "register"]
        return self.findings.groupby(by, sort=False).size().reset_index(name="findings")


_NOWHERE = pd.DataFrame(columns=["register", "file", "row", "project"])
_NONE_READ = pd.DataFrame(columns=["register", "project", "rows"])


def clean(programme: Programme, tables: Mapping[int, RawTable | FileProblem], get_key: GetKey) -> Cleaned:
    """Clean the extracts of a programme.

    `tables`: place in `programme.extracts` -> its table, or why it could not be read. All files are read to their end
    before an error stops the work. Rows read = rows kept + rows set aside holds for each register, or AssertionError.
    """
    cleaned = clean_rows(programme, tables, get_key)
    declared = {extract.file for extract in programme.extracts if extract.gone}
    lost = mostly_lost(cleaned.findings, cleaned.rows, declared)
    if lost or not errors(cleaned.findings).empty:
        findings = collect([cleaned.findings, *lost], programme.names_to_mask)
        return Cleaned({}, findings, _rows({}, {}), _NOWHERE, _NONE_READ)
    overlaps = time_registrations.overlaps(
        cleaned.registers.get(time_registrations.REGISTER, pd.DataFrame()), cleaned.header
    )
    findings = collect([cleaned.findings, *overlaps], programme.names_to_mask)
    finished = {name: finished_register(frame) for name, frame in cleaned.registers.items()}
    places = pd.concat([cleaned.places, *(places_of(table, cleaned.registers) for table in overlaps)])
    return Cleaned(finished, findings, cleaned.rows, distinct_places(places), cleaned.read)


@dataclass(frozen=True)
class CleanedRows(Cleaned):
    """The same, as far as it can be known of a participant alone: registers have `file` and `row` and text columns as
    categories, and what mentors did at the same time is not found yet. `header`: rows of time registrations -> the
    file's own name of the column with their moment. `of_reading`: those of the findings that are made before rows are
    compared, which is not done where one of them is an error.
    """

    header: time_registrations.Header = lambda rows: ""
    of_reading: pd.DataFrame = field(default_factory=pd.DataFrame)


def clean_rows(programme: Programme, tables: Mapping[int, RawTable | FileProblem], get_key: GetKey) -> CleanedRows:
    """Clean the extracts but for what takes more than one participant to see, also where a register has no row."""
    names = programme.names_to_mask
    gathered, findings = gather(programme, tables, get_key)
    of_reading = collect(findings, names)
    if unusable(of_reading):
        return CleanedRows({}, of_reading, _rows({}, {}), _NOWHERE, _NONE_READ, of_reading=of_reading)
    registers: dict[str, pd.DataFrame] = {}
    for register, part in gathered.items():
        read = gathered["participants"].frame if "participants" in gathered else None
        rows, context = part.frame, Context(register, part, programme, registers.get("participants"), read)
        for step in STEPS[register]:
            rows, found = step(rows, context)
            findings += [at_cells(finding, part.cell_rows) for finding in found]
        registers[register] = rows
    made, rows = collect(findings, names), _rows(gathered, registers)
    _reconcile(rows, made)
    projects = {name: _projects(name, part.frame, registers[name]) for name, part in gathered.items()}
    places = places_of(made, projects)

    def header(rows: pd.DataFrame) -> pd.Series:
        return gathered[time_registrations.REGISTER].header("started_at", "time_of_day").loc[rows.index]

    return CleanedRows(registers, made, rows, places, _read(projects), header, of_reading)


def unusable(findings: pd.DataFrame) -> bool:
    """Whether there is an error beside that a register has no row."""
    return bool((errors(findings)["rule"] != "no_rows").any())


def places_of(findings: pd.DataFrame, registers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Register, file, row and project of each row that a finding names and whose project is known.

    `registers`: rows with `file`, `row` and `project`.
    """
    parts = [_NOWHERE]
    for file, rows in findings["row"].dropna().groupby(findings["file"]):
        for name, frame in registers.items():
            if "project" in frame:
                here = frame[(frame["file"] == file) & frame["row"].isin(rows.unique())]
                parts.append(all_as_text(here[["file", "row", "project"]]).assign(register=name))
    return distinct_places(pd.concat(parts))


def distinct_places(places: pd.DataFrame) -> pd.DataFrame:
    """Each row once, where its project is known."""
    known = places.dropna(subset="project").drop_duplicates(["register", "file", "row"], ignore_index=True)
    return known[_NOWHERE.columns]


def _projects_of(findings: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """The projects of the row that each finding names: their ids in order, separated by a space."""
    row = ["file", "row"]
    known = places[[*row, "project"]].astype({"file": "string", "row": "Int64", "project": "string"}).drop_duplicates()
    several = known.duplicated(row, keep=False)
    if several.any():
        listed = known[several].sort_values("project").groupby(row, sort=False)["project"].agg(" ".join).reset_index()
        known = pd.concat([known[~several], listed.astype(known.dtypes)])
    here = findings[row].merge(known, on=row, how="left")["project"]
    return here.fillna("").set_axis(findings.index)


def _of_each(found: pd.DataFrame, projects: Sequence[str]) -> pd.DataFrame:
    """The findings that something was lost by, of the programme (`project` is empty) and once more of each project."""
    lost = found[found["severity"].isin(["set_aside", "repaired"])]
    of_rows = lost[lost[PROJECTS] != ""]
    of_rows = of_rows.assign(project=of_rows[PROJECTS].str.split(" ")).explode("project")
    of_files = [lost[lost["row"].isna()].assign(project=project) for project in projects]
    return pd.concat([lost.assign(project=""), of_rows, *of_files], ignore_index=True)


def _rows_of_each(rows: pd.DataFrame, read: pd.DataFrame, lost: pd.DataFrame) -> pd.DataFrame:
    """Rows read, kept and set aside of the programme, and of each project that rows were read of; as `lost` says."""
    order = {register: place for place, register in enumerate(rows["register"])}
    here = read[read["rows"] > 0].rename(columns={"rows": "read"})
    here = here.assign(place=here["register"].map(order)).sort_values(["project", "place"], kind="stable")
    aside = lost[lost["severity"] == "set_aside"].groupby(["project", "register"]).size()
    keys = pd.MultiIndex.from_frame(here[["project", "register"]])
    here = here.assign(set_aside=aside.reindex(keys, fill_value=0).to_numpy())
    here = here.assign(kept=here["read"] - here["set_aside"])
    return pd.concat([rows.assign(project=""), here], ignore_index=True).astype(
        dict.fromkeys(("read", "kept", "set_aside"), "int64")
    )


def _projects(name: str, rows: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """`file`, `row` and `project` of each row that was read: as written in it, else of the participation it belongs
    to.
    """
    project = rows.get("project", pd.Series(pd.NA, rows.index, dtype="string"))
    if name != "participants" and "project" in register:
        project = filled(project, register["project"].reindex(rows.index))
    return rows[["file", "row"]].assign(project=project)


def _read(projects: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """How many rows were read of each register and project: register, project, rows."""
    parts = [_NONE_READ]
    for name, rows in projects.items():
        known = rows.dropna(subset="project")
        counted = known["project"].groupby(known["project"], sort=False).size()
        parts.append(pd.DataFrame({"register": name, "project": counted.index.astype("string"), "rows": counted}))
    return pd.concat(parts, ignore_index=True)


def _rows(gathered: Mapping[str, Gathered], registers: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows read, kept and set aside, by register."""
    counts = [(name, part.read, len(registers[name])) for name, part in gathered.items()]
    rows = pd.DataFrame(counts, columns=["register", "read", "kept"]).astype({"read": "int64", "kept": "int64"})
    return rows.assign(set_aside=rows["read"] - rows["kept"])


def _reconcile(rows: pd.DataFrame, findings: pd.DataFrame) -> None:
    """Rows read = rows kept + rows that a finding sets aside."""
    aside = findings[findings["severity"] == "set_aside"].groupby("register").size()
    for register, lost in zip(rows["register"], rows["set_aside"], strict=True):
        found = int(aside.get(register, 0))
        if found != lost:
            raise AssertionError(f"{register}: {lost} rows are left out, but {found} findings set a row aside")


def finished_register(frame: pd.DataFrame) -> pd.DataFrame:
    """A register without the places its rows came from, ids first, the rows in the order of their participations."""
    first = [column for column in ("participation_id", "participant_id", "project") if column in frame]
    rest = [column for column in frame.columns if column not in (*first, "file", "row")]
    ordered = (
        frame.sort_values("participation_id", kind="stable", na_position="last")
        if "participation_id" in frame
        else frame
    )
    return all_as_text(ordered[[*first, *rest]]).reset_index(drop=True)
