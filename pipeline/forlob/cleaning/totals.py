"""Totals and footnotes below a table of participants: no participation may be made of them."""

import re
from collections.abc import Container

import pandas as pd

from forlob.cleaning.columns import Mapped
from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, plain, squeezed, texts
from forlob.extracts.raw_tables import RawTable

#: What the first cell of a row of totals says, in Danish, Norwegian, Swedish, German and English.
TOTALS = {
    plain(text)
    for text in (
        *("sum", "sum i alt", "sum total", "total", "total sum", "totalt", "totaler", "totals", "grand total"),
        *("i alt", "antal i alt", "subtotal", "delsum", "summa", "summe", "gesamt", "insgesamt", "gesamtergebnis"),
        *(
            "hovedtotal",
            "totalsum",
            "totalsumma",
            "totalt antal",
            "antal",
            "antal deltagere",
            "antal borgere",
            "antall",
        ),
        *("gennemsnit", "gjennomsnitt", "medelvärde", "genomsnitt", "mittelwert", "average", "mean", "count"),
    )
}
TOTAL_OF = re.compile(r"(sum|total|totalt|subtotal|i alt|summa|summe|gesamt)\b\W.*", re.IGNORECASE)
#: A spreadsheet names its totals of groups so: `Nord Total`, `Nord i alt`.
OF_GROUP = re.compile(r".+[\W_](total|totalt|i alt|ialt|subtotal|summa|gennemsnit|ergebnis)", re.IGNORECASE)
#: Every total and footnote has a word of three letters.
TOTAL, WORDS = "total", "words"
A_WORD = re.compile(r"[^\W\d_]{3}")
#: Where to say that a row is no participation.
NAME_IT = "name it under skip: (or the row where the table ends under until:)"
ADVICE = f"if this row is a total or a footnote, {NAME_IT}"


def without_totals(
    mapped: Mapped, frame: pd.DataFrame, table: RawTable, projects: Container[str] = ()
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Rows of participants without those that are totals or footnotes, and an error for each of these.

    A row is a total where its id, its project or the first cell of the file's row says so, whatever else stands in it,
    unless that is how one of the `projects` is written, as `plain` text; a footnote where one cell alone is filled, or
    all with the same text of a merge, and with more than one word.
    """
    wrong = pd.Series(False, frame.index)
    own = [name for name in frame.columns if name not in ("file", "row", *mapped.constants)]
    id_stands_first = bool(table.header) and mapped.headers.get("participant_id") == table.header[0]
    first = None if id_stands_first or not table.header else table.cells[0].loc[frame["row"]].set_axis(frame.index)
    for cells in (first, frame.get("project")):
        if cells is not None:
            wrong |= by_value(cells, lambda cell: _is_total(cell) and plain(cell) not in projects).astype(bool)
    if "participant_id" in own:
        ids = frame["participant_id"]
        told = by_value(ids, _what_an_id_says)
        wrong |= told == TOTAL
        words = told == WORDS
        if words.any() and len(own) > 1:
            note = texts(ids[words])
            cells_of = [texts(frame.loc[words, name]) for name in own if name != "participant_id"]
            others = [(cells == "") | (cells == note) for cells in cells_of]
            wrong |= (words & pd.concat(others, axis=1).all(axis=1)).reindex(frame.index, fill_value=False)
    if not wrong.any():
        return frame, []
    message = f"the row is a total or a footnote and no participation; {NAME_IT}"
    return frame[~wrong], [make("totals_row", "participants", frame[wrong], "", message)]


def _what_an_id_says(cell: object) -> str:
    """TOTAL, WORDS where it holds several words, as no id does, or nothing."""
    text = squeezed(cell)
    if text.isalnum() and not text.isalpha():  # as most ids are
        return ""
    if _is_total(text) or (A_WORD.search(text) and TOTAL_OF.fullmatch(text)):
        return TOTAL
    return WORDS if len([word for word in text.split() if word[:1].isalpha()]) > 1 else ""


def _is_total(cell: object) -> bool:
    """Without a word, as ids mostly are, of which there may be a million, a cell is none."""
    text = squeezed(cell)
    return A_WORD.search(text) is not None and (plain(text) in TOTALS or OF_GROUP.fullmatch(text) is not None)
