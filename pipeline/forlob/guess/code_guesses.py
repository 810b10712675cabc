"""Which code an answer may mean, and which spellings may be one project."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from forlob.cleaning.identifiers import masked
from forlob.cleaning.spelling import plain
from forlob.guess.column_kinds import NOT_TOLD, known_in
from forlob.guess.headers import usual_answers
from forlob.programme.code_lists import built_in, list_name

#: More or longer answers than these that no code list knows are free text, and so are answers that hardly repeat.
MOST_ANSWERS, LONGEST, ENOUGH_TO_REPEAT, MOST_WORDS = 40, 100, 20, 6
#: Words that a project's name is written with or without.
OF_PLACE = ("jobcentre", "jobcenter", "kommune", "municipality")


@dataclass
class Answers:
    """The answers of a column that its code list does not know.

    `meant`: answer -> the code it may mean; `new`: code -> answer, for a code list of its own; `numbers`: answers that
    are numbers and tell nothing; `held_back`: how many are not named, for they look like free text or name a person.
    """

    meant: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    numbers: list[str] = field(default_factory=list)
    held_back: int = 0


@dataclass
class Place:
    """One project: its id, its usual name and other spellings of it."""

    id: str
    name: str
    also_written: list[str]


def guess_answers(column: str, answers: Counter[str]) -> Answers:
    """What the answers of a column that no built-in code list knows may mean."""
    code_list = list_name(column)
    usual, codes = usual_answers(code_list), list(built_in().get(code_list, {}))
    known = {plain(answer): code for answer, code in known_in(code_list).items()}
    declared = set(known) - {plain(answer) for answer in usual}
    found = Answers()
    unknown: dict[str, str] = {}
    for answer, _ in answers.most_common():
        if plain(answer) and plain(answer) not in declared:
            unknown.setdefault(plain(answer), answer)
    speakable = {key: answer for key, answer in unknown.items() if _is_answer(answer, answers[answer])}
    hardly_repeat = answers.total() >= ENOUGH_TO_REPEAT and len(unknown) > answers.total() / 2
    if len(speakable) > MOST_ANSWERS or hardly_repeat:
        speakable = {}
    found.held_back = len(unknown) - len(speakable)
    for key, answer in sorted(speakable.items(), key=lambda item: item[1].casefold()):
        code = known.get(key) or _nearest(answer, known, codes)
        if code:
            found.meant[answer] = code
        elif codes and answer.replace(",", ".").replace(".", "").isdigit():
            found.numbers.append(answer)
        else:
            found.new[_free(slug(answer, "_") or "answer", {*codes, *found.new})] = answer
    return found


def _is_answer(answer: str, times: int) -> bool:
    """Whether a text may be one of a list of answers: short, naming nobody, and no sentence that stands once."""
    return len(answer) <= LONGEST and masked(answer) == answer and (times > 1 or len(answer.split()) <= MOST_WORDS)


def guess_projects(written: Counter[str]) -> list[Place]:
    """The projects that a column of names may mean, spellings of one place together, in the order of the alphabet.

    >>> guess_projects(Counter({"Aarhus": 3, "Jobcenter Århus": 1}))
    [Place(id='aarhus', name='Aarhus', also_written=['Jobcenter Århus'])]
    """
    places: dict[str, list[str]] = {}
    for name, _ in written.most_common():
        if plain(name) and plain(name) not in map(plain, NOT_TOLD):
            places.setdefault(_same_place(name), []).append(name)
    found: list[Place] = []
    for names in sorted(places.values(), key=lambda names: slug(names[0])):
        spellings = {plain(name): name for name in reversed(names)}
        others = sorted(name for key, name in spellings.items() if key != plain(names[0]))
        found.append(Place(_free(slug(names[0]) or "project", {place.id for place in found}), names[0], others))
    return found


def misspelt(places: list[Place], written: Counter[str]) -> dict[str, str]:
    """Project id -> another whose name is nearly the same and much more frequent: perhaps one and the same."""
    n = {place.id: sum(written[name] for name in [place.name, *place.also_written]) for place in places}
    found = {}
    for place in places:
        others = {_same_place(other.name): other.id for other in places if n[other.id] >= 10 * n[place.id]}
        near = get_close_matches(_same_place(place.name), list(others), 1, 0.85)
        if near:
            found[place.id] = others[near[0]]
    return found


def slug(text: str, gap: str = "-") -> str:
    """Letters a to z and digits: 'Høje-Taastrup' is hoje-taastrup."""
    for letter, plain_letter in {"æ": "ae", "ø": "o", "å": "aa", "ä": "ae", "ö": "o", "ü": "u", "é": "e"}.items():
        text = text.casefold().replace(letter, plain_letter)
    return re.sub(r"[^a-z0-9]+", gap, text).strip(gap)[:40].rstrip(gap)


def _same_place(name: str) -> str:
    """What two spellings of one place share: without Jobcenter and Kommune, and with aa for å."""
    words = [word for word in re.split(r"[\W_]+", name.casefold()) if word not in OF_PLACE]
    return plain("".join(words)).replace("å", "aa") or plain(name)


def _nearest(answer: str, known: dict[str, str | None], codes: list[str]) -> str | None:
    """The code of the label that an answer begins with, else the only number in it, else the label most like it."""
    key = plain(answer)
    labels = [label for label, code in known.items() if code and len(label) > 3]
    begun = [label for label in labels if key.startswith(label) or label.startswith(key)]
    if begun and len(key) > 3:
        return known[max(begun, key=len)]
    numbers = [number for number in re.findall(r"\d+", answer) if number in codes]
    if len(numbers) == 1 and len(re.findall(r"\d+", answer)) == 1:
        return numbers[0]
    near = get_close_matches(key, labels, 1, 0.85)
    return known[near[0]] if near else None


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, or the first of name-2, name-3 ... that is not taken."""
    names = [name, *(f"{name}-{number}" for number in range(2, 1000))]
    return next(candidate for candidate in names if candidate not in set(taken))
