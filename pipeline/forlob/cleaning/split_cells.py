"""Several answers in one cell: each becomes a row of its own."""

from dataclasses import replace

import numpy as np
import pandas as pd

from forlob.cleaning.columns import Mapped
from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, plain, squeezed
from forlob.programme.extract_models import RegisterMapping


def pieces(cell: object, separator: str) -> list[str]:
    """The answers in a cell; empty ones are none.

    >>> pieces("Mentor; Psykolog;", ";")
    ['Mentor', 'Psykolog']
    """
    return [piece.strip() for piece in squeezed(cell).split(separator) if piece.strip()]


def split_cells(mapped: Mapped, mapping: RegisterMapping, register: str) -> Mapped:
    """The rows with each answer of the column under `split` in a row of its own, with the same `file` and `row`.

    An empty cell stays one row; an answer that a cell names twice is one, which is noted.
    """
    column, separator = mapping.split_column(register)
    if column not in mapped.frame or column in mapped.constants:
        return mapped
    answers = by_value(mapped.frame[column], lambda cell: tuple(pieces(cell, separator)) or (cell,))
    several = answers.map(len) > 1
    if not several.any():
        return mapped
    # A cell with one answer stays what it is: a number, or text as it is written.
    whole = mapped.frame.assign(**{column: mapped.frame[column].astype(object).where(~several, answers)})
    frame = whole.explode(column, ignore_index=True)
    place = np.repeat(np.arange(len(answers)), answers.map(len).to_numpy())
    said = by_value(frame[column], lambda cell: plain(cell) or cell)
    again = pd.DataFrame({"place": place, "said": said}).duplicated()
    if not again.any():
        return replace(mapped, frame=frame)
    message, action = "the cell names this answer twice", "the answer counts once"
    header = mapped.headers[column]
    noted = make("duplicate_row", register, frame[again], header, message, severity="note", action=action)
    return replace(mapped, frame=frame[~again], findings=[*mapped.findings, noted])
