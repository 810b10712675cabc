"""The survey: who answered, what they answered, their health and their influence (what is what: `survey` in
programme.yaml).

A respondent's latest answer to a question counts. Shares are of those who answered the question; do not know is an
answer. An answer that the question's code list does not know is none. Unit: respondents.
"""

import pandas as pd

from forlob.measures.aggregates import standing_in
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.populations import NORMS, RESPONDENTS
from forlob.measures.respondents import by_answer, felt_after, given
from forlob.measures.rows import count, share, statistic, together
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval
from forlob.measures.who5 import scores
from forlob.programme.survey_models import HEALTH, WHO5

UNIT = "respondents"
#: Scores with a measure of their own for those under them.
USUAL_LIMITS = (50, 35)


@figures(
    "count",
    RESPONDENTS,
    da="Inviterede til spørgeskemaundersøgelsen",
    en="Invited to the survey",
    short_da="Inviterede",
    short_en="Invited",
    def_da="Antal personer, der er inviteret til at besvare spørgeskemaet; tallet er nævner for svarprocenten.",
)
def invited(data: Data) -> pd.DataFrame | None:
    """Number of persons invited to answer the questionnaire; it is the denominator of the response rate.

    It is no share.
    """
    return standing_in(data, invited.name)


@figures(
    "share",
    RESPONDENTS,
    of=invited,
    da="Besvarede spørgeskemaer",
    en="Questionnaires answered",
    short_da="Svarprocent",
    short_en="Response rate",
    def_da="Antal personer, der har besvaret spørgeskemaet, ud af alle inviterede (svarprocenten).",
)
def answered(data: Data) -> pd.DataFrame | None:
    """Number of persons who answered the questionnaire, out of all invited (the response rate)."""
    answers = given(data)
    if answers is None:
        return standing_in(data, answered.name)
    n, of = answers["who"].nunique(), invited(data)
    if of.empty or pd.isna(of["n"].iloc[0]) or of["n"].iloc[0] < n:
        return count(n, UNIT)
    return share(n, of["n"].iloc[0], UNIT)


@figures(
    "share",
    RESPONDENTS,
    by_nature=("question", "answer"),
    adds_up=True,
    da="Svar fordelt på svargrupper",
    en="Answers by answer group",
    def_da="Antal respondenter i hver svargruppe ud af alle, der har besvaret spørgsmålet.",
)
def likert(data: Data) -> pd.DataFrame | None:
    """Number of respondents in each answer group, out of all who answered the question."""
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None:
        return None
    tables = []
    for listed, questions in survey.likert.items():
        for question in questions:
            tables.append(by_answer(data, answers, question, listed, question))
    return together(tables)


@figures(
    "share",
    RESPONDENTS,
    by_nature=("self_rated_health",),
    adds_up=True,
    da="Selvvurderet helbred",
    en="Self-rated health",
    def_da="Antal respondenter for hver vurdering af eget helbred ud af alle, der har besvaret spørgsmålet.",
)
def self_rated_health(data: Data) -> pd.DataFrame | None:
    """Number of respondents for each rating of their own health, out of all who answered the question."""
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None or survey.self_rated_health is None:
        return standing_in(data, self_rated_health.name)
    return by_answer(data, answers, survey.self_rated_health, HEALTH)


@figures(
    "share",
    RESPONDENTS,
    by_nature=("stage",),
    whole_by=("stage",),
    da="Oplever indflydelse på målet",
    en="Feel they have influence on the goal",
    short_da="Indflydelse på målet",
    short_en="Influence on the goal",
    def_da="Antal respondenter, der oplever at have indflydelse på målet, ud af alle, der har besvaret spørgsmålet.",
)
def influence_on_goal(data: Data) -> pd.DataFrame | None:
    """Number of respondents who feel that they have influence on the goal, out of all who answered the question."""
    survey = data.programme.survey
    return _influence(data, influence_on_goal.name, survey.influence.on_goal if survey else {})


@figures(
    "share",
    RESPONDENTS,
    by_nature=("stage",),
    whole_by=("stage",),
    da="Oplever indflydelse på samtalen",
    en="Feel they have influence on the conversation",
    short_da="Indflydelse på samtalen",
    short_en="Influence on the conversation",
    def_da=(
        "Antal respondenter, der oplever at have indflydelse på samtalen, ud af alle, der har besvaret spørgsmålet."
    ),
)
def influence_on_conversation(data: Data) -> pd.DataFrame | None:
    """Number of respondents who feel that they have influence on the conversation, out of all who answered the
    question.
    """
    survey = data.programme.survey
    return _influence(data, influence_on_conversation.name, survey.influence.on_conversation if survey else {})


@figures(
    "share",
    RESPONDENTS,
    da="Respondenter med en WHO-5-score",
    en="Respondents with a WHO-5 score",
    def_da=(
        "Antal respondenter, der har besvaret mindst fire af de fem udsagn i WHO-5, ud af alle, der har besvaret "
        "mindst ét; mangler ét svar, træder gennemsnittet af de fire i stedet."
    ),
)
def who5_scored(data: Data) -> pd.DataFrame | None:
    """Number of respondents who answered at least four of the five statements of WHO-5, out of all who answered at
    least one; where one answer is missing, the mean of the four stands for it.
    """
    score = scores(data)
    return None if score is None else share(int(score.notna().sum()), len(score), UNIT)


