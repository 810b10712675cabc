"""Registers are written and read as they are."""

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.errors import UsageError
from forlob.storage.register_files import read_registers, register_files, write_registers
from tests.cleaning.stories import PARTICIPATIONS, story

REGISTERS = story(
    {
        "participants": PARTICIPATIONS.replace("exited_on", "exited_on; age").replace(";\n", ";; 34\n"),
        "plans": "participant_id; started_on\n1; 2012-02-01\n2; 2012-02-01",
        "companies": "company_id; name\n7; Nør",
    }
).registers


#: Answers as they came, the projects mixed, one row without a project, and a project named as a file might be.
MIXED = {
    "answers": pd.DataFrame(
        {"project": ["south", "north", None, "south", "all"], "answer": ["a", "b", "c", "d", "e"]}, dtype="string"
    )
}


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.parquet")}


def participations(*projects):
    return pd.DataFrame(
        {
            "participation_id": pd.array(range(1, len(projects) + 1), dtype="Int64"),
            "project": pd.array(projects, dtype="string"),
        }
    )


def test_what_is_read_is_what_was_written(tmp_path):
    write_registers(tmp_path / "registers", REGISTERS)
    read = read_registers(tmp_path / "registers")
    assert sorted(read) == ["companies", "participants", "plans"]
    for name, frame in read.items():
        pd.testing.assert_frame_equal(frame, REGISTERS[name])


def test_a_project_has_its_own_rows_and_registers_without_project_whole(tmp_path):
    write_registers(tmp_path / "registers", REGISTERS)
    read = read_registers(tmp_path / "registers", "south")
    assert {name: len(frame) for name, frame in read.items()} == {"companies": 1, "participants": 1, "plans": 0}
    assert read["plans"].dtypes.equals(REGISTERS["plans"].dtypes)


def test_the_same_registers_are_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        write_registers(tmp_path / folder, REGISTERS)
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_nothing_cleaned_yet(tmp_path):
    with pytest.raises(UsageError, match="there are no cleaned registers"):
        read_registers(tmp_path)


def test_a_project_is_a_file_and_a_project_reads_its_own_alone(tmp_path):
    write_registers(tmp_path, MIXED)
    assert sorted(path.name for path in (tmp_path / "answers").iterdir()) == [
        *["+all.parquet", "+order.parquet", "all.parquet", "north.parquet", "south.parquet"],
    ]
    assert register_files(tmp_path, "south") == [tmp_path / "answers" / "south.parquet"]
    assert register_files(tmp_path, "nobody") == [tmp_path / "answers" / "+all.parquet"]
    assert len(register_files(tmp_path)) == 5
    for project, answers in {"south": ["a", "d"], "all": ["e"], "nobody": []}.items():
        assert list(read_registers(tmp_path, project)["answers"]["answer"]) == answers


def test_projects_that_alternate_keep_the_order_of_their_rows(tmp_path):
    write_registers(tmp_path, MIXED)
    pd.testing.assert_frame_equal(read_registers(tmp_path)["answers"], MIXED["answers"])


def test_a_participation_more_in_one_project_leaves_the_files_of_the_others_as_they_are(tmp_path):
    """South's participations are 3 and 4 of the programme, then 4 and 5; in its own file they are 1 and 2 both
    times.
    """
    write_registers(tmp_path / "before", {"participants": participations("north", "north", "south", "south")})
    write_registers(tmp_path / "after", {"participants": participations("north", "north", "north", "south", "south")})
    before, after = files(tmp_path / "before"), files(tmp_path / "after")
    assert {name for name in before if before[name] != after[name]} == {
        *["participants/north.parquet", "participants/+order.parquet"],
    }
    assert list(read_registers(tmp_path / "after", "south")["participants"]["participation_id"]) == [1, 2]
    assert list(read_registers(tmp_path / "after")["participants"]["participation_id"]) == [1, 2, 3, 4, 5]


def test_only_the_registers_wanted(tmp_path):
    write_registers(tmp_path, REGISTERS)
    assert list(read_registers(tmp_path, only=["plans"])) == ["plans"]


@given(st.lists(st.sampled_from(["a", "b", "c", None]), max_size=12), st.data())
def test_any_order_comes_back(projects, data):
    """Participations of projects in their order, and rows of them that are in any order, some in no participation."""
    known = sorted(projects, key=lambda name: name or "z")
    frame = participations(*known)
    drawn = data.draw(st.lists(st.integers(0, len(known)), max_size=12)) if known else []
    numbers = [None if number == 0 else number for number in drawn]
    rows = pd.DataFrame(
        {
            "participation_id": pd.array(numbers, dtype="Int64"),
            "project": pd.array([None if n is None else known[n - 1] for n in numbers], dtype="string"),
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        write_registers(Path(folder) / "registers", {"participants": frame, "plans": rows})
        read = read_registers(Path(folder) / "registers")
    pd.testing.assert_frame_equal(read["participants"], frame)
    pd.testing.assert_frame_equal(read["plans"], rows)
