"""Programmes as messy as registrations are come right by programme.yaml alone."""

from pathlib import Path

from forlob.extracts.expand import expanded
from forlob.intake import take_in
from forlob.measures import exits, participants, placements, progression
from forlob.measures.data import Data
from forlob.measures.rows import compute_each
from forlob.programme.read_programme import read_programme
from forlob.storage.workspace import workspace
from tests.end_to_end import messy

HAVN = """
id: havn
title: Havn
extract_date: 2024-06-30
ids: {strip_zeros: true}
disclosure: {min_cell: 0, because: made up}
synthetic: true
extracts:
  - file: "forløb *.txt"
    format: {encoding: utf-16, delimiter: tab, header_row: 3, dates: ["%d.%m.%Y"]}
    snapshots: newest_counts
    order: "%Y-%m"
    skip: I alt
    registers:
      participants:
        columns: {participant_id: Nr, project: Sted, enrolled_on: Ind, exited_on: Ud, exit_reason: Årsag}
        values: {exit_reason: {Uddannelse: education}}
      placements:
        columns: {participant_id: Nr, project: Sted, started_on: Praktik fra}
code_lists:
  exit_reason: {moved: {da: Flyttet, status: unrelated}}
exit_status: {education: self_supporting}
projects:
"""

TRIVSEL = """
id: trivsel
title: Trivsel
extract_date: 2024-12-31
ids: {per_project: true}
disclosure: {min_cell: 0, because: made up}
synthetic: true
extracts:
  - file: trivsel.xlsx
    project_from: sheet
    skip: Sum
    format: {sheets: [Bergen, Bod*, Drammen, Ålesund], header_row: 4, dates: ["%d.%m.%Y", "%d. %B %Y"]}
    registers:
      participants:
        columns: {participant_id: Nr, enrolled_on: Inn}
      measurements:
        wide: {columns: "{item}_{wave}", waves: {t0: "+0 days", t1: "+90 days", t2: {column: Dato_t2}}}
        columns: {participant_id: Nr}
scales:
  trivsel: {name: Trivsel, items: {sleep: Søvn, mood: Humør}, from: 1, to: 10}
projects:
"""


def by_place(folder: Path, text: str, *measures) -> dict[str, dict[str, int]]:
    """Measure -> place -> how many, where there are any."""
    file = folder / "programme.yaml"
    file.write_text(text, encoding="utf-8")
    programme = read_programme(file)
    folders = workspace(file, programme.id, raw=str(folder / "raw"), processed=str(folder / "processed"))
    cleaned = take_in(programme, folders)
    scopes = [Data.of(expanded(programme, folders.raw), cleaned.registers, project) for project in programme.projects]
    rows = compute_each(scopes, *measures)
    names = {project: about.name.da for project, about in programme.projects.items()}
    found: dict[str, dict[str, int]] = {}
    for measure, project, group, n in zip(rows["measure"], rows["project"], rows["group"], rows["n"], strict=True):
        if n:
            found.setdefault(f"{measure} {group}".strip(), {})[names[project]] = int(n)
    return found


def ids(places: list[str]) -> str:
    """The projects of the places, a line each."""
    plain = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe"})
    return "".join(f"  {place.lower().translate(plain)}: {{name: {place}}}\n" for place in places)


def test_25_projects_in_six_cumulative_months(tmp_path):
    """Each month holds all rows before it; exits are taken back, participants come back, and ids lose their zeros."""
    (tmp_path / "raw").mkdir()
    truth = messy.write_havn(tmp_path / "raw")
    text = HAVN + ids(messy.PLACES)
    assert len(HAVN.splitlines()) < 60
    wanted = (participants.enrolled, participants.exited, exits.self_supporting, placements.started)
    found = by_place(tmp_path, text, *wanted)
    assert found["participants.enrolled"] == dict(+truth.enrolled)
    assert found["participants.exited"] == dict(+truth.exited)
    assert found["exits.self_supporting"] == dict(+truth.self_supporting)
    assert found["placements.started"] == dict(+truth.placed)


def test_a_workbook_of_a_sheet_a_site_and_three_waves(tmp_path):
    """Sites count their own participants, dates are written in two ways, and the last wave is missing for some."""
    (tmp_path / "raw").mkdir()
    truth = messy.write_trivsel(tmp_path / "raw" / "trivsel.xlsx")
    assert len(TRIVSEL.splitlines()) < 60
    wanted = (participants.enrolled, progression.measured, progression.repeated, progression.improved)
    found = by_place(tmp_path, TRIVSEL + ids(messy.SITES), *wanted)
    assert found["participants.enrolled"] == dict(truth.enrolled)
    for code, item in (("sleep", "Søvn"), ("mood", "Humør")):
        group = f"trivsel: {code}"
        changes = {site: truth.changes[site, item] for site in messy.SITES}
        assert found[f"progression.measured {group}"] == dict(truth.enrolled)
        assert found[f"progression.repeated {group}"] == {site: len(some) for site, some in changes.items()}
        better = {site: sum(change > 0 for change in some) for site, some in changes.items()}
        assert found[f"progression.improved {group}"] == {site: n for site, n in better.items() if n}
