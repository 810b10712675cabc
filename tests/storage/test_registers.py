"""Registers are written and read as they are."""

import pandas as pd
import pytest

from pipeline.errors import UsageError
from pipeline.storage.registers import read_registers, write_registers
from tests.cleaning.stories import COURSES, story

REGISTERS = story(
    {
        "participants": COURSES.replace("exited_on", "exited_on; age").replace(";\n", ";; 34\n"),
        "plans": "participant_id; started_on\n1; 2012-02-01\n2; 2012-02-01",
        "companies": "company_id; name\n7; Nør",
    }
).registers


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


def test_a_register_that_is_gone_is_gone(tmp_path):
    write_registers(tmp_path / "registers", REGISTERS)
    write_registers(tmp_path / "registers", {"plans": REGISTERS["plans"]})
    assert list(read_registers(tmp_path / "registers")) == ["plans"]


def test_the_same_registers_are_the_same_bytes(tmp_path):
    for folder in ("a", "b"):
        write_registers(tmp_path / folder, REGISTERS)
    for name in REGISTERS:
        assert (tmp_path / "a" / f"{name}.parquet").read_bytes() == (tmp_path / "b" / f"{name}.parquet").read_bytes()


def test_nothing_cleaned_yet(tmp_path):
    with pytest.raises(UsageError, match="there are no cleaned registers"):
        read_registers(tmp_path)
