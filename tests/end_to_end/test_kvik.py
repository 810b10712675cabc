"""KVIK from its extracts: every printed figure comes out of the line, and one digit off would be noticed."""

import copy
from collections import defaultdict

import pytest

from forlob.measures.catalogue import declared, lines_of_report
from tests.end_to_end.line import measures
from tests.end_to_end.published import (
    by_key,
    curve_differs,
    figure_differs,
    figures_of,
    key_of,
    neighbours,
    order_differs,
    range_differs,
    read_published,
)

PUBLISHED = read_published()
FIGURES = figures_of(PUBLISHED)
NAMES = [f"{project or 'kvik'}-{row['measure']}-{row.get('group', '')}".strip("-") for project, row in FIGURES]
COLUMNS = "programme,project,measure,by,group,subgroup,third,at,from,to,n,of,value,unit,ci_low,ci_high,suppressed"
#: A person in two projects is one person and two participations; expected numbers and medians do not add up by
#: participations.
PARTICIPATIONS_COUNTED = ("participants.enrolled", "plans.started", "placements.started", "participants.exited")


@pytest.fixture(scope="module")
def table(kvik):
    return measures(kvik.processed / "measures.csv")


@pytest.fixture(scope="module")
def rows(table):
    return by_key(table)


@pytest.mark.parametrize(("project", "printed"), FIGURES, ids=NAMES)
def test_a_printed_figure_comes_out_and_another_digit_is_noticed(rows, project, printed):
    assert figure_differs(project, printed, rows) == ""
    for other in neighbours(printed):
        assert figure_differs(project, other, rows)


@pytest.mark.parametrize(("project", "printed"), FIGURES, ids=NAMES)
def test_a_wrong_digit_in_the_measures_is_noticed(rows, project, printed):
    key = key_of(project, printed)
    wrong = copy.deepcopy(rows)
    step = 1 if "n" in printed else -(-int(wrong[key]["of"]) // 50)
    wrong[key]["n"] = str(int(wrong[key]["n"]) + step)
    assert figure_differs(project, printed, wrong)


@pytest.mark.parametrize("printed", PUBLISHED["ranges"], ids=lambda row: row["projects"][0])
def test_the_lowest_and_the_highest_share_are_the_printed_ones(rows, printed):
    assert range_differs(printed, rows) == ""
    low, high = printed["percent"]
    for wrong in ([low - 1, high], [low + 1, high], [low, high - 1], [low, high + 1]):
        assert range_differs({**printed, "percent": wrong}, rows)


@pytest.mark.parametrize("printed", PUBLISHED["orders"], ids=lambda row: row["measure"])
def test_the_projects_stand_in_the_printed_order(rows, printed):
    assert order_differs(printed, rows) == ""
    first, *between, last = printed["projects"]
    assert order_differs({**printed, "projects": [last, *between, first]}, rows)
    assert order_differs({**printed, "all_under_30": printed["all_under_30"][1:]}, rows)


@pytest.mark.parametrize("printed", PUBLISHED["curves"], ids=lambda row: row["measure"])
def test_the_curves_run_as_printed(rows, printed):
    assert curve_differs(printed, rows) == ""
    for key in {"lag_months", "starts_after_months"} & set(printed):
        if printed["measure"] != "participants.cumulative":
            for step in (-1, 1):
                assert curve_differs({**printed, key: printed[key] + step}, rows)


def test_expected_numbers_add_up_to_the_printed_sum(rows):
    expected = [int(rows[project, "participants.expected", ""]["n"]) for project in PUBLISHED["projects"]]
    assert len(expected) == 14 and sum(expected) == int(rows["", "participants.expected", ""]["n"]) == 3077


def test_the_table_has_the_columns_of_the_design(kvik):
    assert (kvik.processed / "measures.csv").read_text(encoding="utf-8").splitlines()[0] == COLUMNS


def test_no_row_stands_twice(table):
    keys = [tuple(row[name] for name in COLUMNS.split(",")[:10]) + (row["unit"],) for row in table]
    assert len(set(keys)) == len(keys)


def test_shares_are_what_they_are_shares_of(table):
    shares = [row for row in table if row["of"] and row["ci_low"] and row["measure"] != "exits.incidence"]
    assert len(shares) > 500
    for row in shares:
        n, of, value = int(row["n"]), int(row["of"]), float(row["value"])
        assert abs(value - n / of) < 5e-11
        assert 0 <= float(row["ci_low"]) <= value <= float(row["ci_high"]) <= 1


def test_projects_add_up_to_the_programme(table):
    """By measure and group, for every measure of participations that is counted for the projects and the whole."""
    sums, whole, projects = defaultdict(int), {}, defaultdict(set)
    for row in table:
        key = (row["line"], row["group"], row["at"])
        if row["unit"] == "participations" and row["measure"] not in ("exits.incidence", "participants.expected"):
            if row["project"]:
                sums[key] += int(row["n"] or 0)
                projects[key].add(row["project"])
            else:
                whole[key] = int(row["n"] or 0)
    both = {key for key in whole if len(projects[key]) == 14}
    assert {name for name, _, _ in both} >= set(PARTICIPATIONS_COUNTED)
    assert {key: whole[key] for key in both} == {key: sums[key] for key in both}


def test_a_grouping_adds_up_to_all_enrolled(table, rows):
    groups = defaultdict(int)
    for row in table:
        if row["measure"] == "participants.enrolled" and row["by"]:
            groups[row["project"], row["by"]] += int(row["n"])
    for (project, name), counted in groups.items():
        assert counted == int(rows[project, "participants.enrolled", ""]["n"]), (project, name)


def test_every_measure_is_declared_and_says_what_it_counts(table):
    shown = {row["line"] for row in table}
    assert {line for line in shown if not line.startswith("own.")} <= lines_of_report()
    assert "own.placed_within_90_days by gender, age_band" in shown
    assert all(measure.function.__doc__ for measure in declared())
