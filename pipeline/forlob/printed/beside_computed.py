"""Printed figures beside computed ones."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas as pd

from forlob.measures.table import as_fraction
from forlob.printed.printed_figure import NUMBERS, Number, PrintedFigure

#: A row of the measures table, or the total that its groups share.
Found = dict[Any, Any]
KEYS = ["project", "measure", "by", "group", "subgroup", "third", "at", "from", "to"]
#: The keys of what is not split.
WHOLE: Found = dict.fromkeys(["by", "group", "subgroup", "third", "at"], "")
COLUMNS = [*KEYS, "chapter", "what", "printed", "computed", "mark"]
EQUAL, ROUNDING, DIFFERENT, SUPPRESSED, MISSING = "equal", "rounding", "different", "suppressed", "missing"
#: In the order in which they are told.
MARKS = (EQUAL, ROUNDING, DIFFERENT, SUPPRESSED, MISSING)
#: The marks that a writer should look into.
DIFFERENCES = (DIFFERENT, MISSING)


def compare(figures: Iterable[PrintedFigure], measures: pd.DataFrame) -> pd.DataFrame:
    """One row a printed number: `what` (n, of, percent, value), `printed`, `computed` and `mark`.

    `measures` is the gated measures table. `mark`: equal to the printed digits, rounded half up; rounding, where a
    percent or value is one unit of the last printed digit away; different; suppressed; missing, where no such measure
    was computed. A figure of a split without a group is the total of its groups. Where a measure has a row for each
    unit, the figure's `of_kind` names the unit; else it is the first.
    """
    by_key: dict[tuple[str, ...], list[Found]] = {}
    for row in measures.fillna(dict.fromkeys(KEYS, "")).to_dict("records"):
        by_key.setdefault(tuple(row[key] for key in KEYS), []).append(row)
        if row["group"] and not row["suppressed"] and not pd.isna(row["of"]):
            total = {
                **row,
                **WHOLE,
                "n": row["of"],
                "of": None,
                "value": None,
                "of_groups": True,
            }
            by_key.setdefault(tuple(total[key] for key in KEYS), []).append(total)
    rows = []
    for figure in figures:
        place = (figure.by if figure.group else "", figure.group, figure.subgroup, figure.third, figure.at)
        key = (figure.project, figure.measure, *place, figure.from_date, figure.to_date)
        found = _chosen(by_key.get(key, []), figure.of_kind)
        for what in NUMBERS:
            printed = getattr(figure, what)
            if printed is not None:
                rows.append((*key, figure.chapter, what, printed, *_computed(found, what, printed)))
    return pd.DataFrame(rows, columns=COLUMNS)


def decimals(printed: Number) -> int:
    """How many decimals are printed."""
    return max(0, -int(Decimal(str(printed)).as_tuple().exponent))


def _chosen(rows: list[Found], kind: str) -> Found | None:
    """The row of a unit, else the first; a row of the measure's own before a total of its groups."""
    own = [row for row in rows if "of_groups" not in row] or _one_total(rows)
    return next((row for row in own if kind and row.get("unit") == kind), own[0] if own else None)


def _one_total(rows: list[Found]) -> list[Found]:
    """The total that groups share; none where each group has one of its own."""
    return rows if len({row["n"] for row in rows if row.get("unit") == rows[0].get("unit")}) == 1 else []


def _computed(row: Found | None, what: str, printed: Number) -> tuple[float | None, str]:
    """The computed number to the printed digits, and the mark."""
    if row is None:
        return None, MISSING
    if row["suppressed"]:
        return None, SUPPRESSED
    exact = _exact(row, what)
    if exact is None:
        return None, MISSING
    unit = Decimal(1).scaleb(-decimals(printed))
    rounded = exact.quantize(unit, ROUND_HALF_UP)
    away = abs(rounded - Decimal(str(printed)))
    if away == 0:
        return float(rounded), EQUAL
    return float(rounded), ROUNDING if away <= unit and what in ("percent", "value") else DIFFERENT


def _exact(row: Found, what: str) -> Decimal | None:
    if what != "percent":
        return None if pd.isna(row[what]) else Decimal(str(row[what]))
    if pd.isna(row["n"]) or pd.isna(row["of"]) or not row["of"]:
        return None
    share = as_fraction(row["n"]) * 100 / as_fraction(row["of"])
    return Decimal(share.numerator) / share.denominator
