"""Sheets of one workbook, and files of one name but for a date or number, that have the same header: one entry each."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import PurePath

import pandas as pd

from forlob.cleaning.identifiers import masked
from forlob.extracts.calendar_words import MONTH_NUMBERS
from forlob.extracts.dates_in_names import dates_in
from forlob.extracts.file_names import WILD, composed, natural
from forlob.extracts.raw_tables import RawTable
from forlob.guess.files import Source

#: What a spreadsheet calls a sheet that nobody named, and months and years, which are no projects either.
MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
NO_PLACE = re.compile(rf"(ark|sheet|tabelle|blad|feuil|side|del|part|q|{MONTHS})?[\W_\d]*|\d.*", re.IGNORECASE)
#: A number or a month: what the names of files may differ in.
DIFFERING = re.compile(rf"(\d+|(?<![^\W\d_])(?:{MONTHS})(?![^\W\d_]))", re.IGNORECASE)
#: What parts the numbers of a date.
BETWEEN = ("-", "_", ".", " ", ". ", "")
#: How a date may stand in a file's name, the most exact first.
ORDERS = ("%Y-%m-%d", "%Y_%m_%d", "%Y.%m.%d", "%Y%m%d", "%d-%m-%Y", "%d_%m_%Y", "%d.%m.%Y", "%d%m%Y") + (
    *("%d. %B %Y", "%d %B %Y", "%d_%B_%Y", "%d-%B-%Y", "%B %Y", "%B_%Y", "%B-%Y", "%B%Y", "%Y %B", "%Y_%B", "%Y-%B"),
    *("%Y-%m", "%Y_%m", "%Y.%m", "%Y%m", "%m-%Y", "%m_%Y", "%m.%Y", "%Y"),
)


def join_equal(sources: Sequence[Source], names: Iterable[str]) -> list[Source]:
    """The tables with those that are equal joined, each where its first one stood.

    `names`: all files of the folder, for a pattern must fit no other file.
    """
    return _joined(_joined(sources, _sheet_key, _of_sheets), _file_key, lambda group: _of_files(group, tuple(names)))


def names_projects(sheets: Sequence[str]) -> bool:
    """Whether the names of sheets may be those of projects: neither numbers, months and the like nor persons."""
    return all(NO_PLACE.fullmatch(name.strip()) is None and masked(name) == name for name in sheets)


def _joined(
    sources: Sequence[Source], key: Callable[[Source], object], make: Callable[[list[Source]], Source | None]
) -> list[Source]:
    """The sources of one key made one; those without a key, or of which none can be made, as they are."""
    groups: dict[object, list[Source]] = {}
    for place, source in enumerate(sources):
        groups.setdefault(key(source) or place, []).append(source)
    found: list[Source] = []
    for group in groups.values():
        one = make(group) if len(group) > 1 else None
        found += [one] if one else group
    return found


def _sheet_key(source: Source) -> object:
    header = _header(source.table)
    return (source.file, source.header_row, header) if source.sheet and source.sheets_in_file and header else None


def _file_key(source: Source) -> object:
    header, path = _header(source.table), PurePath(source.file)
    alike = DIFFERING.sub("#", path.stem)
    if not header or alike == path.stem:
        return None
    written = (source.header_row, source.encoding, source.delimiter, source.sheet, source.sheets)
    return (path.parent, alike, path.suffix, header, *written)


def _header(table: RawTable) -> frozenset[str] | None:
    """The names of a table's columns; None where it names one twice or has cells below no name."""
    named = [name for name in table.header if name]
    return frozenset(named) if len(set(named)) == len(table.header) else None


def _of_sheets(group: list[Source]) -> Source:
    sheets = tuple(source.sheet or "" for source in group)
    whole = len(sheets) == group[0].sheets_in_file
    return replace(_one_table(group), sheet=None, sheets=sheets, all_sheets=whole)


def _of_files(group: list[Source], names: Sequence[str]) -> Source | None:
    """One source of a pattern that fits these files alone; None where there is no such pattern, and where the names
    differ in months that stand beside no year, which are in no order.
    """
    files = [source.file for source in group]
    pattern = next((one for one in patterns_of(files) if _fitting(one, names) == set(files)), None)
    order = order_of(files)
    months = {word for name in files for word in DIFFERING.findall(PurePath(name).stem) if not word[0].isdigit()}
    if pattern is None or (order == "name" and len(months) > 1):
        return None
    days = {name: day_in(name, order) for name in files}
    group = sorted(group, key=lambda source: (days[source.file] or date.min, natural(source.file)))
    return replace(_one_table(group), file=pattern, files=tuple(source.file for source in group), order=order)


def patterns_of(files: Sequence[str]) -> list[str]:
    """Patterns of names that differ in numbers and months alone, the widest first; the whole of a date is left open."""
    stems = [DIFFERING.split(name.removesuffix(PurePath(name).suffix)) for name in files]
    parts, ending = stems[0], PurePath(files[0]).suffix
    differing = [at for at in range(len(parts)) if len({stem[at] for stem in stems}) > 1]
    first, last = differing[0], differing[-1]
    while (
        first > 1
        and parts[first - 1] in BETWEEN
        and (len(parts[first - 2]) == 4 or not parts[first - 3][-1:].isalpha())
    ):
        first -= 2
    while last + 2 < len(parts) and parts[last + 1] in BETWEEN:
        last += 2
    before, after = "".join(parts[:first]), "".join(parts[last + 1 :]) + ending
    return [] if WILD.search(before + after) else [f"{before}*{after}", f"{before}[0-9]*{after}"]


def _fitting(pattern: str, names: Iterable[str]) -> set[str]:
    return {name for name in names if fnmatchcase(name, pattern) and name.count("/") == pattern.count("/")}


def order_of(files: Sequence[str]) -> str:
    """The form of the date that tells files apart by their names; `name` where there is none such."""
    for form in ORDERS:
        days = [day_in(name, form) for name in files]
        if None not in days and len(set(days)) == len(files):
            return form
    return "name"


def day_in(name: str, form: str) -> date | None:
    """The date of a form in a file's name, not within a longer number; None where there is none, or several.

    >>> day_in("extract_2023-07.csv", "%Y-%m")
    datetime.date(2023, 7, 1)
    """
    days = set() if form == "name" else dates_in(composed(PurePath(name).name), form)
    return days.pop() if len(days) == 1 else None


def _one_table(group: Sequence[Source]) -> Source:
    """The rows of all in one table, the columns as they stand in the first; `parts` has them one by one."""
    header = group[0].table.header
    parts = []
    for table in (source.table for source in group):
        places = [table.header.index(name) for name in header]
        cells = table.cells[places].set_axis(range(len(header)), axis=1)
        parts.append(replace(table, header=header, cells=cells))
    cells = pd.concat([part.cells for part in parts], ignore_index=True)
    table = replace(group[0].table, cells=cells, short_rows={}, long_rows={}, notes=())
    skip = tuple(dict.fromkeys(text for source in group for text in source.skip))
    unnamed = sum(source.unnamed for source in group)
    return replace(group[0], table=table, parts=tuple(parts), skip=skip, unnamed=unnamed)
