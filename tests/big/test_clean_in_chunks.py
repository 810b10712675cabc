"""Big extracts, cleaned in chunks: what is about one participant, and about all, comes out as of the whole."""

from tests.big.stories import PARTICIPATIONS, of_both

PLANS = "participant_id; started_on\n1; 2012-01-20\n1; 2012-07-01\n2; 2012-02-10\n4; 2012-02-01\n5; 2012-01-06"


def test_participations_are_numbered_over_all_chunks_and_the_plans_follow_them():
    taken = of_both({"participants.csv": PARTICIPATIONS, "plans.csv": PLANS}, chunks=(2, 5))
    assert taken.values("participants", "participation_id", "participant_id", "project") == [
        ("1", "5", "north"),
        ("2", "1", "north"),
        ("3", "2", "north"),
        ("4", "4", "south"),
        ("5", "3", "south"),
        ("6", "1", "south"),
    ]
    assert taken.values("plans", "participation_id", "started_on") == [
        ("1", "2012-01-06"),
        ("2", "2012-01-20"),
        ("3", "2012-02-10"),
        ("4", "2012-02-01"),
        ("6", "2012-07-01"),
    ]
    assert taken.found() == []


def test_rows_and_participations_entered_twice_also_in_another_file():
    """Person 1's second participation stands again with a later exit; a plan of 2 stands twice, once in each file."""
    extracts = [{"file": f"{name}.csv", "registers": {"plans": None}} for name in ("plans", "late")]
    files = {
        "participants.csv": PARTICIPATIONS + "    1; south; 2012-06-01; 2012-10-31\n    4; south; 2012-01-15;",
        "plans.csv": PLANS,
        "late.csv": "participant_id; started_on\n2 ; 2012-02-10\n3; 2012-05-01",
    }
    taken = of_both(files, [{"file": "participants.csv", "registers": {"participants": None}}, *extracts])
    assert taken.found() == [
        ("duplicate_participation", "participants.csv", 3),
        ("duplicate_row", "participants.csv", 9),
        ("duplicate_row", "late.csv", 2),
    ]
    assert taken.values("plans", "participant_id") == ["5", "1", "2", "4", "3", "1"]
    assert "row 8 is kept" in taken.findings["message"][0]


def test_rows_of_nobody_and_rows_that_contradict_their_participation():
    """9 is no participant, one row names none, and 5 was never in south; the rows say their project themselves."""
    events = """
        participant_id; event; started_on; project
        9; sanction; 2012-02-01; north
        ; sanction; 2012-02-01; south
        1; sanction; 2012-02-01; south
        5; sanction; 2012-07-01; south
        2; sanction; 2011-12-01; north
    """
    more = {"code_lists": {"event": {"sanction": {"da": "sanction"}}}, "period": {"to": "2012-12-31"}}
    taken = of_both({"participants.csv": PARTICIPATIONS, "events.csv": events}, **more)
    assert taken.found() == [
        ("orphan", "events.csv", 2),
        ("orphan", "events.csv", 3),
        ("starts_before_enrolment", "events.csv", 4),
        ("participation_unclear", "events.csv", 5),
        ("starts_after_exit", "events.csv", 5),
        ("starts_before_enrolment", "events.csv", 6),
    ]


def test_one_file_of_several_registers():
    """Each line is a participation; 1 and 2 have a plan, 3 and 5 a placement, 4 neither."""
    participations = """
        participant_id; project; enrolled_on; planned_on; placed_on; form
        1; north; 2012-01-10; 2012-02-01; ;
        2; north; 2012-01-10; 2012-02-02; ;
        3; south; 2012-01-10; ; 2012-02-03; Virksomhedspraktik
        4; south; 2012-01-10; ; ;
        5; south; 2012-01-10; ; 2012-02-05; Virksomhedspraktik
    """
    registers = {
        "participants": None,
        "plans": {"columns": {"started_on": "planned_on"}},
        "placements": {"columns": {"started_on": "placed_on"}},
    }
    taken = of_both({"all.csv": participations}, [{"file": "all.csv", "registers": registers}])
    assert taken.values("plans", "participant_id") == ["1", "2"]
    assert taken.values("placements", "participant_id") == ["3", "5"]


def test_companies_stay_whole_beside_their_participants():
    companies = """
        company_id; name; ownership
        77; Smedjen; Privat
        78; Bageriet ; privat
        77; Smedjen; Privat
        77; Smedjen;
    """
    attached = "participant_id; company_id\n1; 77\n5; 78\n9; 77"
    files = {"participants.csv": PARTICIPATIONS, "companies.csv": companies, "company_participants.csv": attached}
    taken = of_both(files)
    assert taken.values("companies", "company_id") == ["77", "78"]
    assert taken.values("company_participants", "participant_id", "company_id") == [("5", "78"), ("1", "77")]
    assert taken.found("duplicate_row", "orphan") == [
        ("duplicate_row", "companies.csv", 4),
        ("duplicate_row", "companies.csv", 5),
        ("orphan", "company_participants.csv", 4),
    ]


def test_participants_without_a_project():
    """Whom no project is known of has a participation all the same, after those of the projects."""
    participations = PARTICIPATIONS.replace("2; north", "2; ").replace("5; north", "5; Øst")
    extracts = [
        {"file": "participants.csv", "registers": {"participants": {"unknown": "not_registered"}}},
        {"file": "plans.csv", "registers": {"plans": None}},
    ]
    taken = of_both({"participants.csv": participations, "plans.csv": PLANS}, extracts)
    assert taken.values("participants", "participant_id", "project")[-2:] == [("5", None), ("2", None)]
    assert taken.values("plans", "participation_id", "project")[-2:] == [("5", None), ("6", None)]


def test_what_stands_for_a_whole_file_and_months_in_columns():
    """All of the second file are in south. 1's two months of work are one spell; nobody has a state in March."""
    first = """
        participant_id; project; enrolled_on; jan 12; feb 12; mar 12
        1; north; 2012-01-01; job; Job;
        2; north; 2012-01-01; ledig; ;
    """
    second = """
        participant_id; enrolled_on; jan 12; feb 12; mar 12
        3; 2012-01-01; ; ledig;
        4; 2012-01-01; ledig; job;
    """
    wide = {"participants": None, "spells": {"wide": {"columns": {"jan 12": "2012-01-01", "feb 12": "2012-02-01"}}}}
    extracts = [
        {"file": "first.csv", "registers": wide},
        {"file": "second.csv", "registers": wide, "constants": {"project": "Syd"}},
    ]
    states = {"state": {"job": {"da": "Job"}, "ledig": {"da": "Ledig"}}}
    taken = of_both({"first.csv": first, "second.csv": second}, extracts, code_lists=states)
    assert taken.values("spells", "participant_id", "state", "started_on", "ended_on") == [
        ("1", "job", "2012-01-01", "2012-02-29"),
        ("2", "ledig", "2012-01-01", "2012-01-31"),
        ("3", "ledig", "2012-02-01", "2012-02-29"),
        ("4", "ledig", "2012-01-01", "2012-01-31"),
        ("4", "job", "2012-02-01", "2012-02-29"),
    ]
    assert taken.values("participants", "project") == ["north", "north", "south", "south"]


def test_more_chunks_than_participants():
    one = "participant_id; project; enrolled_on\n1; north; 2012-01-10"
    taken = of_both({"participants.csv": one, "plans.csv": "participant_id; started_on\n1; 2012-02-01"}, chunks=(5,))
    assert [len(frame) for frame in taken.registers.values()] == [1, 1]
