"""The survey: who answered, what they answered, their health and their influence (what is what: `survey` in
programme.yaml).

A respondent's latest answer to a question counts. Shares are of those who answered the question; do not know is an
answer. An answer that the question's code list does not know is none. Unit: respondents.
"""

import pandas as pd

from forlob.measures.aggregates import standing_in
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import NOT_REGISTERED, labels
from forlob.measures.populations import RESPONDENTS
from forlob.measures.respondents import given
from forlob.measures.rows import count, estimate, no_rows, share, statistic
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval
from forlob.measures.who5 import scores
from forlob.programme.survey_models import HEALTH, WHO5, Survey

UNIT = "respondents"
#: Scores with a measure of their own for those under them.
USUAL_LIMITS = (50, 35)


@figures("count", RESPONDENTS)
def invited(data: Data) -> pd.DataFrame | None:
    """Those invited to answer, as delivered (register aggregates). It is no share."""
    return standing_in(data, "survey.invited")


@figures("share", RESPONDENTS)
def answered(data: Data) -> pd.DataFrame | None:
    """Respondents with at least one answer, of all invited (the response rate); a count where that is not known."""
    answers = given(data)
    if answers is None:
        return standing_in(data, "survey.answered")
    n, of = answers["who"].nunique(), invited(data)
    if of.empty or pd.isna(of["n"].iloc[0]) or of["n"].iloc[0] < n:
        return count("survey.answered", n, UNIT)
    return share("survey.answered", n, of["n"].iloc[0], UNIT)


@figures("share", RESPONDENTS, by_nature=("question", "answer"))
def likert(data: Data) -> pd.DataFrame | None:
    """Respondents by answer group (subgroup) of each Likert question (group), of all who answered the question."""
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None:
        return no_rows()
    tables = []
    for listed, questions in survey.likert.items():
        for question in questions:
            rows = _by_answer(data, answers, "survey.likert", question, listed)
            tables.append(rows.assign(subgroup=rows["group"], group=question))
    return _together(tables)


@figures("share", RESPONDENTS)
def self_rated_health(data: Data) -> pd.DataFrame | None:
    """Respondents by how they rate their health (group; those of `groups` in place of their members)."""
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None or survey.self_rated_health is None:
        return standing_in(data, "survey.self_rated_health")
    return _by_answer(data, answers, "survey.self_rated_health", survey.self_rated_health, HEALTH)


@figures("share", RESPONDENTS)
def influence_on_goal(data: Data) -> pd.DataFrame | None:
    """Respondents who feel they have influence on the goal, after each stage (group), of all who were asked then."""
    survey = data.programme.survey
    return _influence(data, "survey.influence_on_goal", survey.influence.on_goal if survey else {})


@figures("share", RESPONDENTS)
def influence_on_conversation(data: Data) -> pd.DataFrame | None:
    """Respondents who feel they have influence on the conversation, after each stage (group)."""
    survey = data.programme.survey
    return _influence(data, "survey.influence_on_conversation", survey.influence.on_conversation if survey else {})


@figures("share", RESPONDENTS)
def who5_scored(data: Data) -> pd.DataFrame | None:
    """Respondents with a WHO-5 score, of all who answered some of its five items."""
    score = scores(data)
    return no_rows() if score is None else share("survey.who5_scored", int(score.notna().sum()), len(score), UNIT)


@figures("mean", RESPONDENTS)
def who5_mean(data: Data) -> pd.DataFrame | None:
    """The mean WHO-5 score with its 95 % interval (t); n is the respondents with a score. Unit: points, 0 to 100."""
    score = scores(data)
    if score is None or not score.notna().any():
        return no_rows()
    known = score.dropna().to_numpy()
    interval = t_interval(known)
    return estimate("survey.who5_mean", len(known), None, mean(known), interval, "points")


@figures("norm", RESPONDENTS)
def who5_norm(data: Data) -> pd.DataFrame | None:
    """The mean that `norms` of programme.yaml names, beside the respondents' own. It counts nobody. Unit: points."""
    norm = data.programme.norms.get(WHO5)
    if norm is None or who5_mean(data).empty:
        return no_rows()
    return statistic("survey.who5_norm", None, norm.mean, "points")


@figures("share", RESPONDENTS)
def who5_under_50(data: Data) -> pd.DataFrame | None:
    """Respondents with a WHO-5 score strictly under 50 (poor well-being), of those with a score."""
    return _under(data, "survey.who5_under_50", [50])


@figures("share", RESPONDENTS)
def who5_under_35(data: Data) -> pd.DataFrame | None:
    """Respondents with a WHO-5 score strictly under 35 (a risk of depression), of those with a score."""
    return _under(data, "survey.who5_under_35", [35])


@figures("share", RESPONDENTS)
def who5_under(data: Data) -> pd.DataFrame | None:
    """Respondents with a WHO-5 score strictly under each other limit (group) that `who5_limits` names."""
    limits = data.programme.survey.who5_limits if data.programme.survey else []
    return _under(data, "survey.who5_under", [limit for limit in limits if limit not in USUAL_LIMITS], named=True)


def _under(data: Data, measure: str, limits: list[float], named: bool = False) -> pd.DataFrame:
    """A row a limit that the programme counts by, of those with a score; the limit is the group where `named`."""
    score, survey = scores(data), data.programme.survey
    if score is None or survey is None or not score.notna().any():
        return no_rows()
    counted = [limit for limit in limits if limit in survey.who5_limits]
    of = int(score.notna().sum())
    groups = [f"{limit:g}" if named else "" for limit in counted]
    return share(measure, [int((score < limit).sum()) for limit in counted], of, UNIT, groups) if counted else no_rows()


def _by_answer(data: Data, answers: pd.DataFrame, measure: str, question: str, listed: str) -> pd.DataFrame:
    """One row an answer of the code list, of those who answered the question; none where nobody was asked it."""
    asked = answers[answers["question"] == question]
    if asked.empty:
        return no_rows()
    groups = labels(data.programme, listed, asked["code"].dropna())
    n = groups.value_counts(sort=False).drop(NOT_REGISTERED)
    return share(measure, n.to_numpy(), int(n.sum()), UNIT, n.index.astype(str))


def _influence(data: Data, measure: str, asked_after: dict[str, str]) -> pd.DataFrame:
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None or not asked_after:
        return standing_in(data, measure)
    return _together([_felt(data, answers, survey, measure, stage, q) for stage, q in asked_after.items()])


def _felt(data: Data, answers: pd.DataFrame, survey: Survey, measure: str, stage: str, question: str) -> pd.DataFrame:
    codes = answers.loc[answers["question"] == question, "code"].dropna()
    if codes.empty:
        return no_rows()
    groups = labels(data.programme, survey.influence.answers, codes).astype(str)
    felt = groups.isin(survey.influence.counts) | codes.isin(survey.influence.counts)
    return share(measure, int(felt.sum()), len(codes), UNIT, stage)


def _together(tables: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else no_rows()
