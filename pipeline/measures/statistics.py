"""The statistics page of the web register: form, question, answer, count."""

import pandas as pd

from pipeline.measures.data import Data
from pipeline.measures.groups import NOT_REGISTERED, labels
from pipeline.measures.rows import by_group, no_rows, share

#: The coded questions of the registers, for a programme that is not delivered as answers.
QUESTIONS = {
    "participants": [
        *["gender", "match_group", "education", "work_experience", "benefit", "pathway", "arm", "exit_reason"],
    ],
    "parallel_efforts": ["effort"],
    "placements": ["form"],
    "companies": ["ownership", "industry", "prior_experience"],
    "events": ["event"],
    "tasks": ["task"],
    "time_registrations": ["category", "time_of_day"],
}


def statistics(data: Data) -> pd.DataFrame:
    """Answers to each question (group is `form: question`, subgroup the answer), of those who answered it.

    Who did not answer is not among them. A participant's same answer counts once. Without the register answers, the
    coded columns of the other registers are the questions, and each row of a register is an answer. Unit: answers.
    """
    answers = data.register("answers", "form", "question", "answer")
    tables = _of_registers(data) if answers is None else _of_answers(answers)
    return pd.concat(tables, ignore_index=True) if tables else no_rows()


def _of_answers(answers: pd.DataFrame) -> list[pd.DataFrame]:
    given = answers[answers["answer"].notna()]
    who = pd.Series(given.index, index=given.index, dtype=object)
    for column in ("participant_id", "respondent_id", "course_id"):
        if column in given:
            who = given[column].astype(object).where(given[column].notna(), who)
    given = given.assign(who=who)
    tables = []
    for (form, question), rows in given.groupby(["form", "question"], sort=True):
        n = rows.groupby("answer")["who"].nunique().sort_index()
        where = {"group": [f"{form}: {question}"] * len(n), "subgroup": n.index.astype(str)}
        tables.append(share("statistics", n.to_numpy(), rows["who"].nunique(), "answers", **where))
    return tables


def _of_registers(data: Data) -> list[pd.DataFrame]:
    tables = []
    for register, questions in QUESTIONS.items():
        table = data.registers.get(register)
        for question in questions if table is not None else []:
            if question in table:
                answered = labels(data.programme, question, table[question].dropna())
                rows = by_group("statistics", answered, "answers")
                rows = rows[rows["group"] != NOT_REGISTERED]
                tables.append(rows.assign(subgroup=rows["group"], group=f"{register}: {question}"))
    return tables
