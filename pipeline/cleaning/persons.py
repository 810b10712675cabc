"""Ids, CPR numbers and free text: no personal number and no listed name gets past here."""

from collections.abc import Callable, Iterable

import pandas as pd

from pipeline.cleaning.findings import make
from pipeline.cleaning.identifiers import CPR, CPR_WITHOUT_NOUGHT, masked, pseudonym
from pipeline.cleaning.spelling import by_value, texts

GetKey = Callable[[], bytes]


def to_ids(
    cells: pd.Series, where: pd.DataFrame, get_key: GetKey, *, register: str, header: pd.Series | str
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Ids as text; an id that is a CPR number becomes its keyed pseudonym, the same in every register.

    Ids of nine digits are CPR numbers without their first nought where all of them can be.
    """
    text = texts(cells)
    nine = by_value(text, lambda cell: len(cell) == 9 and cell.isdecimal()).astype(bool)
    shortened = by_value(text, lambda cell: CPR_WITHOUT_NOUGHT.fullmatch(cell) is not None).astype(bool)
    personal = by_value(text, lambda cell: CPR.search(cell) is not None).astype(bool)
    if shortened.any() and (shortened | ~nine).all():
        personal |= shortened
    ids = text.where(text != "", pd.NA).astype("string")
    if not personal.any():
        return ids, []
    key = get_key()
    made = by_value(text[personal], lambda cell: pseudonym(cell, key))
    message = f"{int(personal.sum())} ids are CPR numbers, the first in this row; each becomes a keyed pseudonym"
    finding = make("identifier_in_text", register, where[personal].head(1), header, message, action="pseudonymised")
    return ids.mask(personal, made.astype("string")), [finding]


def pseudonyms(cells: pd.Series, get_key: GetKey) -> pd.Series:
    """Keyed pseudonyms of a column of CPR numbers, which itself is dropped."""
    text = texts(cells)
    key = get_key() if (text != "").any() else b""
    return by_value(text, lambda cell: pseudonym(cell, key) if cell else pd.NA).astype("string")


def to_texts(
    cells: pd.Series, where: pd.DataFrame, names: Iterable[str], *, register: str, header: pd.Series | str
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Free text with its identifiers masked."""
    names = tuple(names)
    text = texts(cells)
    clean = by_value(text, lambda cell: masked(cell, names))
    changed = clean != text
    message = "the text names a person or a number of one; it is masked"
    found = [make("identifier_in_text", register, where[changed], header, message)] if changed.any() else []
    return clean.where(clean != "", pd.NA).astype("string"), found
