"""From files to registers: what is written, and when nothing is."""

from pathlib import Path

import pandas as pd
import pytest

from forlob import intake
from forlob.errors import ExtractsUnusable
from forlob.programme.read_programme import read_programme
from forlob.storage.register_files import read_registers
from forlob.storage.secret import KEY_FILE
from forlob.storage.workspace import Workspace, workspace

PROGRAMME = """\
id: trial
title: Forsøget
projects:
  north: {name: Nord}
  south: {name: Syd}
extracts:
  - file: deltagere.csv
    format: {encoding: cp1252, delimiter: ";", dates: "%d-%m-%Y"}
    registers:
      participants:
        columns: {participant_id: Borger, project: Jobcenter, enrolled_on: Startdato, gender: Køn}
  - file: plans.csv
    format: {dates: "%d-%m-%Y"}
    registers:
      plans: {columns: {participant_id: Borger, started_on: Dato}}
"""
PARTICIPATIONS = "Borger;Jobcenter;Startdato;Køn\r\n010190-1234;Nord;10-01-2012;Mand\r\n7;Syd;11-01-2012;kvinde \r\n"
PLANS = "Borger;Dato\n0101901234;01-02-2012\n8;01-02-2012\n"


@pytest.fixture
def folders(tmp_path, monkeypatch) -> Workspace:
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key"))
    (tmp_path / "programme.yaml").write_text(PROGRAMME, encoding="utf-8")
    raw, processed = tmp_path / "raw", tmp_path / "processed"
    raw.mkdir()
    (raw / "deltagere.csv").write_bytes(PARTICIPATIONS.encode("cp1252"))
    (raw / "plans.csv").write_text(PLANS, encoding="utf-8")
    return workspace(tmp_path / "programme.yaml", "trial", raw=str(raw), processed=str(processed))


def take_in(folders: Workspace) -> None:
    intake.take_in(read_programme(folders.programme_file), folders)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_registers_and_findings_are_written(folders):
    take_in(folders)
    registers = read_registers(folders.registers)
    assert [len(registers[name]) for name in ("participants", "plans")] == [2, 1]
    findings = folders.findings.read_text(encoding="utf-8").splitlines()
    assert findings[0] == "severity,register,file,row,column,rule,action,message"
    assert findings[1] == (
        "set_aside,plans,plans.csv,3,Borger,orphan,the row is left out,"
        "the participant is not in the register of participants"
    )
    assert findings[2:] == [
        'repaired,participants,deltagere.csv,2,Borger,identifier_in_text,pseudonymised,"1 ids are CPR numbers, the '
        "first in "
        'this row; each becomes a keyed pseudonym"',
        "repaired,participants,deltagere.csv,3,Køn,spelling,read as the code,\"written 'kvinde ', read as female\"",
        'repaired,plans,plans.csv,2,Borger,identifier_in_text,pseudonymised,"1 ids are CPR numbers, the first in '
        "this row; "
        'each becomes a keyed pseudonym"',
    ]
    assert all(b"010190" not in content for content in everything(folders.processed).values())


def test_twice_is_the_same_bytes(folders):
    take_in(folders)
    first = everything(folders.processed)
    take_in(folders)
    assert everything(folders.processed) == first


def test_a_register_that_is_no_longer_delivered_is_gone(folders):
    take_in(folders)
    folders.programme_file.write_text(PROGRAMME.partition("  - file: plans.csv")[0], encoding="utf-8")
    take_in(folders)
    assert list(read_registers(folders.registers)) == ["participants"]


def test_the_extracts_are_left_as_they_were(folders):
    before = everything(folders.raw)
    take_in(folders)
    assert everything(folders.raw) == before


def test_an_error_writes_findings_and_leaves_the_registers_as_they_were(folders):
    take_in(folders)
    before = everything(folders.registers)
    (folders.raw / "deltagere.csv").write_bytes(PARTICIPATIONS.replace("Nord", "Øst").encode("cp1252"))
    (folders.raw / "plans.csv").unlink()
    with pytest.raises(ExtractsUnusable) as raised:
        take_in(folders)
    assert str(raised.value).splitlines() == [
        "plans.csv: the file is not in the folder of extracts (the folder holds deltagere.csv); put it there or "
        "fix file: in "
        "programme.yaml.",
        "deltagere.csv, row 2, column Jobcenter: unexpected project 'Øst' (known are 'Nord', 'Syd'); declare it under "
        "projects in programme.yaml; if this row is a total or a footnote, name it under skip: (or the row where the "
        "table ends under until:).",
    ]
    assert everything(folders.registers) == before
    assert set(pd.read_csv(folders.findings)["severity"]) == {"error", "repaired"}


def test_an_error_at_the_first_run_writes_findings_alone(folders):
    (folders.raw / "plans.csv").write_text("")
    with pytest.raises(ExtractsUnusable):
        take_in(folders)
    assert list(everything(folders.processed)) == ["findings.csv"]


MVAD = """\
id: mvad
title: {da: Skolebørn, en: School leavers}
period: {from: 1993-07-01, to: 1999-06-30}
projects: {belfast: {name: B}, north: {name: N}, south: {name: S}, southeast: {name: SE}, west: {name: W}}
code_lists:
  state: &states
    employment: {da: Arbejde}
    FE: {da: FE}
    HE: {da: HE}
    joblessness: {da: Ledig}
    school: {da: Skole}
    training: {da: Oplæring}
  exit_reason: *states
extracts:
  - file: mvad.csv
    format: {delimiter: ","}
    constants: {enrolled_on: 1993-07-01, exited_on: 1999-06-30}
    registers:
      participants:
        columns:
          participant_id: id
          project: {one_hot: {Belfast: belfast, N.Eastern: north, Southern: south, S.Eastern: southeast, Western: west}}
          exit_reason: Jun.99
      spells: {columns: {participant_id: id}, wide: {headers: "%b.%y"}}
"""


def test_school_leavers(tmp_path, shared_folder):
    """712 real people, 72 months; the published counts of September 1993 and June 1999, unweighted."""
    (tmp_path / "programme.yaml").write_text(MVAD, encoding="utf-8")
    raw = str(shared_folder / "realdata" / "mvad")
    folders = workspace(tmp_path / "programme.yaml", "mvad", raw=raw, processed=str(tmp_path / "processed"))
    take_in(folders)
    registers = read_registers(folders.registers)
    spells = registers["spells"]

    def counts(day: str) -> dict[str, int]:
        running = spells[(spells["started_on"] <= day) & (spells["ended_on"] >= day)]
        return running["state"].value_counts().to_dict()

    assert counts("1993-09-15") == {"FE": 275, "school": 179, "training": 158, "employment": 83, "joblessness": 17}
    last = {"employment": 484, "HE": 118, "joblessness": 93, "FE": 9, "training": 8}
    assert counts("1999-06-30") == last
    assert registers["participants"]["exit_reason"].value_counts().to_dict() == last
    assert registers["participants"]["weight"].sum() == pytest.approx(711.57, abs=0.005)
    # Persons 1 and 2, from September 1993: EM68 TR2, and FE36 HE34; both had two months before.
    lengths = spells.assign(days=(spells["ended_on"] - spells["started_on"]).dt.days + 1)
    of_two = lengths[lengths["participant_id"] == "2"]
    assert of_two.loc[of_two["state"] == "HE", ["started_on", "ended_on"]].astype(str).values.tolist() == [
        ["1996-09-01", "1999-06-30"]
    ]
    findings = pd.read_csv(folders.findings)
    assert set(findings["rule"]) == {"column_not_used"}
