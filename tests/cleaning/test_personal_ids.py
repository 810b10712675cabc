"""No personal number and no listed name gets past the cleaning."""

from datetime import datetime, time

import pandas as pd
import pytest

from forlob.cleaning.identifiers import masked, pseudonym
from forlob.extracts.raw_tables import raw_table
from tests.cleaning.stories import KEY, found, messages, story, values

CPR = "010190-1234"


@pytest.mark.parametrize(
    "text",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "010190 - 1234",
        "010190–1234",
        "01.01.90-1234",
        "01-01-90-1234",
        "610190-1234",
        "12 34 56 78",
        "12345678",
        "1234 5678",
        "+45 12345678",
        "0045 12 34 56 78",
        "ib@example.dk",
        "12\u00a034\u00a056\u00a078",
        "+45\u00a012345678",
    ],
)
def test_what_identifies_a_person_is_masked(text):
    assert masked(f"Ring ({text}), tak") == "Ring ([…]), tak"


@pytest.mark.parametrize(
    "text",
    [
        "startede 31-03-2012",
        "2012-03-31",
        "31.03.2012",
        "31 03 2012",
        "31\u00a003\u00a02012",
        "sag 2012-123",
        "1.234.567 kr.",
        "990190-1234",
        "011390-1234",
        "12345",
        "uge 12-13",
        "a@b",
        "1234567890123",
    ],
)
def test_dates_amounts_and_other_numbers_stay(text):
    assert masked(text) == text


def test_listed_names_are_masked_as_whole_words():
    assert masked("Ib og IB Hansen, ikke Ibsen", ["Ib", "Ib Hansen", " "]) == "[…] og […], ikke Ibsen"


@pytest.mark.parametrize(
    "text",
    ["Birthes", "BIRTHE'S", "birthe’s", "Jens’", "jens'", "Åse", "A\u030ase", "Per  Bo Lund", "PER BO LUNDS"],
)
def test_a_listed_name_is_masked_in_any_case_and_in_the_genitive(text):
    assert masked(f"Spørg {text} mor", ["Birthe", "Jens", "Åse", "Per Bo Lund"]) == "Spørg […] mor"


def test_letters_of_two_characters_stay_where_nobody_is_named():
    assert masked("A\u030aret er gaaet", ["Åse"]) == "A\u030aret er gaaet"


def test_a_pseudonym_is_the_same_however_the_number_is_written_and_another_with_another_key():
    ways = ["010190-1234", "0101901234", "010190 1234", "101901234"]
    assert len({pseudonym(way, KEY) for way in ways}) == 1
    assert pseudonym(CPR, b"other") != pseudonym(CPR, KEY)


def test_ids_that_are_cpr_numbers_become_the_same_pseudonym_in_every_register():
    participations = f"participant_id; project; enrolled_on\n{CPR}; north; 2012-01-10\nB7; north; 2012-01-11"
    cleaned = story({"participants": participations, "plans": "participant_id; started_on\n0101901234; 2012-02-01"})
    made = pseudonym(CPR, KEY)
    assert values(cleaned, "participants", "participant_id") == [made, "B7"]
    assert values(cleaned, "plans", "participant_id", "participation_id") == [(made, 1)]
    assert found(cleaned) == [
        ("identifier_in_text", "repaired", register, 2, "participant_id") for register in ("participants", "plans")
    ]
    assert messages(cleaned, "identifier_in_text")[0] == (
        "1 ids are CPR numbers, the first in this row; each becomes a keyed pseudonym"
    )


def test_ids_of_nine_digits_are_cpr_numbers_where_all_can_be():
    def ids(*cells: str) -> list:
        rows = "\n".join(f"{cell}; 2012-02-01" for cell in cells)
        return values(story({"plans": f"participant_id; started_on\n{rows}"}), "plans", "participant_id")

    assert ids("101901234") == [pseudonym(CPR, KEY)]
    assert ids("101901234", "199901234") == ["101901234", "199901234"]


def test_a_cpr_column_becomes_a_pseudonym_and_is_dropped():
    participations = f"participant_id; project; enrolled_on; cpr\n1; north; 2012-01-10; {CPR}\n2; north; 2012-01-11;"
    cleaned = story({"participants": participations})
    assert values(cleaned, "participants", "pseudonym") == [pseudonym(CPR, KEY), None]
    assert "cpr" not in cleaned.registers["participants"]


def test_free_text_is_masked_with_a_finding():
    rows = f"1; north; 2012-01-10; Kaldes Ib, {CPR}\n2; north; 2012-01-11; rask"
    participations = f"participant_id; project; enrolled_on; remark\n{rows}"
    cleaned = story({"participants": participations}, names_to_mask=["Ib"])
    assert values(cleaned, "participants", "remark") == ["Kaldes […], […]", "rask"]
    assert found(cleaned) == [("identifier_in_text", "repaired", "participants", 2, "remark")]


def test_a_cpr_number_in_a_column_that_nothing_reads_is_found():
    cleaned = story({"plans": f"participant_id; started_on; note\n1; 2012-02-01; {CPR}\n2; 2012-02-01; a"})
    assert found(cleaned, "column_not_used") == [("identifier_in_text", "repaired", "", 2, "note")]


def test_no_finding_and_no_register_names_a_person_wherever_the_number_stands():
    head = f"participant_id; project; enrolled_on; gender; birth_date; match_group; remark; age; Ib {CPR}\n"
    row = f"{CPR}; north; {CPR}; {CPR}; {CPR}; Ib; {CPR}; {CPR}; {CPR}\n"
    mapping = {"participants": {"unknown": "not_registered"}}
    cleaned = story({"participants": head + row}, mapping, names_to_mask=["Ib"])
    written = [cleaned.findings, *cleaned.registers.values()]
    everything = "\n".join(str(cell) for frame in written for cell in pd.unique(frame.astype(str).to_numpy().ravel()))
    assert "1234" not in everything
    assert "Ib" not in everything


