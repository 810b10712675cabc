"""What a public report may show, decided once for the programme and all its projects, before any of its pages is made.

A decision has a row for each row of the measures table that disclosure control knows: its key, and the columns of
`storage/decision_file.py`. It is kept as a file beside measures.csv, for those who may see the registrations.
"""

from pathlib import Path
from typing import Any

import pandas as pd

from forlob.disclosure.cells import counts_nobody, in_words
from forlob.disclosure.gate import protect_and_say_why
from forlob.measures.catalogue import by_name
from forlob.measures.table import KEYS
from forlob.programme.programme import Programme
from forlob.storage import decision_file
from forlob.storage.decision_file import ABOUT, HIDDEN, OF, REGISTERS, SAKE_OF, WHY, WITHHELD, N


def decision_of(table: pd.DataFrame, programme: Programme, behind: pd.DataFrame | None = None) -> pd.DataFrame:
    """The decision about the rows of the programme and of all its projects; `behind`: who stands behind them."""
    protected, why = protect_and_say_why(table, programme.disclosure.min_cell, programme, behind)
    without = {N: protected["suppressed"].astype(bool), OF: protected["of"].isna() & table["of"].notna().to_numpy()}
    hidden = pd.Series("", index=protected.index)
    for name, rows in without.items():
        hidden = hidden.where(~rows, hidden + f" {name}")
    said: dict[str, Any] = {
        HIDDEN: hidden.str.strip(),
        WHY: [reason.rule if reason else "" for reason in why],
        SAKE_OF: [in_words(reason.sake) if reason and reason.sake else "" for reason in why],
        ABOUT: REGISTERS,
    }
    return protected[KEYS].assign(**said).fillna(dict.fromkeys(KEYS, ""))


def applied(decision: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Rows of the measures table with the numbers emptied that the decision hides, and without those it does not know.

    A hidden row has no n, value and interval, a row without its `of` no share. What counts nobody is always shown.
    """
    found = table[KEYS].fillna("").merge(decision, on=KEYS, how="left")[HIDDEN]
    free = pd.Series([_counts_nobody(*key) for key in zip(table["measure"], table["group"], strict=True)], dtype=bool)
    found = found.where(~(free & found.isna()).to_numpy(), "")
    table, found = table[found.notna().to_numpy()].copy(), found[found.notna()]
    no_n, no_of = (found.str.split().map(lambda names, one=one: one in names).to_numpy(bool) for one in (N, OF))
    table["suppressed"] = table["suppressed"].to_numpy(bool) | no_n
    for name, gone in {N: no_n, OF: no_of}.items():
        table[name] = table[name].astype(object).mask(gone, None)
    for name in ("value", "ci_low", "ci_high"):
        table[name] = table[name].mask(no_n | no_of)
    return table.reset_index(drop=True)


def of_registers(decision: pd.DataFrame) -> pd.DataFrame:
    """The rows of a decision that are about the measures of registers, not about what the cleaning came to."""
    return decision[decision[ABOUT] == REGISTERS]


def is_withheld(decision: pd.DataFrame, project: str, from_date: str = "", to_date: str = "") -> bool:
    """Whether nothing is shown of a project, or of the programme where it is empty, as of the dates."""
    own = decision[decision["project"].eq(project) & decision["from"].eq(from_date) & decision["to"].eq(to_date)]
    return bool(own[WHY].eq(WITHHELD).any())


def write_decision(path: Path, decision: pd.DataFrame) -> None:
    """Write a decision as CSV."""
    decision_file.write_decision(path, list(decision.columns), decision.to_numpy().tolist())


def read_decision(path: Path) -> pd.DataFrame:
    """A decision that was written."""
    columns, rows = decision_file.read_decision(path)
    return pd.DataFrame(rows, columns=columns)


def _counts_nobody(name: str, group: str) -> bool:
    measure = by_name().get(name)
    return measure is not None and counts_nobody(measure, group)
