"""What the cells of a column are: dates of which form, numbers, personal numbers, answers of a code list."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

import pandas as pd

from forlob.cleaning.identifiers import CPR
from forlob.cleaning.month_names import NAMED, in_english
from forlob.cleaning.spelling import plain, squeezed
from forlob.cleaning.times_of_day import parse_clock
from forlob.cleaning.to_codes import known_answers
from forlob.cleaning.to_numbers import parse
from forlob.guess.headers import is_generic, usual_answers
from forlob.programme.code_lists import built_in
from forlob.programme.code_models import CodeItem

_DAYS = (
    "%d-%m-%Y",
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
    "%d-%m-%y",
    "%d/%m/%y",
    "%d.%m.%y",
    "%m/%d/%Y",
    "%m-%d-%Y",
    "%Y%m%d",
    "%d%m%Y",
    "%d %b %Y",
    "%d-%b-%Y",
    "%d %B %Y",
    "%d. %B %Y",
    "%d. %b %Y",
)
_TIMES = ("", " %H:%M", " %H:%M:%S", " %H.%M", "T%H:%M:%S")
FORMATS = [day + clock for clock in _TIMES for day in _DAYS]
SAMPLE = 300
YEARS = (pd.Timestamp("1900-01-01"), pd.Timestamp("2100-01-01"))


@dataclass(frozen=True)
class Column:
    """One column of a file: where it stands, its header and its filled cells.

    `is_key`: whether other files have a column of that header, and one of them a row for each of its cells.
    """

    place: int
    header: str
    cells: tuple[object, ...]
    is_key: bool = False

    @cached_property
    def texts(self) -> Counter[str]:
        """Cells of text, with how often each is there; dates and numbers of Excel and Parquet are no text."""
        return Counter(squeezed(cell) for cell in self.cells if isinstance(cell, str))

    @cached_property
    def answers(self) -> Counter[str]:
        return Counter(squeezed(cell) for cell in self.cells)

    @cached_property
    def _spellings(self) -> set[str]:
        return {plain(answer) for answer in self.answers}

    @cached_property
    def _sample(self) -> list[object]:
        step = max(1, len(self.cells) // SAMPLE)
        return list(self.cells[::step])

    def _share(self, holds: Callable[[Any], object]) -> float:
        """The share of a sample of the cells that something holds of; 1 where every cell is empty."""
        return sum(map(bool, map(holds, self._sample))) / len(self._sample) if self._sample else 1.0

    @cached_property
    def dates(self) -> float:
        """The share of cells that are dates; day numbers of Excel count."""
        texts = [squeezed(cell) for cell in self._sample if isinstance(cell, str)]
        read = set().union(*(_read(texts, form).dropna().index for form in _formats_like(texts)))
        fits = {texts[place] for place in read}
        return self._share(lambda cell: squeezed(cell) in fits if isinstance(cell, str) else _is_day(cell))

    @cached_property
    def numbers(self) -> float:
        return self._share(lambda cell: not pd.isna(parse(cell, ",")) or not pd.isna(parse(cell, ".")))

    def within(self, low: float, high: float) -> bool:
        """Whether nearly all the cells are numbers from low to high."""
        return self._share(lambda cell: low <= parse(cell, ".") <= high) >= 0.9

    @cached_property
    def moments(self) -> float:
        """The share of cells that are a time of the day, with or without a day, or a part of the day."""
        return self._share(lambda cell: isinstance(cell, datetime) or parse_clock(cell) is not None or _is_moment(cell))

    @cached_property
    def personal_numbers(self) -> float:
        return self._share(lambda cell: CPR.fullmatch(squeezed(cell))) if self.cells else 0.0

    def of_list(self, code_list: str) -> float:
        """The share of the different answers that a built-in code list knows; 0 where they tell nothing of the list."""
        found = self._spellings - {plain(word) for word in NOT_TOLD}
        hits = found & {plain(answer) for answer in known_in(code_list)}
        return len(hits) / len(found) if any(not is_generic(answer) for answer in hits) else 0.0


NOT_TOLD = list(known_answers({}, {}))


@cache
def known_in(code_list: str) -> dict[str, str | None]:
    """Answer -> code of a built-in list: codes, labels and usual ways of writing them."""
    items = {code: CodeItem(**item) for code, item in built_in().get(code_list, {}).items()}
    return known_answers(items, usual_answers(code_list))


def decimal_sign(columns: Iterable[Column]) -> str | None:
    """The decimal sign of a file's numbers; None where it has no decimals to tell by."""
    texts = [text for column in columns for text in column.texts]
    comma = sum(re.fullmatch(r"[+-]?(\d{1,3}(\.\d{3})*|\d+),\d+", text) is not None for text in texts)
    point = sum(re.fullmatch(r"[+-]?(\d{1,3}(,\d{3})*|\d+)\.(\d{1,2}|\d{4,})", text) is not None for text in texts)
    return None if comma == point else "," if comma > point else "."


