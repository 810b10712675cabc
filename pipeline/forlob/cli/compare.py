"""Says what differs between two measures tables: rows added, rows removed, numbers changed.

A table of before, which does not say what its rows are split by, is read by the names of today.
"""

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from forlob.errors import UsageError
from forlob.measures.csv_text import from_csv_text
from forlob.measures.old_names import table_of_today
from forlob.measures.table import CODES, COLUMNS, KEYS, NUMBERS, line

FIGURES = [*NUMBERS, "suppressed"]
#: Shown where they differ; the others are mentioned only when none of these does.
SHOWN = ("n", "of", "value")

Key = tuple[str, ...]
Row = dict[str, Any]


@dataclass(frozen=True)
class Differences:
    """Rows by key, in the order of the tables; `changed` holds a row's figures (those that differ) in both."""

    added: dict[Key, Row]
    removed: dict[Key, Row]
    changed: dict[Key, tuple[Row, Row]]
    equal: int

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare_command(old: str, new: str, as_json: bool) -> int:
    """Print what differs between two measures tables; differences are no failure."""
    found = differences(read_measures(old), read_measures(new))
    print(json.dumps(_as_json(found), ensure_ascii=False) if as_json else "\n".join(difference_lines(found)))
    return 0


def read_measures(name: str) -> pd.DataFrame:
    """The measures table of a file, or of the folder that holds one. Raises UsageError where there is none."""
    path = Path(name)
    file = path / "measures.csv" if path.is_dir() else path
    if not file.is_file():
        there = f"the folder {path} holds no measures.csv" if path.is_dir() else f"{path} is not there"
        raise UsageError(f"{there}. Name a measures.csv, or a folder that holds one, such as data/processed/PROGRAMME.")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (UnicodeDecodeError, OSError):
        raise UsageError(f"{file} cannot be read as UTF-8 text. Name a measures.csv as forlob writes it.") from None
    text = table_of_today(text)
    missing = [column for column in COLUMNS if column not in text.partition("\n")[0].strip().split(",")]
    if missing:
        raise UsageError(f"{file} is not a measures table: it has no column {missing[0]}. Name one that forlob wrote.")
    try:
        table = from_csv_text(text)
    except IndexError:
        raise UsageError(f"{file} holds a row that is too short. Name a measures.csv as forlob writes it.") from None
    except (ValueError, TypeError):
        raise UsageError(f"{file} holds a cell that is not a number in n, of, value or the interval.") from None
    again = table.duplicated(KEYS)
    if again.any():
        key = _named(table.loc[again, KEYS].iloc[0])
        raise UsageError(f"{file} holds one row twice ({key}). Make the table again with forlob run.")
    return table


def differences(old: pd.DataFrame, new: pd.DataFrame) -> Differences:
    """Compare two measures tables by key. Counts and shares that differ by less than a billionth are equal."""
    before, after = _by_key(old), _by_key(new)
    changed = {}
    for key in before.keys() & after.keys():
        was, now = before[key], after[key]
        differ = [name for name in FIGURES if not _same(was[name], now[name])]
        if differ:
            changed[key] = ({name: was[name] for name in differ}, {name: now[name] for name in differ})
    return Differences(
        added={key: row for key, row in after.items() if key not in before},
        removed={key: row for key, row in before.items() if key not in after},
        changed={key: changed[key] for key in after if key in changed},
        equal=len(before.keys() & after.keys()) - len(changed),
    )


def difference_lines(found: Differences) -> list[str]:
    """The differences as lines: by measure, then the counts."""
    if not found:
        return [f"No differences. Rows: {found.equal} equal."]
    keys = [*found.changed, *found.added, *found.removed]
    several = len({_part(key, "programme") for key in keys}) > 1
    lines = []
    for name in sorted({_line(key) for key in keys}):
        lines.append(name)
        here = [(key, _where(key, several)) for key in keys if _line(key) == name]
        lines += [f"  changed  {where}: {_change(*found.changed[key])}" for key, where in here if key in found.changed]
        lines += [f"  added    {where}: {_figures(found.added[key])}" for key, where in here if key in found.added]
        lines += [f"  removed  {where}: {_figures(found.removed[key])}" for key, where in here if key in found.removed]
    counts = f"{len(found.changed)} changed, {len(found.added)} added, {len(found.removed)} removed"
    return [*lines, f"Rows: {counts}, {found.equal} equal."]


def _by_key(table: pd.DataFrame) -> dict[Key, Row]:
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return {tuple(row[name] for name in KEYS): {name: row[name] for name in FIGURES} for row in rows}


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9)


def _line(key: Key) -> str:
    return line(_part(key, "measure"), _part(key, "by"))


def _part(key: Key, name: str) -> str:
    return key[KEYS.index(name)]


def _where(key: Key, several: bool) -> str:
    """'assens, group 2, to 2012-12-31, participations': what tells a row from the others of its measure."""
    named = dict(zip(KEYS, key, strict=True))
    words = [named["project"] or "all projects"]
    words += [f"{name} {named[name]}" for name in (*CODES, "at", "from", "to") if named[name]]
    words += [named["unit"]] if named["unit"] else []
    return ", ".join([named["programme"], *words] if several else words)


def _named(key: pd.Series) -> str:
    return ", ".join(f"{name} {text}" for name, text in key.items() if text)


def _change(old: Row, new: Row) -> str:
    names = [name for name in old if name in SHOWN] or list(old)
    return ", ".join(f"{name} {_text(old[name])} -> {_text(new[name])}" for name in names)


def _figures(row: Row) -> str:
    return ", ".join(f"{name} {_text(row[name])}" for name in SHOWN if row[name] is not None) or "no figure"


def _text(figure: Any) -> str:
    if figure is None:
        return "none"
    if isinstance(figure, bool):
        return "yes" if figure else "no"
    return str(figure) if isinstance(figure, int) else f"{figure:.12g}"


def _as_json(found: Differences) -> dict[str, Any]:
    def keyed(key: Key) -> Row:
        return dict(zip(KEYS, key, strict=True))

    return {
        "exit_code": 0,
        "added": [{**keyed(key), **row} for key, row in found.added.items()],
        "removed": [{**keyed(key), **row} for key, row in found.removed.items()],
        "changed": [{**keyed(key), "old": old, "new": new} for key, (old, new) in found.changed.items()],
        "equal": found.equal,
    }
