"""What a cleaning found is read as it was written, with pandas and without."""

import pandas as pd
import pytest

from forlob.cleaning.findings import COLUMNS
from forlob.cleaning.result import LOSSES, ROWS, CleaningResult
from forlob.errors import UsageError
from forlob.storage.cleaning_files import read_findings, read_losses, read_result, write_result

FINDINGS = [
    ["set_aside", "plans", "a.csv", 2, "Dato\r(start)", "orphan", "left out", 'no "x", known', "north south"],
    ["set_aside", "plans", "a.csv", 3, "", "orphan", "left out", "NA", "northern"],
    ["note", "", "b.csv", None, "null", "column_not_used", "not read", "", ""],
]


@pytest.fixture
def result() -> CleaningResult:
    found = pd.DataFrame(FINDINGS, columns=[*COLUMNS, "projects"])
    found = found.astype({name: "Int64" if name == "row" else "string" for name in found})
    rows = pd.DataFrame([["", "plans", 9, 7, 2], ["north", "plans", 4, 3, 1]], columns=ROWS)
    losses = [["", "plans", "Dato", "cells", "bad_date", 3, 9, 3], ["", "plans", "orphan", "rows", "unknown", 1, 9, 2]]
    return CleaningResult(found, rows, pd.DataFrame(losses, columns=LOSSES))


def test_it_is_read_as_it_was_written(tmp_path, result):
    write_result(tmp_path, result)
    again = read_result(tmp_path)
    pd.testing.assert_frame_equal(again.findings, result.findings)
    for name in ("rows", "losses"):
        assert getattr(again, name).to_dict("records") == getattr(result, name).to_dict("records")


def test_twice_is_the_same_bytes(tmp_path, result):
    for name in "ab":
        (tmp_path / name).mkdir()
        write_result(tmp_path / name, result)
    assert [file.read_bytes() for file in sorted((tmp_path / "a").iterdir())] == [
        file.read_bytes() for file in sorted((tmp_path / "b").iterdir())
    ]


def test_the_findings_of_a_project_in_the_form_of_findings_csv(tmp_path, result):
    """Its own and those about a file as a whole; north is not northern."""
    write_result(tmp_path, result)
    head = "severity,register,file,row,column,rule,action,message\n"
    first = 'set_aside,plans,a.csv,2,"Dato\r(start)",orphan,left out,"no ""x"", known"\n'
    second, last = "set_aside,plans,a.csv,3,,orphan,left out,NA\n", "note,,b.csv,,null,column_not_used,not read,\n"
    assert read_findings(tmp_path, "") == head + first + second + last
    assert read_findings(tmp_path, "north") == head + first + last
    assert read_findings(tmp_path, "northern") == head + second + last


def test_of_what_was_lost_rows_come_before_cells(tmp_path, result):
    write_result(tmp_path, result)
    assert [loss["lost"] for loss in read_losses(tmp_path, "")] == ["orphan", "Dato"]
    assert read_losses(tmp_path, "north") == []


def test_where_nothing_is_cleaned_it_is_said_what_to_run(tmp_path):
    for read in (read_result, lambda folder: read_findings(folder, ""), lambda folder: read_losses(folder, "")):
        with pytest.raises(UsageError, match="Run notebooks/clean.ipynb for the programme, or `forlob clean`"):
            read(tmp_path)
