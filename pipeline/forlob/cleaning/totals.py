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
    first = table.cells[0].loc[frame["row"]].set_axis(frame.index) if len(table.header) else None
    for cells in (first, frame.get("project")):
        if cells is not None:
            wrong |= by_value(cells, lambda cell: _is_total(cell) and plain(cell) not in projects).astype(bool)
    own = [name for name in frame.columns if name not in ("file", "row", *mapped.constants)]
    if "participant_id" in own:
        ids = frame["participant_id"]
        wrong |= by_value(ids, lambda cell: _is_total(cell) or _begins_as_total(cell)).astype(bool)
        words = by_value(ids, _is_a_sentence).astype(bool)
        if words.any() and len(own) > 1:
            note = texts(ids[words])
            cells_of = [texts(frame.loc[words, name]) for name in own if name != "participant_id"]
            others = [(cells == "") | (cells == note) for cells in cells_of]
            wrong |= (words & pd.concat(others, axis=1).all(axis=1)).reindex(frame.index, fill_value=False)
    if not wrong.any():
        return frame, []
    message = f"the row is a total or a footnote and no participation; {NAME_IT}"
    return frame[~wrong], [make("totals_row", "participants", frame[wrong], "", message)]


def _is_total(cell: object) -> bool:
    return not _is_number(cell) and (plain(cell) in TOTALS or OF_GROUP.fullmatch(squeezed(cell)) is not None)


def _begins_as_total(cell: object) -> bool:
    return not _is_number(cell) and TOTAL_OF.fullmatch(squeezed(cell)) is not None


def _is_a_sentence(cell: object) -> bool:
    """Whether a cell holds several words, as no id does."""
    return not _is_number(cell) and len([word for word in squeezed(cell).split() if word[:1].isalpha()]) > 1


def _is_number(cell: object) -> bool:
    """As ids mostly are, of which there may be a million."""
    return not isinstance(cell, str) or cell.isdecimal()
