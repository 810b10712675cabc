"""Big extracts of which some rows are no rows of the table: a chunk knows what the whole file leaves out."""

from tests.big.stories import PARTICIPATIONS, of_both


def test_where_skip_and_until_leave_out_the_same_rows_as_in_memory():
    """Plans 1 and 4 stand before the totals, that of 2 was deleted; what stands below is no plan."""
    plans = """
        participant_id; started_on; status
        1; 2012-01-20; ok
        2; 2012-02-10; slettet
        4; 2012-02-01; ok
        Delsum; ; ok
        5; 2012-01-06; ok
        I alt; ; ok
        3; 2012-02-02; ok
    """
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {
            "file": "plans.csv",
            "where": {"status": {"not": "slettet"}},
            "skip": ["Delsum", "Sum"],
            "until": "I alt",
            "registers": {"plans": None},
        },
    ]
    taken = of_both({"participants.csv": PARTICIPATIONS, "plans.csv": plans}, extracts, chunks=(2, 3))
    assert taken.values("plans", "participant_id") == ["5", "1", "4"]
    assert sorted(taken.findings["message"]) == [
        "1 row is left out by skip, the first in this row",
        "1 row is left out by where, the first in this row",
        "2 rows are left out by until, the first in this row",
        "skip: no row says 'Sum'; fix it in programme.yaml if it is misspelt",
    ]
