"""The statistics page of the web register: form, question, answer, how many answers and how many participants."""

from functools import lru_cache

import numpy as np
import pandas as pd

from forlob.measures import rows
from forlob.measures.clustered import Pairs, effective_sizes, pairs_of, together
from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import labels
from forlob.measures.people import people, told_apart
from forlob.measures.populations import ANSWERS
from forlob.measures.rows import share
from forlob.programme.programme import Programme

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
#: Registers in which nobody has two rows: participants and answers are one count.
ONE_ROW_EACH = ("participants", "companies")
#: What tells apart those whose answers are counted, and the people who gave them; the first that there is.
OF_ANSWERS = ("participation_id", "respondent_id", "participant_id")
OF_PEOPLE = ("participant_id", "respondent_id", "participation_id")
#: The answer that stands for all answers to a question that is answered in free text.
FREE_TEXT = "free_text"
#: A question without a code list is answered in free text where its answers are more than this many, or half of them
#: and more than five are given once only, or one is longer than a phrase or had something masked.
MOST_ANSWERS, FEW_ANSWERS, LONGEST = 20, 5, 60
MASKED = "[…]"


@figures(
    "share",
    ANSWERS,
    by_nature=("question", "answer"),
    adds_up=True,
    da="Svar på skema og spørgsmål",
    en="Answers by form and question",
    def_da=(
        "Antal gange hvert svar er givet ud af alle svar på samme spørgsmål i samme skema. Svar i fri tekst tælles "
        "samlet."
    ),
)
def given(data: Data) -> pd.DataFrame | None:
    """Number of times each answer was given, out of all answers to the same question in the same form. Answers in free
    text are counted together.

    The group is `form: question`. Who did not answer is in none. Questions stand in the order in which they were first
    answered, answers in the order of the code list of the question's name, if there is one; answers in free text are
    counted together as free_text, and none is named. Without the register answers, the coded columns of the other
    registers are the questions, and each row of a register is an answer.
    """
    return rows.together(of for of, _ in _questions(data))


@figures(
    "share",
    ANSWERS,
    by_nature=("question", "answer"),
    counts="participants",
    within=given,
    each_once=given,
    da="Deltagere efter svar på skema og spørgsmål",
    en="Participants by form, question and answer",
    def_da=(
        "Antal deltagere, der har givet svaret, ud af dem, der har besvaret spørgsmålet, hvor en deltager kan give "
        "flere svar."
    ),
)
def participants(data: Data) -> pd.DataFrame | None:
    """Number of participants who gave the answer, each once, out of those who answered the question, where one may give
    several.

    Questions and answers are those of `given`; none where nobody gives two.
    """
    return rows.together(who for _, who in _questions(data))


#: What a question's answers are: how often each was given, and how many gave it (None where that is the same).
Question = tuple[pd.DataFrame, pd.DataFrame | None]


@lru_cache(maxsize=8)  # two measures of the same
def _questions(data: Data) -> list[Question]:
    answers = data.register("answers", "form", "question", "answer")
    if answers is not None and data.project and "project" not in answers:
        return []  # whose project is not said: they are the programme's alone
    return _of_registers(data) if answers is None else _of_answers(data.programme, answers)


def _of_answers(programme: Programme, answers: pd.DataFrame) -> list[Question]:
    known = answers[answers["answer"].notna() & answers["question"].notna()]
    known = known.assign(form=known["form"].fillna(""), who=_who(known, *OF_ANSWERS), person=_who(known, *OF_PEOPLE))
    place = {form: number for number, form in enumerate(known["form"].drop_duplicates())}
    tables: list[Question] = []
    for (form, question), own in sorted(
        known.groupby(["form", "question"], sort=False), key=lambda group: place[group[0][0]]
    ):
        order = _answers(programme, str(question), own["answer"])
        said = order.reindex(own["answer"]).set_axis(own.index)
        names = list(dict.fromkeys(order))
        tables.append(_counted(f"{form}: {question}", names, said, own["who"], own["person"]))
    return tables


