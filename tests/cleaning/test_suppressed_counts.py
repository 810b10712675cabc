"""Delivered counts that are suppressed at source: from the cell to the figure."""

import pandas as pd
import pytest

from forlob.cleaning.suppressed_counts import hidden_counts
from forlob.counted import Counted
from forlob.disclosure.gate import protect
from forlob.measures import aggregates, survey
from forlob.measures.data import Data
from forlob.measures.funnel import reached
from forlob.measures.rows import compute
from forlob.programme.selection import Selection
from forlob.show import survey_tables
from forlob.show.words import Words
from forlob.storage.register_files import write_registers
from forlob.storage.workspace import Workspace
from tests.cleaning.stories import found, messages, programme, story

EXTRACTS = [{"file": "aggregates.csv", "registers": {"aggregates": None}}]
COUNTS = """
    measure; project; n; of
    cases; north; 2.807; 632.340
    cases; south; <10; 6.000
    funnel.target_group; north; 120;
    funnel.target_group; south; 40;
    funnel.first_interview; north; 60;
    funnel.first_interview; south; < 5;
"""


@pytest.mark.parametrize(
    "cell",
    [
        "<5",
        "<10",
        "< 5",
        "≤4",
        "5 eller færre",
        "færre end fem",
        "under ti",
        "4 or fewer",
        "<= 4",
        "1-4",
        "1–4",
        "1 - 4",
        "0-4",
        "under 5",
        "færre end 5",
        "Fewer than 5",
        "< 1.000",
    ],
)
def test_ways_to_write_a_suppressed_count(cell):
    assert hidden_counts(pd.Series([cell])).tolist() == [True]


@pytest.mark.parametrize(
    "cell",
    ["5", "0", "", "-4", ">5", "2012-2013", "1,5", "1.234", "<", "5-", "about 5", "fem", "5 eller flere", 4, 4.5],
)
def test_what_is_none(cell):
    assert hidden_counts(pd.Series([cell])).tolist() == [False]


def test_the_row_is_kept_its_count_not_known_and_one_note_says_how_many():
    cleaned = story({"aggregates": COUNTS})
    assert found(cleaned) == [("suppressed_at_source", "note", "aggregates", 3, "n")]
    assert messages(cleaned, "suppressed_at_source") == [
        "2 counts are suppressed at source, the first in this row; how many they are is not known"
    ]
    table = cleaned.registers["aggregates"]
    assert table["n"].isna().tolist() == [False, True, False, False, False, True]
    assert table["suppressed"].fillna("").tolist() == ["", "n", "", "", "", "n"]


def test_a_register_without_them_is_as_it_was():
    cleaned = story({"aggregates": "measure; n\ncases; 7\ncases; x"})
    assert "suppressed" not in cleaned.registers["aggregates"] and [rule for rule, *_ in found(cleaned)] == [
        "bad_number"
    ]


def rows_of(measure, project=None):
    data = Data.of(programme(EXTRACTS), story({"aggregates": COUNTS}).registers, project)
    return compute(data, measure)


def test_it_is_shown_as_suppressed_without_a_rate_and_never_as_0():
    north, south = (rows_of(aggregates.delivered, project).iloc[0] for project in ("north", "south"))
    assert (north["n"], north["of"], north["suppressed"]) == (2807, 632340, False)
    assert (south["group"], south["n"], south["of"], south["suppressed"]) == ("cases", None, 6000, True)
    assert pd.isna(south[["value", "ci_low", "ci_high"]]).all()


def test_sums_of_it_are_not_known():
    """The target group is 120 + 40; of those interviewed only that there are 60 in north is known."""
    whole = rows_of(reached).set_index("group")
    assert whole.loc["target_group", "n"] == 160
    assert whole.loc["first_interview", ["n", "of", "suppressed"]].tolist() == [None, 160, True]
    south = rows_of(reached, "south").set_index("group")
    assert south.loc["first_interview", ["n", "of", "suppressed"]].tolist() == [None, 40, True]


def test_a_response_rate_of_a_suppressed_number_of_invited_is_a_count():
    registers = story(
        {
            "aggregates": "measure; n\nsurvey.invited; <5",
            "answers": "respondent_id; form; question; answer\nr1; W; wants_job; Ved ikke",
        },
        {"answers": {"columns": {"respondent_id": "respondent_id"}}},
        survey={"likert": {"likert_agreement": ["wants_job"]}},
    ).registers
    known = programme(EXTRACTS, survey={"likert": {"likert_agreement": ["wants_job"]}})
    data = Data.of(known, registers)
    assert compute(data, survey.answered)[["n", "of"]].values.tolist() == [[1, None]]
    assert compute(data, survey.invited)["suppressed"].tolist() == [True]


def test_the_gate_keeps_it_hidden_and_lets_nothing_shown_tell_it():
    """The programme's own 103 less north's 100 would be south's: one of them must go with it."""
    counts = "measure; project; n\nplans.started; north; 100\nplans.started; south; <5\nplans.started; ; 103"
    known, registers = programme(EXTRACTS), story({"aggregates": counts}).registers
    scopes = [Data.of(known, registers, project) for project in ("north", "south", None)]
    rows = pd.concat([compute(data, aggregates.delivered) for data in scopes])
    gated = protect(rows, 5).set_index("project")
    assert gated.loc["south", "suppressed"] and gated["suppressed"].sum() == 2
    assert protect(rows, 0)["suppressed"].tolist() == [False, True, False]


def test_a_page_says_so_in_words(tmp_path):
    write_registers(tmp_path / "registers", story({"aggregates": COUNTS}).registers)
    page = Counted(programme(EXTRACTS), Selection(project="south", profile="internal"), Workspace(*[tmp_path] * 4))
    page.measure(aggregates.delivered)
    shown = survey_tables.delivered(page.rows(aggregates.delivered.line), Words("en", programme(EXTRACTS)))
    assert "suppressed at source" in shown.markdown
