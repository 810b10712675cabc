"""From answers to codes: declared values, codes and labels; other spellings of them; what nobody declared."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, plain, shown, squeezed
from forlob.programme.programme import Programme
from forlob.programme.value_types import LabelPair

NOT_REGISTERED = (
    "uoplyst",
    "Uoplyst",
    "ikke oplyst",
    "Ikke oplyst",
    "not registered",
    "Not registered",
    "not_registered",
)
#: So many known answers, in so many letters, are listed where one is not known.
FEW, SHORT = 8, 120
#: What people write between two answers in one cell.
SEPARATORS = (";", ",", "/", "|")
#: How an answer is known.
EMPTY, EXACT, SPELLING, UNKNOWN = "empty", "exact", "spelling", "unknown"


def known_answers(code_list: Mapping[str, LabelPair], values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Answer as written -> code (None: not registered): labels, codes and, above them, the declared values."""
    answers: dict[str, str | None] = dict.fromkeys(NOT_REGISTERED)
    for code, item in code_list.items():
        answers |= {item.da: code, **({item.en: code} if item.en else {})}
    answers |= {code: code for code in (*code_list, *filter(None, values.values()))}
    return answers | {squeezed(answer): code for answer, code in values.items()}


def known_projects(programme: Programme, values: Mapping[str, str | None]) -> dict[str, str | None]:
    """Project as written -> its id: the id, its declared spellings and, where no other has the same, name and place."""
    answers: dict[str, str | None] = {}
    names = {
        code: {squeezed(name) for name in (about.name.da, about.name.en, about.municipality) if name}
        for code, about in programme.projects.items()
    }
    shared = Counter(plain(name) for written in names.values() for name in {plain(n): n for n in written}.values())
    for code, written in names.items():
        answers |= {name: code for name in sorted(written) if shared[plain(name)] == 1}
    for code, about in programme.projects.items():
        answers |= {squeezed(written): code for written in (*about.also_written, code)}
    return answers | {squeezed(answer): code for answer, code in values.items()}


def to_codes(
    cells: pd.Series,
    where: pd.DataFrame,
    answers: Mapping[str, str | None],
    *,
    register: str,
    column: str,
    header: pd.Series | str,
    severity: str | None = None,
    names: Iterable[str] = (),
    declared_under: str = "",
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Codes for a column of answers, and findings for other spellings and for unknown answers.

    `declared_under` is the part of programme.yaml that declares the answers, where it is not the usual one.
    `cells` and `where` (`file`, `row`) have one index. Two known answers that differ in spelling only and lead to
    different codes are told apart by the exact answer alone.
    """
    by_spelling = _by_spelling(answers)
    read = by_value(cells, lambda cell: _read(cell, answers, by_spelling))
    codes = by_value(read, lambda pair: pd.NA if pair[0] is None else pair[0]).astype("string")
    how = by_value(read, lambda pair: pair[1])
    findings = []
    spelt = how == SPELLING
    if spelt.any():
        written = by_value(cells[spelt], lambda cell: shown(cell, names))
        message = "written " + written + ", read as " + codes[spelt].fillna("not registered")
        findings.append(make("spelling", register, where[spelt], header, message))
    unknown = how == UNKNOWN
    if unknown.any():
        what = "project" if column == "project" else "answer"
        usual = "declare it under projects" if column == "project" else f"add it to values.{column} or code_lists"
        advice = f"add it to values.{column} or {declared_under}" if declared_under else usual

        def sentence(cell: object) -> str:
            near = _nearest(squeezed(cell), answers)
            several = _separator(cell, answers, by_spelling) if register != "participants" and what == "answer" else ""
            if several:
                near, said = "", f'its parts are known answers: say split: {{{column}: "{several}"}}, or {advice}'
            else:
                said = advice
            return f"unexpected {what} {shown(cell, names)}{near}; {said} in programme.yaml"

        message = by_value(cells[unknown], sentence)
        findings.append(make(f"unknown_{what}", register, where[unknown], header, message, severity=severity))
    return codes, findings


def replaced(cells: pd.Series, values: Mapping[str, str | None]) -> pd.Series:
    """The cells of a column without codes, declared values put in place of what is written (None: nothing)."""
    if not values:
        return cells
    known = {squeezed(answer): code for answer, code in values.items()}
    by_spelling = _by_spelling(known)

    def value(cell: object) -> object:
        code, how = _read(cell, known, by_spelling)
        return cell if how in (EMPTY, UNKNOWN) else "" if code is None else code

    return by_value(cells, value)


def code_of(answer: object, answers: Mapping[str, str | None]) -> str | None:
    """The code that an answer leads to; None where it leads to none."""
    return _read(answer, answers, _by_spelling(answers))[0]


def is_known(answer: object, answers: Mapping[str, str | None]) -> bool:
    return _read(answer, answers, _by_spelling(answers))[1] != UNKNOWN


def _by_spelling(answers: Mapping[str, str | None]) -> dict[str, str | None]:
    """Plain spelling -> code, without the spellings that two codes share."""
    codes: dict[str, set] = {}
    for answer, code in answers.items():
        codes.setdefault(plain(answer), set()).add(code)
    return {key: next(iter(found)) for key, found in codes.items() if key and len(found) == 1}


def _read(cell: object, answers: Mapping[str, str | None], by_spelling: Mapping[str, str | None]) -> tuple:
    """(code, how it is known) of one cell."""
    answer = squeezed(cell)
    if answer == "":
        return None, EMPTY
    if answer in answers:
        return answers[answer], EXACT if answer == cell or not isinstance(cell, str) else SPELLING
    key = plain(answer)
    return (by_spelling[key], SPELLING) if key in by_spelling else (None, UNKNOWN)


def _separator(cell: object, answers: Mapping[str, str | None], by_spelling: Mapping[str, str | None]) -> str:
    """What stands between several known answers in a cell; empty where it is not made of such."""
    for separator in SEPARATORS:
        parts = [part for part in squeezed(cell).split(separator) if part.strip()]
        if len(parts) > 1 and all(_read(part, answers, by_spelling)[1] != UNKNOWN for part in parts):
            return separator
    return ""


def _nearest(answer: str, answers: Mapping[str, str | None]) -> str:
    """The known answer most like one that is not known; where none is like it, all of them, if they are few."""
    near = get_close_matches(answer, list(answers), 1, 0.75) if len(answer) < 200 else []
    if near:
        return f" (is it {near[0]!r}?)"
    first = {code: known for known, code in reversed(list(answers.items())) if code is not None}
    known = [first[code] for code in dict.fromkeys(answers.values()) if code is not None]
    listed = ", ".join(map(repr, known))
    return f" (known are {listed})" if 0 < len(known) <= FEW and len(listed) <= SHORT else ""