# ---- ids written otherwise in another file ----

PEOPLE = "participant_id; project; enrolled_on\n"


def plans_of(people: list[str], plans: list[str], **more):
    """Whom the plans belong to, and the findings."""
    enrolled = "\n".join(f"{one}; north; 2012-01-10" for one in people)
    begun = "\n".join(f"{one}; 2012-02-01" for one in plans)
    return story({"participants": PEOPLE + enrolled, "plans": f"participant_id; started_on\n{begun}"}, **more)


def test_ids_are_one_whatever_their_letters_are_made_of_and_what_nobody_sees():
    """å as a and a ring, a space that does not break, a space without width, 101.0 as a spreadsheet writes 101."""
    cleaned = plans_of(["\u00e5se", "b7", "101"], ["a\u030ase", "b7\u00a0", "\u200bb7", "101.0", "101,00"])
    assert [values(cleaned, "plans", "participant_id")[at] for at in range(5)] == ["101", "101", "b7", "b7", "åse"]
    assert found(cleaned) == [("id_spelling", "repaired", "plans", 2, "participant_id")]
    assert messages(cleaned, "id_spelling")[0].startswith("ids (4) are written with characters that nobody sees")


def test_a_thousand_with_its_point_is_no_one():
    assert found(plans_of(["1", "1.000"], ["1.000", "1"])) == []


def test_ids_in_scientific_notation_have_lost_digits():
    cleaned = plans_of(["1,90185E+09", "1,90186E+09", "17"], ["17"])
    assert found(cleaned) == [("bad_id", "error", "participants", 2, "participant_id")]
    assert messages(cleaned, "bad_id")[0].startswith("ids (2) are in scientific notation")
    assert not cleaned.registers
    assert found(plans_of(["1E5", "12E"], ["1E5", "12E"])) == []  # as the classes of a school are called


def test_a_spreadsheet_makes_dates_and_times_of_ids():
    """1-3 became the first of March, 10:30 a time of the day; the id 3-2 stayed text."""
    ids = {2: [datetime(2024, 3, 1), "2024-01-01"], 3: [time(10, 30), "2024-01-01"], 4: ["3-2", "2024-01-01"]}
    people = raw_table("p.xlsx", {1: ["participant_id", "enrolled_on"], **ids}, 1)
    cleaned = story({"participants": people}, constants={"project": "north"})
    assert found(cleaned) == [("bad_id", "error", "participants", 2, "participant_id")]
    assert messages(cleaned, "bad_id") == [
        "ids (2) are dates or times of the day, the first in this row: a spreadsheet makes a date of an id such as 1-3"
        "; format the column as text in the source, correct these ids and deliver it again"
    ]


def test_zeros_that_one_file_lost_are_put_back_or_taken_away():
    people, plans = ["00017", "00018", "a01"], ["17", "018", "a01"]
    for rule, ids in (({"pad": 5}, ["00017", "00018", "a01"]), ({"strip_zeros": True}, ["17", "18", "a01"])):
        cleaned = plans_of(people, plans, ids=rule)
        assert values(cleaned, "plans", "participant_id") == ids
        assert found(cleaned) == []


def test_a_register_most_of_whose_rows_find_nobody_is_an_error_that_names_the_cure():
    cleaned = plans_of(["00017", "00018", "00019"], ["17", "18", "00019"])
    assert found(cleaned, "orphan") == [("mostly_orphans", "error", "plans", 2, "participant_id")]
    assert messages(cleaned, "mostly_orphans") == [
        "2 of 3 rows of plans find no participant; of 2 of them a participant has the id but for zeros before it; "
        "write ids: {strip_zeros: true} in programme.yaml"
    ]
    half = plans_of(["00017", "00018", "00019"], ["17", "00018"])
    assert found(half) == [("orphan", "set_aside", "plans", 2, "participant_id")]


def test_where_taking_zeros_away_would_make_two_people_one_they_are_to_be_put_back():
    cleaned = plans_of(["017", "17", "0018"], ["18", "018"])
    assert "write ids: {pad: 4}" in messages(cleaned, "mostly_orphans")[0]


def test_each_project_may_count_its_own_participants():
    people = "participant_id; project; enrolled_on\n1; north; 2012-01-10\n1; south; 2012-02-01"
    plans = "participant_id; project; started_on\n1; north; 2012-03-01\n1; south; 2012-01-20\n1; ; 2012-03-01"
    cleaned = story({"participants": people, "plans": plans}, ids={"per_project": True})
    assert values(cleaned, "plans", "participation_id", "participant_id") == [(1, "north 1"), (2, "south 1")]
    assert messages(cleaned, "orphan") == ["ids count within a project, and the row names none; add its project"]


def test_one_id_with_two_birth_dates_may_be_two_people():
    head = "participant_id; project; enrolled_on; birth_date; gender\n"
    rows = "1; north; 2012-01-10; 1980-01-01; Mand\n1; south; 2012-02-01; 1990-01-01; Mand\n"
    rows += "2; north; 2012-01-10; 1980-01-01; Mand\n2; south; 2012-02-01; 1980-01-01;"
    cleaned = story({"participants": head + rows})
    assert found(cleaned) == [("id_of_two", "note", "participants", row, "participant_id") for row in (2, 3)]
