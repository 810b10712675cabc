"""Programmes as messy as registrations are come right by programme.yaml alone."""

from pathlib import Path

from forlob.extracts.expand import expanded
from forlob.intake import take_in
from forlob.measures import exits, participants, placements
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
    for measure, project, n in zip(rows["measure"], rows["project"], rows["n"], strict=True):
        if n:
            found.setdefault(measure, {})[names[project]] = int(n)
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
