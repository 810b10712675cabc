"""Rows entered twice."""

from forlob.cleaning.clean import clean
from tests.cleaning.stories import found, messages, programme, story, table, values

HEAD = "participant_id; project; enrolled_on; exited_on; gender; match_group\n"


def kept(*rows: str) -> tuple:
    """(exit, gender, match group) of the one participation that is kept, and the row set aside."""
    cleaned = story({"participants": HEAD + "\n".join(rows)})
    ((rule, severity, _, row, _),) = found(cleaned)
    assert (rule, severity) == ("duplicate_participation", "set_aside")
    return *values(cleaned, "participants", "exited_on", "gender", "match_group")[0], row


def test_the_row_with_the_latest_exit_is_kept():
    full, late = "1; north; 2012-01-10; 2012-03-01; Mand; 2", "1; north; 2012-01-10; 2012-04-01; ;"
    assert kept(full, late) == ("2012-04-01", None, None, 2)
    assert kept(late, full) == ("2012-04-01", None, None, 3)


def test_an_exit_goes_before_none():
    gone, active = "1; north; 2012-01-10; 2012-03-01; ;", "1; north; 2012-01-10; ; Mand; 2"
    assert kept(gone, active) == ("2012-03-01", None, None, 3)


def test_of_equal_exits_the_most_filled_row_is_kept():
    full, bare = "1; north; 2012-01-10; 2012-03-01; Mand; 2", "1; north; 2012-01-11; 2012-03-01; Kvinde;"
    assert kept(full, bare) == ("2012-03-01", "male", "2", 3)


def test_of_equally_filled_rows_the_last_is_kept():
    assert kept("1; north; 2012-01-10; ; Mand;", "1; north; 2012-01-10; ; Kvinde;") == (None, "female", None, 2)


def test_an_exit_before_the_enrolment_is_none():
    wrong, right = "1; north; 2012-05-10; 2012-05-01; Mand; 2", "1; north; 2012-01-10; 2012-03-01; ;"
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
