"""Rows read, set aside and found, in a report where small numbers are protected."""

import pandas as pd
import pytest

from forlob.cleaning.findings import COLUMNS as OF_FINDINGS
from forlob.disclosure.decision import applied, decision_of
from forlob.disclosure.decision_on_cleaning import decision_on_cleaning
from forlob.measures.table import COLUMNS
from tests.disclosure.test_decision import FIVE
from tests.rows_of import count, share

READ = ["read", "kept", "set_aside"]


def table(*rows, project=""):
    made = pd.concat(rows, ignore_index=True)
    return made.assign(programme="p", project=project, suppressed=False, **{"from": "", "to": ""})[COLUMNS]


def rows_read(register, read, kept, aside):
    return count("quality.rows by register, step", [read, kept, aside], "rows", register, READ)


def set_aside(register, n, of, rule):
    return share("quality.set_aside by register, rule", n, of, "rows", register, rule)


def not_read(register, n, of, column):
    return share("quality.not_read by register, column", n, of, "cells", register, column)


def cause(register, n, of, what):
    return share("quality.causes by register, cause", n, of, "rows", register, what)


def found(register, severity, rule, n):
    return count("quality.findings by register, severity, rule", n, "findings", register, severity, rule)


def finding(register, severity, rule, column="", row=2):
    return dict(zip(OF_FINDINGS, (severity, register, "x.csv", row, column, rule, "", ""), strict=True))


def shown(*tables, complete=None, findings=(), at=""):
    """(measure, what) -> (n, of) as shown; `complete`: rows of all other measures."""
    decision = decision_of(complete if complete is not None else table(found("plans", "note", "gone", 9)), FIVE)
    every = pd.concat(tables, ignore_index=True)
    listed = pd.DataFrame(list(findings), columns=OF_FINDINGS)
    made = applied(decision_on_cleaning(every, decision, listed, 5), every[every["project"] == at])
    keys = zip(made["measure"].str.removeprefix("quality."), made["third"] + made["subgroup"], strict=True)
    numbers = made[["n", "of"]].astype(object).where(made[["n", "of"]].notna(), None)
    return dict(zip(keys, numbers.itertuples(index=False, name=None), strict=True))


def test_three_rows_set_aside_take_the_rows_read_with_them():
    """Of 60 plans 57 are kept; the 57 are shown, so that neither 60 nor 3 may be."""
    assert shown(table(rows_read("plans", 60, 57, 3), set_aside("plans", 3, 60, "orphan"))) == {
        ("rows", "read"): (None, None),
        ("rows", "kept"): (57, None),
        ("rows", "set_aside"): (None, None),
        ("set_aside", "orphan"): (None, None),
    }


def test_a_rule_with_few_rows_beside_one_with_many():
    """40 orphans are shown without the rows read: 42 set aside would tell the 2."""
    rules = [set_aside("plans", 40, 100, "orphan"), set_aside("plans", 2, 100, "duplicate_row")]
    made = shown(table(rows_read("plans", 100, 58, 42), *rules, cause("plans", 40, 100, "orphan: leading_zeros")))
    assert made["set_aside", "orphan"] == (40, None) and made["set_aside", "duplicate_row"] == (None, None)
    assert made["rows", "set_aside"] == made["rows", "read"] == (None, None) and made["rows", "kept"] == (58, None)
    assert made["causes", "orphan: leading_zeros"] == (40, None)


def test_many_of_all_and_rows_about_nobody_are_shown():
    whole = table(
        rows_read("plans", 60, 50, 10), set_aside("plans", 10, 60, "orphan"), rows_read("aggregates", 4, 3, 1)
    )
    assert all(n is not None for n, _ in shown(whole).values())


def test_cells_that_could_not_be_read_are_hidden_with_how_full_their_column_is():
    """Three genders could not be read: neither the cells nor the findings say so, nor that of the column's cause."""
    people = table(
        count("participants.enrolled", 30, "participations"),
        share("participants.enrolled by gender", [15, 12, 3], 30, "participations", ["f", "m", "not_registered"]),
        share("quality.completeness by register, column", 27, 30, "cells", "participants", "gender"),
    )
    gender, of = (
        ("participants", "repaired", "unknown_answer"),
        [finding("participants", "repaired", "unknown_answer", "gender")],
    )
    made = shown(table(not_read("participants", 3, 30, "gender"), found(*gender, 3)), complete=people, findings=of * 3)
    assert made == {("not_read", "gender"): (None, 30), ("findings", "unknown_answerrepaired"): (None, None)}


def test_many_cells_that_could_not_be_read_are_hidden_where_they_leave_few():
    """Of ten genders seven could not be read: with the seven findings the three would be told."""
    people = table(
        count("participants.enrolled", 10, "participations"),
        share("participants.enrolled by gender", [3, 7], 10, "participations", ["f", "not_registered"]),
        share("quality.completeness by register, column", 3, 10, "cells", "participants", "gender"),
    )
    own = table(not_read("participants", 7, 10, "gender"), found("participants", "repaired", "unknown_answer", 7))
    made = shown(own, complete=people, findings=[finding("participants", "repaired", "unknown_answer", "gender")] * 7)
    assert [n for n, _ in made.values()] == [None, None]


def test_findings_about_a_file_are_about_nobody():
    whole = table(found("plans", "note", "column_not_used", 1), found("plans", "note", "open_end", 1))
    of = [finding("plans", "note", "column_not_used", "x", None), finding("plans", "note", "open_end", "ended_on")]
    made = shown(whole, findings=of)
    assert [n for n, _ in made.values()] == [1, None]


@pytest.mark.parametrize(("south", "all_of", "expected"), [(6, 12, 6), (2, 12, None), (6, 14, None)])
def test_of_a_project_what_the_others_leave_counts_too(south, all_of, expected):
    """North has 6: shown only where south has enough, and what is of no project (all, less both) is none or enough."""
    name = ("plans", "note", "open_end")
    tables = [table(found(*name, n), project=project) for project, n in (("north", 6), ("south", south), ("", all_of))]
    assert shown(*tables, at="north") == {("findings", "open_endnote"): (expected, None)}
    assert shown(*tables) == {("findings", "open_endnote"): (all_of, None)}


def test_rows_kept_are_hidden_where_the_people_are():
    """Three take part: the rows kept would say so."""
    people = table(
        count("participants.enrolled", 3, "participations"),
        share("quality.completeness by register, column", 3, 3, "cells", "participants", "gender"),
    )
    made = shown(table(rows_read("participants", 3, 3, 0)), complete=people)
    assert [n for n, _ in made.values()] == [None, None, 0]
