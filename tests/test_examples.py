"""The synthetic KVIK extracts, counted again from the files by means of their own: every printed figure comes out.

Nothing of the pipeline is used, and nothing that the generator knows: examples/kvik/recount.py reads the files again.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from examples.__main__ import main
from examples.kvik import FILES, SEED, make
from examples.kvik.recount import recount

ROOT = Path(__file__).parents[1]
PUBLISHED = YAML(typ="safe").load((ROOT / "tests/published/kvik.yaml").read_text(encoding="utf-8"))
PROGRAMME = YAML(typ="safe").load((ROOT / "programmes/kvik/programme.yaml").read_text(encoding="utf-8"))
PRINTED = YAML(typ="safe").load((ROOT / "programmes/kvik/printed_figures.yaml").read_text(encoding="utf-8"))
_, PLANS, PLACEMENTS = FILES

PROGRESSION = ["wage_subsidy_job", "placement_continues", "flex_job", "awaiting_education", "rematched_to_1"]


class Count:
    """Count and denominator of any printed measure, of a project or of all."""

    def __init__(self, files):
        self.participations, self.plans, self.placements, self.flaws = recount(files)

    def __call__(self, measure, group=None, project=None):
        participations = (
            self.participations if project is None else self.participations[self.participations["project"] == project]
        )
        placements = self.placements[self.placements["participation"].isin(participations.index)]
        reason = participations["Afmeldingsårsag"]
        self_supporting = reason.isin(["job", "education"])
        placed = participations.index.isin(placements["participation"])
        if measure == "participants.expected":
            return sum(facts["expected_participants"] for facts in PROGRAMME["projects"].values()), None
        if measure == "placements.by_form":
            return (placements["Form"] == group).sum(), len(placements)
        if measure == "placements.among_self_supporting":
            return (self_supporting & placed).sum(), self_supporting.sum()
        bands = {"under_30": participations["age"] < 30, "30_and_over": participations["age"] >= 30}
        counted = {
            "participants.enrolled": pd.Series(True, participations.index),
            "participants.by_age_band": bands.get(group),
            "participants.by_match_group": participations["Matchgruppe"] == group,
            "participants.by_education": participations["Højeste fuldførte uddannelse"] == group,
            "participants.by_work_experience": participations["Erhvervserfaring"] == group,
            "plans.started": participations.index.isin(self.plans["participation"]),
            "placements.started": placed,
            "exits.job": reason == "job",
            "exits.education": reason == "education",
            "exits.self_supporting": self_supporting,
            "exits.other_reasons": ~self_supporting & reason.notna(),
            "status.final": reason == group,
            "status.group": reason.isin(PROGRESSION) & (group == "progression"),
        }
        return counted[measure].sum(), len(participations)

    def curve(self, of):
        """Cumulative counts by the end of each of the 19 months."""
        first = {
            "participants.cumulative": self.participations["enrolled"],
            "plans.cumulative": self.plans.groupby("participation")["begun"].min(),
            "placements.cumulative": self.placements.groupby("participation")["begun"].min(),
        }[of]
        months = pd.period_range(PUBLISHED["register_period"]["from"], PUBLISHED["register_period"]["to"], freq="M")
        return [int((first <= month.end_time).sum()) for month in months]


def whole_percent(n, of):
    return int((200 * n + of) // (2 * of))


def agrees(row, n, of):
    """Whether a printed figure is the counted one, to the digits that are printed."""
    as_counted = {"n": n, "of": of, "percent": of and whole_percent(n, of)}
    return all(row[part] == as_counted[part] for part in as_counted if part in row)


FIGURES = [(None, row) for row in PUBLISHED["figures"]] + [
    (project, row) for project, facts in PUBLISHED["projects"].items() for row in facts.get("figures", [])
]
NAMES = [f"{project or 'kvik'}-{row['measure']}-{row.get('group', '')}".strip("-") for project, row in FIGURES]


@pytest.fixture(scope="module")
def extracts():
    return make()


@pytest.fixture(scope="module")
def count(extracts):
    return Count(extracts.files)


@pytest.mark.parametrize(("project", "row"), FIGURES, ids=NAMES)
def test_a_printed_figure_comes_out_and_another_digit_would_not(count, project, row):
    n, of = count(row["measure"], row.get("group"), project)
    assert agrees(row, n, of), f"counted {n} of {of}, printed {row}"
    for part in {"n", "of", "percent"} & set(row):
        assert not agrees({**row, part: row[part] + 1}, n, of)


def test_the_figures_do_not_hang_on_the_seed():
    count = Count(make(SEED + 1).files)
    assert [row for project, row in FIGURES if not agrees(row, *count(row["measure"], row.get("group"), project))] == []


@pytest.mark.parametrize("row", PUBLISHED["ranges"], ids=lambda row: row["projects"][0])
def test_the_lowest_and_the_highest_share_of_the_named_projects_are_printed(count, row):
    shares = [whole_percent(*count(row["measure"], None, project)) for project in row["projects"]]
    assert [min(shares), max(shares)] == row["percent"]


@pytest.mark.parametrize("row", PUBLISHED["orders"], ids=lambda row: row["measure"])
def test_projects_stand_in_the_printed_order(count, row):
    counts = {project: count(row["measure"], row["group"], project) for project in row["projects"]}
    shares = [n / of for n, of in counts.values()]
    assert len(shares) == 14 and shares == sorted(shares)
    assert {project for project, (n, of) in counts.items() if n == of} == set(row["all_under_30"])


def lags(intake, later, months, start=3):
    """Whether a curve lies between the intake one month less and one month more than `months` before."""
    return all(
        intake[t - months - 1] <= later[t] <= intake[t - months + 1] for t in range(max(start, months + 1), len(later))
    )


def test_plans_follow_the_intake_by_the_printed_lag(count):
    (lag,) = [row["lag_months"] for row in PUBLISHED["curves"] if row["measure"] == "plans.cumulative"]
    intake, plans = count.curve("participants.cumulative"), count.curve("plans.cumulative")
    of_last = [[n / curve[-1] for n in curve] for curve in (intake, plans)]
    assert len(intake) == 19 and lags(intake, plans, lag) and lags(*of_last, lag)
    for other in (lag - 1, lag + 1):
        assert not (lags(intake, plans, other) and lags(*of_last, other))


def test_placements_begin_after_the_printed_month(count):
    (month,) = [row["starts_after_months"] for row in PUBLISHED["curves"] if "starts_after_months" in row]
    placements = count.curve("placements.cumulative")
    assert placements[month - 1] < 0.05 * placements[-1] <= placements[month]


def test_no_curve_falls_and_nothing_lies_outside_the_months(count):
    assert PUBLISHED["curves"][0] == {"measure": "participants.cumulative", "lag_months": 0}
    for row in PUBLISHED["curves"]:
        curve = count.curve(row["measure"])
        assert curve == sorted(curve)
    ends = [count.curve(f"{what}.cumulative")[-1] for what in ("participants", "plans", "placements")]
    assert ends == [
        len(count.participations),
        count.plans["participation"].nunique(),
        count.placements["participation"].nunique(),
    ]


def test_the_files_hold_the_planted_flaws_and_no_others(extracts, count):
    assert count.flaws == {(flaw.rule, flaw.file, flaw.row, flaw.column) for flaw in extracts.flaws}
    assert len(count.flaws) == len(extracts.flaws)


def test_everybody_has_left_when_the_project_closes(count):
    for project, facts in PUBLISHED["projects"].items():
        participations = count.participations[count.participations["project"] == project]
        closed = pd.Timestamp(facts["closed"])
        assert participations["left"].max() == closed
        assert (participations["left"][participations["Afmeldingsårsag"] == "trial_ended"].dropna() == closed).all()


def test_participants_belong_to_the_target_group(count):
    for project in ("assens", "brondby", "esbjerg"):
        target = PUBLISHED["projects"][project]["target_group"]
        participations = count.participations[count.participations["project"] == project]
        assert participations["age"].between(target["age_from"], target["age_to"]).all()
        assert set(participations["Matchgruppe"]) == {str(group) for group in target["match_groups"]}


def test_a_few_people_have_participations_in_two_projects_one_after_the_other(count):
    twice = count.participations[count.participations["Borger-id"].duplicated(keep=False)].sort_values(
        ["Borger-id", "enrolled"]
    )
    first, second = twice.iloc[::2], twice.iloc[1::2]
    assert count.participations["Borger-id"].nunique() == len(count.participations) - 12
    assert (first["left"].to_numpy() < second["enrolled"].to_numpy()).all()
    assert (first["Fødselsdato"].to_numpy() == second["Fødselsdato"].to_numpy()).all()


def test_programme_and_printed_figures_say_what_is_published():
    assert PROGRAMME["period"] == PUBLISHED["register_period"]
    for project, facts in PUBLISHED["projects"].items():
        said = PROGRAMME["projects"][project]
        assert said["name"]["da"] == facts["name"]
        for key in ("closed", "grant_dkk", "target_group", "cash_benefit_recipients_in_target_group"):
            assert said.get(key) == facts.get(key)
        expected = {said["expected_participants"], *[facts[key] for key in facts if key == "expected_participants"]}
        assert len(expected) == 1 and said.get("expected_is_synthetic", False) == ("figures" not in facts)
    for key in ("source", "programme", "register_period", "figures", "ranges", "orders", "curves"):
        assert PRINTED[key] == PUBLISHED[key]
    assert PRINTED["projects"] == {
        project: {"figures": facts["figures"]} for project, facts in PUBLISHED["projects"].items() if "figures" in facts
    }


def test_files_are_as_a_danish_register_writes_them(extracts):
    assert tuple(extracts.files) == FILES
    for content in extracts.files.values():
        assert content.count(b"\r\n") == content.count(b"\n")
    lines = extracts.files[PLACEMENTS].decode("cp1252").splitlines()
    assert lines[0] == "Borger-id;Jobcenter;Form;Startdato;Slutdato;Timer pr. uge"
    assert re.fullmatch(r"\d{7};Norddjurs;Virksomhedscenter;\d\d-\d\d-\d{4};\d\d-\d\d-\d{4};\d+,\d", lines[1])


def test_the_same_bytes_each_time(extracts, tmp_path):
    folder = tmp_path / "kvik"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-m", "examples", "kvik", folder], cwd=ROOT, env=environment, check=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == extracts.files
    assert [path.name for path in tmp_path.iterdir()] == ["kvik"]


def test_a_complete_folder_is_left_alone_if_missing_is_said(extracts, tmp_path):
    folder = tmp_path / "raw" / "kvik"
    folder.mkdir(parents=True)
    for name in FILES:
        (folder / name).write_text("mine", encoding="utf-8")
    assert main(["kvik", str(folder), "--if-missing"]) == 0
    assert {path.read_text(encoding="utf-8") for path in folder.iterdir()} == {"mine"}
    (folder / PLANS).unlink()
    assert main(["kvik", str(folder), "--if-missing"]) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == extracts.files


def test_a_folder_with_somebody_elses_files_is_left_alone(tmp_path, capsys):
    (tmp_path / "udtræk.csv").write_text("mine", encoding="utf-8")
    assert main(["kvik", str(tmp_path)]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["udtræk.csv"]
    assert "udtræk.csv" in capsys.readouterr().err
    assert main(["kvik", str(tmp_path), "--if-missing"]) == 0, "the reports of the other programmes go on"
    assert [path.name for path in tmp_path.iterdir()] == ["udtræk.csv"]
    assert "udtræk.csv" in capsys.readouterr().err
