"""What the gate lets through."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.disclosure.gate import protect
from forlob.measures.table import COLUMNS, line
from tests.rows_of import count, share, statistic

MIN = 5


def table(*rows, project="north", to=""):
    made = pd.concat(rows, ignore_index=True)
    return made.assign(programme="p", project=project, **{"from": "", "to": to}, suppressed=False)[COLUMNS]


def enrolled(n):
    return count("participants.enrolled", n, "participations")


def split(measure, groups, of=None, unit="participations"):
    """A measure by group: {group: n}."""
    of = sum(groups.values()) if of is None else of
    return share(measure, list(groups.values()), of, unit, list(groups))


def hidden(gated):
    """The measures and groups that are suppressed."""
    rows = gated[gated["suppressed"]]
    names = [line(*both) for both in zip(rows["measure"], rows["by"], strict=True)]
    return {" ".join(filter(None, key)) for key in zip(names, rows["group"], rows["at"], strict=True)}


def gate(*rows, **options):
    return protect(table(*rows), MIN, **options)


@pytest.mark.parametrize(("n", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_count_of_1_to_4_is_suppressed(n, is_hidden):
    assert hidden(gate(count("companies.participants", n, "participants"))) == (
        {"companies.participants"} if is_hidden else set()
    )


def test_a_suppressed_row_has_no_numbers_but_its_denominator():
    row = gate(share("plans.started", 3, 72, "participations")).iloc[0]
    assert row["suppressed"] and row["of"] == 72
    assert row["n"] is None and all(np.isnan(row[name]) for name in ("value", "ci_low", "ci_high"))


def test_a_true_zero_stays_a_zero():
    row = gate(share("plans.started", 0, 72, "participations")).iloc[0]
    assert not row["suppressed"] and (row["n"], row["value"]) == (0, 0)


@pytest.mark.parametrize(("n", "is_hidden"), [(72, False), (71, True), (68, True), (67, False)])
def test_all_but_1_to_4_is_suppressed(n, is_hidden):
    """68 of 72 have a plan: four have none."""
    assert bool(hidden(gate(enrolled(72), share("plans.started", n, 72, "participations")))) == is_hidden


@pytest.mark.parametrize(("n", "is_hidden"), [(4, True), (5, False)])
def test_a_median_of_fewer_than_five_is_suppressed(n, is_hidden):
    row = gate(statistic("durations.of_placement", n, 30.0, "days")).iloc[0]
    assert row["suppressed"] == is_hidden and np.isnan(row["value"]) == is_hidden


def test_a_second_group_hides_what_the_first_one_leaves():
    """3 of 72 could be found from the other groups and the total: the smallest other one goes too, zeros stay."""
    found = gate(enrolled(72), split("participants.enrolled by education", {"a": 50, "b": 12, "c": 7, "d": 3, "e": 0}))
    assert hidden(found) == {"participants.enrolled by education c", "participants.enrolled by education d"}
    assert found.set_index("group").loc["e", "n"] == 0


def test_two_small_groups_hide_each_other():
    found = gate(enrolled(72), split("participants.enrolled by gender", {"male": 64, "female": 4, "other": 4}))
    assert hidden(found) == {"participants.enrolled by gender female", "participants.enrolled by gender other"}


def test_two_small_groups_that_are_few_together_need_a_third():
    """1 + 1: each must be one person."""
    found = gate(enrolled(72), split("participants.enrolled by gender", {"male": 40, "female": 30, "x": 1, "y": 1}))
    assert hidden(found) == {f"participants.enrolled by gender {group}" for group in ("female", "x", "y")}


def test_a_denominator_that_is_too_small_is_suppressed_where_it_stands():
    rows = [enrolled(72), split("participants.enrolled by match_group", {"2": 69, "3": 3})]
    within = share("exits.self_supporting by match_group", [20, 0], [69, 3], "participations", ["2", "3"])
    found = gate(*rows, within).set_index(["measure", "group"])
    assert found.loc[("exits.self_supporting", "3"), "of"] is None
    assert found.loc[("exits.self_supporting", "3"), "n"] == 0
    assert found.loc[("exits.self_supporting", "2"), "of"] is None  # 72 - 69 is 3
    assert found.loc[("exits.self_supporting", "2"), "n"] == 20
    assert np.isnan(found.loc[("exits.self_supporting", "2"), "value"])


def exits(job, education, other, active):
    everyone = job + education + other + active
    counts = {"job": job, "education": education, "self_supporting": job + education, "other_reasons": other}
    rows = [share(f"exits.{name}", n, everyone, "participations") for name, n in counts.items()]
    both = [
        count("participants.exited", everyone - active, "participations"),
        count("participants.active", active, "participations"),
    ]
    return [enrolled(everyone), *both, *rows]


def test_one_job_and_13_educations():
    """14 self-supporting are shown, so the educations would give the job away."""
    assert hidden(gate(*exits(1, 13, 58, 0))) == {"exits.job", "exits.education"}


def test_two_still_active_of_74():
    found = hidden(gate(*exits(20, 20, 32, 2)))
    assert {"participants.active", "participants.exited"} <= found
    assert "participants.enrolled" not in found
    assert found & {"exits.job", "exits.education", "exits.other_reasons", "exits.self_supporting"}


def test_status_groups_and_reasons_are_the_same_people():
    """Two left for another offer, the only reason of its group: both rows go, and partners in both tables."""
    reasons = {"job": 10, "education": 20, "other_offer": 2, "other": 30}
    groups = {"self_supporting": 30, "transferred": 2, "other": 30}
    found = hidden(
        gate(
            enrolled(62),
            split("participants.enrolled by exit_reason", reasons),
            split("participants.enrolled by status_group", groups),
        )
    )
    assert {
        "participants.enrolled by exit_reason other_offer",
        "participants.enrolled by status_group transferred",
    } <= found
    assert (
        len(
            found
            & {
                "participants.enrolled by exit_reason job",
                "participants.enrolled by exit_reason education",
                "participants.enrolled by exit_reason other",
            }
        )
        >= 1
    )
    assert (
        len(
            found
            & {"participants.enrolled by status_group self_supporting", "participants.enrolled by status_group other"}
        )
        == 1
    )


def test_persons_who_came_twice():
    """119 participations, 117 persons: two came twice."""
    assert hidden(gate(enrolled(119), count("participants.persons", 117, "persons"))) == {"participants.persons"}
    assert hidden(gate(enrolled(119), count("participants.persons", 119, "persons"))) == set()


def test_few_participants_hide_their_many_registrations():
    rows = [split("tasks.registered by task", {"a": 40, "b": 12, "c": 30}, unit="registrations")]
    rows.append(split("tasks.participants by task", {"a": 9, "b": 2, "c": 8}, of=20, unit="participants"))
    found = gate(enrolled(20), *rows)
    gone = found[found["suppressed"] & (found["unit"] == "registrations")]
    assert "b" in gone["group"].tolist() and len(gone) == 2


def test_hours_are_no_count_unless_they_are_of_few_people():
    hours = [count("time.hours", 3, "hours"), split("time.hours by category", {"home": 1, "work": 2}, unit="hours")]
    assert hidden(gate(enrolled(20), *hours)) == set()
    assert hidden(gate(enrolled(3), *hours)) == {
        "participants.enrolled",
        "time.hours",
        "time.hours by category home",
        "time.hours by category work",
    }


def test_the_expected_number_and_delivered_counts_are_no_counts_of_people():
    filled = share("quality.completeness by register, column", 2, 3, "cells", "aggregates", "of")
    assert hidden(gate(count("participants.expected", 3, "participations"), filled)) == set()


def test_four_are_still_there():
    """26 of 30 have a date of exit: nobody could be told to be one of 4 at most who are still there."""
    active, exited = (
        share("participants.active", 4, 30, "participations"),
        count("participants.exited", 26, "participations"),
    )
    dates = share("quality.completeness by register, column", 26, 30, "cells", "participants", "exited_on")
    assert hidden(gate(enrolled(30), active, exited, dates)) >= {
        "participants.active", "participants.exited", "quality.completeness by register, column participants"
    }  # fmt: skip


def test_an_age_is_known_by_the_date_of_birth():
    """Of two of thirty nobody knows the age: dates of birth, of 28, would say so."""
    bands = share("participants.enrolled by age_band", [28, 2], 30, "participations", ["under_30", "not_registered"])
    line = "quality.completeness by register, column"
    ages, births = (share(line, 28, 30, "cells", "participants", column) for column in ("age", "birth_date"))
    found = gate(enrolled(30), bands, ages, births)
    assert found.loc[found["measure"] == "quality.completeness", "suppressed"].all()


def test_small_steps_of_a_running_total():
    months = [f"2012-0{month}" for month in range(1, 6)]
    found = gate(enrolled(30), count("participants.cumulative", [2, 7, 10, 28, 30], "participations", at=months))
    assert hidden(found) == {f"participants.cumulative 2012-0{month}" for month in (1, 3, 4)}


def project(name, small, large):
    return table(
        enrolled(small + large),
        split("participants.enrolled by gender", {"male": small, "female": large}),
        project=name,
    )


def programme(small, large):
    return project("", small, large)


def by_scope(*parts):
    """What is hidden of each project, and of the programme."""
    found = protect(pd.concat(parts), MIN)
    return {name: hidden(found[found["project"] == name]) for name in dict.fromkeys(found["project"])}


MEN, WOMEN = "participants.enrolled by gender male", "participants.enrolled by gender female"


def test_a_second_project_hides_what_the_first_one_hides():
    """North has 3 men; the programme's 23 less South's 20 would tell. So South gives way, and the programme stays."""
    found = by_scope(project("north", 3, 30), project("south", 20, 20), programme(23, 50))
    assert found == {"north": {MEN, WOMEN}, "south": {MEN, WOMEN}, "": set()}


def test_what_two_projects_hide_the_programme_may_show():
    """7 men in both: 3 in North could be 1 to 6, which are five or more."""
    found = by_scope(project("north", 3, 30), project("south", 4, 40), project("east", 9, 9), programme(16, 79))
    assert found == {"north": {MEN, WOMEN}, "south": {MEN, WOMEN}, "east": set(), "": set()}


def test_two_projects_with_few_together():
    """One man in North, two in South: three in both, so that East gives way too."""
    found = by_scope(project("north", 1, 30), project("south", 2, 40), project("east", 9, 9), programme(12, 79))
    assert found == {"north": {MEN, WOMEN}, "south": {MEN, WOMEN}, "east": {MEN, WOMEN}, "": set()}


def test_each_cut_is_protected_by_itself():
    rows = [enrolled(30), split("participants.enrolled by gender", {"male": 3, "female": 27})]
    both = pd.concat(
        [
            table(*rows),
            table(enrolled(40), split("participants.enrolled by gender", {"male": 9, "female": 31}), to="2012-09-01"),
        ]
    )
    found = protect(both, MIN)
    assert set(found.loc[found["suppressed"], "to"]) == {""}


@pytest.mark.parametrize("min_cell", [0, 1])
def test_the_internal_profile_shows_everything(min_cell):
    rows = table(enrolled(3), share("plans.started", 1, 3, "participations"))
    found = protect(rows, min_cell)
    assert found["n"].tolist() == [3, 1] and not found["suppressed"].any()


def test_an_empty_table_stays_empty():
    assert protect(table(enrolled(3)).iloc[:0], MIN).empty


def test_the_given_table_is_not_changed():
    rows = table(enrolled(3))
    protect(rows, MIN)
    assert rows["n"].tolist() == [3] and not rows["suppressed"].any()


groups = st.lists(st.integers(0, 12), min_size=2, max_size=6)


def determined(matrix):
    """Which unknowns of a system of linear equations have one solution only: those that its null space leaves alone."""
    _, sizes, directions = np.linalg.svd(matrix)
    null_space = directions[int((sizes > 1e-9).sum()) :]
    return (np.abs(null_space) < 1e-9).all(axis=0)


def worked_out(counts, shown):
    """Which groups of a partition a reader knows: those shown, and the last one where only one is missing."""
    return [n for n, is_shown in zip(counts, shown, strict=True) if not is_shown and shown.count(False) == 1]


@given(groups)
def test_no_suppressed_group_can_be_worked_out(counts):
    names = {f"g{place}": n for place, n in enumerate(counts)}
    found = gate(enrolled(sum(counts)), split("participants.enrolled by education", names))
    total_shown = not found["suppressed"].iloc[0]
    rows = found.iloc[1:]
    shown = (~rows["suppressed"]).tolist()
    few_in_all = 0 < sum(counts) < MIN  # then nothing is shown
    assert all(is_shown != few_in_all for n, is_shown in zip(counts, shown, strict=True) if n == 0)
    assert not any(is_shown for n, is_shown in zip(counts, shown, strict=True) if 0 < n < MIN)
    if total_shown:
        left = sum(n for n, is_shown in zip(counts, shown, strict=True) if not is_shown)
        assert not worked_out(counts, shown)
        assert left == 0 or left >= MIN


@settings(max_examples=60)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4))
def test_nor_from_the_projects_and_the_programme_together(counts):
    """Rows are projects, columns groups; all sums over rows and columns are known where they are shown."""
    tables = [
        table(
            enrolled(sum(row)),
            split("participants.enrolled by education", dict(zip("abc", row, strict=True))),
            project=f"p{place}",
        )
        for place, row in enumerate([*counts, [sum(column) for column in zip(*counts, strict=True)]])
    ]
    tables[-1] = tables[-1].assign(project="")
    found = protect(pd.concat(tables), MIN)
    keys = list(zip(found["project"], found["group"], strict=True))
    true = [n for one in tables for n in one["n"]]
    unknown = [key for key, gone in zip(keys, found["suppressed"], strict=True) if gone]
    some = [n > 0 for n, gone in zip(true, found["suppressed"], strict=True) if gone]  # a zero tells of nobody
    lines = []
    names = [f"p{place}" for place in range(len(counts))]
    for scope in [*names, ""]:
        lines.append({(scope, ""): -1, **{(scope, group): 1 for group in "abc"}})
    for group in ["", *"abc"]:
        lines.append({("", group): -1, **{(name, group): 1 for name in names}})
    if unknown:
        matrix = np.array([[line.get(key, 0) for key in unknown] for line in lines], float)
        assert not determined(matrix)[some].any()
    assert all(n == 0 or n >= MIN for n in found["n"].dropna())


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(counts, random):
    rows = table(
        enrolled(sum(counts)), split("participants.enrolled by education", {f"g{p}": n for p, n in enumerate(counts)})
    )
    shuffled = rows.sample(frac=1, random_state=random.randrange(2**32))
    assert hidden(protect(shuffled, MIN)) == hidden(protect(rows, MIN))


def test_what_few_informants_speak_of_is_shown_and_hides_nothing_else():
    """Four informants in an interview are known by letters; counts of participants are suppressed as ever."""
    interviews = [
        split("themes.excerpts by theme", {"a": 3, "b": 1}, 4, "excerpts"),
        split("themes.informants by theme", {"a": 2, "b": 1}, 4, "informants"),
        count("themes.by_informant by theme, informant", [2, 1], "excerpts", ["a", "b"], ["A", "B"]),
    ]
    assert hidden(gate(*interviews, enrolled(20), count("companies.participants", 3, "participants"))) == {
        "companies.participants"
    }
