"""Answers of the survey and stages of the funnel in cleaning: what is noted, and what stays as it is."""

import pandas as pd
import pytest

from forlob.cleaning.survey_codes import stages_skipped, survey_answers
from forlob.programme.programme import Programme


@pytest.fixture(scope="module")
def programme():
    return Programme(
        id="trial",
        title="Trial",
        extracts=[{"file": "a.csv", "registers": {"answers": None}}],
        survey={"form": "Skema", "likert": {"likert_agreement": ["believes_job"]}},
        names_to_mask=["Hansen"],
    )


def answers(*said, form="Skema", **more):
    rows = {"form": form, "question": "believes_job", "answer": list(said), "respondent_id": "r"}
    frame = pd.DataFrame({**rows, **more}).astype("string")
    return frame.assign(file="svar.csv", row=pd.array(range(2, len(said) + 2), "Int64"))


def test_an_answer_that_the_list_does_not_know_is_noted_with_its_place(programme):
    rows, (found,) = survey_answers(answers("Ved ikke", "Måske"), programme)
    assert rows["code"].tolist()[0] == "do_not_know" and rows["code"].isna().tolist() == [False, True]
    (finding,) = found.to_dict("records")
    assert (finding["severity"], finding["rule"], finding["file"], finding["row"]) == (
        "note",
        "unknown_answer",
        "svar.csv",
        3,
    )
    assert "Måske" in finding["message"] and finding["action"] == "the survey counts it as not answered"


def test_no_listed_name_gets_into_a_message(programme):
    _, (found,) = survey_answers(answers("Spørg Hansen"), programme)
    assert "Hansen" not in found["message"].iloc[0]


def test_other_forms_and_questions_are_left_alone(programme):
    rows, findings = survey_answers(answers("Måske", form="Startskema"), programme)
    assert rows.empty and _rules(findings) == ["question_not_answered"]
    rows, findings = survey_answers(answers("Fritekst", question="remark"), programme)
    assert rows["answer"].tolist() == ["Fritekst"] and _rules(findings) == ["question_not_answered"]


def _rules(findings):
    return [rule for table in findings for rule in table["rule"]]


def test_a_misspelt_question_of_the_survey_is_noted_with_the_nearest():
    """Without the note a page would leave the question out, and nobody would know."""
    survey = {"likert": {"likert_agreement": ["believes_job"]}, "self_rated_health": "helth"}
    programme = Programme(
        id="p", title="P", extracts=[{"file": "a.csv", "registers": {"answers": None}}], survey=survey
    )
    rows = pd.concat([answers("Ved ikke"), answers("Godt", question="health")])
    _, (found,) = survey_answers(rows, programme)
    assert found[["rule", "severity", "column"]].values.tolist() == [["question_not_answered", "note", "helth"]]
    assert "is it 'health'?" in found["message"].iloc[0]


def test_the_form_may_be_written_with_another_spelling(programme):
    assert len(survey_answers(answers("Ved ikke", form=" SKEMA "), programme)[0]) == 1


def test_a_row_of_nobody_is_noted(programme):
    _, (found,) = survey_answers(answers("Ved ikke", respondent_id=[pd.NA]), programme)
    assert found[["rule", "severity", "row"]].values.tolist() == [["value_missing", "note", 2]]


def test_without_a_survey_nothing_is_found():
    plain = Programme(id="t", title="T", extracts=[{"file": "a.csv", "registers": {"answers": None}}])
    rows, findings = survey_answers(answers("Måske"), plain)
    assert rows.empty and "code" in rows and findings == []


def stages(*reached):
    frame = pd.DataFrame(reached, columns=["participant_id", "stage"]).astype("string")
    return frame.assign(file="trin.csv", row=pd.array(range(2, len(frame) + 2), "Int64"))


def test_a_stage_passed_over_is_noted_once_with_how_many(programme):
    rows = stages(("a", "target_group"), ("a", "team_meeting"), ("b", "team_meeting"), ("c", "team_meeting"))
    (found,) = stages_skipped(rows, programme)
    (finding,) = found.to_dict("records")
    assert finding["rule"] == "stage_skipped" and finding["row"] == 4
    assert finding["message"] == "2 participants have reached team_meeting without target_group, the first in this row"


def test_a_stage_that_nobody_has_registered_is_not_passed_over(programme):
    assert stages_skipped(stages(("a", "target_group"), ("a", "self_supporting")), programme) == []
