"""Completeness, and the rows read."""

import pandas as pd

from forlob.cleaning.result import CleaningResult
from forlob.measures import quality


def cleaned(rows, findings=None):
    return CleaningResult(findings, rows, pd.DataFrame())


def test_filled_cells_of_each_column(story, numbers):
    data = story.data(participants=[{"gender": "male"}, {"gender": None}])
    rows = quality.completeness(data)
    found = numbers(rows)
    assert found["participants", "gender"] == 1
    assert found["participants", "participant_id"] == 2 and found["participants", "exited_on"] == 0
    assert ("participants", "participation_id") not in found
    assert set(rows["of"]) == {2} and rows["ci_low"].isna().all()


def test_an_empty_register_has_no_share(story):
    data = story.data(participants=story.participants({}).iloc[:0])
    assert quality.completeness(data)["value"].isna().all()


def test_rows_read_kept_and_set_aside(numbers):
    counts = pd.DataFrame({"register": ["plans", "tasks"], "read": [5, 3], "kept": [4, 3], "set_aside": [1, 0]})
    found = numbers(quality.rows(cleaned(counts)))
    assert found == {
        ("plans", "read"): 5,
        ("plans", "kept"): 4,
        ("plans", "set_aside"): 1,
        ("tasks", "read"): 3,
        ("tasks", "kept"): 3,
        ("tasks", "set_aside"): 0,
    }
    assert quality.rows(cleaned(counts.iloc[:0])).empty


def test_rows_set_aside_by_rule(numbers):
    """Of five plans two belong to nobody and one is there twice; of the tasks none is set aside."""
    severities = ["set_aside"] * 3 + ["note", "repaired"]
    rules = ["orphan", "duplicate_row", "orphan", "orphan", "bad_date"]
    findings = pd.DataFrame({"severity": severities, "register": "plans", "rule": rules})
    counts = pd.DataFrame({"register": ["plans", "tasks"], "read": [5, 3], "kept": [2, 3], "set_aside": [3, 0]})
    rows = quality.set_aside(cleaned(counts, findings))
    assert numbers(rows) == {("plans", "duplicate_row"): 1, ("plans", "orphan"): 2}
    assert set(rows["of"]) == {5} and rows["ci_low"].isna().all()
    assert quality.set_aside(cleaned(counts, findings.iloc[3:])).empty


def test_cells_that_could_not_be_read(numbers):
    """Two ends of five plans are no dates, and one answer is unknown; what is written otherwise is read."""
    rules = ["bad_date", "bad_date", "unknown_answer", "spelling"]
    findings = pd.DataFrame({"register": "plans", "column": ["End", "End", "Form", "Form"], "rule": rules})
    counts = pd.DataFrame({"register": ["plans"], "read": [5], "kept": [5], "set_aside": [0]})
    rows = quality.not_read(cleaned(counts, findings))
    assert numbers(rows) == {("plans", "End"): 2, ("plans", "Form"): 1} and set(rows["of"]) == {5}


def test_no_registers_no_rows(story):
    assert quality.completeness(story.data()).empty
