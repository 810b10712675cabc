"""What a public report of other dates tells beside the main one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from forlob.cli.report import Job


def beside_main_report(job: Job) -> list[str]:
    """A sentence for a public report of other dates than the main one: how many counts differ by so few people.

    Each is a publication of its own, decided by itself: what both show tells the difference.
    """
    if not job.is_protected or not (job.selection.from_date or job.selection.to_date):
        return []
    main = job.folders.processed / job.folders.measures.name
    few = f"1 to {job.programme.disclosure.min_cell - 1}"
    if not main.is_file():
        return [f"where its counts differ by {few} from those of a report of all dates, do not publish both"]
    shown, there = _counts_of_people(job.folders.measures), _counts_of_people(main)
    near = sum(0 < abs(n - there[key]) < job.programme.disclosure.min_cell for key, n in shown.items() if key in there)
    counts = "1 count differs" if near == 1 else f"{near or 'no'} counts differ"
    advice = ": do not publish both, as that tells of so few people" if near else ""
    return [f"{counts} by {few} from the report of all dates{advice}"]


def _counts_of_people(measures: Path) -> dict[tuple[str, ...], float]:
    """The counts of people of a measures.csv, by their keys but the dates."""
    from forlob.disclosure.cells import counts_nobody
    from forlob.measures.catalogue import by_name
    from forlob.measures.table import KEYS, read_rows

    known, keys = by_name(), [key for key in KEYS if key not in ("from", "to")]
    rows = read_rows(measures.read_text(encoding="utf-8"))
    return {
        tuple(row[key] or "" for key in keys): row["n"]
        for row in rows
        if row["n"] is not None and row["measure"] in known and not counts_nobody(known[row["measure"]], row["group"])
    }
