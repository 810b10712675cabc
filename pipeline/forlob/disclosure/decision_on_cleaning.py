"""Which counts of what the cleaning read, set aside and found may be shown in a public report.

Few rows set aside, and few cells that could not be read, are few people with that in common. What is hidden is so
everywhere: in the report of a project where it is small in any project, or in what these leave of the programme. Where
one rule's rows are hidden, the rows read and set aside are too: those kept are shown, and would tell the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

import pandas as pd

from forlob.disclosure.gate import WITHOUT_OF
from forlob.disclosure.primary import FEW
from forlob.measures import quality
from forlob.measures.table import KEYS
from forlob.programme.registers import ABOUT_NOBODY
from forlob.storage.decision_file import ABOUT, CLEANING, HIDDEN, OF, SAKE_OF, WHY, N

READ, KEPT, SET_ASIDE = "read", "kept", "set_aside"

#: Measure and codes of a count, whatever its project.
Key = tuple[str, str, str, str]


def decision_on_cleaning(
    table: pd.DataFrame, decision: pd.DataFrame, findings: pd.DataFrame, min_cell: int
) -> pd.DataFrame:
    """The decision about the rows of measures of a cleaning, of the programme and each of its projects.

    `decision`: that about all other measures; `findings`: the findings, which say the column of each.
    """
    made = []
    for of_project in (False, True):
        rows = table[table["project"].ne("") == of_project]
        hidden = _Hidden(table, of_project, decision, findings, min_cell)
        without = [hidden.of(key) for key in _keys(rows)]
        why = [(FEW if N in gone else WITHOUT_OF) if gone else "" for gone in without]
        made.append(rows[KEYS].assign(**{HIDDEN: without, WHY: why, SAKE_OF: "", ABOUT: CLEANING}))
    return pd.concat(made, ignore_index=True).fillna(dict.fromkeys(KEYS, ""))


class _Hidden:
    """What is hidden of the counts of the programme, or of those of its projects."""

    def __init__(
        self, table: pd.DataFrame, of_project: bool, decision: pd.DataFrame, findings: pd.DataFrame, min_cell: int
    ) -> None:
        complete = decision[decision["measure"] == quality.completeness.name]
        complete = complete[complete["project"].ne("") == of_project]
        columns = set(_pairs(complete[complete[HIDDEN] != ""]))
        uncounted = {register for register, _ in _pairs(complete[complete[HIDDEN].str.endswith(OF)])}
        few = {key for key, each in _counts(table, of_project).items() if any(0 < n < min_cell for n in each)}
        few = {key for key in few if key[1] not in ABOUT_NOBODY} - _of_files(findings)
        few |= {_found(*key) for key, found in _by_group(findings) if {(key[0], c) for c in found["column"]} & columns}
        few |= {(quality.not_read.name, *column, "") for column in columns}
        set_aside = {key[1] for key in few if key[0] == quality.set_aside.name or _is_set_aside(key)}
        steps = {key[1:3] for key in few if key[0] == quality.rows.name}
        steps |= {(register, KEPT) for register in uncounted}
        steps |= {(register, SET_ASIDE) for register in set_aside}
        self.read = {register for register, _ in steps}
        few |= {(quality.rows.name, *step, "") for step in steps}
        few |= {(quality.rows.name, register, READ, "") for register in self.read}
        self.few = few

    def of(self, key: Key) -> str:
        """Which numbers of a row are hidden: n, of, both as "n of", or none."""
        measure, register, what, _ = key
        gone = key in self.few
        if measure == quality.causes.name:
            lost = what.rpartition(": ")[0]
            gone |= any(
                (name, register, lost, "") in self.few for name in (quality.set_aside.name, quality.not_read.name)
            )
        shares = measure in (quality.set_aside.name, quality.not_read.name, quality.causes.name)
        return " ".join([N] * gone + [OF] * (shares and register in self.read))


def _pairs(rows: pd.DataFrame) -> Iterable[tuple[str, str]]:
    return zip(rows["group"], rows["subgroup"], strict=True)


def _keys(rows: pd.DataFrame) -> list[Key]:
    columns = (rows[name].fillna("").astype(str) for name in ("measure", "group", "subgroup", "third"))
    return [cast("Key", key) for key in zip(*columns, strict=True)]


def _counts(table: pd.DataFrame, of_project: bool) -> dict[Key, list[int]]:
    """The counts that are told apart: that of the programme, or those of projects and what they leave of it."""
    whole: dict[Key, int] = defaultdict(int)
    each: dict[Key, list[int]] = defaultdict(list)
    for key, project, n in zip(_keys(table), table["project"], table["n"], strict=True):
        if project:
            each[key].append(int(n))
        else:
            whole[key] = int(n)
    if not of_project:
        return {key: [n] for key, n in whole.items()}
    return {key: [*ns, whole[key] - sum(ns)] for key, ns in each.items()}


def _by_group(findings: pd.DataFrame) -> Iterable[tuple[tuple[str, str, str], pd.DataFrame]]:
    keys = [findings[name].fillna("") for name in ("register", "severity", "rule")]
    return [(cast("tuple[str, str, str]", key), found) for key, found in findings.groupby(keys)]


def _found(register: str, severity: str, rule: str) -> Key:
    return quality.findings.name, register, severity, rule


def _of_files(findings: pd.DataFrame) -> set[Key]:
    """Findings about files and columns as a whole, which are about no single person."""
    return {_found(*key) for key, found in _by_group(findings) if found["row"].isna().all()}


def _is_set_aside(key: Key) -> bool:
    return key[0] == quality.findings.name and key[2] == SET_ASIDE
