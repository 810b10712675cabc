"""What a cleaning came to beside the registers: its findings, the rows it read, and what it lost much of."""

from dataclasses import dataclass

import pandas as pd

from forlob.cleaning.findings import COLUMNS

#: Columns of the tables of a result, beside the findings.
ROWS = ["project", "register", "read", "kept", "set_aside"]
LOSSES = ["project", "register", "lost", "unit", "cause", "n", "read", "in_all"]
#: The column that says of which projects a finding's row is: ids separated by a space; empty where none is known.
PROJECTS = "projects"


@dataclass(frozen=True)
class CleaningResult:
    """`findings`: one row a finding, with `projects`; `rows`: one row a project (empty: the programme) and register,
    with the rows read, kept and set aside; `losses`: one row a project and what so much was lost of (`losses.causes`).
    """

    findings: pd.DataFrame
    rows: pd.DataFrame
    losses: pd.DataFrame

    def of(self, project: str) -> "CleaningResult":
        """What is about one project: its rows, their findings, and the findings about files as a whole; all of it where
        `project` is empty.
        """
        rows, losses = (table[table["project"] == project] for table in (self.rows, self.losses))
        found = self.findings
        if project:
            own = found[PROJECTS].map(lambda here: project in here.split(" ")).astype(bool)
            found = found[own | found["row"].isna()]
        return CleaningResult(
            found[COLUMNS].reset_index(drop=True), rows.reset_index(drop=True), losses.reset_index(drop=True)
        )
