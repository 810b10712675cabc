"""The survey: each respondent's answers, and what is made of them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.measures import survey
from forlob.measures.who5 import scored

ITEMS = [f"w{number}" for number in range(1, 6)]
SURVEY = {
    "form": "Undersøgelse",
    "likert": {"likert_agreement": ["believes_job", "wants_job"]},
    "self_rated_health": "health",
    "influence": {"on_goal": {"team_meeting": "goal"}, "on_conversation": {"team_meeting": "talk"}},
    "who5": ITEMS,
}
KEYS = {"survey": SURVEY, "groups": {"self_rated_health": {"poor_or_fair": ["poor", "fair"]}}}
HIGH, LOW, UNSURE = "I nogen grad/i høj grad", "Slet ikke/i mindre grad", "Ved ikke"


def answer(who, question, said, on="2012-05-01", form="Undersøgelse", project="north"):
    row = {"respondent_id": who, "project": project, "form": form, "question": question, "answer": said}
    return {**row, "answered_on": on}


def counted(story, measure, *rows, aggregates=(), project="north", keys=KEYS, **more):
    registers = {"answers": story.frame(rows)}
    if aggregates:
        registers["aggregates"] = story.frame(aggregates).astype({"n": "float64"})
    return measure(story.data(project, keys=keys, **registers, **more))


def invited(n, project="north"):
    return {"measure": "survey.invited", "n": n, "project": project, "as_of": "2012-04-01"}


def test_whoever_answered_anything_has_answered(story):
    rows = [answer("a", "believes_job", HIGH), answer("a", "health", "Godt"), answer("b", "remark", "Tak")]
    rows.append(answer("c", "health", "Godt", form="Startskema"))  # another form
    found = counted(story, survey.answered, *rows, aggregates=[invited(50)])
    assert found[["n", "of", "unit"]].values.tolist() == [[2, 50, "respondents"]]
    assert counted(story, survey.answered, *rows)[["n", "of"]].values.tolist() == [[2, None]]


def test_the_invited_of_the_programme_are_those_of_all_its_projects(story):
    rows = [answer("a", "health", "Godt")]
    both = [invited(30), invited(20, "south")]
    assert counted(story, survey.invited, *rows, aggregates=both, project=None)["n"].tolist() == [50]
    assert counted(story, survey.invited, *rows, aggregates=both)["n"].tolist() == [30]
    assert counted(story, survey.invited, *rows, aggregates=both[:1], project=None).empty  # south is not known


def test_answers_that_name_no_project_are_the_programmes_alone(story):
    """Three answered, and nobody says where: no project has them, and what a project delivered stands."""
    rows = [{k: v for k, v in answer(who, "health", "Godt").items() if k != "project"} for who in "abc"]
    own = [invited(9), invited(9, "south"), {**invited(2), "measure": "survey.answered"}]
    assert counted(story, survey.answered, *rows, aggregates=own, project=None)["n"].tolist() == [3]
    assert counted(story, survey.answered, *rows, aggregates=own)["n"].tolist() == [2]
    assert counted(story, survey.self_rated_health, *rows).empty


def test_likert_counts_those_who_answered_the_question(story, numbers):
    rows = [answer(who, "believes_job", said) for who, said in {"a": HIGH, "b": LOW, "c": LOW, "d": UNSURE}.items()]
    rows += [answer("e", "believes_job", None), answer("a", "wants_job", HIGH)]
    found = counted(story, survey.likert, *rows)
    assert numbers(found) == {
        ("believes_job", "not_or_little"): 2,
        ("believes_job", "neither"): 0,
        ("believes_job", "some_or_high"): 1,
        ("believes_job", "do_not_know"): 1,
        **{("wants_job", code): int(code == "some_or_high") for code in CODES},
    }
    assert set(found.loc[found["group"] == "believes_job", "of"]) == {4}


CODES = ("not_or_little", "neither", "some_or_high", "do_not_know")


def test_a_question_may_stand_with_its_text_and_an_answer_in_another_spelling(story, numbers):
    found = counted(story, survey.likert, answer("a", "Tror du på, at du kommer i job?", " i nogen grad / I HØJ grad "))
    assert numbers(found)["believes_job", "some_or_high"] == 1


def test_an_answer_that_the_list_does_not_know_is_none(story):
    found = counted(story, survey.likert, answer("a", "believes_job", "Måske"), answer("b", "believes_job", HIGH))
    assert set(found["of"]) == {1}


def test_the_latest_answer_counts(story, numbers):
    rows = [answer("a", "believes_job", HIGH, "2012-05-09"), answer("a", "believes_job", LOW, "2012-05-01")]
    assert numbers(counted(story, survey.likert, *rows))["believes_job", "some_or_high"] == 1
    early = counted(story, survey.likert, *rows, to_date=date(2012, 5, 5))
    assert numbers(early)["believes_job", "not_or_little"] == 1 and set(early["of"]) == {1}


def test_health_in_the_groups_of_the_programme(story, numbers):
    rows = [
        answer(who, "health", said)
        for who, said in zip("abcd", ["Dårligt", "Mindre godt", "Godt", "poor"], strict=True)
    ]
    found = counted(story, survey.self_rated_health, *rows)
    assert numbers(found) == {"excellent": 0, "very_good": 0, "good": 1, "poor_or_fair": 3}


def test_influence_after_a_stage(story):
    rows = [answer(who, "goal", said) for who, said in {"a": HIGH, "b": LOW, "c": UNSURE}.items()]
    found = counted(story, survey.influence_on_goal, *rows)
    assert found[["group", "n", "of"]].values.tolist() == [["team_meeting", 1, 3]]
    assert counted(story, survey.influence_on_conversation, *rows).empty


def well(who, *points):
    return [answer(who, item, str(p)) for item, p in zip(ITEMS, points, strict=True) if p is not None]


def test_who5_by_hand(story):
    """60, 40 with one item prorated (2+2+2+2)/4 x 5 x 4, and one of three items who has no score."""
    rows = [*well("a", 3, 3, 3, 3, 3), *well("b", 2, 2, None, 2, 2), *well("c", 1, None, None, 1, 1)]
    assert counted(story, survey.who5_scored, *rows)[["n", "of"]].values.tolist() == [[2, 3]]
    (mean,) = counted(story, survey.who5_mean, *rows).to_dict("records")
    assert (mean["n"], mean["value"], mean["unit"]) == (2, 50.0, "points")
    half = 12.706204736 * np.sqrt(200) / np.sqrt(2)  # t of one degree of freedom; the variance of 40 and 60 is 200
    assert (mean["ci_low"], mean["ci_high"]) == pytest.approx((50 - half, 50 + half))
    assert counted(story, survey.who5_under_50, *rows)[["n", "of"]].values.tolist() == [[1, 2]]
    assert counted(story, survey.who5_under_35, *rows)[["n", "of"]].values.tolist() == [[0, 2]]


@pytest.mark.parametrize(("missing", "score"), [(0, 60.0), (1, 60.0), (2, None), (5, None)])
def test_one_missing_item_is_prorated_and_no_more(missing, score):
    points = pd.DataFrame([[3.0] * (5 - missing) + [np.nan] * missing])
    (made,) = scored(points)
    assert made == score if score is not None else np.isnan(made)


def test_the_bounds_are_not_under_them(story):
    """13, 12, 9 and 8 points are 52, 48, 36 and 32: three are under 50, one of them under 35."""
    rows = [*well("a", 2, 2, 3, 3, 3), *well("b", 2, 2, 3, 3, 2), *well("c", 2, 2, 2, 2, 1), *well("d", 2, 2, 2, 2, 0)]
    assert counted(story, survey.who5_under_50, *rows)[["n", "of"]].values.tolist() == [[3, 4]]
    assert counted(story, survey.who5_under_35, *rows)[["n", "of"]].values.tolist() == [[1, 4]]
    prorated = [*well("e", 2, 2, 3, 3, None), *well("f", 2, 2, 2, 1, None)]  # exactly 50 and exactly 35
    assert counted(story, survey.who5_under_50, *prorated)["n"].tolist() == [1]
    assert counted(story, survey.who5_under_35, *prorated)["n"].tolist() == [0]


def test_one_score_has_a_mean_and_no_interval(story):
    (mean,) = counted(story, survey.who5_mean, *well("a", 5, 5, 5, 5, 5)).to_dict("records")
    assert mean["value"] == 100 and np.isnan(mean["ci_low"]) and np.isnan(mean["ci_high"])


def test_the_norm_stands_beside_the_mean_only(story):
    keys = {**KEYS, "norms": {"who5": {"mean": 68.7, "source": "Somewhere 2010"}}}
    rows = well("a", 1, 1, 1, 1, 1)
    (norm,) = counted(story, survey.who5_norm, *rows, keys=keys).to_dict("records")
    assert (norm["value"], norm["n"], norm["unit"]) == (68.7, None, "points")
    assert counted(story, survey.who5_norm, answer("a", "health", "Godt"), keys=keys).empty
    assert counted(story, survey.who5_norm, *rows).empty


def test_without_a_survey_in_the_configuration_there_are_no_rows(story):
    rows = [answer("a", "believes_job", HIGH)]
    for measure in (
        survey.answered,
        survey.likert,
        survey.self_rated_health,
        survey.who5_mean,
        survey.influence_on_goal,
    ):
        assert counted(story, measure, *rows, keys={}).empty


def test_participants_answer_as_respondents_do(story):
    row = {"participant_id": "p1", "project": "north", "form": "Undersøgelse", "question": "health", "answer": "Godt"}
    assert counted(story, survey.answered, row)["n"].tolist() == [1]
    nobody = {**row, "participant_id": None}
    assert counted(story, survey.answered, row, nobody, nobody)["n"].tolist() == [1]


@given(st.lists(st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=5, max_size=5), min_size=1, max_size=12))
def test_scores_lie_from_0_to_100_and_grow_with_the_points(people):
    points = pd.DataFrame(people, dtype=float)
    score = scored(points)
    assert score.dropna().between(0, 100).all()
    assert (score.isna() == (points.isna().sum(axis=1) > 1)).all()
    higher = scored((points + 1).clip(upper=5))
    assert (higher.dropna() >= score.dropna()).all()


def test_a_score_is_not_under_itself_and_other_limits_have_a_measure_of_their_own(story):
    """13 points score 52 and 10 points 40: 52 is not under 52, and 40 not under 40."""
    items = ["a", "b", "c", "d", "e"]
    given = [("r1", "22333"), ("r2", "22222")]
    rows = [
        {"respondent_id": who, "form": "S", "question": item, "answer": answer}
        for who, answers in given
        for item, answer in zip(items, answers, strict=True)
    ]

    def counted(limits=None):
        keys = {"survey": {"who5": items, **({"who5_limits": limits} if limits else {})}}
        data = story.data(keys=keys, answers=rows)
        tables = [survey.who5_under_50(data), survey.who5_under_35(data), survey.who5_under(data)]
        return [(r["measure"], r["group"], r["n"], r["of"]) for t in tables for r in t.to_dict("records")]

    assert counted() == [("survey.who5_under_50", "", 1, 2), ("survey.who5_under_35", "", 0, 2)]
    assert counted([52, 53, 40]) == [
        ("survey.who5_under", "52", 1, 2),
        ("survey.who5_under", "53", 2, 2),
        ("survey.who5_under", "40", 0, 2),
    ]
