"""The questions of a long file: which answers a register reads, how the questions are spelt, which nobody reads."""

from dataclasses import dataclass, field
from difflib import get_close_matches

import pandas as pd

from forlob.cleaning.columns import place_of
from forlob.cleaning.findings import make, of_file
from forlob.cleaning.identifiers import CPR
from forlob.cleaning.spelling import by_value, plain, texts
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import RegisterMapping
from forlob.programme.long_models import Long, Question

Found = list[pd.DataFrame]


@dataclass(frozen=True)
class Answers:
    """The answers of a long file: `frame` holds form, question and answer as text, one row a row of the file."""

    frame: pd.DataFrame
    question: int | None
    answer: int | None
    used: frozenset[int]
    complete: bool
    findings: Found = field(default_factory=list)


def listed(table: RawTable, long: Long, register: str = "") -> Answers:
    """The answers of a long file; not complete where one of its columns is not there, which findings say."""
    places: dict[str, int | None] = {}
    findings: Found = []
    for name in filter(None, (long.question, long.answer, long.form, long.date)):
        places[name], found = place_of(table, name, register)
        findings += found
    frame = pd.DataFrame("", table.cells.index, columns=["form", "question", "answer"], dtype=object)
    for column, header in (("form", long.form), ("question", long.question), ("answer", long.answer)):
        if header and places[header] is not None:
            frame[column] = texts(table.cells[places[header]])
    used = frozenset(place for place in places.values() if place is not None)
    complete = len(used) == len(places)
    return Answers(frame, places[long.question], places[long.answer], used, complete, findings)


def asked_by(file: Answers, mapping: RegisterMapping, name: str, register: str) -> tuple[pd.DataFrame, Found]:
    """The answers in the forms and to the questions that a register is read from; a finding for one nobody fills in."""
    kept, findings = file.frame, []
    for column, names in (("form", mapping.forms), ("question", mapping.questions)):
        if not names or not file.complete:
            continue
        masks = []
        for wanted in names:
            mask, spelt = _written(kept[column], wanted, names)
            masks.append(mask)
            findings += _spelling(kept, column, wanted, spelt, name, register)
            if not mask.any():
                said = f"no row has this {column}{_near(wanted, kept[column])}; fix {column}s under {register}"
                findings.append(
                    of_file("column_missing", name, f"{said} in programme.yaml", column=wanted, register=register)
                )
        kept = kept[pd.concat(masks, axis=1).any(axis=1)]
    return kept, findings


def not_asked(
    answers: pd.DataFrame,
    wanted: dict[str, Question],
    needed: set[str],
    elsewhere: set[str],
    table: RawTable,
    register: str,
) -> tuple[dict[str, pd.Series], Found]:
    """Column -> which of the answers are to its question, and findings for questions that occur nowhere.

    One that the register needs is an error, and so is one that looks like a question of the file which programme.yaml
    names nowhere (`elsewhere`: the questions and forms that it names); else nobody has answered it yet.
    """
    asked: dict[str, pd.Series] = {}
    findings: Found = []
    questions = [question.question for question in wanted.values()]
    for name, question in wanted.items():
        mask, spelt = _written(answers["question"], question.question, questions)
        within = mask
        if question.form:
            forms = [other.form for other in wanted.values() if other.form]
            of_form, form_spelt = _written(answers["form"], question.form, forms)
            within = mask & of_form
            findings += _spelling(answers, "form", question.form, form_spelt & mask, table.file, register)
        findings += _spelling(answers, "question", question.question, spelt & within, table.file, register)
        asked[name] = within
        if within.any():
            continue
        if mask.any():
            what, name_there, there, cutoff = "form", question.form or "", answers.loc[mask, "form"], 0.6
        else:
            what, name_there, there, cutoff = "question", question.question, answers["question"], 0.75
        near = _near(name_there, there, cutoff)
        said = f"no row of the file has this question{f' in the form {question.form}' if what == 'form' else ''}"

        if name in needed or _near(name_there, there[~there.isin(list(elsewhere))], cutoff):
            near = near or f" (it has {', '.join(sorted(set(there))[:6])})"
            message = f"{said}{near}; fix columns under {register} in programme.yaml"
            findings.append(of_file("column_missing", table.file, message, column=name, register=register))
        else:
            message = f"{said}{near}; fix its name, if anybody has answered it"
            findings.append(of_file("question_not_answered", table.file, message, column=name, register=register))
    return asked, findings


def questions_not_used(table: RawTable, long: Long, read: set[int]) -> Found:
    """Notes on the questions that no register reads, and on CPR numbers that stand in answers to them."""
    file = listed(table, long)
    if not file.complete:
        return []
    rest = file.frame[~file.frame.index.isin(list(read))]
    found = []
    for form, question in rest[["form", "question"]].drop_duplicates().itertuples(index=False):
        message = f"no register reads this question{f' of the form {form}' if form else ''}"
        found.append(of_file("column_not_used", table.file, message, column=question or long.question))
    personal = by_value(rest["answer"], lambda cell: CPR.search(str(cell)) is not None).astype(bool)
    if personal.any():
        where = pd.DataFrame({"file": table.file, "row": rest.index[personal]}, index=rest.index[personal])
        message = "the answer holds a CPR number; no register reads its question"
        found.append(make("identifier_in_text", "", where, rest.loc[personal, "question"], message, action="not read"))
    return found


def _written(cells: pd.Series, name: str, names: list[str]) -> tuple[pd.Series, pd.Series]:
    """Which cells are a name, and which of them are spelt otherwise; what is exactly another of the names is not."""
    name, others = name.strip(), {other.strip() for other in names}
    exact = cells == name
    spelt = by_value(cells, lambda cell: cell not in others and plain(cell) == plain(name) != "").astype(bool)
    return exact | spelt, spelt


def _spelling(answers: pd.DataFrame, column: str, name: str, spelt: pd.Series, file: str, register: str) -> Found:
    """A finding for each other spelling of a form or question, at the first row that has it."""
    first = answers.loc[spelt, column].drop_duplicates()
    message = f"the {column} is written "
    return [
        of_file("header_spelling", file, message + repr(written), row=int(row), column=name, register=register)
        for row, written in first.items()
    ]


def _near(name: str, there: pd.Series, cutoff: float = 0.75) -> str:
    near = get_close_matches(name, sorted(set(there) - {""}), 1, cutoff)
    return f" (is it {near[0]!r}?)" if near else ""
