"""The answers of the survey, one a respondent and question: what the measures of the survey count."""

from functools import lru_cache

import pandas as pd

from forlob.cleaning.survey_codes import survey_answers
from forlob.measures.data import Data


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
