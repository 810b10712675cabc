"""Whether files of one pattern are states of the same rows: how many rows of a file the next one has too."""

from collections.abc import Mapping, Sequence

from forlob.cleaning.spelling import by_value, plain, squeezed
from forlob.extracts.raw_tables import RawTable
from forlob.guess.file_registers import Match
from forlob.guess.files import File
from forlob.programme.registers import REGISTERS

#: Files that repeat at least so much of the ones before them are snapshots.
MOST = 0.5


def read_snapshots(file: File) -> None:
    """Take files that repeat most of one another's rows, by the key of their first register, as snapshots.

    Rows that say no day may be repeated because something was asked or done again: that is for the researcher to tell.
    """
    if not file.source.files or file.guess.wide:
        return
    register = next(iter(file.guess.registers))
    about, columns = REGISTERS[register], file.guess.registers[register]
    if not {"participant_id", "company_id"} & set(columns):
        return
    shares = repeated(file.source.parts, columns, about.known_by)
    if min(shares) >= MOST and (about.dated is None or about.dated in columns):
        file.snapshots = True
        names = "; which is the newest is told by the order of the names" if file.source.order == "name" else ""
        lacks = "; rows that the newest lacks are dropped, unless you add gone: keep" if min(shares) < 1 else ""
        share = f"{_percent(min(shares))} or more of" if min(shares) < 1 else "all"
        file.doubts.append(
            f"each file repeats {share} the rows of the one before it: they are read as "
            f"snapshots, of which the newest counts{names}{lacks}"
        )
    elif any(shares):
        file.doubts.append(
            f"files repeat up to {_percent(max(shares))} of the rows of the one before them; if they are states of the "
            "same rows, add snapshots: newest_counts"
        )


def repeated(tables: Sequence[RawTable], columns: Mapping[str, Match], key: Sequence[str]) -> list[float]:
    """For each table but the last the share of its rows that the next one has too, by the key's columns.

    Ids are compared without zeros before them: a file may have lost them.
    """
    named = [name for name in key if name in columns and not columns[name].spread]
    readers = [(columns[name].column.place, _id if name.endswith("_id") else plain) for name in named]
    rows = [set(zip(*(by_value(table.cells[at], read) for at, read in readers), strict=True)) for table in tables]
    return [len(old & new) / len(old) for old, new in zip(rows, rows[1:], strict=False)]


def _id(cell: object) -> str:
    return squeezed(cell).lstrip("0")


def _percent(share: float) -> str:
    return f"{int(100 * share)}%"
