"""Brug for alle from its extracts: every legible printed figure comes out, and one digit off would be noticed."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from forlob.measures.old_names import renamed
from tests.end_to_end.line import measures, text_of

FILE = Path(__file__).parents[1] / "published" / "brug-for-alle.yaml"
PUBLISHED = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
KEYS = ("project", "measure", "by", "group", "subgroup", "to")
STAGES = ["target_group", "first_interview", "team_meeting", "employment_offer", "self_supporting"]


def figures():
    """(key, what, number) of each printed number that can be read; a table of a question is a figure an answer."""
    for row in PUBLISHED["figures"]:
        own = {key: row.get(key, "") for key in KEYS} | {"group": row.get("group") or row.get("question", "")}
        own["to"] = str(own["to"])
        percents = row.get("percent")
        cells = percents.items() if isinstance(percents, dict) else [("", percents)]
        for answer, percent in cells:
            named = renamed(own | {"subgroup": answer})
            key = tuple(named[name] for name in KEYS)
            numbers = [("percent", percent), ("n", row.get("n"))]
            yield from ((key, what, number) for what, number in numbers if number is not None)


FIGURES = list(figures())


def whole_percent(n: int, of: int) -> int:
    """Rounded half up."""
    return (200 * n + of) // (2 * of)


def comes_out(rows, key, what, printed) -> bool:
    row = rows[key]
    n, of = int(row["n"]), int(row["of"]) if row["of"] else 0
    return row["suppressed"] == "false" and printed == (n if what == "n" else whole_percent(n, of))


@pytest.fixture(scope="module")
def rows(brug_for_alle):
    table = measures(brug_for_alle.processed / "measures.csv")
    assert {row["from"] for row in table} == {""}
    return {tuple(row[name] for name in KEYS): row for row in table}


def test_as_many_figures_are_printed_as_the_slides_show():
    assert len(FIGURES) == 29
    assert {key[1] for key, _, _ in FIGURES} == {
        renamed(row | {"group": ""})["measure"] for row in PUBLISHED["figures"] if row["measure"] != "survey.who5_mean"
    }


@pytest.mark.parametrize(
    ("key", "what", "printed"), FIGURES, ids=lambda part: "-".join(part) if isinstance(part, tuple) else str(part)
)
def test_a_printed_figure_comes_out_and_another_digit_is_noticed(rows, key, what, printed):
    assert comes_out(rows, key, what, printed)
    for step in (-10, -1, 1, 10):
        assert not comes_out(rows, key, what, printed + step)


@pytest.mark.parametrize(
    ("key", "what", "printed"), FIGURES, ids=lambda part: "-".join(part) if isinstance(part, tuple) else str(part)
)
def test_a_wrong_digit_in_the_measures_is_noticed(rows, key, what, printed):
    step = 1 if what == "n" else -(-int(rows[key]["of"]) // 50)
    wrong = {key: {**rows[key], "n": str(int(rows[key]["n"]) + step)}}
    assert not comes_out(wrong, key, what, printed)


def test_the_regions_add_up_to_the_whole_on_each_date(rows):
    for to in ("", "2013-04-21", "2013-06-13"):
        for stage in STAGES:
            keys = [(project, "funnel.reached", "stage", stage, "", to) for project in ("", "midtjylland", "other")]
            n = [int(rows[key]["n"]) for key in keys]
            assert n[0] == n[1] + n[2]


def test_each_step_has_the_one_before_as_its_denominator(rows):
    for before, stage in zip(STAGES, STAGES[1:], strict=False):
        step = rows["midtjylland", "funnel.of_previous", "stage", stage, "", ""]
        assert step["of"] == rows["midtjylland", "funnel.reached", "stage", before, "", ""]["n"]
        assert rows["midtjylland", "funnel.reached", "stage", stage, "", ""]["of"] == "5859"


def test_answers_of_a_question_add_up_to_who_answered_it(rows):
    for question in ("believes_job", "wants_job", "believes_education", "wants_education"):
        own = [
            row for key, row in rows.items() if (key[0], key[1], key[3], key[5]) == ("", "survey.likert", question, "")
        ]
        assert len(own) == 4 and {int(row["of"]) for row in own} == {sum(int(row["n"]) for row in own)}


def test_well_being_is_on_its_scale_within_its_interval_and_beside_the_norm(rows):
    mean, norm = (rows["", f"survey.who5_{name}", "", "", "", ""] for name in ("mean", "norm"))
    low, value, high = (float(mean[name]) for name in ("ci_low", "value", "ci_high"))
    assert 0 < low < value < high < 100 and float(norm["value"]) == 70
    scored = rows["", "survey.who5_scored", "", "", "", ""]
    assert int(scored["of"]) - int(scored["n"]) == 9 and mean["n"] == scored["n"]


def test_the_pages_are_there_and_say_what_is_delivered(brug_for_alle):
    funnel = text_of(brug_for_alle.site / "funnel.html")
    assert "Første samtale 19.760 76 % 76 %" in funnel and "Projekterne ved siden af hinanden" in funnel
    assert "Leveret som optællinger" in funnel and "Pr. 21-04-2013" in funnel
    survey = text_of(brug_for_alle.site / "survey.html")
    assert "Tror du på, at du kommer i job?" in survey and "52 % (323)" in survey and "Normen er 70" in survey
    region = text_of(brug_for_alle.site / "projects" / "midtjylland.html")
    assert "Første samtale 4.301 73 % 73 %" in region and "Projekterne ved siden af hinanden" not in region


def test_the_replication_page_finds_all_equal(brug_for_alle):
    page = text_of(brug_for_alle.site / "printed.html")
    assert "29 trykte tal op mod de beregnede: 29 er ens" in page
