"""Cells of a statistical program that have a number and its label: which of the two a column is read from."""

from collections.abc import Iterable, Mapping

import pandas as pd

from forlob.cleaning.spelling import by_value, plain, squeezed


def number_or_label(
    cells: pd.Series, numbers: Mapping[str, int | float] | None, kind: str, declared: Iterable[str]
) -> pd.Series:
    """The cells of a column, which are labels: by their number in a column of numbers or ids, and where `values` of
    programme.yaml has the number and not the label (`declared`: its answers).
    """
    if not numbers:
        return cells
    known = {plain(answer) for answer in declared}

    def read(cell: object) -> object:
        number = numbers.get(squeezed(cell))
        if number is None or plain(cell) in known:
            return cell
        return number if kind in ("number", "id") or plain(number) in known else cell

    return by_value(cells, read)
