"""Printed figures beside computed ones."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from pipeline.config.read_printed import PrintedFigure

KEYS = ["project", "measure", "group", "subgroup", "from", "to"]
COLUMNS = [*KEYS, "what", "printed", "computed", "mark"]


def compare(figures: Iterable[PrintedFigure], measures: pd.DataFrame) -> pd.DataFrame:
    """One row a printed number: `what` (n, of, percent, value), `printed`, `computed` and `mark`.

    `measures` is the gated measures table. `mark`: equal to the printed digits, rounded half up; rounding, where a
    percent or value is one unit of the last printed digit away; different; suppressed; missing, where no such measure
    was computed.
    """
    rows_of_measures = measures.fillna(dict.fromkeys(KEYS, "")).to_dict("records")
    by_key = {tuple(row[key] for key in KEYS): row for row in rows_of_measures}
    rows = []
    for figure in figures:
        key = (figure.project, figure.measure, figure.group, figure.subgroup, figure.from_date, figure.to_date)
        for what in ("n", "of", "percent", "value"):
            printed = getattr(figure, what)
            if printed is not None:
                rows.append((*key, what, printed, *_computed(by_key.get(key), what, printed)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _computed(row: dict | None, what: str, printed: float) -> tuple[float | None, str]:
    """The computed number to the printed digits, and the mark."""
    if row is None:
        return None, "missing"
    if row["suppressed"]:
        return None, "suppressed"
    exact = _exact(row, what)
    if exact is None:
        return None, "missing"
    unit = Decimal(1).scaleb(min(0, int(Decimal(str(printed)).as_tuple().exponent)))
    rounded = exact.quantize(unit, ROUND_HALF_UP)
    away = abs(rounded - Decimal(str(printed)))
    if away == 0:
        return float(rounded), "equal"
    return float(rounded), "rounding" if away <= unit and what in ("percent", "value") else "different"


def _exact(row: dict, what: str) -> Decimal | None:
    if what != "percent":
        return None if pd.isna(row[what]) else Decimal(str(row[what]))
    if pd.isna(row["n"]) or pd.isna(row["of"]) or not row["of"]:
        return None
    return Decimal(str(row["n"])) * 100 / Decimal(str(row["of"]))
