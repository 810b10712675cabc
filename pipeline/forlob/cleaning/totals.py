"""Totals and footnotes below a table of participants: no participation may be made of them."""

import re

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
        *("i alt", "antal i alt", "subtotal", "delsum", "summa", "summe", "gesamt", "insgesamt"),
    )
}
TOTAL_OF = re.compile(r"(sum|total|totalt|subtotal|i alt|summa|summe|gesamt)\b\W.*", re.IGNORECASE)
#: Where to say that a row is no participation.
NAME_IT = "name it under skip: (or the row where the table ends under until:)"
ADVICE = f"if this row is a total or a footnote, {NAME_IT}"


def without_totals(mapped: Mapped, frame: pd.DataFrame, table: RawTable) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Rows of participants without those that are totals or footnotes, and an error for each of these.

    A row is a total where its id, its project or the first cell of the file's row says so, whatever else stands in it;
    a footnote where one cell alone is filled, and with more than one word.
    """
    wrong = pd.Series(False, frame.index)
    first = table.cells[0].loc[frame["row"]].set_axis(frame.index) if len(table.header) else None
    for cells in (first, frame.get("participant_id"), frame.get("project")):
        if cells is not None:
            wrong |= by_value(cells, lambda cell: plain(cell) in TOTALS).astype(bool)
    own = [name for name in frame.columns if name not in ("file", "row", *mapped.constants)]
    if "participant_id" in own:
        ids = frame["participant_id"]
        wrong |= by_value(ids, lambda cell: TOTAL_OF.fullmatch(squeezed(cell)) is not None).astype(bool)
        words = by_value(ids, _is_a_sentence).astype(bool)
        if words.any() and len(own) > 1:
            others = [texts(frame.loc[words, name]) == "" for name in own if name != "participant_id"]
            wrong |= (words & pd.concat(others, axis=1).all(axis=1)).reindex(frame.index, fill_value=False)
    if not wrong.any():
        return frame, []
    message = f"the row is a total or a footnote and no participation; {NAME_IT}"
    return frame[~wrong], [make("totals_row", "participants", frame[wrong], "", message)]


def _is_a_sentence(cell: object) -> bool:
    """Whether a cell holds several words, as no id does."""
    return len([word for word in squeezed(cell).split() if word[:1].isalpha()]) > 1
