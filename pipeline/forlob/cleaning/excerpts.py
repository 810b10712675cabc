"""Interview excerpts: who speaks, by a letter and never by name; and which passages identify a person."""

import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, product

import pandas as pd

from forlob.cleaning.columns import Mapped
from forlob.cleaning.findings import make
from forlob.cleaning.identifiers import masked
from forlob.cleaning.spelling import by_value, texts
from forlob.extracts.speakers import ASKS, TURN, letter_of, split_turn
from forlob.programme.extract_models import RegisterMapping
from forlob.programme.registers import LEVELS

Found = list[pd.DataFrame]
#: What stands in the column of speakers where each source is the interview of one informant.
OF_SOURCE = "\x02"


def as_excerpts(mapped: Mapped, mapping: RegisterMapping) -> Mapped:
    """The rows with the speaker that the text or the source tells of, and levels of themes parted by ` > `."""
    frame, headers = mapped.frame, mapped.headers
    if mapping.theme_levels and "theme" in frame:
        levels = texts(frame["theme"]).str.split(mapping.theme_levels, regex=False)
        frame = frame.assign(
            theme=levels.map(lambda parts: LEVELS.join(part.strip() for part in parts if part.strip()))
        )
    if mapping.speaker == "text" and "text" in frame:
        turns = by_value(texts(frame["text"]), split_turn)
        frame = frame.assign(speaker=turns.map(lambda turn: turn[0]), text=turns.map(lambda turn: turn[1]))
        headers = {**headers, "speaker": headers["text"]}
    if mapping.speaker == "source" and "source" in frame:
        frame = frame.assign(speaker=OF_SOURCE + texts(frame["source"]))
        headers = {**headers, "speaker": headers["source"]}
    return replace(mapped, frame=frame, headers=headers)


def to_quotes(
    cells: pd.Series, where: pd.DataFrame, names: Iterable[str], *, register: str, header: pd.Series | str
) -> tuple[pd.DataFrame, Found]:
    """`text`, what identifies a person masked, and `identifier_at`, file and row of those passages that held such."""
    names = tuple(names)
    said = texts(cells)
    clean = by_value(said, lambda cell: masked(cell, names))
    changed = clean != said
    made = pd.DataFrame({"text": clean.where(clean != "", pd.NA).astype("string")}, index=cells.index)
    return made.assign(identifier_at=_places(where, names).where(changed)), _found(where[changed], register, header)


def with_letters(rows: pd.DataFrame, header: pd.Series) -> tuple[pd.DataFrame, Found]:
    """The rows with speakers as letters, and without the names of speakers in what is said and in sources.

    A speaker that is a letter keeps it. Others get the letters that are free in their source, in the order in which
    they are met; where the sources are the speakers, the letters go across sources, and so does the source's name.
    """
    if not {"source", "speaker", "theme", "text"} <= set(rows):
        return rows, []
    speaker = rows["speaker"].fillna("").astype(object)
    alone = speaker.str.startswith(OF_SOURCE).astype(bool)
    scope = rows["source"].fillna("").astype(object).mask(alone, OF_SOURCE)
    names = speaker.str.removeprefix(OF_SOURCE)
    others = [(place, who) for place, text in zip(scope, rows["text"], strict=True) for who in _others(text)]
    everybody = pd.DataFrame([*zip(scope, names, strict=True), *others], columns=["scope", "name"])
    letters = _letters(everybody)
    made = pd.Series(
        [letters.get(key, pd.NA) for key in zip(scope, names, strict=True)], index=rows.index, dtype="string"
    )
    named = names[(names != "") & (names.map(letter_of) == "")]
    spoken = tuple(dict.fromkeys(word for name in named[~alone] for word in _words_of(name)))
    turns = [_without_turns(text, source, letters) for text, source in zip(rows["text"], scope, strict=True)]
    clean = pd.Series(turns, index=rows.index, dtype="string")
    quiet = clean.map(lambda text: masked(text, spoken) if spoken else text, na_action="ignore").astype("string")
    changed = (quiet != clean).fillna(False).astype(bool)
    source, theme = (
        rows[column].map(lambda name: masked(name, spoken), na_action="ignore").astype("string")
        for column in ("source", "theme")
    )
    places = rows["identifier_at"].fillna(_places(rows, spoken).where(changed))
    found = _found(rows[changed & rows["identifier_at"].isna()], "excerpts", "text")
    if len(named):
        people = len({(scope[row], names[row]) for row in named.index})
        message = f"{people} speakers go by something else than a letter, the first in this row; each becomes a letter"
        first = rows.loc[named.index[:1]]
        action = "replaced by a letter"
        found.append(make("identifier_in_text", "excerpts", first, header[named.index[:1]], message, action=action))
    made_of = {"source": source.mask(alone, made), "speaker": made, "theme": theme, "text": quiet}
    return rows.assign(**made_of, identifier_at=places), found


def _letters(speakers: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(scope, name) -> letter, for every speaker."""
    made: dict[tuple[str, str], str] = {}
    for scope, names in speakers[speakers["name"] != ""].groupby("scope", sort=False)["name"]:
        known = {name: letter_of(name) for name in names.unique()}
        taken = set(known.values())
        free = (letter for letter in _alphabet() if letter not in taken)
        made |= {(str(scope), name): letter or next(free) for name, letter in known.items()}
    return made


def _alphabet() -> Iterator[str]:
    """A to Z, then AA, AB and so on."""
    for length in count(1):
        yield from map("".join, product(string.ascii_uppercase, repeat=length))


def _without_turns(text: object, scope: str, letters: dict[tuple[str, str], str]) -> object:
    """A passage of several turns with the letters of those who speak in it."""
    if not isinstance(text, str):
        return text

    def turn(found: re.Match) -> str:
        return f"{letters.get((scope, found['who'].strip()), found['who'])}:"

    return TURN.sub(turn, text)


def _others(text: object) -> list[str]:
    """Who has a turn in a passage of several; one word and a colon alone need not be anybody's."""
    turns = [found["who"].strip() for found in TURN.finditer(text)] if isinstance(text, str) else []
    return [who for who in turns if who.casefold() not in ASKS] if len(turns) > 1 else []


def _words_of(speaker: str) -> list[str]:
    """A speaker's name and the parts of it; none where the speaker goes by a number, as in Informant 2."""
    if len(speaker) < 2 or any(char.isdigit() for char in speaker):
        return []
    return [speaker, *(word for word in speaker.split() if len(word) > 2)]


def _places(where: pd.DataFrame, names: tuple[str, ...]) -> pd.Series:
    """interview.csv, row 12."""
    files = where["file"].map(lambda file: masked(str(file), names))
    return (files.astype("string") + ", row " + where["row"].astype("string")).astype("string")


def _found(where: pd.DataFrame, register: str, header: pd.Series | str) -> Found:
    message = "the passage names a person or a number of one; it is masked, and as a quote it stops a public report"
    column = header[where.index] if isinstance(header, pd.Series) else header
    return [make("identifier_in_text", register, where, column, message)] if len(where) else []