def _answers(programme: Programme, question: str, answers: pd.Series) -> pd.Series:
    """Answer as given -> what it is counted as, in order: by the code list of that question, else by the alphabet."""
    listed = {
        written: code for code, item in programme.code_list(question).items() for written in (item.en, item.da, code)
    }
    order = {code: number for number, code in enumerate(programme.code_list(question))}
    given = sorted(answers.unique(), key=lambda answer: (order.get(listed.get(answer, ""), len(order)), answer))
    if not order and _is_free_text(answers):
        return pd.Series(FREE_TEXT, given, dtype=object)
    return pd.Series([listed.get(answer, answer) for answer in given], given, dtype=object)


def _is_free_text(answers: pd.Series) -> bool:
    times = answers.value_counts()
    once = int((times == 1).sum())
    own_words = len(times) > FEW_ANSWERS and once * 2 > len(times)
    long = any(len(answer) > LONGEST or MASKED in answer for answer in times.index)
    return len(times) > MOST_ANSWERS or own_words or long


def _counted(group: str, names: list[str], said: pd.Series, who: pd.Series, person: pd.Series) -> Question:
    """The rows of one question: its answers, and the participants who gave them."""
    times = said.value_counts().reindex(names, fill_value=0)
    pairs = pairs_of(pd.factorize(person)[0], pd.Index(names).get_indexer(pd.Index(said)))
    effective = effective_sizes(pairs, np.zeros(len(names), np.int64))
    number = who.groupby(said).nunique().reindex(names, fill_value=0)
    times_given = share(times.to_numpy(), len(said), "answers", group, names, effective=effective)
    return times_given, share(number.to_numpy(), who.nunique(), "participants", group, names)


def _who(rows: pd.DataFrame, *columns: str) -> pd.Series:
    """Whose each answer is: what stands in the first of some columns; else nobody else's."""
    who = pd.Series([f"row {place}" for place in range(len(rows))], index=rows.index, dtype=object)
    for column in reversed(columns):
        if column in rows:
            who = rows[column].astype(object).where(rows[column].notna(), who)
    return who


def _of_registers(data: Data) -> list[Question]:
    tables: list[Question] = []
    for register, questions in QUESTIONS.items():
        table = data.registers.get(register, pd.DataFrame())
        for question in questions:
            if question not in table:
                continue
            there = table[question].notna()
            answered = labels(data.programme, question, table[question][there])
            group, names = f"{register}: {question}", answered.cat.categories[:-1]  # the last is not_registered
            codes = answered.cat.codes.to_numpy(np.int64)
            times = np.bincount(codes, minlength=len(names) + 1)[:-1]
            if register in ONE_ROW_EACH:
                tables.append((share(times, len(answered), "answers", group, names, effective=len(answered)), None))
                continue
            if "participation_id" not in table:
                tables.append((share(times, len(answered), "answers", group, names), None))
                continue
            places, who = pd.factorize(table["participation_id"][there])
            pairs = pairs_of(told_apart(places), codes)
            effective = _effective(data, pairs, who, len(names))
            known = pairs.person < len(who)
            number = np.bincount(pairs.group[known], minlength=len(names))[: len(names)]
            times_given = share(times, len(answered), "answers", group, names, effective=effective)
            tables.append((times_given, share(number, len(who), "participants", group, names)))
    return tables


def _effective(data: Data, pairs: Pairs, who: pd.Index, number: int) -> np.ndarray:
    """The effective size of the share of each of the first `number` answers, the participations of `who` by person."""
    known = people(data)
    if known is not None:
        person = told_apart(known.reindex(who).fillna(-1).to_numpy(np.int64))
        of_nobody = max(int(pairs.person.max(initial=-1)) + 1 - len(who), 0)
        person = np.concatenate([person, person.max(initial=-1) + 1 + np.arange(of_nobody)])
        pairs = together(pairs._replace(person=person[pairs.person]))
    return effective_sizes(pairs, np.zeros(number + 1, np.int64))[:number]
