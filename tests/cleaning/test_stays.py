"""One stay written several times, and a participant who comes back."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cleaning.stories import found, messages, story, values

HEAD = "participant_id; project; enrolled_on; exited_on; gender; match_group\n"
SAME = {"participations": {"reenrolment": "same"}}


def kept(*rows: str) -> tuple:
    """(exit, gender, match group) of the one participation that is kept, and the row set aside."""
    cleaned = story({"participants": HEAD + "\n".join(rows)})
    ((rule, severity, _, row, _),) = found(cleaned, "left_open")
    assert (rule, severity) == ("duplicate_participation", "set_aside")
    return *values(cleaned, "participants", "exited_on", "gender", "match_group")[0], row


def stays(*rows: str, **more) -> list[tuple]:
    """(participant, enrolled, exited) of each participation."""
    cleaned = story({"participants": "participant_id; project; enrolled_on; exited_on\n" + "\n".join(rows)}, **more)
    return values(cleaned, "participants", "participant_id", "enrolled_on", "exited_on")


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


def test_who_comes_back_after_the_exit_begins_a_new_participation():
    """Ann left in June and came back in February after; Bo left and came back on that very day, which is one stay."""
    rows = ["ann; north; 2012-02-01; 2012-06-01", "ann; north; 2013-02-01;", "bo; north; 2012-02-01; 2012-06-01"]
    rows += ["bo; north; 2012-06-01; 2012-09-01"]
    assert stays(*rows) == [
        ("ann", "2012-02-01", "2012-06-01"),
        ("bo", "2012-02-01", "2012-09-01"),
        ("ann", "2013-02-01", None),
    ]
    cleaned = story({"participants": "participant_id; project; enrolled_on; exited_on\n" + "\n".join(rows)})
    assert found(cleaned) == [
        ("duplicate_participation", "set_aside", "participants", 4, ""),
        ("re_enrolled", "note", "participants", 3, ""),
    ]


def test_or_goes_on_with_the_first_where_the_programme_says_so():
    """The enrolment of the first stay and the exit of the last count; an open last stay is still enrolled."""
    ann = ["ann; north; 2012-02-01; 2012-06-01", "ann; north; 2013-02-01;"]
    bo = ["bo; north; 2012-02-02; 2012-06-01", "bo; north; 2013-02-01; 2013-05-01", "bo; north; 2014-01-01; 2014-02-01"]
    assert stays(*ann, *bo, **SAME) == [("ann", "2012-02-01", None), ("bo", "2012-02-02", "2014-02-01")]
    cleaned = story(
        {"participants": "participant_id; project; enrolled_on; exited_on\n" + "\n".join([*ann, *bo])}, **SAME
    )
    assert found(cleaned) == [("re_enrolled", "set_aside", "participants", row, "") for row in (2, 4, 5)]
    assert (
        messages(cleaned, "re_enrolled")[0]
        == "the participant left the project and came back; counted as one with row 3"
    )
    assert cleaned.rows.values.tolist() == [["participants", 5, 2, 3]]


def test_a_stay_left_open_goes_on_in_the_row_that_follows_it():
    """Nobody wrote down when Ann left, if she did: one stay, from the first enrolment to the exit of the second row."""
    rows = "ann; north; 2012-02-01; \nann; north; 2012-05-01; 2012-07-01\nann; north; 2012-08-01;"
    cleaned = story({"participants": f"participant_id; project; enrolled_on; exited_on\n{rows}"})
    assert values(cleaned, "participants", "enrolled_on", "exited_on") == [
        ("2012-02-01", "2012-07-01"),
        ("2012-08-01", None),
    ]
    assert [finding[:4] for finding in found(cleaned)] == [
        ("duplicate_participation", "set_aside", "participants", 2),
        ("left_open", "note", "participants", 2),
        ("re_enrolled", "note", "participants", 4),
    ]
    assert messages(cleaned, "left_open") == [
        "no exit is known, and the participant is enrolled again on 2012-05-01; both are one stay"
    ]


def test_a_chain_of_overlapping_rows_is_one_stay():
    rows = ["1; north; 2012-01-01; 2012-03-01", "1; north; 2012-02-01; 2012-05-01", "1; north; 2012-04-01; 2012-06-01"]
    assert stays(*rows) == [("1", "2012-01-01", "2012-06-01")]


def test_each_stay_has_its_own_plans():
    people = "participant_id; project; enrolled_on; exited_on\n1; north; 2012-01-10; 2012-03-01\n1; north; 2012-09-01;"
    plans = "participant_id; project; started_on\n1; north; 2012-02-01\n1; north; 2012-09-01\n1; north; "
    cleaned = story({"participants": people, "plans": plans})
    assert values(cleaned, "plans", "participation_id") == [1, 1, 2]
    assert [finding[:4] for finding in found(cleaned, "value_missing")] == [
        ("re_enrolled", "note", "participants", 3),
        ("participation_unclear", "note", "plans", 4),
    ]


DAYS = st.integers(0, 40)
ROWS = st.lists(st.tuples(st.sampled_from("ab"), DAYS, st.none() | st.integers(0, 20)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_the_stays_of_a_participant_follow_one_another(rows):
    """Whatever is written, no two stays of one participant overlap, and no row is lost without a finding."""
    day = date(2012, 1, 1)
    lines = [
        f"{who}; north; {day + timedelta(start)}; {'' if days is None else day + timedelta(start + days)}"
        for who, start, days in rows
    ]
    cleaned = story({"participants": "participant_id; project; enrolled_on; exited_on\n" + "\n".join(lines)})
    for _, of_person in cleaned.registers["participants"].groupby("participant_id"):
        ordered = of_person.sort_values("enrolled_on")
        assert (ordered["enrolled_on"].iloc[1:].to_numpy() > ordered["exited_on"].iloc[:-1].to_numpy()).all()
    everybody = {who for who, *_ in rows}
    merged = story({"participants": "participant_id; project; enrolled_on; exited_on\n" + "\n".join(lines)}, **SAME)
    assert len(merged.registers["participants"]) == len(everybody)
