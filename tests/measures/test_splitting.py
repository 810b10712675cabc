"""Any measure by any dimension of what it counts, by one or by two."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.errors import UsageError
from forlob.measures import durations, exits, funnel, outcomes, participants, progression, spells, tasks
from forlob.measures.catalogue import declared
from forlob.measures.declared import count, share
from forlob.measures.dimensions import DIMENSIONS, labels_of
from forlob.measures.populations import NOT_OF_REGISTERS, PARTICIPATIONS, PLACEMENTS
from forlob.measures.splitting import can_split
from tests.measures.test_properties import SURVEY, participations, registers
from tests.measures.test_properties import registrations as rows_of_registers


@pytest.fixture
def four(story):
    """Anna and Bo left for a job and for education, Cy is still there; Di's gender is not known, nor why she left.

    Anna has two conversations and a task that nobody wrote down, Cy a conversation.
    """
    people = [("female", "2", "job"), ("male", "2", "education"), ("male", "3", None), (None, "3", None)]
    days = ["2012-03-01", "2012-04-01", None, "2012-05-01"]
    rows = [
        {"gender": gender, "match_group": group, "exit_reason": reason, "exited_on": day}
        for (gender, group, reason), day in zip(people, days, strict=True)
    ]
    done = [(1, "conversation"), (1, "conversation"), (1, None), (3, "conversation")]
    table = [{"participation_id": who, "task": task, "done_on": "2012-03-01"} for who, task in done]
    return story.data(participants=rows, tasks=table)


def there(rows, *columns):
    """{(group, subgroup): numbers} of the groups that somebody is in."""
    names = zip(rows["group"], rows["subgroup"], strict=True)
    numbers = zip(*(rows[column] for column in columns), strict=True)
    return {name: of for name, of in zip(names, numbers, strict=True) if of[-1]}


def test_a_share_is_of_what_it_is_of_in_the_same_group(four):
    rows = exits.self_supporting(four, by="gender")
    assert there(rows, "n", "of") == {
        ("female", ""): (1, 1),
        ("male", ""): (1, 2),
        ("not_registered", ""): (0, 1),
    }
    assert set(rows["measure"]) == {"exits.self_supporting"}


def test_two_dimensions_make_a_group_and_a_subgroup_of_it(four):
    rows = exits.self_supporting(four, by=("gender", "match_group"))
    assert there(rows, "n", "of") == {
        ("female", "2"): (1, 1),
        ("male", "2"): (1, 1),
        ("male", "3"): (0, 1),
        ("not_registered", "3"): (0, 1),
    }


def test_a_count_is_of_all_and_by_two_dimensions_of_its_row(four):
    assert there(participants.enrolled(four, by="gender"), "n", "of")["male", ""] == (2, 4)
    assert there(participants.enrolled(four, by=("gender", "match_group")), "n", "of")["male", "3"] == (1, 2)


def test_what_people_have_done_is_split_by_who_they_are(four):
    """Three of the four tasks are Anna's; of the conversations two are, and they are one participant's."""
    assert there(tasks.registered(four, by="gender"), "n", "of") == {
        ("female", ""): (3, 4),
        ("male", ""): (1, 4),
        ("not_registered", ""): (0, 4),
    }
    crossed = there(tasks.participants(four, by=("gender", "task")), "n", "of")
    assert crossed["female", "conversation"] == crossed["female", "not_registered"] == (1, 1)
    assert there(tasks.participants(four, by="task"), "n", "of")["conversation", ""] == (2, 4)
    assert there(tasks.participants(four, by="gender"), "n", "of")["male", ""] == (1, 2)


def test_people_with_something_that_they_may_have_several_of_count_once_in_each(story):
    """Of two in a job one has two efforts at enrolment, the other none; the third is no job."""
    rows = [{"exit_reason": reason, "exited_on": "2012-03-01"} for reason in ("job", "job", "other")]
    efforts = [(1, "psychiatric_treatment"), (1, "somatic_treatment"), (3, "somatic_treatment")]
    table = [{"participation_id": who, "effort": effort} for who, effort in efforts]
    data = story.data(participants=rows, parallel_efforts=table)
    found = there(exits.job(data, by="parallel_effort"), "n", "of")
    assert found["psychiatric_treatment", ""] == (1, 1)
    assert found["somatic_treatment", ""] == (1, 2)
    assert found["not_registered", ""] == (1, 1)


def test_a_mean_and_a_median_are_those_of_the_people_of_the_group(story):
    """Weeks in work: 10 and 20 of the women, 40 of the man. The women left after 10 and 30 days, the man after 5."""
    genders, days, weeks = ["female", "female", "male"], ["2012-01-12", "2012-02-01", "2012-01-07"], [10, 20, 40]
    rows = [{"gender": g, "exited_on": day, "exit_reason": "job"} for g, day in zip(genders, days, strict=True)]
    values = [{"participation_id": n, "outcome": "weeks", "value": value} for n, value in enumerate(weeks, 1)]
    data = story.data(participants=rows, outcomes=values)
    means = outcomes.average(data, by="gender")
    known = means[means["n"] > 0]
    assert there(known, "value", "n") == {("weeks", "male"): (40, 1), ("weeks", "female"): (15, 2)}
    medians = durations.to_exit(data, by="gender")
    assert dict(zip(medians["group"], medians["n"], strict=True)) == {"male": 1, "female": 2, "not_registered": 0}
    assert dict(zip(medians["group"], medians["value"], strict=True))["male"] == 5


def test_a_column_that_the_programme_names_is_a_dimension(story):
    columns = {"cohort": {"code": "Hold"}, "start": {"date": "Start"}}
    keys = {"extracts": [{"file": "x.csv", "registers": {"participants": {"columns": columns}}}]}
    data = story.data(keys=keys, participants=[{"cohort": "b"}, {"cohort": "a"}, {"cohort": "a"}])
    assert there(participants.enrolled(data, by="cohort"), "n", "of") == {
        ("a", ""): (2, 3),
        ("b", ""): (1, 3),
        ("not_registered", ""): (0, 3),
    }
    with pytest.raises(UsageError, match="by start: there is no such dimension"):
        participants.enrolled(data, by="start")


@pytest.mark.parametrize(
    ("measure", "by", "said"),
    [
        (
            participants.enrolled,
            "shoe_size",
            "by shoe_size: there is no such dimension. participants.enrolled can be split by age_band, ",
        ),
        (
            tasks.registered,
            "form",
            "tasks.registered cannot be split by form, which is a dimension of every placement.",
        ),
        (durations.to_exit, "form", "durations.to_exit cannot be split by form"),
        (exits.job, ("gender", "arm", "pathway"), "exits.job by gender, arm, pathway: a measure can be split by two"),
        (funnel.reached, "gender", "funnel.reached cannot be split by gender, which is a dimension of every particip"),
        (durations.to_exit, ("gender", "arm"), "durations.to_exit can be split by one dimension only."),
    ],
)
def test_what_cannot_be_split_so_says_so(four, measure, by, said):
    with pytest.raises(UsageError) as problem:
        measure(four, by=by)
    assert said in str(problem.value)


@count(PLACEMENTS, needs=["placements.ended_on"])
def ended(data):
    """Placements that have ended."""
    return data.registers["placements"]["ended_on"].notna()


@share(of=ended, needs=["placements.form"])
def ended_in_a_centre(data):
    """Of the placements that have ended those in a company centre."""
    table = data.registers["placements"]
    return table["ended_on"].notna() & (table["form"] == "company_centre").fillna(False)


def test_a_measure_is_declared_in_a_few_lines_and_can_be_split(story):
    """Of three placements two have ended, one of them in a centre: a woman's."""
    placed = [(1, "company_centre", "2012-02-01"), (2, "single", "2012-03-01"), (2, "company_centre", None)]
    table = [
        {"participation_id": who, "started_on": "2012-01-10", "form": form, "ended_on": day}
        for who, form, day in placed
    ]
    data = story.data(participants=[{"gender": "female"}, {"gender": "male"}], placements=table)
    assert there(ended(data, by="gender"), "n", "of")["female", ""] == (1, 2)
    row = ended_in_a_centre(data).iloc[0]
    assert (row["n"], row["of"], row["unit"]) == (1, 2, "placements")
    assert there(ended_in_a_centre(data, by="gender"), "n", "of")["male", ""] == (0, 1)
    assert ended.name == "own.ended" and ended(story.data(participants=[{}])).empty


