"""Big extracts with a column an item and wave."""

from tests.big.stories import PARTICIPATIONS, of_both


def test_waves_are_dated_in_every_chunk():
    """Of persons 1 to 5 the wave is 30 days after the enrolment; 1 counts from the first."""
    measured = "participant_id; sleep_a; sleep_b; b\n" + "\n".join(
        f"{nr}; {nr}; 5; 2012-03-0{nr}" for nr in range(1, 6)
    )
    wide = {"columns": "{item}_{wave}", "waves": {"a": "+30 days", "b": {"column": "b"}}}
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "m.csv", "registers": {"measurements": {"wide": wide}}},
    ]
    scales = {"s": {"name": "S", "items": {"sleep": "Søvn"}, "from": 0, "to": 10}}
    taken = of_both({"participants.csv": PARTICIPATIONS, "m.csv": measured}, extracts, chunks=(2, 3), scales=scales)
    assert (
        taken.values("measurements", "participant_id", "measured_on", "score")
        == [
            ("5", "2012-02-04", "5.0"),
            ("5", "2012-03-05", "5.0"),
            ("1", "2012-02-09", "1.0"),
            ("1", "2012-03-01", "5.0"),
            ("2", "2012-03-02", "2.0"),
            ("2", "2012-03-02", "5.0"),
            ("4", "2012-02-14", "4.0"),
            ("4", "2012-03-04", "5.0"),
            ("3", "2012-03-02", "3.0"),
            ("3", "2012-03-03", "5.0"),
        ]
        or taken.found()
    )
