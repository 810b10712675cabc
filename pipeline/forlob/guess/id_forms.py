"""Whether files write the same ids with and without zeros before them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from forlob.cleaning.spelling import squeezed
from forlob.guess.column_kinds import Column
from forlob.guess.files import File

#: Sheets that share at least so many of their ids number their participants anew.
MOST_SHARED = 0.8


def id_rule(files: Sequence[File]) -> dict[str, int | bool]:
    """What `ids` is to say: `per_project` where each sheet, a project, numbers its participants anew; where ids are
    written in two ways `pad` to the one length that ids with zeros before them have, else `strip_zeros`.

    Empty where no two columns write an id in both ways. Where one column of participants does, its ids may be those of
    two persons, and nothing is said either.
    """
    columns = [
        (register, column)
        for file in files
        for register, columns in file.guess.registers.items()
        if "participant_id" in columns
        for column in _of_snapshots(file, columns["participant_id"].column)
    ]
    if any(map(_counted_anew, files)):
        return {"per_project": True}
    written = {number for _, column in columns for number in _numbers(column)}
    people = [_numbers(column) for register, column in columns if register == "participants"]
    if not _twice(written) or any(map(_twice, people)):
        return {}
    lengths = {len(number) for number in written if number[0] == "0"}
    longest = max(map(len, written))
    return {"pad": longest} if lengths == {longest} else {"strip_zeros": True}


def with_rule(answers: Iterable[str], rule: dict[str, int | bool]) -> set[str]:
    """Ids as they are compared by a rule.

    >>> sorted(with_rule(["0017", "17", "A1"], {"pad": 4}))
    ['17', 'A1']
    """
    zeros = {"pad", "strip_zeros"} & set(rule)
    return {answer.lstrip("0") if zeros and answer.isdigit() else answer for answer in answers}


def _counted_anew(file: File) -> bool:
    """Whether the sheets of the participants, a project each, have most of their ids in common."""
    column = file.column("participants", "participant_id")
    if column is None or not file.project_from_sheet or file.source.files:
        return False
    of_sheets = [{squeezed(cell) for cell in part.cells[column.place]} - {""} for part in file.source.parts]
    shared = [len(ids & other) / len(ids) for ids, other in pairwise(of_sheets) if ids]
    return bool(shared) and min(shared) >= MOST_SHARED


def _of_snapshots(file: File, column: Column) -> list[Column]:
    """A column, or where the files are snapshots that of each: one may have lost the zeros that another has."""
    if not file.snapshots:
        return [column]
    cells = (part.cells[column.place] for part in file.source.parts)
    return [replace(column, cells=tuple(cell for cell in told if str(cell).strip())) for told in cells]


def _numbers(column: Column) -> set[str]:
    """The ids of a column that are whole numbers, but for personal numbers."""
    if column.personal_numbers >= 0.5:
        return set()
    return {answer for answer in column.answers if re.fullmatch("[0-9]+", answer) and answer.strip("0")}


def _twice(numbers: set[str]) -> bool:
    return len({number.lstrip("0") for number in numbers}) < len(numbers)
