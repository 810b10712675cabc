"""WHO-5 in cleaning: its five questions are answered from 0 to 5, whatever numbers the survey was coded with.

A survey coded from 1 to 6 would give everybody 20 points too many, and nothing in a single answer shows it. So the
answers are judged together, over all files: 6 is among them and 0 never.
"""

import math

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.spelling import by_value, plain
from forlob.cleaning.survey_codes import of_survey
from forlob.cleaning.to_numbers import parse
from forlob.programme.programme import Programme
from forlob.programme.survey_models import WHO5

#: The most points that an answer gives.
MOST = 5
CODED_FROM_1 = (
    "the answers to WHO-5 go up to 6 and none is 0, so they seem to be coded from 1 to 6; write survey: "
    "{who5_coded_from: 1} in programme.yaml, which reads them as 0 to 5 points, or who5_coded_from: 0 if 6 is a mistake"
)


def who5_answers(
    rows: pd.DataFrame, programme: Programme, header: pd.Series | str
) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """The rows of the register answers with the numbers given to WHO-5 as points from 0 to 5.

    A number outside the range (0 to 5, or as `survey.who5_coded_from` says 1 to 6) is a bad_number and becomes not
    registered; answers in words are left alone. A question answered with 6 and never with 0 is an error, unless
    `who5_coded_from` is given or all there is of it is one 6 in a survey with zeros. `rows`: with `file` and `row`;
    `header`: the file's own name of the column, one for all or one a row.
    """
    survey = programme.survey
    if survey is None or not survey.who5 or not {"question", "answer"} <= set(rows):
        return rows, []
    asked = of_survey(rows, programme)
    asked = asked[asked["question"].isin(survey.who5)]
    numbers = by_value(asked["answer"], lambda cell: _number(str(cell))).astype("float64")
    if survey.who5_coded_from is None and _coded_from_1(asked, numbers, programme):
        sixes = numbers.index[numbers == MOST + 1]
        where = rows.loc[sixes[:1]]
        rows = rows.assign(answer=rows["answer"].mask(rows.index.isin(sixes)))  # else each would be a note as well
        return rows, [make("who5_coding", "answers", where, _of(header, where), CODED_FROM_1)]
    points = numbers - (survey.who5_coded_from or 0)
    outside = points.notna() & ~points.isin(range(MOST + 1))
    findings = []
    if outside.any():
        where, first = rows.loc[points.index[outside]], survey.who5_coded_from or 0
        said = f" lies outside the answers to WHO-5 from {first} to {first + MOST}; correct it in the source"
        message = numbers[outside].map("{:g}".format) + said
        findings.append(make("bad_number", "answers", where, _of(header, where), message))
    changed = points[outside | (points.notna() & (points != numbers))]
    if len(changed):
        read = changed.map("{:g}".format).mask(outside[changed.index]).astype("string")
        rows = rows.assign(answer=rows["answer"].astype("string").where(~rows.index.isin(read.index), read))
    return rows, findings


def _coded_from_1(asked: pd.DataFrame, numbers: pd.Series, programme: Programme) -> bool:
    """Whether some question is answered with 6 and never with 0.

    One 6 alone is a slip of the pen where another question of the survey is answered with 0.
    """
    never = programme.code_list(WHO5).get("0")
    words = {plain(text) for text in (never.da, never.en) if text} if never else set()
    zero = (numbers == 0) | by_value(asked["answer"], lambda cell: plain(cell) in words).astype(bool)
    sixes = (numbers == MOST + 1).groupby(asked["question"]).sum()
    zeros = zero.groupby(asked["question"]).sum()
    least = 2 if zeros.sum() else 1
    return bool(((sixes >= least) & (zeros == 0)).any())


def _number(cell: str) -> float:
    """3, 3.0 or 3,0 as a number; NaN where the cell is something else."""
    number = parse(cell, ".")
    return parse(cell, ",") if math.isnan(number) else number


def _of(header: pd.Series | str, where: pd.DataFrame) -> pd.Series | str:
    return header if isinstance(header, str) else header.loc[where.index]
