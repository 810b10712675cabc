"""What a cleaning found, of the programme and of each project."""

import pandas as pd
import pytest

from forlob.cleaning.clean import Cleaned
from forlob.cleaning.findings import collect, make, of_file


def finding(rule: str, register: str, row: int, column: str = "") -> pd.DataFrame:
    where = pd.DataFrame({"file": ["a.csv"], "row": pd.array([row], "Int64")})
    return make(rule, register, where, column)


@pytest.fixture
def cleaned() -> Cleaned:
    """Row 2 of the file is a plan in north and an event in south; row 3 a plan in north; whose row 4 is nobody knows.

    Of five plans read in north two are set aside, and of six events read in south the start of one is not read.
    """
    found = collect(
        [
            *(finding("duplicate_row", "plans", row) for row in (2, 3)),
            finding("orphan", "plans", 4),
            finding("bad_date", "events", 2, "Fra"),
            of_file("column_not_used", "a.csv", "no register has it", column="Andet"),
        ]
    )
    rows = [("plans", 6, 3, 3), ("events", 6, 6, 0)]
    places = [("plans", 2, "north"), ("plans", 3, "north"), ("events", 2, "south")]
    read = [("events", "south", 6), ("plans", "north", 5), ("plans", "south", 0)]
    return Cleaned(
        {},
        found,
        pd.DataFrame(rows, columns=["register", "read", "kept", "set_aside"]),
        pd.DataFrame(
            [(name, "a.csv", *where) for name, *where in places], columns=["register", "file", "row", "project"]
        ),
        pd.DataFrame(read, columns=["register", "project", "rows"]),
    )


def rules(cleaned: Cleaned, project: str) -> list[tuple[str, int | None]]:
    found = cleaned.result.of(project).findings
    return [(rule, None if pd.isna(row) else row) for rule, row in zip(found["rule"], found["row"], strict=True)]


def test_a_finding_belongs_to_each_project_that_its_row_is_of_and_one_of_a_file_to_all(cleaned):
    assert list(cleaned.result.findings["projects"]) == ["north south", "north", "", "north south", ""]
    assert rules(cleaned, "") == [
        *(("duplicate_row", 2), ("duplicate_row", 3), ("orphan", 4), ("bad_date", 2), ("column_not_used", None))
    ]
    shared = [("duplicate_row", 2), ("bad_date", 2), ("column_not_used", None)]
    assert rules(cleaned, "north") == [shared[0], ("duplicate_row", 3), *shared[1:]]
    assert rules(cleaned, "south") == shared
    assert rules(cleaned, "east") == [("column_not_used", None)]


def test_rows_of_each_project_stand_behind_those_of_the_programme(cleaned):
    """Rows of no known project count in the programme alone; a project without rows of a register has no line of it."""
    assert cleaned.result.rows.to_numpy().tolist() == [
        ["", "plans", 6, 3, 3],
        ["", "events", 6, 6, 0],
        ["north", "plans", 5, 3, 2],
        ["south", "events", 6, 6, 0],
    ]


def test_what_is_much_of_one_project_need_not_be_much_of_the_programme(cleaned):
    """One orphan of six plans is more than a tenth, of no project; one date of six is, in south and of all."""
    losses = cleaned.result.losses
    assert losses[["project", "register", "lost", "unit", "in_all", "read"]].to_numpy().tolist() == [
        ["", "events", "Fra", "cells", 1, 6],
        ["", "plans", "orphan", "rows", 1, 6],
        ["south", "events", "Fra", "cells", 1, 6],
    ]


def test_how_many_findings_there_are_of_each_rule(cleaned):
    assert cleaned.counts.to_numpy().tolist() == [
        ["set_aside", "duplicate_row", "plans", 2],
        ["set_aside", "orphan", "plans", 1],
        ["repaired", "bad_date", "events", 1],
        ["note", "column_not_used", "", 1],
    ]