COUNTED = [m for m in declared() if not m.gives_rows and m.population in (PARTICIPATIONS, PLACEMENTS)]
OF_PARTICIPATIONS = [d for d in DIMENSIONS.values() if d.population == PARTICIPATIONS]


@settings(max_examples=10, deadline=None)
@given(participations, rows_of_registers, st.data())
def test_the_groups_make_the_whole_of_numerator_and_denominator(story, rows, more, draw):
    """For every measure and dimension: nobody is lost in a split, and nobody counts twice."""
    data = story.data(keys=SURVEY, **registers(story, rows, more))
    first, second = (draw.draw(st.sampled_from(OF_PARTICIPATIONS)).name for _ in range(2))
    for measure in COUNTED:
        whole = measure(data)
        if whole.empty:
            continue
        for by in (first, (first, second)):
            split = measure(data, by=by)
            if len(split):
                assert split["n"].sum() == whole["n"].iloc[0]
            if len(split) and measure.of is not None:
                assert split["of"].sum() == whole["of"].iloc[0]
                assert (split["n"].astype(float) <= split["of"].astype(float)).all()


OF_REGISTERS = [measure for measure in declared() if measure.population not in NOT_OF_REGISTERS]


@pytest.mark.parametrize("measure", OF_REGISTERS, ids=lambda measure: measure.name)
def test_each_group_of_a_dimension_has_a_row_where_the_measure_has_any(four, measure):
    whole = measure(four)
    for name in ("gender", "match_group"):
        if can_split(measure, DIMENSIONS[name]):
            rows = measure(four, by=name)
            labels = labels_of(DIMENSIONS[name], four, PARTICIPATIONS)
            place = "subgroup" if (rows["subgroup"] != "").any() else "group"
            somebody = set(labels) if len(whole) else set()
            assert somebody <= set(rows[place]) <= set(labels.cat.categories)


