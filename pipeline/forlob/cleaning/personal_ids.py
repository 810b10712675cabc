"""Ids, CPR numbers and free text: no personal number and no listed name gets past here."""

from collections.abc import Callable, Iterable

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.identifiers import CPR, CPR_WITHOUT_NOUGHT, masked, pseudonym
from forlob.cleaning.spelling import by_value, texts

GetKey = Callable[[], bytes]
#: Digits of a CPR number without its first zero.
SHORTEST = 9
PSEUDONYMISED = "pseudonymised"
HOW_MANY = " ids are CPR numbers, the first in this row; each becomes a keyed pseudonym"


def to_ids(
    cells: pd.Series,
    where: pd.DataFrame,
    get_key: GetKey,
    *,
    register: str,
    header: pd.Series | str,
    may_be_shortened: bool = True,
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Ids as text; an id that is a CPR number becomes its keyed pseudonym, the same in every register.

    Ids of nine digits are CPR numbers without their first zero where all of them can be; `may_be_shortened`: whether
    those of the column that are not among `cells` can.
    """
    text = texts(cells)
    ids = text.where(text != "", pd.NA).astype("string")
    if not (text.str.len() >= SHORTEST).any():
        return ids, []
    shortened = by_value(text, lambda cell: CPR_WITHOUT_NOUGHT.fullmatch(cell) is not None).astype(bool)
    ordinary = by_value(text, is_ordinary).astype(bool)
    personal = by_value(text, lambda cell: CPR.search(cell) is not None).astype(bool)
    if may_be_shortened and not ordinary.any():
        personal |= shortened
    if not personal.any():
        return ids, []
    key = get_key()
    made = by_value(text[personal], lambda cell: pseudonym(cell, key))
    message = f"{int(personal.sum())}{HOW_MANY}"
    finding = make("identifier_in_text", register, where[personal].head(1), header, message, action=PSEUDONYMISED)
    return ids.mask(personal, made.astype("string")), [finding]


def is_ordinary(cell: str) -> bool:
    """Whether an id of nine digits can be no CPR number without its first zero."""
    return len(cell) == 9 and cell.isdecimal() and CPR_WITHOUT_NOUGHT.fullmatch(cell) is None


def counted_together(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings of several parts of a file, with what is said once a column said once: how many ids are CPR numbers."""
    counts = (findings["action"] == PSEUDONYMISED) & findings["message"].str.endswith(HOW_MANY)
    if not counts.any():
        return findings
    some = findings[counts].assign(n=findings.loc[counts, "message"].str.removesuffix(HOW_MANY).astype("int64"))
    column = ["register", "file", "column"]
    first = some.sort_values("row", kind="stable").drop_duplicates(column)
    total = some.groupby(column, sort=False)["n"].sum().rename("total").reset_index()
    said = first.merge(total, on=column)
    said = said.assign(message=said["total"].astype("string") + HOW_MANY)[findings.columns]
    return pd.concat([findings[~counts], said], ignore_index=True)


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
