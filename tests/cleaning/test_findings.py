"""Findings: one table in a fixed order, and each of them as a sentence."""

import pandas as pd
import pytest

from forlob.cleaning.findings import COLUMNS, RULES, SEVERITIES, collect, errors, make, of_file, sentence

#: The design's table of rules, and beside it what the reading of files and headers finds.
DESIGN = {
    "error": "file_missing column_missing column_twice wrong_delimiter wrong_encoding empty_file no_rows "
    "damaged_file unsafe_file value_missing totals_row bad_id mostly_orphans mostly_lost who5_coding",
    "repaired": "unknown_project unknown_answer bad_date bad_number spelling exit_before_enrolment ends_before_start "
    "identifier_in_text header_spelling answered_twice id_spelling formula_without_value error_value",
    "set_aside": "duplicate_row duplicate_participation orphan outside_period time_not_positive ragged_row "
    "measured_twice superseded",
    "note": "second_date_format starts_before_enrolment starts_after_exit open_end time_too_short time_too_long "
    "time_overlap suppressed_at_source question_not_answered participation_unclear re_enrolled left_open "
    "column_not_used rows_left_out equal_rows snapshot_order gone id_of_two stage_skipped after_cut_off "
    "merged_cells hidden_rows leading_zeros dates_swapped birth_century time_beside_date read_as_empty "
    "numbers_as_dates",
}


def test_the_rules_are_those_of_the_design():
    assert dict(RULES) == {rule: severity for severity, rules in DESIGN.items() for rule in rules.split()}
    assert set(RULES.values()) == set(SEVERITIES)


def two_rows(*rows: int) -> pd.DataFrame:
    return pd.DataFrame({"file": "f.csv", "row": rows})


def test_findings_stand_by_severity_register_file_row_column_and_rule():
    tables = [
        make("open_end", "placements", two_rows(9, 2), "Slut", "no end"),
        make("orphan", "plans", two_rows(3), "id", "unknown"),
        of_file("file_missing", "z.csv", "not there"),
        of_file("empty_file", "a.csv", "empty"),
        make("spelling", "plans", two_rows(4), "b", "x"),
        make("bad_date", "plans", two_rows(4), "a", "x"),
    ]
    made = collect(tables)
    assert list(made.columns) == COLUMNS
    assert list(zip(made["severity"], made["file"], made["row"].fillna(0), made["column"], strict=True)) == [
        ("error", "a.csv", 0, ""),
        ("error", "z.csv", 0, ""),
        ("set_aside", "f.csv", 3, "id"),
        ("repaired", "f.csv", 4, "a"),
        ("repaired", "f.csv", 4, "b"),
        ("note", "f.csv", 2, "Slut"),
        ("note", "f.csv", 9, "Slut"),
    ]
    assert collect(reversed(tables)).equals(made)


def test_no_findings_are_a_table_too():
    made = collect([])
    assert list(made.columns) == COLUMNS
    assert made.to_csv(index=False) == "severity,register,file,row,column,rule,action,message\n"


def test_the_action_says_what_was_done():
    rows = two_rows(2)
    assert list(make("orphan", "plans", rows)["action"]) == ["the row is left out"]
    assert list(make("bad_date", "plans", rows)["action"]) == ["the cell becomes not registered"]
    assert list(make("bad_date", "plans", rows, severity="error")["action"]) == ["nothing is written"]
    assert list(make("spelling", "plans", rows)["action"]) == ["read as the code"]


def test_a_rule_that_is_not_listed_raises():
    with pytest.raises(KeyError):
        make("new_rule", "plans", two_rows(2))


def test_a_finding_as_a_sentence_names_file_row_and_column():
    table = collect(
        [
            of_file("file_missing", "a.csv", "the file is not there"),
            make("bad_date", "plans", two_rows(4), "Dato", "'x' is no date.", severity="error"),
        ]
    )
    assert [sentence(row) for _, row in errors(table).iterrows()] == [
        "a.csv: the file is not there.",
        "f.csv, row 4, column Dato: 'x' is no date.",
    ]


def test_a_finding_read_from_findings_csv_is_the_same_sentence(tmp_path):
    path = tmp_path / "findings.csv"
    path.write_text(collect([of_file("file_missing", "a.csv", "the file is not there")]).to_csv(index=False))
    read = pd.read_csv(path, keep_default_na=False, dtype=str)
    assert sentence(read.iloc[0]) == "a.csv: the file is not there."


def test_personal_numbers_are_masked_wherever_they_stand():
    table = collect(
        [of_file("column_missing", "010190-1234.csv", "it has 010190-1234, Ib", column="010190-1234")], ["Ib"]
    )
    assert table[["file", "column", "message"]].iloc[0].tolist() == ["[…].csv", "[…]", "it has […], […]"]
