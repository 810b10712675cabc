"""Whether the cells of a column hold several answers, and what stands between them."""

from collections import Counter
from collections.abc import Iterator

from forlob.cleaning.spelling import plain
from forlob.cleaning.split_cells import pieces
from forlob.guess.column_kinds import known_in
from forlob.guess.files import File
from forlob.programme.code_lists import built_in, list_name
from forlob.programme.registers import REGISTERS

SEPARATORS = (";", "|", ",")


def read_split(file: File) -> None:
    """Note for each register the coded column whose cells hold several answers; participants are not split."""
    for register, columns in file.guess.registers.items():
        for name, match in columns.items():
            if register != "participants" and REGISTERS[register].columns[name] == "code":
                separator = separator_of(match.column.answers, list_name(name))
                if separator and register not in file.split:
                    file.split[register] = (name, separator)


def unread_lists(file: File) -> Iterator[tuple[str, str]]:
    """(header, separator) of columns that no register reads where a part of a cell is also an answer of another."""
    unread = set(file.not_used)
    for column in file.columns:
        for separator in SEPARATORS[:2]:
            said = [set(pieces(cell, separator)) for cell in column.answers]
            times = Counter(part for parts in said for part in parts)
            if column.header in unread and any(len(parts) > 1 and any(times[p] > 1 for p in parts) for parts in said):
                yield column.header, separator


def separator_of(answers: Counter[str], code_list: str) -> str | None:
    """What stands between the answers of cells; None unless each part is an answer elsewhere, alone or in another cell.

    >>> separator_of(Counter(["Mentor", "Mentor; Kursus", "Kursus"]), "")
    ';'
    >>> separator_of(Counter(["Mentor, som var god", "Kursus"]), "") is None
    True
    """
    known = {plain(answer) for answer in known_in(code_list)} if code_list in built_in() else set()
    for separator in SEPARATORS:
        parts = {
            cell: {plain(part) for part in pieces(cell, separator)} for cell in answers if plain(cell) not in known
        }
        times = Counter(part for said in parts.values() for part in said)
        several = [said for said in parts.values() if len(said) > 1]
        if several and all(part in known or times[part] > 1 for said in several for part in said):
            return separator
    return None


def parted(answers: Counter[str], separator: str) -> Counter[str]:
    """How often each answer is given, alone or beside others."""
    found: Counter[str] = Counter()
    for cell, times in answers.items():
        for part in set(pieces(cell, separator)) or {cell}:
            found[part] += times
    return found
