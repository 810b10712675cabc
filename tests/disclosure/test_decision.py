"""A decision about all rows of a report, kept as a file and applied to the rows of each page."""

import pandas as pd

from forlob.disclosure.decision import applied, decision_of, is_withheld, read_decision, write_decision
from forlob.measures.table import COLUMNS
from forlob.programme.programme import Disclosure
from tests.cleaning.stories import programme
from tests.rows_of import count, share

FIVE = programme([{"file": "participants.csv", "registers": {"participants": None}}]).model_copy(
    update={"disclosure": Disclosure(min_cell=5)}
)


def table(*rows):
    made = pd.concat(rows, ignore_index=True)
    return made.assign(programme="p", project="", suppressed=False, **{"from": "", "to": ""})[COLUMNS]


JOBS = table(count("participants.enrolled", 40, "participations"), share("exits.job", 3, 40, "participations"))
#: Three of 40 women, and of these no job.
FEW = table(
    count("participants.enrolled", 40, "participations"),
    share("participants.enrolled by gender", [3, 37], 40, "participations", ["female", "male"]),
    share("exits.job by gender", [0, 7], [3, 37], "participations", ["female", "male"]),
)
#: A project of three.
TINY = table(count("participants.enrolled", 3, "participations"), share("exits.job", 0, 3, "participations"))


def test_it_is_kept_as_a_file(tmp_path):
    made = decision_of(JOBS, FIVE)
    assert made["hidden"].tolist() == ["", "n"]
    write_decision(tmp_path / "disclosure.csv", made)
    pd.testing.assert_frame_equal(read_decision(tmp_path / "disclosure.csv"), made, check_dtype=False)


def test_a_hidden_number_is_emptied_with_what_is_computed_from_it():
    shown = applied(decision_of(JOBS, FIVE), JOBS)
    assert shown["suppressed"].tolist() == [False, True] and shown["n"].tolist() == [40, None]
    assert shown["of"].tolist()[1] == 40 and shown["value"].isna().all()


def test_a_hidden_denominator_takes_the_share_with_it():
    shown = applied(decision_of(FEW, FIVE), FEW).iloc[3]
    assert (shown["n"], shown["of"], shown["suppressed"]) == (0, None, False) and pd.isna(shown["value"])


def test_nothing_is_shown_of_a_project_of_three():
    """Its zeros neither; that of a project of 40 is."""
    decision = decision_of(pd.concat([TINY, JOBS.assign(project="south")], ignore_index=True), FIVE)
    assert decision["hidden"].tolist() == ["n", "n of", "", "n"]
    assert decision["why"].tolist() == ["withheld", "withheld", "", "few"]
    assert is_withheld(decision, "") and not is_withheld(decision, "south")
    assert not is_withheld(decision, "", to_date="2012-12-31")


def test_what_it_does_not_know_is_not_shown():
    """A row that nobody decided on stays away; one that counts no people needs no decision."""
    more = table(
        share("exits.education", 30, 40, "participations"), count("participants.expected", 50, "participations")
    )
    shown = applied(decision_of(JOBS, FIVE), pd.concat([JOBS, more], ignore_index=True))
    assert shown["measure"].tolist() == ["participants.enrolled", "exits.job", "participants.expected"]
