"""Totals and footnotes below a table: the texts by which `skip` of programme.yaml knows them."""

import re
from dataclasses import replace

from forlob.cleaning.spelling import plain, squeezed
from forlob.cleaning.table_rows import first_filled, says
from forlob.cleaning.totals import TOTALS
from forlob.extracts.raw_tables import RawTable

#: What a footnote begins with, before a colon: it is known by that word, for the rest may name a person.
NOTE = re.compile(
    r"(kilder?|källa|quelle|sources?|noter?|notes?|anm|anmærkning(er)?|merknad(er)?|anmärkning(ar)?|bemærkning(er)?|obs"
    r"|udtræk|uttrekk|uttag|udtrukket|drawn|as of|opgjort|opdateret|oppdatert|updated)\s*[:.]\s.*",
    re.IGNORECASE | re.DOTALL,
)
#: Tables with fewer columns than these have rows of one filled cell that are no footnotes.
FEWEST_COLUMNS = 3


def without_rows_below(table: RawTable) -> tuple[RawTable, tuple[str, ...], int]:
    """The table without its totals and footnotes, the texts that `skip` knows them by, and how many it cannot know.

    A total is a row whose first filled cell says so; a footnote a row of one filled cell, after which no other row
    comes, and which holds several words. Where a text would leave out other rows too, it is not among the texts.
    """
    first = first_filled(table)
    cells = table.cells
    total = first.map(lambda cell: plain(cell) in TOTALS).to_numpy(dtype=bool)
    filled = sum(
        (cells[place].map(lambda cell: str(cell).strip() != "").astype(int) for place in cells), 0 * first.str.len()
    )
    lonely = (filled == 1).to_numpy() & first.map(_is_a_sentence).to_numpy(dtype=bool)
    if len(table.header) < FEWEST_COLUMNS:
        lonely[:] = False
    below = lonely.copy()
    for place in range(len(below) - 1, -1, -1):
        if not (lonely[place] or total[place]):
            below[:place] = False
            break
    left = total | below
    if left.all() or not left.any():
        return table, (), 0
    texts: list[str] = []
    known = total.copy()
    for cell in dict.fromkeys(first[left]):
        text = squeezed(cell).rstrip(":") if plain(cell) in TOTALS else _of_note(cell)
        meant = first.map(says([text])).to_numpy(dtype=bool) if text else None
        if text and meant is not None and not (meant & ~left).any():
            known |= meant
            texts.append(text)
    trimmed = replace(table, cells=cells[~left], short_rows={}, long_rows={})
    return trimmed, tuple(dict.fromkeys(texts)), int((left & ~known).sum())


def _of_note(cell: object) -> str:
    """The first word of a footnote and a star; empty where it is none of those that are known."""
    found = NOTE.fullmatch(squeezed(cell))
    return f"{found[1]}*" if found else ""


def _is_a_sentence(cell: object) -> bool:
    """Whether a cell holds several words, as no id does."""
    return len([word for word in squeezed(cell).split() if word[:1].isalpha()]) > 1 or str(cell).lstrip()[:1] == "*"
