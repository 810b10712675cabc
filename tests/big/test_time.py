"""Time registrations: what a mentor did at the same time with participants of different chunks."""

from tests.big.stories import PARTICIPATIONS, of_both

CATEGORIES = {"category": {"home": {"da": "Hjemme"}}}


def test_a_mentor_with_two_participants_at_a_time():
    """M is with 1 from 9 to 11, with 5 at 10 and with 3 at 10:30, and with 4 at 11, when all that is over."""
    times = """
        participant_id; mentor_id; date; time_of_day; hours; category
        1; M; 2012-02-01; 09:00; 2; home
        5; M; 2012-02-01; 10:00; 1; home
        3; M; 2012-02-01; 10:30; 0,5; home
        4; M; 2012-02-01; 11:00; 1; home
        2; N; 2012-02-01; 10:00; 1; home
        5; N; 2012-02-01; ; 1; home
        3; ; 2012-02-01; 10:00; 1; home
        3; M; 2012-02-01; 11:30; 0; home
        9; M; 2012-02-01; 11:30; 1; home
        4; M; 2012-02-02; 11:00; 14; home
        5; M; 2012-02-03; 00:30; 0,05; home
    """
    taken = of_both(
        {"participants.csv": PARTICIPATIONS, "time_registrations.csv": times}, chunks=(3,), code_lists=CATEGORIES
    )
    assert taken.found("time_overlap") == [("time_overlap", "time_registrations.csv", row) for row in (3, 4, 12)]
    assert taken.found("time_not_positive", "orphan", "time_too_long", "time_too_short") == [
        ("time_not_positive", "time_registrations.csv", 9),
        ("orphan", "time_registrations.csv", 10),
        ("time_too_long", "time_registrations.csv", 11),
        ("time_too_short", "time_registrations.csv", 12),
    ]


def test_at_the_same_moment_the_file_of_the_later_name_is_named():
    """Whichever file comes first in programme.yaml; each has its own name of the column."""
    late = """
        participant_id; mentor_id; begun; hours; category
        1; M; 2012-02-01 10:00; 1; home
        5; M; 2012-02-01 10:00; 1; home
    """
    early = """
        participant_id; mentor_id; started_at; hours; category
        3; M; 2012-02-01 10:00; 1; home
        2; M; 2012-02-01 10:00; 1; home
    """
    files = {"participants.csv": PARTICIPATIONS, "b.csv": late, "a.csv": early}
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "b.csv", "registers": {"time_registrations": {"columns": {"started_at": "begun"}}}},
        {"file": "a.csv", "registers": {"time_registrations": None}},
    ]
    taken = of_both(files, extracts, code_lists=CATEGORIES)
    assert taken.found("time_overlap") == [
        ("time_overlap", *place) for place in (("a.csv", 3), ("b.csv", 2), ("b.csv", 3))
    ]


def test_a_chunk_in_which_nothing_has_a_time_and_one_in_which_nothing_has_a_day():
    """The columns are those of all rows together, in their order; 3 and 5 go to another chunk than the others."""
    times = """
        participant_id; mentor_id; started_at; time_of_day; minutes; category
        1; M; 2012-02-01; ; 60; home
        2; M; 2012-02-02; ; 60; home
        4; M; 2012-02-02; ; 60; home
        3; M; x; 10:00; 60; home
        5; M; ; 10:00; 30; home
    """
    taken = of_both({"participants.csv": PARTICIPATIONS, "time_registrations.csv": times}, code_lists=CATEGORIES)
    assert list(taken.registers["time_registrations"])[-4:] == ["date", "started_at", "time_of_day", "hours"]


def test_no_row_is_left():
    times = """
        participant_id; mentor_id; date; time_of_day; hours; category
        1; M; 2010-02-01; 09:00; 2; home
        2; M; 2011-02-01; 10:00; 2; home
    """
    files = {"participants.csv": PARTICIPATIONS, "time_registrations.csv": times}
    taken = of_both(files, code_lists=CATEGORIES, period={"from": "2012-01-01"})
    assert taken.registers["time_registrations"].empty


def test_registrations_alone_of_projects_that_they_name_themselves():
    """There is no register of participants, so that the rows stay in the order of the file."""
    times = """
        participant_id; mentor_id; date; time_of_day; hours; category; project
        1; M; 2012-02-01; 09:00; 2; home; north
        5; M; 2012-02-01; 10:00; 1; home; south
        3; M; 2012-02-01; 12:00; 1; home; north
        4; M; 2012-02-01; 13:00; 1; home;
    """
    taken = of_both({"time_registrations.csv": times}, split=False, code_lists=CATEGORIES)
    assert taken.values("time_registrations", "participant_id", "project") == [
        ("1", "north"),
        ("5", "south"),
        ("3", "north"),
        ("4", None),
    ]
    assert taken.found() == [("time_overlap", "time_registrations.csv", 3)]


def test_registrations_alone_without_a_project():
    times = """
        participant_id; mentor_id; date; time_of_day; hours; category
        1; M; 2012-02-01; 09:00; 2; home
        5; M; 2012-02-01; 10:00; 1; home
    """
    taken = of_both({"time_registrations.csv": times}, split=False, code_lists=CATEGORIES)
    assert taken.found() == [("time_overlap", "time_registrations.csv", 3)]
