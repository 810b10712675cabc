"""One person's ids, however written, lead to one pseudonym; whether a column holds CPR numbers is told by all of it."""

import gzip

from tests.big.stories import Taken, of_both

#: Three people with the CPR numbers 010190-1234, 020290-2345 and 111190-3456, and one with an id of another kind.
PARTICIPATIONS = """
    participant_id; project; enrolled_on
    010190-1234; north; 2012-01-10
    0202902345; south; 2012-01-11
    111190 - 3456; south; 2012-01-12
    A7; north; 2012-01-13
"""
PLANS = """
    participant_id; started_on
    101901234; 2012-02-01
    0101901234; 2012-02-02
    202902345; 2012-02-03
    020290 2345; 2012-02-04
    111190-3456; 2012-02-05
    A7; 2012-02-06
    303903456; 2012-02-07
"""


def pseudonymised(taken: Taken) -> list[tuple]:
    """(file, row, how many) of what is said of CPR numbers."""
    said = taken.findings[taken.findings["action"] == "pseudonymised"]
    return [(file, row, int(message.split()[0])) for file, row, message in said[["file", "row", "message"]].values]


def test_with_and_without_hyphen_and_without_the_leading_nought():
    """The plan of 030390-3456 is nobody's."""
    taken = of_both({"participants.csv": PARTICIPATIONS, "plans.csv": PLANS}, chunks=(3,))
    assert taken.values("plans", "participation_id", "started_on") == [
        ("1", "2012-02-01"),
        ("1", "2012-02-02"),
        ("2", "2012-02-06"),
        ("3", "2012-02-03"),
        ("3", "2012-02-04"),
        ("4", "2012-02-05"),
    ]
    assert pseudonymised(taken) == [("participants.csv", 2, 3), ("plans.csv", 2, 6)]
    assert taken.found("orphan") == [("orphan", "plans.csv", 8)]


#: Nine digits: 1 to 6 could be CPR numbers without their zero, the last, of a 99th month, is none.
NINE = [f"{day}01900{day}11" for day in range(1, 7)]
NO_CPR = "199901234"


def participations_of(ids: list[str], header: str = "participant_id") -> str:
    rows = [f"{name};{'north' if place % 2 else 'south'};2012-01-{place + 10}" for place, name in enumerate(ids)]
    return "\n".join([f"{header};project;enrolled_on", *rows])


def test_nine_digits_are_cpr_numbers_where_all_can_be():
    assert pseudonymised(of_both({"participants.csv": participations_of(NINE)})) == [("participants.csv", 2, 6)]


def test_nine_digits_are_ids_where_one_of_them_in_another_chunk_is_no_cpr_number():
    """A packed file is read as a whole before it is split, another block by block."""
    ids = [*NINE, NO_CPR]
    plans = "\n".join(["participant_id;started_on", *(f"{name};2012-02-01" for name in ids)])
    extracts = [
        {"file": "f.csv", "registers": {"participants": None}},
        {"file": "f.csv.gz", "registers": {"plans": None}},
    ]
    taken = of_both({"f.csv": participations_of(ids), "f.csv.gz": gzip.compress(plans.encode())}, extracts)
    assert sorted(taken.values("participants", "participant_id")) == sorted(ids)
    assert taken.found() == []


def test_the_same_where_the_header_is_written_otherwise_than_asked_for():
    extracts = [
        {"file": f"{asked}.csv", "registers": {"participants": {"columns": {"participant_id": asked}}}}
        for asked in ("participant_id", "Borger ")
    ]
    one, other = ([*NINE[:4], NO_CPR], [*NINE[4:], NO_CPR[::-1], f"{NO_CPR[:-1]}8"])
    files = {
        "participant_id.csv": participations_of(one, "PARTICIPANT-ID"),
        "Borger .csv": participations_of(other, "Borger"),
    }
    assert sorted(of_both(files, extracts).values("participants", "participant_id")) == sorted([*one, *other])


def test_the_same_where_the_odd_one_has_a_space_that_does_not_break():
    taken = of_both({"participants.csv": participations_of([*NINE, f"{NO_CPR}\u00a0"])})
    assert sorted(taken.values("participants", "participant_id")) == sorted([*NINE, NO_CPR])


