"""The survey of programme.yaml: what it may say, and the sentence on what it may not."""

import pytest

from forlob.errors import ConfigError
from forlob.programme.read_programme import read_programme

START = """id: trial
title: Trial
extracts: [{file: a.csv, registers: {answers: null}}]
"""


def read(tmp_path, text):
    file = tmp_path / "programme.yaml"
    file.write_text(START + text, encoding="utf-8")
    return read_programme(file)


def refused(tmp_path, text):
    with pytest.raises(ConfigError) as problem:
        read(tmp_path, text)
    return str(problem.value)


def test_questions_with_their_lists_in_the_order_of_the_report(tmp_path):
    text = """
survey:
  form: Skema
  likert: {likert_agreement: [believes_job, wants_job]}
  self_rated_health: health
  influence: {on_goal: {team_meeting: goal}}
  who5: [a, b, c, d, e]
norms: {who5: {mean: 68, source: {da: Undersøgelsen, en: The study}}}
"""
    programme = read(tmp_path, text)
    assert list(programme.survey.questions()) == [
        ("believes_job", "likert_agreement"),
        ("wants_job", "likert_agreement"),
        ("health", "self_rated_health"),
        ("goal", "likert_agreement"),
        *((item, "who5") for item in "abcde"),
    ]
    assert programme.norms["who5"].source.in_language("en") == "The study"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("survey: {likrt: {}}", "line 4, survey.likrt: unknown key; did you mean likert?"),
        ("survey: {likert: {agreement: [a]}}", "survey.likert.agreement: agreement is not a code list"),
        ("survey: {who5: [a, b, c, d]}", "survey: who5 is five different questions, or none"),
        ("survey: {who5: [a, b, c, d, d]}", "survey: who5 is five different questions, or none"),
        ("survey: {who5_coded_from: 2}", "survey.who5_coded_from"),
        ("survey: {who5_limits: []}", "survey.who5_limits"),
        ("survey: {who5_limits: [50, 500]}", "survey.who5_limits"),
        ("survey: {who5_limits: [50, 50]}", "survey: who5_limits names a score twice"),
        (
            "survey: {influence: {counts: [some_or_hig]}}",
            "some_or_hig is no code of likert_agreement; did you mean some_or_high?",
        ),
        ("survey: {influence: {on_goal: {teammeeting: q}}}", "teammeeting is no stage; did you mean team_meeting?"),
        ("survey: {self_rated_health: q, who5: [q, b, c, d, e]}", "q is answered from self_rated_health and from who5"),
        ("norms: {who: {mean: 70, source: x}}", "norms.who: who is no norm; did you mean who5?"),
        ("norms: {who5: {mean: 170, source: x}}", "norms.who5.mean"),
        ("norms: {who5: {mean: 70}}", "norms.who5.source: is missing. Add it."),
        ("norms: {who5: {mean: 70, source: x, year: 2010}}", "unknown key. Known here: mean, source."),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path, text, said):
    assert said in refused(tmp_path, text + "\n")


def test_the_answers_that_count_may_be_groups(tmp_path):
    text = """
survey: {influence: {answers: grades, counts: [top]}}
groups: {grades: {top: [a, b]}}
code_lists: {grades: {a: {da: A}, b: {da: B}, c: {da: C}}}
"""
    assert read(tmp_path, text).survey.influence.counts == ["top"]
