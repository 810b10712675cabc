"""What the gate lets through of measurements: means of the same participations, item by item."""

import numpy as np
import pandas as pd

from forlob.disclosure.gate import protect
from forlob.measures.table import COLUMNS
from tests.rows_of import count, share, statistic


def gate(*rows):
    made = pd.concat([table if "project" in table else table.assign(project="") for table in rows], ignore_index=True)
    return protect(made.assign(programme="p", to="", suppressed=False, **{"from": ""})[COLUMNS], 5)


QUARTERS = ["0", "5"]


def scale_rows(project, measured, repeated, better=None, enrolled_=40, change_=1.0):
    """An item of which so many participations are measured, so many of them twice."""
    where = ("ladder: sleep", "participant")
    better = repeated // 2 if better is None else better
    rows = [
        count("participants.enrolled", enrolled_, "participations"),
        share("progression.measured by item, respondent", measured, enrolled_, "participations", *where),
        share("progression.repeated by item, respondent", repeated, measured, "participations", *where),
        share("progression.only_once by item, respondent", measured - repeated, measured, "participations", *where),
        share("progression.without_baseline by item, respondent", 0, measured, "participations", *where),
        statistic("progression.first by item, respondent", repeated, 4.0, "points", *where),
        statistic("progression.latest by item, respondent", repeated, 4.0 + change_, "points", *where),
        statistic("progression.change by item, respondent", repeated, change_, "points", *where, interval=(0.5, 1.5)),
        share("progression.improved by item, respondent", better, repeated, "participations", *where),
        share("progression.same by item, respondent", repeated - better, repeated, "participations", *where),
        share("progression.worse by item, respondent", 0, repeated, "participations", *where),
        statistic("progression.course by item, respondent", [repeated, repeated], [4.0, 5.0], "points", *where,
                  at=["0", "1"]),
    ]  # fmt: skip
    return [table.assign(project=project) for table in rows]


def hidden_measures(found, project=""):
    """The measures suppressed for a project; those by quarter with their quarter."""
    rows = found[found["suppressed"] & (found["project"] == project)]
    names = zip(rows["measure"].str.removeprefix("progression."), rows["at"], strict=True)
    return {f"{name}: {at}" if at else name for name, at in names}


def test_means_of_five_are_shown_and_few_with_one_measurement_are_no_secret():
    """38 of 40 are measured, 36 of them twice: who lacks a registration has nothing else in common."""
    assert hidden_measures(gate(*scale_rows("", 38, 36, 18))) == set()


def test_a_mean_change_of_four_is_hidden_with_what_would_tell_it():
    """30 are measured, 26 of them once: first, latest and change are of the other four."""
    found = hidden_measures(gate(*scale_rows("", 30, 4, 2)))
    assert {"change", "repeated", "first", "latest", "measured", "course: 0", "course: 1"} <= found
    row = gate(*scale_rows("", 30, 4, 2)).set_index("measure").loc["progression.change"]
    assert row["n"] is None and np.isnan(row["value"]) and np.isnan(row["ci_low"])


def test_a_mean_of_four_in_one_quarter_is_hidden():
    late = statistic(
        "progression.course by item, respondent",
        [30, 4],
        [4.0, 9.0],
        "points",
        "ladder: sleep",
        "participant",
        at=QUARTERS,
    )
    assert list(gate(late)["suppressed"]) == [False, True]


def test_three_who_got_worse_are_hidden_with_another_group():
    where = ("ladder: sleep", "participant")
    rows = [
        share(f"progression.{way} by item, respondent", n, 30, "participations", *where)
        for way, n in (("improved", 20), ("same", 7), ("worse", 3))
    ]
    assert hidden_measures(gate(*rows)) == {"same", "worse"}


def test_the_mean_of_a_small_project_does_not_follow_from_the_programmes():
    """South has 3 measured, once each: another project is hidden too, else the programme less the others would tell.

    East it is: of North's two who are measured once, only one could be South's.
    """
    projects = {"east": (30, 25), "north": (20, 18), "south": (3, 0)}
    rows = [t for name, numbers in projects.items() for t in scale_rows(name, *numbers)]
    found = gate(*rows, *scale_rows("", 53, 43, enrolled_=120))
    hidden_in = {name: hidden_measures(found, name) for name in (*projects, "")}
    assert {"measured", "first", "latest", "course: 0"} <= hidden_in["south"]
    assert {"measured", "only_once", "first"} <= hidden_in["east"] and not hidden_in["north"] | hidden_in[""]
