"""Tables of printed figures beside computed ones."""

from typing import Any

import pandas as pd

from forlob.measures.table import line
from forlob.printed.beside_computed import decimals
from forlob.show import numbers
from forlob.show.markdown import table
from forlob.show.outputs import Table
from forlob.show.words import Words

#: The sign before a mark: it is told apart without colour.
SIGNS = {"equal": "=", "rounding": "≈", "different": "≠", "suppressed": numbers.SUPPRESSED, "missing": "?"}


def compared(rows: pd.DataFrame, words: Words, *, key: str, caption: str, project: bool = True) -> Table:
    """One row a printed number of `forlob.printed.beside_computed.compare`, with its project unless told not to.

    The columns of dates and chapters are there where some row has them.
    """
    shown = _listed(rows)
    optional = {
        "project": project,
        "period": any(row.from_date or row.to_date for row in shown),
        "chapter": any(row.chapter for row in shown),
    }
    heads = [name for name in ("project", "measure", "period", "chapter") if optional.get(name, True)]
    cells = {
        "project": lambda row: place(row.project, words),
        "measure": lambda row: named(row, words),
        "period": lambda row: _period(row.from_date, row.to_date, words),
        "chapter": lambda row: row.chapter,
    }
    lines = [[*(cells[head](row) for head in heads), *_numbers(row, words)] for row in shown]
    titles = [words.ui(name) for name in (*heads, "what", "printed", "computed", "mark")]
    right = [len(heads) + 1, len(heads) + 2]
    return table(titles, lines, words, key=key, caption=caption, measures=[], right=right)


def lines(rows: pd.DataFrame, words: Words) -> list[str]:
    """The same as lines of plain text."""
    said = []
    for row in _listed(rows):
        part, printed, computed, mark = _numbers(row, words)
        about = [place(row.project, words), _period(row.from_date, row.to_date, words), row.chapter]
        where = ", ".join(text for text in about if text)
        fill = {"what": named(row, words), "where": where, "part": part, "printed": printed, "computed": computed}
        said.append(words.ui("printed_line", mark=mark, **fill))
    return said


def _listed(rows: pd.DataFrame) -> list[Any]:
    return list(rows.rename(columns={"from": "from_date", "to": "to_date"}).itertuples())


def place(project: str, words: Words) -> str:
    return words.place(project) if project else words.ui("programme_as_a_whole")


def named(row: Any, words: Words) -> str:
    """A figure, or its cell, by its measure and groups, and the point of a curve."""
    labels = [words.group(row)] if row.group else []
    labels += [words.subgroup(row)] if row.subgroup else []
    labels += [words.third(row)] if row.third else []
    labels += [words.point(row.at)] if row.at else []
    return ": ".join([words.measure(line(row.measure, row.by)), *([", ".join(labels)] if labels else [])])


def _numbers(row: Any, words: Words) -> list[str]:
    places = decimals(row.printed)
    computed = None if row.computed is None or pd.isna(row.computed) else row.computed
    sign = SIGNS[row.mark]
    return [
        words.ui(f"what_{row.what}"),
        numbers.number(float(row.printed), words.language, places),
        numbers.SUPPRESSED if row.mark == "suppressed" else numbers.number(computed, words.language, places),
        words.ui(row.mark) if sign == numbers.SUPPRESSED else f"{sign} {words.ui(row.mark)}",
    ]


def _period(from_date: str, to_date: str, words: Words) -> str:
    said = {"figures_from": from_date, "figures_to": to_date}
    return ", ".join(words.ui(key, day=numbers.day(day, words.language)) for key, day in said.items() if day)
