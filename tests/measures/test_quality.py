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


def test_findings_of_each_register_by_severity_and_rule(numbers):
    """Three notes and a row set aside of plans; a file of no register is one finding too."""
    rules = ["open_end", "open_end", "open_end", "orphan", "column_not_used"]
    severities = ["note", "note", "note", "set_aside", "note"]
    findings = pd.DataFrame({"severity": severities, "register": ["plans"] * 4 + [None], "rule": rules})
    found = quality.findings(cleaned(pd.DataFrame(), findings))
    keys = zip(found["group"], found["subgroup"], found["third"], found["n"], strict=True)
    assert set(keys) == {
        ("plans", "note", "open_end", 3),
        ("plans", "set_aside", "orphan", 1),
        ("", "note", "column_not_used", 1),
    }
    assert quality.findings(cleaned(pd.DataFrame(), findings.iloc[:0])).empty


def test_numbers_that_are_not_shown():
    """Of four numbers two are hidden; a third has no share, but its n is shown."""
    row = quality.hidden(pd.Series(["", "n", "of", "n of"])).iloc[0]
    assert (row["n"], row["of"], row["value"]) == (2, 4, 0.5)
