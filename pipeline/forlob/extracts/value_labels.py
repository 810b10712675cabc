"""The value labels of a statistical program: which cells are shown by their label, and which number a label is of."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

#: Labels of numbers that say that there is no answer: no amount or score is meant, however few values have labels.
NO_ANSWER = frozenset(
    [
        *("uoplyst", "ikke oplyst", "ubesvaret", "ikke besvaret", "ikke svaret", "ved ikke", "ønsker ikke at svare"),
        *("vet ikke", "vet ej", "ikke svart", "ej svar", "inget svar", "missing", "not registered", "no answer"),
        *("don't know", "dont know", "refused", "ikke relevant", "not applicable", "n/a"),
    ]
)


def labelled(cells: list, labels: Mapping[Any, str] | None) -> list:
    """The cells of a variable by their labels; a scale of which only the ends have labels stays one of numbers."""
    different = {cell for cell in cells if cell is not None and cell == cell}
    if not labels:
        return cells
    if 2 * sum(cell in labels for cell in different) <= len(different):
        labels = {value: label for value, label in labels.items() if _is_no_answer(label)}
    return [labels.get(cell, cell) for cell in cells]


def numbers_of(labels: Mapping[Any, str] | None) -> dict[str, int | float]:
    """Label -> the one number that it is of; empty where all labels are numbers themselves, such as years.

    A label that says that there is no answer is of none.

    >>> numbers_of({1.0: "Slet ikke", 2.0: "Helt", 9.0: "Uoplyst"}), numbers_of({1.0: "2023", 2.0: "2024"})
    ({'Slet ikke': 1, 'Helt': 2}, {})
    """
    of_number = {value: label.strip() for value, label in (labels or {}).items() if isinstance(value, int | float)}
    if all(label.replace(",", "").replace(".", "").isdecimal() for label in of_number.values()):
        return {}
    times = Counter(of_number.values())
    return {
        label: int(value) if float(value).is_integer() else value
        for value, label in of_number.items()
        if times[label] == 1 and not _is_no_answer(label)
    }


def _is_no_answer(label: str) -> bool:
    return " ".join(label.casefold().replace("’", "'").split()) in NO_ANSWER
