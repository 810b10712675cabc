"""Findings: every row set aside, every cell changed and everything worth a note, by rule."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from forlob.cleaning.identifiers import CPR, EMAIL, MASK, names_in

COLUMNS = ["severity", "register", "file", "row", "column", "rule", "action", "message"]
SEVERITIES = ("error", "set_aside", "repaired", "note")

#: rule -> severity, unless the programme or the column says otherwise (`make(..., severity=)`).
RULES: Mapping[str, str] = {
    "file_missing": "error",
    "column_missing": "error",
    "column_twice": "error",
    "wrong_delimiter": "error",
    "wrong_encoding": "error",
    "empty_file": "error",
    "damaged_file": "error",
    "unsafe_file": "error",
    "no_rows": "error",
    "value_missing": "error",
    "who5_coding": "error",
    "unknown_project": "repaired",
    "unknown_answer": "repaired",
    "bad_date": "repaired",
    "bad_number": "repaired",
    "spelling": "repaired",
    "header_spelling": "repaired",
    "answered_twice": "repaired",
    "formula_without_value": "repaired",
    "error_value": "repaired",
    "merged_cells": "note",
    "hidden_rows": "note",
    "leading_zeros": "note",
    "dates_swapped": "note",
    "birth_century": "note",
    "time_beside_date": "note",
    "numbers_as_dates": "note",
    "read_as_empty": "note",
    "second_date_format": "note",
    "ragged_row": "set_aside",
    "duplicate_row": "set_aside",
    "duplicate_participation": "set_aside",
    "superseded": "set_aside",
    "gone": "note",
    "snapshot_order": "note",
    "equal_rows": "note",
    "bad_id": "error",
    "id_spelling": "repaired",
    "id_of_two": "note",
    "mostly_orphans": "error",
    "mostly_lost": "error",
    "re_enrolled": "note",
    "left_open": "note",
    "orphan": "set_aside",
    "participation_unclear": "note",
    "exit_before_enrolment": "repaired",
    "starts_before_enrolment": "note",
    "starts_after_exit": "note",
    "ends_before_start": "repaired",
    "open_end": "note",
    "outside_period": "set_aside",
    "stage_skipped": "note",
    "after_cut_off": "note",
    "measured_twice": "set_aside",
    "suppressed_at_source": "note",
    "time_too_short": "note",
    "time_too_long": "note",
    "time_overlap": "note",
    "time_not_positive": "set_aside",
    "identifier_in_text": "repaired",
    "column_not_used": "note",
    "question_not_answered": "note",
    "rows_left_out": "note",
    "totals_row": "error",
}

#: Rules of cells that nobody can read as what their column holds.
NOT_READ = ("bad_date", "bad_number", "unknown_answer", "unknown_project")

#: Rules that are found once a column, with a count: `2 ids are ...`, or `dates (2) have ...`.
COUNTED = (
    *("identifier_in_text", "bad_id", "id_spelling", "equal_rows"),
    *("time_beside_date", "numbers_as_dates", "read_as_empty", "birth_century"),
)
COUNT = r"(?:^(?=\d+ )|(?<=\())(\d+)"
COUNT_OF_ALL = "{}"

ACTIONS = {
    "error": "nothing is written",
    "set_aside": "the row is left out",
    "repaired": "the cell becomes not registered",
    "note": "counted as it is",
}

#: Rules whose repair is another than "not registered".
ACTION_OF_RULE = {
    "merged_cells": "read as the first cell of the merge",
    "hidden_rows": "read like the others",
    "leading_zeros": "read as they are shown",
    "time_beside_date": "the time is not read",
    "numbers_as_dates": "read as days of a spreadsheet",
    "read_as_empty": "read as empty",
    "birth_century": "read as a hundred years earlier",
    "spelling": "read as the code",
    "header_spelling": "read as the column",
    "identifier_in_text": "masked",
    "after_cut_off": "not counted",
    "suppressed_at_source": "kept as suppressed, never 0 and without a rate",
    "id_spelling": "compared without them",
    "snapshot_order": "read in this order",
    "re_enrolled": "a participation of its own",
    "left_open": "counted as one participation",
    "open_end": "runs to the cut-off date where a length is needed",
    "column_not_used": "not read",
    "answered_twice": "the latest answer counts",
    "rows_left_out": "no rows of a register",
    "question_not_answered": "not registered for anybody",
    "ends_before_start": "the end becomes not registered",
    "exit_before_enrolment": "the exit date becomes not registered",
}


def make(
    rule: str,
    register: str,
    where: pd.DataFrame,
    column: pd.Series | str = "",
    message: pd.Series | str = "",
    severity: str | None = None,
    action: str | None = None,
) -> pd.DataFrame:
    """One finding a row of `where` (columns `file` and `row`).

    `column` and `message` are texts, or Series on the index of `where`. Raises KeyError for a rule that is not listed.
    """
    severity = severity or RULES[rule]
    action = action or (ACTION_OF_RULE.get(rule) if severity != "error" else None) or ACTIONS[severity]
    made = {
        "severity": severity,
        "register": register,
        "file": where["file"],
        "row": where["row"].astype("Int64"),
        "column": column,
        "rule": rule,
        "action": action,
        "message": message,
    }
    texts = {name: _texts(cells, where.index) for name, cells in made.items() if name != "row"}
    return pd.DataFrame({**made, **texts}, index=where.index)


def _texts(cells: pd.Series | str, index: pd.Index) -> pd.Series | pd.api.extensions.ExtensionArray:
    """The texts of the rows of `index`, from a column that may have more rows; of one text, so many."""
    if not isinstance(cells, pd.Series):
        return pd.array([cells] * len(index), dtype="string")
    return (cells if len(cells) == len(index) else cells.reindex(index)).astype("string")


def of_file(
    rule: str, file: str, message: str, row: int | None = None, column: str = "", register: str = "", **more: str
) -> pd.DataFrame:
    """One finding about a file, or a place in it."""
    where = pd.DataFrame({"file": [file], "row": pd.array([row], dtype="Int64")})
    return make(rule, register, where, column, message, **more)


def collect(tables: Iterable[pd.DataFrame], names: Iterable[str] = ()) -> pd.DataFrame:
    """All findings in the fixed order of findings.csv: by severity, register, file, row, column, rule.

    Personal numbers, e-mail addresses and the `names` are masked wherever they stand, in a header too.
    """
    made = pd.concat([_typed(pd.DataFrame(columns=COLUMNS)), *tables], ignore_index=True)
    for column in ("file", "column", "message"):
        made[column] = made[column].map({text: _masked(text, tuple(names)) for text in made[column].unique()})
    rank = made["severity"].map({name: i for i, name in enumerate(SEVERITIES)})
    order = ["rank", "register", "file", "row", "column", "rule", "message"]
    ordered = made.assign(rank=rank).sort_values(order, kind="stable", na_position="first")
    return _typed(ordered).reset_index(drop=True)


def counted_together(findings: pd.DataFrame) -> pd.DataFrame:
    """Findings of several parts of a file, with what is said once a column, with its count, said once."""
    count = findings["message"].str.extract(COUNT)[0]
    counted = findings["rule"].isin(COUNTED) & count.notna()
    if counted.sum() < 2:
        return findings
    forms = findings["message"].str.replace(COUNT, COUNT_OF_ALL, n=1, regex=True)
    some = findings[counted].assign(n=count[counted].astype("int64"), form=forms[counted])
    column = ["register", "file", "column", "rule", "form"]
    first = some.sort_values("row", kind="stable").drop_duplicates(column).drop(columns="n")
    said = first.merge(some.groupby(column, sort=False)["n"].sum().reset_index(), on=column)
    message = [form.replace(COUNT_OF_ALL, str(n)) for form, n in zip(said["form"], said["n"], strict=True)]
    said = said.assign(message=pd.array(message, "string"))[findings.columns]
    return pd.concat([findings[~counted], said], ignore_index=True)


def at_cells(found: pd.DataFrame, rows: Mapping[tuple[str, int, str], int]) -> pd.DataFrame:
    """Findings with the rows that their cells stand in; `rows`: (file, row of the register, column) -> physical row."""
    if not rows or found.empty:
        return found
    places = zip(found["file"], found["row"], found["column"], strict=True)
    moved = [row if pd.isna(row) else rows.get((file, int(row), column), row) for file, row, column in places]
    return found.assign(row=pd.array(moved, dtype="Int64"))


def errors(findings: pd.DataFrame) -> pd.DataFrame:
    """The findings that make the extracts unusable."""
    return findings[findings["severity"] == "error"]


def sentence(finding: pd.Series) -> str:
    """A finding as one sentence: file, row, column, what is wrong and what to do."""
    row = f"row {finding['row']}" if pd.notna(finding["row"]) and finding["row"] != "" else ""
    column = f"column {finding['column']}" if finding["column"] else ""
    place = ", ".join(part for part in (finding["file"], row, column) if part)
    return f"{place}: {finding['message'].rstrip('.')}."


def errors_as_text(findings: pd.DataFrame, file: Path, most: int = 10) -> str:
    """The errors, a sentence a line; of more than `most` it names the file that has them all."""
    wrong = errors(findings)
    lines = [sentence(finding) for _, finding in wrong.head(most).iterrows()]
    return "\n".join([*lines, *([f"and {len(wrong) - most} more in {file}"] if len(wrong) > most else [])])


def _masked(text: str, names: tuple[str, ...]) -> str:
    for pattern in (CPR, EMAIL, names_in(names)):
        text = pattern.sub(MASK, text) if pattern else text
    return text


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    table = table.reindex(columns=COLUMNS)
    return table.astype({name: "Int64" if name == "row" else "string" for name in COLUMNS})
