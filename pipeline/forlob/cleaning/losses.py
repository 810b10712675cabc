"""What is lost so much of that the extract cannot be used: registers most of whose rows find no participant."""

import pandas as pd

from forlob.cleaning.findings import of_file
from forlob.cleaning.participations import SET_ASIDE


def mostly_orphans(findings: pd.DataFrame, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """An error for each register that loses more than half of its rows because no participant has their id; those whose
    participant is set aside are not lost by a fault of theirs.

    `rows`: register, read. The error names the cause that the orphans give most often.
    """
    found = []
    orphans = findings[(findings["rule"] == "orphan") & (findings["message"] != SET_ASIDE)]
    for register, read in zip(rows["register"], rows["read"], strict=True):
        lost = orphans[orphans["register"] == register]
        if 2 * len(lost) > read:
            first, (cause, often) = lost.iloc[0], next(iter(lost["message"].value_counts().items()))
            share = f"{len(lost)} of {read} rows of {register} find no participant"
            message = f"{share}; of {often} of them {cause}"
            found.append(
                of_file("mostly_orphans", first["file"], message, row=int(first["row"]), column=first["column"],
                        register=register)
            )  # fmt: skip
    return found
