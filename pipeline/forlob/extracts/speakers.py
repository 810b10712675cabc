"""Who speaks in a transcript: the word and colon that begin a turn, such as `A:`, `Anna:` or `Informant 2:`."""

import re
from bisect import bisect_right
from collections import Counter

#: A capitalised word, perhaps a second one or a number, and a colon at the beginning of a line.
TURN = re.compile(r"^[^\S\n]*(?P<who>[A-ZÆØÅ][\w.-]{0,30}(?: [A-ZÆØÅ\d][\w.]{0,20})?)[^\S\n]*:(?=\s)", re.MULTILINE)
#: Words that say no name, and the letter or number after them.
LETTER = re.compile(
    r"(?:(?:informant|deltager|borger|beboer|person|respondent|participant|speaker)[^\S\n]+)?([A-ZÆØÅ])[.:]?",
    re.IGNORECASE,
)

#: Who asks is no informant, and is named by the task.
ASKS = {"interviewer", "moderator", "ordstyrer", "spørger"}


def letter_of(speaker: str) -> str:
    """The letter that a speaker goes by already; empty for a name or a number.

    >>> letter_of("b"), letter_of("Informant C"), letter_of("Bo")
    ('B', 'C', '')
    """
    found = LETTER.fullmatch(speaker.strip())
    return found[1].upper() if found else ""


def split_turn(text: str) -> tuple[str, str]:
    """Speaker and words of an excerpt that begins with its speaker; no speaker where it does not.

    >>> split_turn("A: Jeg kender alle.")
    ('A', 'Jeg kender alle.')
    """
    found = TURN.match(text)
    return (found["who"].strip(), text[found.end() :].strip()) if found else ("", text.strip())


class Turns:
    """Where each turn of a transcript begins.

    A word and a colon begin a turn where it is a letter, or begins at least two lines: `Sted: Fælleshuset` does not.
    """

    def __init__(self, text: str) -> None:
        found = [(match.start(), match["who"].strip()) for match in TURN.finditer(text)]
        often = Counter(who for _, who in found)
        turns = [(start, who) for start, who in found if often[who] > 1 or letter_of(who)]
        self._starts, self._speakers = [start for start, _ in turns], [who for _, who in turns]

    def speaker_at(self, place: int) -> str:
        """Whose turn it is at a place of the text; empty before the first turn."""
        turn = bisect_right(self._starts, place) - 1
        return self._speakers[turn] if turn >= 0 else ""
