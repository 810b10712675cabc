"""Ids, CPR numbers and free text: no personal number and no listed name gets past here."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, time, timedelta

import numpy as np
import pandas as pd

from forlob.cleaning.categories import as_text
from forlob.cleaning.findings import make
from forlob.cleaning.identifiers import CPR, CPR_WITHOUT_NOUGHT, masked, pseudonym
from forlob.cleaning.spelling import by_value, squeezed, texts, told_apart
from forlob.programme.participation_models import IdRule

GetKey = Callable[[], bytes]
#: Digits of a CPR number without its first zero.
SHORTEST = 9
#: What stands in ids and is not seen, or is a space that does not break a line.
INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2007\u202f\u2060\ufeff]")
#: What a spreadsheet adds to an id that it takes for a number; 1.000 may be a thousand.
DECIMALS = re.compile(r"^(\d+)[.,]0{1,2}$", re.ASCII)
SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d+|\d[.,]\d+E\d+", re.IGNORECASE)
PSEUDONYMISED = "pseudonymised"
HOW_MANY = " ids are CPR numbers, the first in this row; each becomes a keyed pseudonym"
DAMAGED = (
    "ids ({}) are in scientific notation, or numbers of more digits than a spreadsheet keeps, the first in this row, "
    "so that digits are lost; format the column as text in the source and deliver it again"
)
DATED = (
    "ids ({}) are dates or times of the day, the first in this row: a spreadsheet makes a date of an id such as 1-3; "
    "format the column as text in the source, correct these ids and deliver it again"
)
RESPELT = "ids ({}) are written with characters that nobody sees, or as 101.0, the first in this row"
RULES = {DATED: "bad_id", DAMAGED: "bad_id", RESPELT: "id_spelling"}


def to_ids(
    cells: pd.Series,
    where: pd.DataFrame,
    get_key: GetKey,
    *,
    register: str,
    header: pd.Series | str,
    may_be_shortened: bool = True,
    rule: IdRule | None = None,
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Ids as text, one id for all that compare equal; an id that is a CPR number becomes its keyed pseudonym, the same
    in every register.

    Ids of nine digits are CPR numbers without their first zero where all of them can be; `may_be_shortened`: whether
    those of the column that are not among `cells` can. Ids in scientific notation have lost digits and are an error,
    as are those that a spreadsheet has made dates of.
    `rule`: what programme.yaml says of zeros before ids.
    """
    places, values = told_apart(cells)
    written = [squeezed(value) for value in values]
    compared = [one_spelling(one) for one in written]

    text = _of_rows(compared, places, cells.index)
    wrong: dict[str, list[bool]] = {DATED: [], DAMAGED: [], RESPELT: []}
    if set(map(type, values)) != {str}:
        wrong[DATED] = [isinstance(value, date | time | timedelta) for value in values]
    wrong[DAMAGED] = [not one.isalnum() and SCIENTIFIC.fullmatch(one) is not None for one in compared]
    if compared != written:
        wrong[RESPELT] = [one != other for one, other in zip(written, compared, strict=True)]
    findings = [
        found
        for said, which in wrong.items()
        if any(which)
        for found in _said_once(
            RULES[said], _of_rows(which, places, cells.index).astype(bool), said, where, register, header
        )
    ]
    ids = (by_value(text, lambda cell: _with_zeros(cell, rule)) if rule else text).replace("", pd.NA).astype("string")
    if not (text.str.len() >= SHORTEST).any():
        return ids, findings
    shortened = by_value(text, lambda cell: CPR_WITHOUT_NOUGHT.fullmatch(cell) is not None).astype(bool)
    ordinary = by_value(text, is_ordinary).astype(bool)
    personal = by_value(text, lambda cell: CPR.search(cell) is not None).astype(bool)
    if may_be_shortened and not ordinary.any():
        personal |= shortened
    if not personal.any():
        return ids, findings
    key = get_key()
    made = by_value(text[personal], lambda cell: pseudonym(cell, key))
    message = f"{int(personal.sum())}{HOW_MANY}"
    finding = make("identifier_in_text", register, where[personal].head(1), header, message, action=PSEUDONYMISED)
    return ids.mask(personal, made.astype("string")), [*findings, finding]


def of_projects(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows whose participants' ids count within a project: `north 17` for 17. Without a project the id stays."""
    if "participant_id" not in rows or "project" not in rows:
        return rows
    project, ids = as_text(rows["project"]), as_text(rows["participant_id"])
    return rows.assign(participant_id=(project + " " + ids).fillna(ids))


def one_spelling(text: str) -> str:
    """An id as it is compared: its letters in one piece each, without characters that nobody sees, 101.0 as 101."""
    if text.isdecimal() and text.isascii():  # as most are
        return text
    if text.isascii():
        return DECIMALS.sub(r"\1", text)
    return DECIMALS.sub(r"\1", INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip())


def _with_zeros(text: str, rule: IdRule) -> str:
    if not text.isdecimal():
        return text
    text = (text.lstrip("0") or "0") if rule.strip_zeros else text
    return text.zfill(rule.pad) if rule.pad else text


def _of_rows(of_values: Sequence[object], places: np.ndarray, index: pd.Index) -> pd.Series:
    return pd.Series(np.array([*of_values, None], object)[places], index, dtype=object)


def _said_once(
    rule: str, wrong: pd.Series, said: str, where: pd.DataFrame, register: str, header: pd.Series | str
) -> list[pd.DataFrame]:
    """What is wrong with how ids are written, once a column, with its count, in its first row."""
    if not wrong.any():
        return []
    column = header[wrong].head(1) if isinstance(header, pd.Series) else header
    return [make(rule, register, where[wrong].head(1), column, said.format(int(wrong.sum())))]


def is_ordinary(cell: str) -> bool:
    """Whether an id of nine digits can be no CPR number without its first zero."""
    return len(cell) == 9 and cell.isdecimal() and CPR_WITHOUT_NOUGHT.fullmatch(cell) is None


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
