"""Errors: all of them are told of, nothing is written, and what was there before stays."""

import pytest

from forlob import intake
from forlob.errors import ExtractsUnusable
from tests.big.stories import PARTICIPATIONS, AtOnce, everything, folders_of, in_chunks, of_both, shown, write
from tests.cleaning.stories import programme

EXTRACTS = [{"file": f"{name}.csv", "registers": {name: None}} for name in ("participants", "plans")]
PLANS = "participant_id; started_on\n1; 2012-01-20\n9; 2012-02-10\n5; 2012-31-06\n3; 2012-02-01"


def test_with_an_error_in_one_chunk_no_more_is_told_than_what_reading_shows():
    """Not that the plan of 9 is nobody's, and not that 2 stands twice: that is found in what has been read."""
    participations = PARTICIPATIONS + "    4; Øst; 2012-05-01;\n    2; north; 2012-02-01; 2012-05-01\n"
    taken = of_both({"participants.csv": participations, "plans.csv": PLANS}, EXTRACTS)
    assert taken.found() == [("unknown_project", "participants.csv", 8), ("bad_date", "plans.csv", 4)]
    assert taken.error.startswith("participants.csv, row 8, column project: unexpected project 'Øst'")


def test_errors_in_several_chunks_and_files():
    participations = PARTICIPATIONS.replace("2; north", "2; Øst").replace("2012-02-01; 2012-12", "2012-32-01; 2012-12")
    taken = of_both(
        {"participants.csv": participations, "plans.csv": "participant_id; started\n1; 2012-02-01"}, EXTRACTS
    )
    assert taken.found() == [
        ("unknown_project", "participants.csv", 4),
        ("bad_date", "participants.csv", 5),
        ("column_missing", "plans.csv", 1),
        ("column_not_used", "plans.csv", None),
    ]


def test_an_error_leaves_the_registers_as_they_were_and_nothing_beside_them(tmp_path):
    made, folders = programme(EXTRACTS), folders_of(tmp_path)
    write(folders.raw / "participants.csv", PARTICIPATIONS)
    write(folders.raw / "plans.csv", PLANS)
    with in_chunks(150, AtOnce()):
        intake.take_in(made, folders)
        before = everything(folders.registers)
        write(folders.raw / "participants.csv", PARTICIPATIONS.replace("south", "Øst"))
        with pytest.raises(ExtractsUnusable):
            intake.take_in(made, folders)
    assert everything(folders.registers) == before
    assert {path.name for path in folders.processed.iterdir()} == {"findings.csv", "registers"}


@pytest.mark.parametrize("project", ["south", "Øst"])
def test_a_check_writes_the_findings_alone(tmp_path, project):
    made, folders = programme(EXTRACTS), folders_of(tmp_path)
    write(folders.raw / "participants.csv", PARTICIPATIONS.replace("south", project))
    write(folders.raw / "plans.csv", PLANS)
    whole = intake.check(made, folders)
    before = everything(folders.processed)
    with in_chunks(150, AtOnce()):
        assert shown(intake.check(made, folders), "") == shown(whole, "")
    assert everything(folders.processed) == before
    assert list(before) == ["findings.csv"]
