"""Real Likert answers: the published shares come out, and the counts that the published table has in disorder."""

from pathlib import Path

import pandas as pd
import pytest

from forlob.measures.data import Data
from forlob.measures.survey import answered, likert
from forlob.programme.read_programme import read_programme
from forlob.show import survey_tables
from forlob.show.words import Words

PROGRAMME = Path(__file__).parents[1] / "real_data" / "pisalikert" / "programme.yaml"
#: The counts of FACTS.md, which an independent script has found: the published column of n is in another order.
ANSWERED = dict(
    zip(
        [f"ST24Q{number:02}" for number in range(1, 12)],
        [65491, 65556, 65414, 65480, 65476, 65390, 65371, 65456, 65389, 65497, 65555],
        strict=True,
    )
)
#: Item -> published percent below and above the middle of the scale.
PUBLISHED = {"ST24Q10": (41.08, 58.92), "ST24Q06": (82.89, 17.11)}


@pytest.fixture(scope="module")
def data(shared_folder):
    wide = pd.read_csv(shared_folder / "realdata" / "pisalikert" / "pisa_ST24.csv.gz", dtype="string")
    wide = wide.assign(respondent_id=pd.Series(range(len(wide))).astype("string"))
    long = wide.melt(["respondent_id", "CNT"], var_name="question", value_name="answer").astype("string")
    project = long["CNT"].str.lower().str.replace(" ", "_").astype("string")
    register = long.drop(columns="CNT").assign(project=project, form=pd.array(["PISA 2009"] * len(long), "string"))
    return Data.of(read_programme(PROGRAMME), {"answers": register})


@pytest.fixture(scope="module")
def rows(data):
    return likert(data)


def test_as_many_have_answered_each_item_as_an_independent_script_finds(rows):
    assert {group: int(of) for group, of in zip(rows["group"], rows["of"], strict=True)} == ANSWERED
    assert rows.groupby("group")["n"].sum().astype(int).to_dict() == ANSWERED


@pytest.mark.parametrize("item", PUBLISHED)
def test_the_published_shares_come_out(rows, item):
    shares = rows[rows["group"] == item].set_index("subgroup")["value"].astype(float)
    assert tuple((shares[["low", "high"]] * 100).round(2)) == PUBLISHED[item]


def test_pupils_are_counted_once(data):
    assert 65_000 < answered(data)["n"].iloc[0] <= 66_690


def test_the_table_names_items_and_groups_in_words(data, rows):
    shown = survey_tables.answer_groups(rows.assign(project="", suppressed=False), Words("en", data.programme))
    assert "For me, reading is a waste of time" in shown.markdown and "Agree or strongly agree" in shown.markdown
    assert "65,390" in shown.markdown
