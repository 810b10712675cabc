"""What a header says: which register's which column it may be, and how surely."""

import re
from functools import cache
from typing import Any

from forlob.cleaning.spelling import plain
from forlob.programme.package_yaml import own_yaml
from forlob.programme.registers import REGISTERS

#: How well a header fits a column: it names register and column, it is the column's name, it holds the column's name
#: (and up to 1 more, the more of it that name is).
SCOPED, EXACT, HELD = 3.0, 2.5, 1.0


@cache
def _own() -> dict[str, dict[str, Any]]:
    return own_yaml("forlob.guess", "headers.yaml")


@cache
def _labels() -> dict[str, dict[str, str]]:
    """The column labels of the report: column, or register.column -> {da, en}."""
    return own_yaml("forlob.show", "words.yaml")["columns"]


def usual_answers(code_list: str) -> dict[str, str]:
    return _own()["answers"].get(code_list, {})


def is_generic(answer: str) -> bool:
    """Whether an answer, or a number, may come from any code list."""
    return answer.isdigit() or plain(answer) in {plain(word) for word in _own()["generic"]}


def is_bare_number(header: str) -> bool:
    """Whether a header says that its cells are numbers, and not of what: an id where no other column is one."""
    return plain(header) in _own()["numbers"]


@cache
def wave_words() -> tuple[list[str], list[str]]:
    """Words of the names of waves: those that are counted, as uge 4 or t1, and those that stand alone, as slut."""
    return _own()["waves"]["counted"], _own()["waves"]["named"]


@cache
def names_of(register: str, column: str) -> frozenset[str]:
    """The ways in which a column of a register is written, without case, spaces and punctuation."""
    names = {column}
    for key in (column, f"{register}.{column}"):
        names |= set(_own()["columns"].get(key, [])) | set(_labels().get(key, {}).values())
    return frozenset(map(plain, names))


@cache
def is_danish(header: str) -> bool | None:
    """Whether a header is a Danish label or an English one; None where it is neither or both."""
    danish, english = ({plain(label[language]) for label in _labels().values()} for language in ("da", "en"))
    if re.search("[æøåÆØÅ]", header):
        return True
    return None if (plain(header) in danish) == (plain(header) in english) else plain(header) in danish


@cache
def register_words(register: str) -> tuple[str, ...]:
    return tuple(map(plain, [register, *_own()["registers"][register]]))


def named_register(name: str) -> str | None:
    """The register that the name of a file or sheet speaks of: the one with the longest word in it."""
    words = [(word, register) for register in REGISTERS for word in register_words(register)]
    found = [(len(word), register) for word, register in words if word in plain(name)]
    longest = max(found, default=(0, ""))[0]
    registers = {register for length, register in found if length == longest}
    return registers.pop() if len(registers) == 1 else None


def is_name_of(register: str, header: str) -> bool:
    """Whether a header is a name of a whole register."""
    return plain(header) in register_words(register)


@cache
def fit(header: str, register: str, column: str) -> float:
    """How well a header fits a column of a register: SCOPED, EXACT, from HELD up to below EXACT, or 0.

    >>> fit("Dato for indsatsplan", "plans", "started_on")
    3.0
    """
    names, words = names_of(register, column), _words(header)
    whole = plain(header)
    if whole in names:
        return EXACT
    if column == REGISTERS[register].dated and is_name_of(register, header):
        return SCOPED  # A column Praktik with dates says when it began.
    rests = {plain("".join(words)).replace(word, "", 1) for word in register_words(register) if word in whole}
    if any(rest in names or rest.removeprefix("s") in names for rest in rests if rest):
        return SCOPED
    if not rests and any(word in whole for other in REGISTERS for word in register_words(other) if len(word) > 5):
        return 0.0
    held = [len(name) for name in _runs(words) & names if len(name) > 2 and name not in _own()["common"]]
    return HELD + max(held) / len(whole) if held else 0.0


def _words(header: str) -> list[str]:
    fillers = _own()["fillers"]
    return [word for word in re.split(r"[\W_]+", header.casefold()) if word and word not in fillers]


def _runs(words: list[str]) -> set[str]:
    """Every run of neighbouring words, written together."""
    ends = range(len(words) + 1)
    return {"".join(words[i:j]) for i in ends for j in ends if i < j}
