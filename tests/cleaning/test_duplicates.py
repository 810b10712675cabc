"""Rows entered twice."""

from forlob.cleaning.clean import clean
from tests.cleaning.stories import PARTICIPATIONS, found, messages, programme, story, table, values

HEAD = "participant_id; project; enrolled_on; exited_on; gender; match_group\n"


def test_an_exit_before_the_enrolment_is_none():
    wrong, right = "1; north; 2012-02-10; 2012-02-01; Mand; 2", "1; north; 2012-01-10; 2012-03-01; ;"
    cleaned = story({"participants": HEAD + f"{wrong}\n{right}"})
    assert values(cleaned, "participants", "exited_on") == ["2012-03-01"]


def test_a_project_in_another_spelling_is_the_same_project_and_another_project_another_participation():
    cleaned = story(
        {"participants": HEAD + "1; north; 2012-01-10; ; Mand;\n1; Nord; 2012-01-10; ; ;\n1; south; 2012-01-10;;;"}
    )
    assert values(cleaned, "participants", "project", "gender") == [("north", "male"), ("south", None)]
    assert messages(cleaned, "duplicate_participation") == [
        "the participant is entered twice in the project; row 2 is kept"
    ]


def test_equal_rows_are_one_but_for_spaces_at_the_ends_of_cells():
    plans = "participant_id; started_on; note\n1; 2012-02-01; a\n1; 2012-02-01; a \n1; 2012-02-01; b\n1; 2012-02-01; A"
    cleaned = story({"plans": plans})
    assert found(cleaned, "column_not_used") == [("duplicate_row", "set_aside", "plans", 3, "")]
    assert messages(cleaned, "duplicate_row") == ["all cells equal row 2"]
    assert len(cleaned.registers["plans"]) == 3


def parts(first: str, second: str, **second_extract):
    extracts = [
        {"file": "a.csv", "registers": {"plans": None}},
        {"file": "b.csv", "registers": {"plans": None}, **second_extract},
    ]
    tables = {0: table(first, "a.csv"), 1: table(second, "b.csv")}
    return clean(programme(extracts), tables, lambda: b"k")


def test_equal_rows_of_two_files_read_alike_are_one():
    cleaned = parts("participant_id; started_on\n1; 2012-02-01", "participant_id; started_on\n1; 2012-02-01")
    assert found(cleaned) == [("duplicate_row", "set_aside", "plans", 2, "")]
    assert messages(cleaned, "duplicate_row") == ["all cells equal row 2 of a.csv"]


def test_equal_rows_of_two_files_with_other_constants_are_two():
    text = "participant_id; started_on\n1; 2012-02-01"
    cleaned = parts(text, text, constants={"project": "south"})
    assert found(cleaned) == []
    assert len(cleaned.registers["plans"]) == 2


def test_the_row_kept_may_be_in_another_file():
    extracts = [{"file": f"{name}.csv", "registers": {"participants": None}} for name in "ab"]
    tables = {
        0: table(HEAD + "1;north;2012-01-10;2012-02-01;;", "a.csv"),
        1: table(HEAD + "1;north;2012-01-10;;;", "b.csv"),
    }
    cleaned = clean(programme(extracts), tables, lambda: b"k")
    assert messages(cleaned, "duplicate_participation") == [
        "the participant is entered twice in the project; row 2 of a.csv is kept"
    ]


def test_a_company_stands_once_with_its_fullest_row():
    rows = "7; Nør; Privat\n7; Nør A/S;\n8; Ør;\n8; Ør 2;\n; Uden nummer; Privat\n; Uden; Privat"
    companies = f"company_id; name; ownership\n{rows}"
    cleaned = story({"companies": companies})
    assert values(cleaned, "companies", "company_id", "name") == [
        ("7", "Nør"),
        ("8", "Ør 2"),
        (None, "Uden nummer"),
        (None, "Uden"),
    ]
    assert found(cleaned, "value_missing") == [
        ("duplicate_row", "set_aside", "companies", 3, ""),
        ("duplicate_row", "set_aside", "companies", 4, ""),
    ]


