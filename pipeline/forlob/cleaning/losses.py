"""What is lost so much of that the figures are wrong or may be: rows of registers, and cells of columns, and why."""

from collections.abc import Collection

import pandas as pd

from forlob.cleaning.findings import NOT_READ, of_file
from forlob.cleaning.participations import NOBODY

#: Rows that the newest snapshot has no more.
GONE = "gone"
#: Rules that set rows aside which the figures then lack; others leave out what is there once more, or of another time.
LOSING = ("orphan", "ragged_row", "time_not_positive")


def mostly_lost(findings: pd.DataFrame, rows: pd.DataFrame, declared: Collection[str] = ()) -> list[pd.DataFrame]:
    """An error for each register that loses more than half of its rows; those whose participant is set aside are not
    lost by a fault of theirs.

    `rows`: register, read, kept. The error names the cause that the rows give most often. A newest snapshot without
    more than half of what the others have is one too, as one of its files may be missing, but for the files
    `declared`, of which programme.yaml says what becomes of such rows.
    """
    found = []
    aside = findings["rule"].isin(LOSING) & (findings["severity"] == "set_aside")
    lost = findings[aside & (findings["message"] != NOBODY["set_aside"])]
    gone = findings[(findings["rule"] == GONE) & (findings["severity"] == "set_aside")]
    gone = gone[~gone["file"].isin(declared)]
    for register, read, kept in zip(rows["register"], rows["read"], rows["kept"], strict=True):
        dropped = gone[gone["register"] == register]
        if len(dropped) > kept:
            message = (
                f"the newest snapshot lacks {len(dropped)} rows of {register} that earlier ones have, and has {kept}"
            )
            cure = "if no file of it is missing, write gone: drop, or gone: keep if they should count"
            found.append(of_file("mostly_lost", dropped["file"].iloc[0], f"{message}; {cure}", register=register))
        here = lost[lost["register"] == register]
        if 2 * len(here) > read:
            cause, often = next(iter(here["message"].value_counts().items()))
            orphans = here[here["rule"] == "orphan"]
            rule = "mostly_orphans" if 2 * len(orphans) > read else "mostly_lost"
            shown = orphans if rule == "mostly_orphans" else here
            what = "find no participant" if rule == "mostly_orphans" else "are set aside"
            message = f"{len(shown)} of {read} rows of {register} {what}; of {often} of them {cause}"
            first = shown.iloc[0]
            row = None if pd.isna(first["row"]) else int(first["row"])
            found.append(of_file(rule, first["file"], message, row=row, column=first["column"], register=register))
    return found


def causes(findings: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """The likeliest cause of what a register lost more than a tenth of, in each `project`.

    `findings` and `rows` say of which project they are. One row a project, register and what lost it (`lost`: the rule
    of rows set aside, or the column of cells not read; `unit`: rows or cells), with the `cause`, how many it is of
    (`n`), how many were lost in all (`in_all`), and the rows read (`read`). The cause of an orphan is one of `NOBODY`,
    of a cell its rule, of any other row `as_found`.
    """
    rule, message = findings["rule"], findings["message"]
    of_cells = rule.isin(NOT_READ) & (findings["severity"] == "repaired")
    kept = findings[of_cells | (rule.isin((*LOSING, GONE)) & (findings["severity"] == "set_aside"))]
    made = pd.DataFrame(
        {
            "project": kept["project"],
            "register": kept["register"],
            "unit": of_cells.map({True: "cells", False: "rows"}).astype("string"),
            "lost": rule.mask(of_cells, findings["column"]),
            "cause": rule.mask(rule == "orphan", message.map(_cause))
            .mask(rule.isin(LOSING[1:]), "as_found")
            .mask(rule == GONE, GONE),
        }
    ).loc[kept.index]
    what = ["project", "register", "lost", "unit"]
    counts = made.groupby([*what, "cause"], sort=True).size().reset_index(name="n")
    counts = counts.merge(rows[["project", "register", "read"]], on=["project", "register"])
    counts = counts.assign(in_all=counts.groupby(what)["n"].transform("sum"))
    much = counts[counts["in_all"] * 10 > counts["read"]].sort_values("n", ascending=False, kind="stable")
    return much.drop_duplicates(what).sort_values(what, ignore_index=True)


def _cause(message: str) -> str:
    return next((cause for cause, said in NOBODY.items() if message.startswith(said.partition("{")[0])), "unknown")
