"""The splits that programme.yaml asks for."""

import pytest

from forlob.errors import ConfigError
from forlob.measures.breakdowns import breakdowns


def asked(story, given):
    columns = {"cohort": {"code": "Hold"}}
    extracts = [{"file": "x.csv", "registers": {"participants": {"columns": columns}}}]
    programme = story.data(keys={"extracts": extracts, "breakdowns": given}, participants=[{"cohort": "a"}]).programme
    return [split.line for split in breakdowns(programme)]


def test_they_stand_in_their_order_own_columns_included(story):
    given = {"exits.job": ["gender", ["gender", "cohort"]], "durations.to_exit": ["cohort"]}
    assert asked(story, given) == ["exits.job by gender", "exits.job by gender, cohort", "durations.to_exit by cohort"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"exits.jobs": ["gender"]}, "breakdowns: exits.jobs is no measure; did you mean exits.job?"),
        ({"exits.job": ["sex"]}, "breakdowns: by sex: there is no such dimension."),
        (
            {"tasks.registered": ["form"]},
            "tasks.registered cannot be split by form, which is a dimension of every placement.",
        ),
        ({"exits.job": [["gender", "cohort", "arm"]]}, "exits.job can be split by 2 at a time, not by 3."),
        ({"durations.to_exit": [["gender", "cohort"]]}, "durations.to_exit can be split by 1 at a time, not by 2."),
        ({"participants.cumulative": ["gender"]}, "participants.cumulative is a curve"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(story, given, said):
    with pytest.raises(ConfigError) as problem:
        asked(story, given)
    assert said in str(problem.value)