def test_a_participant_without_a_number_is_never_a_duplicate():
    mapping = {"participants": {"unknown": "not_registered"}}
    cleaned = story({"participants": HEAD + "; north; 2012-01-10; ; Mand;\n; north; 2012-01-10; ; Kvinde;"}, mapping)
    assert len(cleaned.registers["participants"]) == 2
    assert values(cleaned, "participants", "participation_id") == [1, 2]


TIMES = "participant_id; category; date; minutes"


def test_equal_time_registrations_without_a_clock_time_are_different_ones():
    """Two visits of half an hour on one day look alike; with the time of day they would not, and then they are one."""
    visit = "2; home; 2012-02-03; 30"
    cleaned = story({"participants": PARTICIPATIONS, "time_registrations": f"{TIMES}\n{visit}\n{visit}\n{visit}"})
    assert sum(values(cleaned, "time_registrations", "hours")) == 1.5
    assert found(cleaned) == [("equal_rows", "note", "time_registrations", 3, "")]
    assert messages(cleaned, "equal_rows")[0].startswith("rows (2) equal another in every cell and count")
    timed = f"{TIMES}; time_of_day\n{visit}; 10:00\n{visit}; 10:00\n{visit}; 11:00"
    cleaned = story({"participants": PARTICIPATIONS, "time_registrations": timed})
    assert sum(values(cleaned, "time_registrations", "hours")) == 1
    assert found(cleaned) == [("duplicate_row", "set_aside", "time_registrations", 3, "")]


def test_a_register_may_say_what_equal_rows_are():
    visit = "2; home; 2012-02-03; 30"
    aside = {"time_registrations": {"duplicates": "set_aside"}}
    times = {"participants": PARTICIPATIONS, "time_registrations": f"{TIMES}\n{visit}\n{visit}"}
    assert values(story(times, aside), "time_registrations", "hours") == [0.5]
    plans = {"participants": PARTICIPATIONS, "plans": "participant_id; started_on\n2; 2012-02-03\n2; 2012-02-03"}
    assert len(story(plans, {"plans": {"duplicates": "keep"}}).registers["plans"]) == 2
    assert len(story(plans).registers["plans"]) == 1


def test_placements_that_differ_in_their_end_alone_are_one():
    """Written once while it ran and once when it had ended; another form on the same day is another placement."""
    head = "participant_id; started_on; ended_on; form"
    rows = "2; 2012-02-03; ; Enkeltplads\n2; 2012-02-03; 2012-03-03; Enkeltplads\n"
    rows += "2; 2012-02-03; 2012-04-03; Virksomhedscenter"
    cleaned = story({"participants": PARTICIPATIONS, "placements": f"{head}\n{rows}"})
    assert values(cleaned, "placements", "ended_on") == ["2012-03-03", "2012-04-03"]
    assert found(cleaned) == [("duplicate_row", "set_aside", "placements", 2, "")]


def test_placements_without_a_start_are_not_known_to_be_one():
    head, rows = "participant_id; started_on; ended_on", "2; ; 2012-03-03\n2; ; 2012-04-03"
    cleaned = story({"participants": PARTICIPATIONS, "placements": f"{head}\n{rows}"})
    assert len(cleaned.registers["placements"]) == 2


def test_rows_of_one_register_are_compared_by_what_another_does_not_read():
    """A file of people and placements: the exit tells the people's rows apart, and not the placements'."""
    text = "id; project; enrolled_on; exited_on; started_on\n1; north; 2012-01-10; ; 2012-02-01\n"
    text += "1; north; 2012-01-10; 2012-03-01; 2012-02-01\n1; north; 2012-01-10; 2012-03-01; 2012-02-09"
    columns = {"columns": {"participant_id": "id"}}
    extracts = [{"file": "f.csv", "registers": {"participants": columns, "placements": columns}}]
    cleaned = clean(programme(extracts), {0: table(text)}, lambda: b"k")
    assert values(cleaned, "placements", "started_on") == ["2012-02-01", "2012-02-09"]
    assert values(cleaned, "participants", "exited_on") == ["2012-03-01"]
