"""The answers of a survey as codes, and findings on answers and stages that a reader of the report should know of."""

from difflib import get_close_matches

import pandas as pd

from forlob.cleaning.findings import make, of_file
from forlob.cleaning.spelling import by_value, plain, shown
from forlob.cleaning.to_codes import known_answers, to_codes
from forlob.programme.programme import Programme
from forlob.programme.survey_models import Survey

ACTION = "the survey counts it as not answered"
NO_ONE = "no respondent is given; fill it in in the source"


def survey_answers(rows: pd.DataFrame, programme: Programme) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """The rows of the register answers that belong to the survey, with the codes of its questions and answers.

    `rows`: the cleaned register, with `file` and `row`. Returned are the same rows with `question` as the code where
    one is known, and `code`, the answer as a code of its question's list (missing for other questions and for answers
    that the list does not know). The findings are on the latter and on rows without a respondent.
    """
    survey = programme.survey
    if survey is None:
        return rows.head(0).assign(code=pd.Series(dtype="string")), []
    rows = of_survey(rows, programme)
    rows = rows.assign(code=pd.Series(pd.NA, rows.index, "string"))
    findings = []
    for question, answers in dict(survey.questions()).items():
        asked = rows["question"] == question
        known = known_answers(programme.code_list(answers), {})
        cells, where = rows.loc[asked, "answer"], rows.loc[asked, ["file", "row"]]
        about = {"register": "answers", "column": "answer", "header": "answer", "severity": "note"}
        codes, found = to_codes(cells, where, known, names=programme.names_to_mask, **about)
        rows.loc[asked, "code"] = codes
        findings += [table.assign(action=ACTION) if _unknown(table) else table for table in found]
    findings += _not_asked(rows, survey, programme)
    nobody = pd.concat([rows[c].isna() for c in ("participant_id", "respondent_id") if c in rows], axis=1).all(axis=1)
    if nobody.any():
        findings.append(make("value_missing", "answers", rows[nobody], "", NO_ONE, "note", "the survey leaves it out"))
    return rows, findings


def of_survey(rows: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """The rows of the survey's form that have a question and an answer, with the code of each question that has one."""
    form = programme.survey.form if programme.survey else None
    own = rows["form"].map(plain) == plain(form) if form is not None else pd.Series(True, rows.index)
    rows = rows[own.astype(bool) & rows["question"].notna() & rows["answer"].notna()]
    return rows.assign(question=_questions(rows["question"], programme))


def _not_asked(rows: pd.DataFrame, survey: Survey, programme: Programme) -> list[pd.DataFrame]:
    """Notes on questions of `survey` that nobody answered, as misspelt ones are too; they name the nearest there is."""
    written = {plain(text): text for text in rows["question"].unique()}
    findings = []
    for question in dict.fromkeys(question for question, _ in survey.questions()):
        if plain(question) in written:
            continue
        near = get_close_matches(plain(question), list(written), 1, 0.75)
        said = f" (is it {shown(written[near[0]], programme.names_to_mask)}?)" if near else ""
        message = f"nobody answered this question{said}; fix its name under survey in programme.yaml, if anybody has"
        findings.append(of_file("question_not_answered", "", message, column=question, register="answers"))
    return findings


def stages_skipped(rows: pd.DataFrame, programme: Programme) -> list[pd.DataFrame]:
    """A note for each step of the funnel that participants have passed without having it registered.

    They are counted where they are registered, and only there.
    """
    there = rows[rows["participant_id"].notna() & rows["stage"].notna()]
    reached = [stage for stage in programme.stages if (there["stage"] == stage).any()]
    findings = []
    for before, stage in zip(reached, reached[1:], strict=False):
        here = there[there["stage"] == stage].drop_duplicates("participant_id")
        without = here[~here["participant_id"].isin(there.loc[there["stage"] == before, "participant_id"])]
        if len(without):
            message = f"{len(without)} participants have reached {stage} without {before}, the first in this row"
            findings.append(make("stage_skipped", "stages", without.head(1), "stage", message))
    return findings


def codes_of_questions(programme: Programme) -> dict[str, str]:
    """Question as `plain` text -> its code, for those that the survey asks or the code list `question` knows."""
    listed = programme.code_list("question")
    code_of = {plain(text): code for code, item in listed.items() for text in (item.da, item.en) if text}
    asked = {question for question, _ in programme.survey.questions()} if programme.survey else set()
    return code_of | {plain(code): code for code in (*listed, *asked)}


def _questions(questions: pd.Series, programme: Programme) -> pd.Series:
    """The code of each question that is written as its code or as its label in the code list."""
    code_of = codes_of_questions(programme)
    return by_value(questions, lambda text: code_of.get(plain(text), text)).astype("string")


def _unknown(found: pd.DataFrame) -> bool:
    return bool((found["rule"] == "unknown_answer").any())