@figures(
    "mean",
    RESPONDENTS,
    n_of=who5_scored,
    da="Trivsel (WHO-5), gennemsnit",
    en="Well-being (WHO-5), mean",
    short_da="WHO-5, gennemsnit",
    short_en="WHO-5, mean",
    def_da=(
        "Gennemsnitlig WHO-5-score fra 0 til 100 (summen af fem svar på 0-5 point gange 4) med 95 %-interval "
        "(t-fordelingen), dvs. summen af scorer divideret med antallet af respondenter med en score."
    ),
)
def who5_mean(data: Data) -> pd.DataFrame | None:
    """Mean WHO-5 score from 0 to 100 (the sum of five answers of 0 to 5 points times 4) with its 95% interval (t
    distribution): the sum of scores divided by the number of respondents with a score.

    Unit: points, 0 to 100.
    """
    score = scores(data)
    if score is None or not score.notna().any():
        return None
    known = score.dropna().to_numpy()
    interval = t_interval(known)
    return statistic(len(known), mean(known), "points", interval=interval)


@figures(
    "norm",
    NORMS,
    da="Trivsel (WHO-5), norm",
    en="Well-being (WHO-5), norm",
    def_da=(
        "Den gennemsnitlige WHO-5-score, som programmets opsætning nævner til sammenligning; den er ikke beregnet af "
        "udtrækkene og har ingen nævner."
    ),
)
def who5_norm(data: Data) -> pd.DataFrame | None:
    """The mean WHO-5 score that the programme's settings name for comparison; it is not computed from the extracts and
    has no denominator.

    It counts nobody. Unit: points.
    """
    norm = data.programme.norms.get(WHO5)
    if norm is None or who5_mean(data).empty:
        return None
    return statistic(None, norm.mean, "points")


@figures(
    "share",
    RESPONDENTS,
    by_nature=("limit",),
    of=who5_scored,
    da="Trivsel (WHO-5) under programmets grænse",
    en="Well-being (WHO-5) under the programme's limit",
    short_da="WHO-5 under",
    short_en="WHO-5 under",
    def_da=(
        "Antal respondenter med en WHO-5-score under hver af de grænser, som programmets opsætning nævner (grænsen "
        "selv er ikke under), ud af alle med en score."
    ),
)
def who5_under(data: Data) -> pd.DataFrame | None:
    """Number of respondents with a WHO-5 score under each limit that the programme's settings name (the limit itself
    is not under), out of all with a score.
    """
    limits = data.programme.survey.who5_limits if data.programme.survey else []
    return _under(data, [limit for limit in limits if limit not in USUAL_LIMITS], named=True)


@figures(
    "share",
    RESPONDENTS,
    of=who5_scored,
    same_as=who5_under.group(limit="50"),
    da="Trivsel (WHO-5) under 50",
    en="Well-being (WHO-5) under 50",
    short_da="WHO-5 under 50",
    short_en="WHO-5 under 50",
    def_da=(
        "Antal respondenter med en WHO-5-score under 50 (ringe trivsel; 50 selv er ikke under) ud af alle med en score."
    ),
)
def who5_under_50(data: Data) -> pd.DataFrame | None:
    """Number of respondents with a WHO-5 score under 50 (poor well-being; 50 itself is not under), out of all with a
    score.
    """
    return _under(data, [50])


@figures(
    "share",
    RESPONDENTS,
    of=who5_scored,
    same_as=who5_under.group(limit="35"),
    da="Trivsel (WHO-5) under 35",
    en="Well-being (WHO-5) under 35",
    short_da="WHO-5 under 35",
    short_en="WHO-5 under 35",
    def_da=(
        "Antal respondenter med en WHO-5-score under 35 (risiko for depression eller stressbelastning; 35 selv er "
        "ikke under) ud af alle med en score."
    ),
)
def who5_under_35(data: Data) -> pd.DataFrame | None:
    """Number of respondents with a WHO-5 score under 35 (at risk of depression or stress; 35 itself is not under), out
    of all with a score.
    """
    return _under(data, [35])


def _under(data: Data, limits: list[float], named: bool = False) -> pd.DataFrame | None:
    """A row a limit that the programme counts by, of those with a score; the limit is the group where `named`."""
    score, survey = scores(data), data.programme.survey
    if score is None or survey is None or not score.notna().any():
        return None
    counted = [limit for limit in limits if limit in survey.who5_limits]
    of = int(score.notna().sum())
    groups = [f"{limit:g}" if named else "" for limit in counted]
    return share([int((score < limit).sum()) for limit in counted], of, UNIT, groups) if counted else None


def _influence(data: Data, measure: str, asked_after: dict[str, str]) -> pd.DataFrame | None:
    answers, survey = given(data), data.programme.survey
    if answers is None or survey is None or not asked_after:
        return standing_in(data, measure)
    return together(felt_after(data, answers, survey, stage, q) for stage, q in asked_after.items())
