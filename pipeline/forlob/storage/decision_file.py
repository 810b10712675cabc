"""The file that keeps what a public report may show: a row for each number that disclosure control knows."""

from __future__ import annotations

from pathlib import Path

from forlob.storage.atomic import write_text
from forlob.storage.csv_lines import csv_lines, read_csv_lines

#: After the keys of the measures table: which numbers of the row are hidden (n, of, both as "n of", or empty), why (see
#: `disclosure/gate.py`), for the sake of which other number, and what the row is about, one of the two below.
HIDDEN, WHY, SAKE_OF, ABOUT = "hidden", "why", "sake", "about"
N, OF = "n", "of"
REGISTERS, CLEANING = "registers", "cleaning"
#: Why nothing of a project, or of the programme, is shown.
WITHHELD = "withheld"


def write_decision(path: Path, columns: list[str], rows: list[list[str]]) -> None:
    """Write a decision as CSV."""
    write_text(path, csv_lines([columns, *rows]))


def read_decision(path: Path) -> tuple[list[str], list[list[str]]]:
    """The columns and rows of a decision that was written; none where there is none, or one of an earlier version."""
    columns, rows = read_csv_lines(path.read_text(encoding="utf-8") if path.is_file() else "")
    return ([*columns], rows) if ABOUT in columns else ([], [])


def seen_by_page(columns: list[str], rows: list[list[str]], project: str, of_cleaning: bool) -> list[list[str]]:
    """What of a decision the page of a project sees, or of the programme: which numbers are hidden, not why.

    `of_cleaning`: also of what the cleaning came to.
    """
    places = {name: at for at, name in enumerate(columns)}
    unseen = {places[name] for name in (WHY, SAKE_OF) if name in places}
    return [
        [cell for at, cell in enumerate(row) if at not in unseen or cell == WITHHELD]
        for row in rows
        if (not project or row[places["project"]] == project) and (of_cleaning or row[places[ABOUT]] == REGISTERS)
    ]
