"""Which programmes are cleaned in chunks however big they are, and which go the usual way."""

import pytest

from forlob import intake
from tests.big.stories import PARTICIPATIONS, AtOnce, folders_of, in_chunks, write
from tests.cleaning.stories import programme

PARTICIPANTS = {"file": "participants.csv", "registers": {"participants": None}}
PLANS = "participant_id; started_on; other\n1; 2012-01-20; 5\n5; 2012-02-10; 1"
LONG = "who; question; answer\n1; date; 2012-01-20\n5; date; 2012-02-10\n1; more; yes"


@pytest.mark.parametrize(
    ("extract", "content"),
    [
        ({"registers": {"answers": {"columns": {"question": "other", "form": "other", "answer": "other"}}}}, PLANS),
        ({"registers": {"plans": {"columns": {"participant_id": {"first_of": ["participant_id", "other"]}}}}}, PLANS),
        ({"registers": {"plans": {"columns": {"participant_id": "other"}}, "spells": {"values": {}}}}, PLANS),
        ({"registers": {"plans": None, "companies": {"columns": {"company_id": "other"}}}}, PLANS),
        ({"registers": {"plans": {"columns": {}}}, "constants": {"participant_id": "1"}}, "started_on\n2012-01-20"),
        (
            {
                "registers": {"plans": {"columns": {"participant_id": "who", "started_on": "date"}}},
                "long": {"question": "question", "answer": "answer", "row": ["who"]},
            },
            LONG,
        ),
    ],
    ids=["answers", "id of several columns", "ids of two columns", "a company in the row", "one id for all", "long"],
)
def test_what_is_not_about_one_participant_a_row_goes_the_usual_way(tmp_path, extract, content):
    made, folders, nobody = programme([PARTICIPANTS, {"file": "f.csv", **extract}]), folders_of(tmp_path), AtOnce()
    write(folders.raw / "participants.csv", PARTICIPATIONS)
    write(folders.raw / "f.csv", content)
    with in_chunks(50, nobody):
        intake.check(made, folders)
    assert not nobody.asked
