"""Who takes part."""

from datetime import date

from forlob.measures import participants


def n(rows):
    return rows["n"].tolist()


def test_two_participations_of_one_person_are_one_person(story):
    """Anna came twice, to two projects; Bo once."""
    rows = [{"participant_id": "anna"}, {"participant_id": "anna", "project": "south"}, {"participant_id": "bo"}]
    data = story.data(participants=rows)
    assert n(participants.enrolled(data)) == [3]
    assert n(participants.persons(data)) == [2]


def test_a_pseudonym_tells_persons_apart_before_their_id_does(story):
    """Two ids, one personal number; and somebody whose number is missing."""
    table = story.participants({}, {}, {}).assign(pseudonym=["x", "x", None])
    assert n(participants.persons(story.data(participants=table.astype({"pseudonym": "string"})))) == [2]


def test_an_exit_is_a_date_or_a_reason(story):
    rows = [
        {"exited_on": "2012-03-01", "exit_reason": "job"},
        {"exited_on": "2012-03-01"},
        {"exit_reason": "other"},
        {},
    ]
    data = story.data(participants=rows)
    assert n(participants.exited(data)) == [3]
    assert n(participants.active(data)) == [1]


def test_expected_is_what_programme_yaml_says(story):
    known = {
        "projects": {
            "north": {"name": "N", "expected_participants": 30},
            "south": {"name": "S", "expected_participants": 12},
        }
    }
    assert n(participants.expected(story.data(keys=known, participants=[{}]))) == [42]
    assert n(participants.expected(story.data(project="south", keys=known, participants=[{}]))) == [12]


def test_without_an_expected_number_there_is_no_row(story):
    known = {"projects": {"north": {"name": "N", "expected_participants": 30}, "south": {"name": "S"}}}
    assert participants.expected(story.data(keys=known, participants=[{}])).empty
    assert participants.expected(story.data(project="south", keys=known, participants=[{}])).empty


def test_match_groups_with_zeros_and_not_registered(story, numbers):
    data = story.data(
        participants=[{"match_group": "2"}, {"match_group": "2"}, {"match_group": "3"}, {"match_group": None}]
    )
    rows = participants.enrolled.by("match_group")(data)
    assert numbers(rows) == {"1": 0, "2": 2, "3": 1, "not_registered": 1}
    assert numbers(rows, "value") == {"1": 0, "2": 0.5, "3": 0.25, "not_registered": 0.25}
    assert set(rows["of"]) == {4}


def test_age_bands(story, numbers):
    data = story.data(participants=[{"age": 29}, {"age": 30}, {"age": None}])
    wanted = {"under_30": 1, "30_39": 1, "40_49": 0, "50_and_over": 0, "not_registered": 1}
    assert numbers(participants.enrolled.by("age_band")(data)) == wanted


def test_each_profile_measure_counts_its_own_column(story, numbers):
    data = story.data(
        participants=[
            {
                "gender": "male",
                "education": "vocational",
                "work_experience": "none",
                "benefit": "own_wage",
                "pathway": "retention",
            }
        ]
    )
    counted = {
        split.dimensions[0]: [group for group, count in numbers(split(data)).items() if count]
        for split in (
            participants.enrolled.by("gender"),
            participants.enrolled.by("education"),
            participants.enrolled.by("work_experience"),
            participants.enrolled.by("benefit"),
            participants.enrolled.by("pathway"),
        )
    }
    assert counted == {
        "gender": ["male"],
        "education": ["vocational"],
        "work_experience": ["none"],
        "benefit": ["own_wage"],
        "pathway": ["retention"],
    }


def test_a_column_that_is_not_there_gives_no_rows(story):
    data = story.data(participants=[{}])
    assert participants.enrolled.by("gender")(data).empty and participants.enrolled.by("age_band")(data).empty


def test_without_participants_there_is_nothing(story):
    data = story.data(companies=[{"company_id": "c"}])
    for name in ("enrolled", "persons", "exited", "active", "cumulative"):
        assert getattr(participants, name)(data).empty
    assert participants.enrolled(data, by="gender").empty and participants.enrolled(data, by="age_band").empty


def test_nobody_enrolled_is_zero_of_zero(story):
    data = story.data(participants=story.participants({"gender": "male"}).iloc[:0])
    assert n(participants.enrolled(data)) == [0]
    assert participants.enrolled.by("gender")(data)["value"].isna().all()


def test_intake_by_the_end_of_each_month(story, numbers):
    """January 31 is in January, February 1 is not; May has nobody new and is there all the same."""
    dates = ["2012-01-31", "2012-02-01", "2012-04-30"]
    data = story.data(closing="2012-05-10", participants=[{"enrolled_on": day} for day in dates])
    rows = participants.cumulative(data)
    assert numbers(rows) == {"2012-01": 1, "2012-02": 2, "2012-03": 2, "2012-04": 3, "2012-05": 3}
    assert set(rows["of"]) == {None}


def test_the_months_begin_with_the_period(story, numbers):
    keys = {"period": {"from": "2011-12-01", "to": "2012-02-29"}}
    data = story.data(keys=keys, participants=[{"enrolled_on": "2012-01-31"}])
    assert numbers(participants.cumulative(data)) == {"2011-12": 0, "2012-01": 1, "2012-02": 1}


def test_the_months_of_a_cut_begin_and_end_with_it(story, numbers):
    keys = {"period": {"from": "2011-12-01", "to": "2012-12-31"}}
    cut = {"from_date": date(2012, 2, 1), "to_date": date(2012, 3, 15)}
    data = story.data(keys=keys, participants=[{"enrolled_on": "2012-01-31"}, {"enrolled_on": "2012-02-01"}], **cut)
    assert numbers(participants.cumulative(data)) == {"2012-02": 1, "2012-03": 1}
