"""The answers of the survey, one a respondent and question, and shares of those who gave one."""

from functools import lru_cache

import pandas as pd

from forlob.cleaning.survey_codes import survey_answers
from forlob.measures.data import Data
from forlob.measures.groups import NOT_REGISTERED, labels
from forlob.measures.populations import RESPONDENTS
from forlob.measures.rows import share
from forlob.programme.survey_models import Survey


@lru_cache(maxsize=2)
def given(data: Data) -> pd.DataFrame | None:
    """`who` (a respondent in a project), `question`, `answer` as written and `code`; None without a survey,
    and for a project where the answers do not say whose project they are of.

    One row a respondent and question: the latest answer, of two of one day the last in the register. Rows that name no
    respondent are left out.
    """
    table = data.register("answers", "form", "question", "answer")
    if table is None or data.programme.survey is None or (data.project and "project" not in table):
        return None  # whose project is not said: they are the programme's alone
    rows, _ = survey_answers(table.assign(file="", row=pd.array([pd.NA] * len(table), "Int64")), data.programme)
    who = pd.Series(pd.NA, rows.index, dtype="string")
    for column in ("participant_id", "respondent_id"):
        if column in rows:
            who = who.fillna(f"{column} " + rows[column].astype("string"))
    if "project" in rows:
        who = rows["project"].astype("string").fillna("") + " " + who
    rows = rows.assign(who=who)[who.notna()]
    if "answered_on" in rows:
        rows = rows.sort_values("answered_on", kind="stable", na_position="first")
    latest = rows.drop_duplicates(["who", "question"], keep="last").sort_index()
    return latest[["who", "question", "answer", "code"]]


def by_answer(data: Data, answers: pd.DataFrame, question: str, listed: str, *before: str) -> pd.DataFrame | None:
    """One row an answer of the code list, of those who answered the question; none where nobody was asked it.

    `before`: the codes that stand before the answer's.
    """
    asked = answers[answers["question"] == question]
    if asked.empty:
        return None
    groups = labels(data.programme, listed, asked["code"].dropna())
    n = groups.value_counts(sort=False).drop(NOT_REGISTERED)
    return share(n.to_numpy(), int(n.sum()), RESPONDENTS.unit, *before, n.index.astype(str))


def felt_after(data: Data, answers: pd.DataFrame, survey: Survey, stage: str, question: str) -> pd.DataFrame | None:
    """Those who feel that they have influence, of all who were asked after a stage; none where nobody was."""
    codes = answers.loc[answers["question"] == question, "code"].dropna()
    if codes.empty:
        return None
    groups = labels(data.programme, survey.influence.answers, codes).astype(str)
    felt = groups.isin(survey.influence.counts) | codes.isin(survey.influence.counts)
    return share(int(felt.sum()), len(codes), RESPONDENTS.unit, stage)