@pytest.mark.parametrize("given", [[1, 0], [1.0, None], ["yes", "no"]])
def test_a_count_that_gives_neither_true_nor_false_says_so(story, given):
    """Ones and noughts would else be taken for the ids of two things."""

    @count(PARTICIPATIONS)
    def late(data):
        return pd.Series(given, index=data.registers["participants"].index)

    with pytest.raises(UsageError, match="late gives neither true nor false for each participation"):
        late(story.data(participants=[{}, {}]))


def test_the_rows_that_count_may_be_given_themselves_and_others_may_not(story):
    """Two of three are above 30, one of them a woman."""

    @count(PARTICIPATIONS)
    def older(data):
        table = data.registers["participants"]
        return table[table["age"] > 30]

    @count(PARTICIPATIONS)
    def strange(data):
        return (data.registers["participants"]["age"] > 30)[:1]

    people = [{"age": 31, "gender": "female"}, {"age": 40, "gender": "male"}, {"age": 20, "gender": "female"}]
    data = story.data(participants=people)
    assert older(data)["n"].tolist() == [2]
    assert there(older(data, by="gender"), "n", "of") == {
        ("male", ""): (1, 2),
        ("female", ""): (1, 2),
        ("not_registered", ""): (0, 2),
    }
    with pytest.raises(UsageError, match="strange gives something for other rows than each participation"):
        strange(data)


def test_what_is_not_known_does_not_count(story):
    @count(PARTICIPATIONS)
    def old(data):
        return data.registers["participants"]["age"] > 60

    assert old(story.data(participants=[{"age": 61}, {"age": None}, {"age": 20}]))["n"].tolist() == [1]


def test_what_is_split_in_any_case_leaves_room_for_one_more(story):
    """Of two women and a man one woman is in school; the other two have a job at the end of January."""
    register = [
        {"participation_id": who, "state": state, "started_on": "2012-01-05", "ended_on": "2012-02-10"}
        for who, state in ((1, "school"), (2, "job"), (3, "job"))
    ]
    people = [{"gender": "female"}, {"gender": "female"}, {"gender": "male"}]
    rows = spells.in_state(story.data(closing="2012-01-31", participants=people, spells=register), by="gender")
    january = rows[(rows["at"] == "2012-01") & (rows["n"] > 0)]
    assert set(rows["by"]) == {"state, gender"}
    assert there(january, "n", "of") == {
        ("school", "female"): (1, 2),
        ("job", "female"): (1, 2),
        ("job", "male"): (1, 1),
    }


def test_the_third_code_is_that_of_what_is_asked_for(story):
    days = {1: ("2012-01-02", "2012-03-01"), 2: ("2012-01-02", "2012-03-01")}
    scores = [
        {"participation_id": who, "measured_on": day, "instrument": "ladder", "item": "sleep", "score": who + place}
        for who, both in days.items()
        for place, day in enumerate(both)
    ]
    data = story.data(participants=[{"gender": "female"}, {"gender": "male"}], measurements=scores)
    rows = progression.first(data, by="gender")
    assert set(rows["by"]) == {"item, respondent, gender"} and set(rows["group"]) == {"ladder: sleep"}
    assert dict(zip(rows["third"], rows["value"], strict=True)) == {"female": 1, "male": 2}
