"""From cells to numbers, by the decimal sign of the file."""

import math
import re
from collections.abc import Iterable
from datetime import time, timedelta
from typing import Literal

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, shown, squeezed

#: What a number of a column counts, where that is time.
Unit = Literal["hours", "minutes"]
SECONDS: dict[Unit, int] = {"hours": 3600, "minutes": 60}
#: A length of time, or a time of the day that stands for one: 1:30, 01:30:00, 126:15.
LENGTH = re.compile(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)


def to_numbers(
    cells: pd.Series,
    where: pd.DataFrame,
    decimal: str,
    *,
    register: str,
    header: pd.Series | str,
    severity: str | None = None,
    names: Iterable[str] = (),
    unit: Unit | None = None,
) -> tuple[pd.Series, list[pd.DataFrame]]:
    """Numbers (float64) of a column; the other sign may group thousands: 1.234,5 where the decimal sign is a comma.

    A length of time such as 1:30 is a number where the column counts time, in hours or minutes (`unit`). A cell that is
    no number is a bad_number (not registered, or an error by `severity`).
    """
    numbers = by_value(cells, lambda cell: parse(cell, decimal, unit)).astype("float64")
    bad = numbers.isna() & (by_value(cells, squeezed) != "")
    if not bad.any():
        return numbers, []
    sign = "a comma" if decimal == "," else "a point"
    advice = f"is not a number with {sign} before its decimals; correct it, or set format.decimal in programme.yaml"
    message = by_value(cells[bad], lambda cell: f"{shown(cell, names)} {advice}")
    return numbers, [make("bad_number", register, where[bad], header, message, severity=severity)]


def parse(cell: object, decimal: str, unit: Unit | None = None) -> float:
    """A cell as a number, NaN where it is none.

    >>> parse("1.234,5", ",")
    1234.5
    """
    if isinstance(cell, int | float):
        return float(cell) if math.isfinite(cell) and abs(cell) < 1e15 else math.nan
    if unit and (seconds := _seconds(cell)) is not None:
        return seconds / SECONDS[unit]
    text = squeezed(cell).replace("\xa0", "").replace(" ", "").replace("−", "-")
    group = re.escape("." if decimal == "," else ",")
    whole = rf"\d+|[1-9]\d{{0,2}}(?:{group}\d{{3}})+"
    if not re.fullmatch(rf"[+-]?(?:(?:{whole})(?:{re.escape(decimal)}\d*)?|{re.escape(decimal)}\d+)", text, re.ASCII):
        return math.nan
    number = float(re.sub(group, "", text).replace(decimal, "."))
    return number if abs(number) < 1e15 else math.nan


def _seconds(cell: object) -> float | None:
    """The seconds of a length of time; None where the cell is none."""
    if isinstance(cell, timedelta):
        return cell.total_seconds()
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    found = LENGTH.fullmatch(cell.strip()) if isinstance(cell, str) else None
    return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0) if found else None
