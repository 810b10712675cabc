"""What the registers would have shown on an earlier day, or of a later start."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.measures import exits, participants, placements, plans
from forlob.measures.cut import cut, restrict
from forlob.measures.rows import compute

JUNE = date(2012, 6, 30)


def test_who_left_later_is_still_active(story):
    """Anna left on the last day, Bo the day after, Carl at a time that nobody wrote down."""
    participations = story.participants(
        {"exited_on": "2012-06-30", "exit_reason": "job"},
        {"exited_on": "2012-07-01", "exit_reason": "job"},
        {"exit_reason": "job"},
    ).assign(exit_status="self_supporting")
    kept = cut({"participants": participations}, None, JUNE)["participants"]
    assert kept["exit_reason"].notna().tolist() == [True, False, False]
    assert kept["exit_status"].notna().tolist() == [True, False, False]
    assert kept["exited_on"].notna().tolist() == [True, False, False]
    assert participations["exit_reason"].notna().all()  # the register itself is as it was


def test_who_enrolled_later_is_not_there_nor_are_their_registrations(story):
    participations = story.participants({"enrolled_on": "2012-06-30"}, {"enrolled_on": "2012-07-01"})
    plans = story.frame(
        [{"participation_id": 1, "started_on": "2012-06-30"}, {"participation_id": 2, "started_on": "2012-06-01"}]
    )
    kept = cut({"participants": participations, "plans": plans}, None, JUNE)
    assert kept["participants"]["participation_id"].tolist() == [1]
    assert kept["plans"]["participation_id"].tolist() == [1]


def test_a_placement_that_ends_later_is_still_running(story):
    rows = [
        {"participation_id": 1, "started_on": "2012-06-01", "ended_on": end} for end in ("2012-06-30", "2012-07-01")
    ]
    kept = cut({"placements": story.frame(rows)}, None, JUNE)["placements"]
    assert kept["ended_on"].notna().tolist() == [True, False]


def test_an_event_whose_weeks_run_past_the_day_has_no_length_yet(story):
    rows = [
        {"participation_id": 1, "event": "course", "started_on": "2012-06-17", "weeks": weeks} for weeks in (2, 3, None)
    ]
    kept = cut({"events": story.frame(rows)}, None, JUNE)["events"]
    assert kept["weeks"].tolist()[0] == 2 and kept["weeks"].isna().tolist() == [False, True, True]


def test_from_a_day_only_what_was_begun_on_or_after_it_counts(story):
    participations = story.participants({"enrolled_on": "2012-06-29"}, {"enrolled_on": "2012-06-30"})
    plans = story.frame(
        [
            {"participation_id": 1, "started_on": "2012-08-01"},
            {"participation_id": 2, "started_on": "2012-06-29"},
            {"participation_id": 2, "started_on": "2012-06-30"},
        ]
    )
    kept = cut({"participants": participations, "plans": plans}, JUNE, None)
    assert kept["participants"]["participation_id"].tolist() == [2]
    assert kept["plans"]["started_on"].dt.day.tolist() == [30]


def test_what_has_no_date_cannot_be_placed(story):
    plans = story.frame(
        [{"participation_id": 1, "started_on": None}, {"participation_id": 1, "started_on": "2012-01-05"}]
    )
    assert len(cut({"plans": plans}, None, JUNE)["plans"]) == 1
    assert len(cut({"plans": plans}, JUNE, None)["plans"]) == 0
    assert len(cut({"plans": plans}, None, None)["plans"]) == 2


def test_a_register_without_its_date_column_cannot_be_cut(story):
    answers = story.frame([{"participant_id": "p1", "form": "f", "question": "q", "answer": "yes"}])
    assert "answers" not in cut({"answers": answers}, None, JUNE)


def test_a_time_of_the_last_day_is_within_it(story):
    table = story.frame(
        [
            {"participation_id": 1, "date": "2012-06-30 15:45", "hours": 1},
            {"participation_id": 1, "date": "2012-07-01", "hours": 1},
        ]
    )
    assert len(cut({"time_registrations": table}, None, JUNE)["time_registrations"]) == 1


def test_companies_have_no_date_and_stay(story):
    assert len(cut({"companies": story.frame([{"company_id": "c1"}])}, JUNE, JUNE)["companies"]) == 1


def test_the_companies_of_a_project_are_those_of_its_participants(story):
    registers = {
        "companies": story.frame([{"company_id": c} for c in ("c1", "c2", "c3")]),
        "company_participants": story.frame([{"participation_id": 1, "project": "north", "company_id": "c1"}]),
        "placements": story.frame(
            [
                {"participation_id": 1, "project": "north", "company_id": "c2"},
                {"participation_id": 2, "project": "south", "company_id": "c3"},
            ]
        ),
    }
    assert restrict(registers, "north")["companies"]["company_id"].tolist() == ["c1", "c2"]
    assert len(restrict(registers, None)["companies"]) == 3


days = st.dates(date(2012, 1, 1), date(2012, 12, 31))
participation = st.fixed_dictionaries(
    {
        "enrolled_on": st.one_of(st.none(), days),
        "exited_on": st.one_of(st.none(), days),
        "exit_reason": st.sampled_from([None, "job", "education", "other", "trial_ended"]),
        "match_group": st.sampled_from([None, "2", "3"]),
        "project": st.sampled_from(["north", "south"]),
    }
)
MEASURES = [
    participants.enrolled,
    participants.exited,
    participants.enrolled.by("match_group"),
    plans.started,
    placements.started,
]
MEASURES += [exits.self_supporting, exits.other_reasons, participants.enrolled.by("exit_reason")]


@settings(max_examples=40)
@given(st.lists(participation, max_size=6), days, days, st.data())
def test_cutting_and_counting_is_counting_what_was_cut(story, participations, first, last, draw):
    table = story.participants(*participations)
    starts = draw.draw(st.lists(st.tuples(st.integers(1, 6), days), max_size=6))
    rows = [{"participation_id": c, "project": "north", "started_on": day} for c, day in starts]
    begun = story.frame(rows, ["participation_id", "project", "started_on"])
    registers = {"participants": table, "plans": begun, "placements": begun}
    there = story.data(from_date=first, to_date=last, **registers)
    before = story.data(**cut(registers, first, last))
    wanted = compute(before, *MEASURES).drop(columns=["from", "to"])
    assert compute(there, *MEASURES).drop(columns=["from", "to"]).equals(wanted)
