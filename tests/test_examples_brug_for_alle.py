"""The synthetic extracts of Brug for alle, counted again from the files by means of their own."""

import io
from pathlib import Path

import pandas as pd
import pytest
from ruamel.yaml import YAML

from examples.brug_for_alle import FILES, make
from examples.brug_for_alle.plausible import SEED
from examples.brug_for_alle.survey import counts_printing

ROOT = Path(__file__).parents[1]
PUBLISHED = YAML(typ="safe").load((ROOT / "tests/published/brug-for-alle.yaml").read_text(encoding="utf-8"))["figures"]
STAGES = {
    "funnel.target_group": "Målgruppe",
    "funnel.first_interview": "Første samtale",
    "funnel.team_meeting": "Teammøde",
    "funnel.employment_offer": "Beskæftigelsesrettet tilbud",
    "funnel.self_supporting": "Selvforsørgende",
}


def tables(seed=SEED):
    return [
        pd.read_csv(io.BytesIO(data), sep=";", encoding="utf-8-sig", dtype=str) for data in make(seed).files.values()
    ]


@pytest.fixture(scope="module")
def files():
    return tables()


def days_of(texts):
    """The register's dates, and the few that are written the other way."""
    usual = pd.to_datetime(texts, format="%d-%m-%Y", errors="coerce")
    return usual.fillna(pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce"))


def whole_percent(n, of):
    return int((200 * n + of) // (2 * of))


def reached(files, stage, to="2013-06-13", project=None):
    """How many by the day: participants of the file of stages, and of the delivered counts the latest."""
    stages, counts, _ = files
    days = days_of(stages["Dato"])
    own = stages[(stages["Trin"].str.strip().str.casefold() == STAGES[stage].casefold()) & (days <= to)]
    n = own["Borger-id"].nunique()
    days = pd.to_datetime(counts["Opgjort pr."], format="%d-%m-%Y")
    delivered = counts[(counts["Opgørelse"] == STAGES[stage]) & (days <= to)].assign(day=days).sort_values("day")
    return n if project else n + int(delivered["Antal"].iloc[-1])


@pytest.mark.parametrize("seed", [SEED, SEED + 1])
def test_the_printed_figures_of_the_funnel_come_out_with_any_seed(seed):
    files = tables(seed)
    for row in PUBLISHED:
        if row["measure"] in STAGES:
            to = str(row.get("to", "2013-06-13"))
            n, of = (reached(files, name, to, row.get("project")) for name in (row["measure"], "funnel.target_group"))
            assert row.get("n", n) == n and row.get("percent", whole_percent(n, of)) == whole_percent(n, of), row


def test_the_printed_figures_of_the_survey_come_out(files):
    answers = files[2]
    assert answers["Respondent"].nunique() == 625
    labels = ["Slet ikke/i mindre grad", "Hverken/eller", "I nogen grad/i høj grad", "Ved ikke"]
    questions = dict(
        zip(["believes_job", "wants_job", "believes_education", "wants_education"], QUESTIONS, strict=True)
    )
    for row in PUBLISHED:
        if row["measure"] == "survey.likert":
            said = answers.loc[answers["Spørgsmål"] == questions[row["question"]], "Svar"]
            printed = [row["percent"][code] for code in ("not_or_little", "neither", "some_or_high", "do_not_know")]
            counted = [whole_percent((said == label).sum(), len(said)) for label in labels]
            assert [p or c for p, c in zip(printed, counted, strict=True)] == counted
    health = answers.loc[answers["Spørgsmål"].str.contains("helbred"), "Svar"]
    assert whole_percent(health.isin(["Dårligt", "Mindre godt"]).sum(), len(health)) == 83


QUESTIONS = (
    "Tror du på, at du kommer i job?",
    "Ønsker du at komme i job?",
    "Tror du på, at du kommer i uddannelse?",
    "Ønsker du at komme i uddannelse?",
)


def test_nobody_gets_further_before_joining_the_target_group(files):
    stages = files[0].assign(day=days_of(files[0]["Dato"]))
    first = stages[stages["Trin"].str.strip().str.casefold() == "målgruppe"].groupby("Borger-id")["day"].min()
    assert (stages["day"].to_numpy() >= first.loc[stages["Borger-id"]].to_numpy()).all()
    assert stages["day"].between("2012-06-01", "2013-06-13").all()


def test_delivered_counts_only_grow(files):
    counts = files[1].assign(day=pd.to_datetime(files[1]["Opgjort pr."], format="%d-%m-%Y"))
    for _, rows in counts[counts["Opgørelse"].isin(STAGES.values())].groupby("Opgørelse"):
        numbers = rows.sort_values("day")["Antal"].astype(int).tolist()
        assert len(numbers) == 5 and numbers == sorted(numbers)


def test_the_same_bytes_each_time_and_small_enough_files():
    made = make().files
    assert made == make().files and tuple(made) == FILES
    assert max(data.count(b"\n") for data in made.values()) < 60_000


@pytest.mark.parametrize(
    ("percents", "n", "counts"), [((50, 50), 4, [2, 2]), ((33, None), 3, [1, 2]), ((33, 33, 34), 3000, None)]
)
def test_counts_that_print_as_percents(percents, n, counts):
    found = counts_printing(percents, n)
    assert sum(found) == n
    assert counts is None or found == counts
    assert all(p is None or whole_percent(c, n) == p for p, c in zip(percents, found, strict=True))


def test_percents_that_no_counts_print_as_are_refused():
    with pytest.raises(ValueError):
        counts_printing((50, 51), 625)
