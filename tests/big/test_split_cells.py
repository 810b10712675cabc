"""Big extracts with several answers in a cell."""

from tests.big.stories import PARTICIPATIONS, of_both


def test_each_answer_is_a_row_whatever_chunk_it_is_in():
    tasks = """
        participant_id; task; done_on
        1; talk+call; 2012-02-01
        2; call; 2012-02-02
        4; call+call; 2012-02-03
        5; talk+nap+call; 2012-02-04
    """
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "tasks.csv", "registers": {"tasks": {"split": "+"}}},
    ]
    more = {"code_lists": {"task": {"talk": {"da": "Samtale"}, "call": {"da": "Opkald"}}}}
    taken = of_both({"participants.csv": PARTICIPATIONS, "tasks.csv": tasks}, extracts, chunks=(2, 3), **more)
    assert taken.values("tasks", "participant_id", "task") == [
        ("5", "talk"),
        ("5", None),
        ("5", "call"),
        ("1", "talk"),
        ("1", "call"),
        ("2", "call"),
        ("4", "call"),
    ]
    assert taken.found("unknown_answer", "duplicate_row") == [
        ("unknown_answer", "tasks.csv", 5),
        ("duplicate_row", "tasks.csv", 4),
    ]
