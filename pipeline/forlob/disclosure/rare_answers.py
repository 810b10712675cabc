"""What people wrote may tell who they are: answers that are suppressed are not named where no code list knows them."""

import pandas as pd

from forlob.measures.statistics import QUESTIONS
from forlob.measures.table import KEYS
from forlob.programme.programme import Programme

OTHER_ANSWERS = "other_answers"


def without_rare_answers(table: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Gated rows, the suppressed answers to a question without a code list being one row other_answers.

    An answer is named in neither unit where it is suppressed in one.
    """
    asked = table[table["measure"] == "statistics"]
    if asked.empty:
        return table
    own = asked[~asked["group"].map({group: _is_coded(group, programme) for group in asked["group"].unique()})]
    place = [key for key in KEYS if key != "unit"]
    rare = own.groupby(place)["suppressed"].transform("any").astype(bool)
    rows = own.index[rare & (own["subgroup"] != "free_text")]
    if rows.empty:
        return table
    emptied = table.loc[rows].assign(subgroup=OTHER_ANSWERS, suppressed=True)
    emptied[["value", "ci_low", "ci_high"]] = float("nan")
    emptied["n"] = None
    kept = pd.concat([table.drop(rows), emptied[~emptied.duplicated(KEYS)]]).sort_index(kind="stable")
    return kept.astype(table.dtypes.to_dict()).reset_index(drop=True)


def _is_coded(group: str, programme: Programme) -> bool:
    register, _, question = group.partition(": ")
    return question in QUESTIONS.get(register, []) or bool(programme.code_list(question))