@dataclass(frozen=True)
class DateForms:
    """The formats of a column, the most frequent first; whether day and month may change places; cells unread."""

    formats: tuple[str, ...]
    either_way: bool
    unread: int


def date_forms(texts: Counter[str]) -> DateForms:
    """The fewest formats that read the cells of a column, no cell being two dates by them; the most frequent first."""
    unique = list(texts)
    weights = pd.Series(list(texts.values()), dtype=int)
    read = {form: _read(unique, form) for form in _formats_like(unique)}
    left = pd.Series(True, weights.index)
    chosen: list[str] = []
    while left.any():
        free = [form for form, days in read.items() if not _two_dates(days, chosen, read)]
        best = max(free, key=lambda form: int(weights[left & read[form].notna()].sum()), default=None)
        if best is None or not (left & read[best].notna()).any():
            break
        chosen.append(best)
        left &= read[best].isna()
    return DateForms(tuple(chosen), bool(chosen) and _either_way(chosen[0], read), int(weights[left].sum()))


def fits_as_well(texts: Counter[str], formats: list[str], own: Iterable[str]) -> bool:
    """Whether further formats, listed for a column beside its own, change nothing: no cell becomes two dates."""
    read = {form: _read(list(texts), form) for form in formats}
    return not any(_two_dates(read[form], [other for other in own if other != form], read) for form in formats)


def _either_way(form: str, read: dict[str, pd.Series]) -> bool:
    """Whether 03/04/2012 may as well be the fourth of March: every cell that is read so is also a date month first."""
    month_first = read.get(form.replace("%d/%m", "%m/%d"))
    return "%d/%m" in form and month_first is not None and bool(month_first[read[form].notna()].notna().all())


def _formats_like(texts: Iterable[str]) -> list[str]:
    """The formats that put signs and digits where some text has them."""
    shapes = {_shape(text) for text in texts}
    return [form for form in FORMATS if _shape(YEARS[0].strftime(form)) in shapes]


def _shape(text: str) -> str:
    """31-03-2012 and 2012-03-31 are both 9-9-9."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text.strip()))


def _is_moment(cell: object) -> bool:
    """A date and a time, or a part of the day such as 09-12."""
    form = r".*\d( kl\.)?[ T]\d{1,2}[:.]\d{2}(:\d{2})?|\d\d *[-–] *\d\d"
    return isinstance(cell, str) and re.fullmatch(form, squeezed(cell)) is not None


def _is_day(cell: object) -> bool:
    """A date of Excel or Parquet, or a day number of Excel."""
    return isinstance(cell, date) or (isinstance(cell, int) and 10_000 < cell < 60_000)


def _two_dates(days: pd.Series, chosen: list[str], read: dict[str, pd.Series]) -> bool:
    return any((days.notna() & read[form].notna() & (days != read[form])).any() for form in chosen)


def _read(texts: list[str], form: str) -> pd.Series:
    """The days of texts by one format; where nothing parts the day from the month, all digits must be there."""
    text = pd.Series([in_english(text, form) for text in texts] if NAMED.search(form) else texts, dtype=object)
    days = pd.to_datetime(text, format=form, errors="coerce").astype("datetime64[us]")
    days = days.where(days.between(*YEARS))
    return days.where(days.dt.strftime(form) == text) if re.search(r"%\w%\w", form) else days
