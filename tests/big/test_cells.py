"""Cells as people write them: what is said of each, and what they are read as, is the same in chunks."""

from tests.big.stories import PARTICIPATIONS, of_both

CONTACTS = {"event": {"meeting": {"da": "Møde"}, "sanction": {"da": "Sanktion"}}}


def test_dates_of_a_second_form_and_dates_that_are_none():
    plans = """
        participant_id; started_on
        1; 2012-02-01
        2; 03-02-2012
        3; 2012-02-31
        4; i morgen
        5; 05-02-2012
        5;
    """
    taken = of_both({"participants.csv": PARTICIPATIONS.replace("2012-02-01;", "01-02-2012;"), "plans.csv": plans})
    assert taken.values("plans", "participant_id", "started_on") == [
        ("5", "2012-02-05"),
        ("5", None),
        ("1", "2012-02-01"),
        ("2", "2012-02-03"),
        ("4", None),
        ("3", None),
    ]
    assert taken.found() == [
        ("bad_date", "plans.csv", 4),
        ("bad_date", "plans.csv", 5),
        ("second_date_format", "participants.csv", 4),
        ("second_date_format", "participants.csv", 5),
        ("second_date_format", "plans.csv", 3),
        ("second_date_format", "plans.csv", 6),
        ("value_missing", "plans.csv", 7),
    ]


def test_exits_before_the_enrolment_and_ages_that_nobody_has():
    participations = """
        participant_id; project; enrolled_on; exited_on; birth_year; gender; exit_reason
        1; north; 2012-03-01; 2012-02-01; 1990; Mand; job
        2; south; 2012-03-01; 2012-02-01; 1890; kvinde; Job
        3; north; 2012-03-01; 2012-04-01; 1991; Mnad;
        4; south; 2012-03-01; ; 2020; ; syg
        5; south; 2012-03-01; ; x; Kvinde; job
    """
    taken = of_both({"participants.csv": participations}, code_lists={"exit_reason": {"job": {"da": "job"}}})
    assert taken.found("exit_before_enrolment", "bad_number") == [
        ("exit_before_enrolment", "participants.csv", 2),
        ("bad_number", "participants.csv", 3),
        ("exit_before_enrolment", "participants.csv", 3),
        ("bad_number", "participants.csv", 5),
        ("bad_number", "participants.csv", 6),
    ]
    assert taken.values("participants", "participant_id", "age", "exited_on") == [
        ("1", "22", None),
        ("3", "21", "2012-04-01"),
        ("2", None, None),
        ("4", None, None),
        ("5", None, None),
    ]


def test_headers_and_answers_that_are_misspelt():
    """Two headers differ from what is asked for in case and signs; nobody reads the last column."""
    events = """
        PARTICIPANT ID; Event; started_on; note
        1; møde; 2012-02-01; ring 12345678
        2; MØDE; 2012-02-01; 010190-1234
        3; Moede; 2012-02-01;
        4; Sanktion.; 2012-02-01;
        5; ; 2012-02-01;
    """
    columns = {"participant_id": "participant_id", "event": "event"}
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "events.csv", "registers": {"events": {"columns": columns}}},
    ]
    taken = of_both({"participants.csv": PARTICIPATIONS, "events.csv": events}, extracts, code_lists=CONTACTS)
    assert taken.found() == [
        ("identifier_in_text", "events.csv", 3),
        ("header_spelling", "events.csv", None),
        ("header_spelling", "events.csv", None),
        ("spelling", "events.csv", 2),
        ("spelling", "events.csv", 3),
        ("unknown_answer", "events.csv", 4),
        ("spelling", "events.csv", 5),
        ("column_not_used", "events.csv", None),
        ("value_missing", "events.csv", 6),
    ]


def test_the_answer_in_one_of_several_columns():
    """A yes in a column of its own, and the first of two columns that is filled."""
    events = """
        participant_id; møde; sanktion; oprettet; dato
        1; x; ; ; 2012-02-01
        2; ; ja; 2012-02-02; 2012-02-01
        3; x; x; 2012-02-03;
        4; ; ; ;
        5; x; ; 2012-02-05; 2012-02-01
    """
    columns = {
        "event": {"one_hot": {"møde": "meeting", "sanktion": "sanction"}},
        "started_on": {"first_of": ["oprettet", "dato"]},
    }
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "events.csv", "registers": {"events": {"columns": columns}}},
    ]
    taken = of_both({"participants.csv": PARTICIPATIONS, "events.csv": events}, extracts, code_lists=CONTACTS)
    assert taken.values("events", "participant_id", "event", "started_on") == [
        ("5", "meeting", "2012-02-05"),
        ("1", "meeting", "2012-02-01"),
        ("2", "sanction", "2012-02-02"),
        ("4", None, None),
        ("3", None, "2012-02-03"),
    ]


def test_remarks_over_several_lines_with_delimiters_and_quotes():
    """Rows count as in a spreadsheet: a cell of three lines is in one."""
    rows = [
        b"participant_id;project;enrolled_on;remark\r\n",
        b'1;north;2012-01-10;"ring\r\ntil 010190-1234;\r\n""snarest"""\r\n',
        b'2;south;2012-01-10;"ingen; intet"\r\n',
        b'3;south;2012-01-10;5" skaerm\r\n',
        b'4;north;xx;"x"\r\n',
        b"5;north;2012-01-10;\r\n",
    ]
    extracts = [{"file": "f.csv", "registers": {"participants": {"unknown": "not_registered"}}}]
    taken = of_both({"f.csv": b"".join(rows)}, extracts)
    assert taken.found("identifier_in_text", "bad_date") == [
        ("identifier_in_text", "f.csv", 2),
        ("bad_date", "f.csv", 5),
    ]
    remarks = dict(taken.registers["participants"][["participant_id", "remark"]].to_numpy())
    assert remarks["1"].splitlines() == ["ring", "til […];", '"snarest"']
    assert remarks["3"] == '5" skaerm'


def test_a_header_over_two_lines():
    rows = b'participant_id;project;"enrolled\non"\n1;north;2012-01-10\n2;south;2012-01-11\n'
    extracts = [{"file": "f.csv", "registers": {"participants": {"columns": {"enrolled_on": "enrolled\non"}}}}]
    taken = of_both({"f.csv": rows}, extracts)
    assert taken.values("participants", "participant_id", "enrolled_on") == [("1", "2012-01-10"), ("2", "2012-01-11")]


def test_blank_lines_and_rows_that_are_too_short_or_too_long():
    rows = [b"1;2012-01-20;", b"2", b";;", b"  ", b"3;2012-02-01;a;b", b"4;2012-02-01;;", b"5", b"5;x;y;z;", b"", b""]
    plans = b"\n".join([b"participant_id;started_on;note", b"", *rows])
    taken = of_both({"participants.csv": PARTICIPATIONS, "plans.csv": plans})
    assert taken.found("ragged_row") == [
        ("ragged_row", "plans.csv", 7),
        ("ragged_row", "plans.csv", 10),
        ("ragged_row", "plans.csv", 4),
        ("ragged_row", "plans.csv", 9),
    ]
    assert taken.values("plans", "participant_id") == ["5", "1", "2", "4"]
