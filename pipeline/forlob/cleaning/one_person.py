"""Whether one id is one person."""

import pandas as pd

from forlob.cleaning.categories import as_text
from forlob.cleaning.findings import make

#: What a person has one of.
OF_A_PERSON = ("birth_date", "gender")


def one_person_an_id(participants: pd.DataFrame, headers: pd.Series) -> list[pd.DataFrame]:
    """A note on each participation whose id has another birth date or gender in another project."""
    ids = as_text(participants["participant_id"])
    if not ids.duplicated().any():
        return []
    unlike = pd.Series(False, participants.index)
    for column in OF_A_PERSON:
        if column in participants:
            unlike |= participants[column].groupby(ids, dropna=True).transform("nunique") > 1
    in_several = participants["project"].groupby(ids).transform("nunique") > 1
    wrong = (unlike & in_several).fillna(False).astype(bool)
    if not wrong.any():
        return []
    message = (
        "the id has another birth date or gender in another project: two people may share it; if each project counts "
        "its own ids, write ids: {per_project: true}"
    )
    return [make("id_of_two", "participants", participants[wrong], headers, message)]
