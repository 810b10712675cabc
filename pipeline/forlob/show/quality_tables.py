"""Tables of the quality of the registers, project by project."""

import pandas as pd

from forlob.show import alt_texts
from forlob.show.fits import fits
from forlob.show.gated_rows import distinct, lines_of, records
from forlob.show.markdown import table
from forlob.show.outputs import Table
from forlob.show.words import Words


@fits(share="register, column")
def completeness_by_project(
    rows: pd.DataFrame, words: Words, *, key: str = "completeness-by-project", caption: str = ""
) -> Table:
    """One row a project, one column for each column of a register that some project has not filled: shares."""
    shown = [row for row in records(rows) if row.project]
    columns = [
        column
        for column in dict.fromkeys((row.group, row.subgroup) for row in shown)
        if any(row.n != row.of for row in shown if (row.group, row.subgroup) == column)
    ]
    of = {(row.project, row.group, row.subgroup): row for row in shown}
    cells = [
        [
            words.place(project),
            *(alt_texts.share(of[project, *c], words) if (project, *c) in of else "" for c in columns),
        ]
        for project in distinct(row.project for row in shown)
    ]
    heads = [words.ui("project"), *(words.column(column, register) for register, column in columns)]
    return table(
        heads,
        cells if columns else [],
        words,
        key=key,
        caption=caption or words.ui("caption_completeness_by_project"),
        measures=lines_of(shown),
        right=range(1, len(heads)),
    )