def test_an_odd_one_in_a_row_that_is_set_aside_says_nothing():
    """The row has a cell too many, so that nobody knows which of its cells is the id."""
    text = participations_of([*NINE, NO_CPR]) + ";Byvej 1"
    assert pseudonymised(of_both({"participants.csv": text})) == [("participants.csv", 2, 6)]


def test_the_odd_one_counts_for_all_registers_of_its_file():
    """Who has it has no plan; the plans of the others are theirs all the same."""
    rows = participations_of([*NINE, NO_CPR], "participant_id").splitlines()
    lines = [f"{rows[0]};planned", *(f"{row};2012-02-01" for row in rows[1:-1]), f"{rows[-1]};"]
    registers = {"participants": None, "plans": {"columns": {"started_on": "planned"}}}
    taken = of_both({"f.csv": "\n".join(lines)}, [{"file": "f.csv", "registers": registers}])
    assert sorted(taken.values("plans", "participant_id")) == NINE


def test_nine_digits_of_a_company_in_one_of_two_columns():
    rows = [f"{place + 1};2012-02-01;{name};" for place, name in enumerate(NINE)]
    placements = "\n".join(["participant_id;started_on;cvr;pnr", *rows, f"7;2012-02-01;;{NO_CPR}"])
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {
            "file": "placements.csv",
            "registers": {"placements": {"columns": {"company_id": {"first_of": ["cvr", "pnr"]}}}},
        },
    ]
    taken = of_both({"participants.csv": participations_of([*"1234567"]), "placements.csv": placements}, extracts)
    assert sorted(taken.values("placements", "company_id")) == sorted([*NINE, NO_CPR])


def test_two_ids_that_are_said_to_be_one_persons():
    """Who was registered as X2 by mistake is 1."""
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "plans.csv", "registers": {"plans": {"values": {"participant_id": {f"X{n}": "1" for n in range(9)}}}}},
    ]
    plans = "participant_id;started_on\n" + "\n".join(f"X{n};2012-02-0{n + 1}" for n in range(9))
    taken = of_both({"participants.csv": participations_of([*"123"]), "plans.csv": plans}, extracts, split=False)
    assert taken.values("plans", "participant_id") == ["1"] * 9


def test_another_column_of_nearly_the_same_name():
    """The column is Borger; BORGER, which nobody asked for, holds a name."""
    plans = "Borger;BORGER;started_on\n" + "\n".join(f"{n};Navn;2012-02-0{n}" for n in range(1, 7))
    extracts = [
        {"file": "participants.csv", "registers": {"participants": None}},
        {"file": "plans.csv", "registers": {"plans": {"columns": {"participant_id": "Borger"}}}},
    ]
    taken = of_both({"participants.csv": participations_of([*"123456"]), "plans.csv": plans}, extracts)
    assert sorted(taken.values("plans", "participant_id")) == [*"123456"]


def test_cpr_numbers_of_mentors_and_in_columns_that_nobody_reads():
    rows = ["1;contact;2012-02-01;010190-1234;", "2;contact;2012-02-01;101901234;020290-2345", "3;contact;x;M2;"]
    tasks = "\n".join(["participant_id;task;done_on;mentor_id;note", *rows])
    taken = of_both(
        {"participants.csv": participations_of([*"123"]), "tasks.csv": tasks},
        code_lists={"task": {"contact": {"da": "Kontakt"}}},
    )
    assert len(set(taken.values("tasks", "mentor_id"))) == 2
    assert taken.found("identifier_in_text") == [
        ("identifier_in_text", "tasks.csv", 3),
        ("identifier_in_text", "tasks.csv", 2),
    ]


def test_ids_that_compare_equal_are_in_one_chunk():
    """å in one character or two, 5.0 as a spreadsheet writes 5, and a space that nobody sees."""
    participants = """
        participant_id; project; enrolled_on
        \u00e5se; north; 2012-01-10
        5; north; 2012-01-10
        17; south; 2012-01-10
        b7; south; 2012-01-10
    """
    plans = """
        participant_id; started_on
        a\u030ase; 2012-02-01
        5.0; 2012-02-02
        17; 2012-02-03
        b7\u200b; 2012-02-04
    """
    taken = of_both({"participants.csv": participants, "plans.csv": plans}, chunks=(2, 3, 5))
    assert taken.found("orphan") == []
    assert len(taken.registers["plans"]) == 4
