"""What holds for every programme."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.measures import exits, participants, placements, plans, time
from forlob.measures.catalogue import all_measures
from forlob.measures.csv_text import to_csv_text
from forlob.measures.rows import compute
from forlob.measures.table import line

MEASURES = all_measures()
days = st.dates(date(2012, 1, 1), date(2012, 6, 30))
maybe = st.one_of(st.none(), days)
participations = st.lists(
    st.fixed_dictionaries(
        {
            "project": st.sampled_from(["north", "south"]),
            "enrolled_on": days,
            "exited_on": maybe,
            "exit_reason": st.sampled_from([None, "job", "education", "flex_job", "trial_ended"]),
            "age": st.one_of(st.none(), st.integers(17, 70)),
            "gender": st.sampled_from([None, "male", "female"]),
            "match_group": st.sampled_from([None, "2", "3"]),
        }
    ),
    min_size=1,
    max_size=8,
)
registrations = st.lists(st.tuples(st.integers(0, 7), days, maybe, st.sampled_from([None, "single"])), max_size=8)


def registers(story, rows, more):
    """A few participations, with plans, placements, spells and hours."""
    table = story.participants(*rows)
    own = [
        {
            "participation_id": c % len(rows) + 1,
            "project": rows[c % len(rows)]["project"],
            "started_on": first,
            "ended_on": last,
            "form": form,
            "state": form,
            "hours": c / 10 + 0.1,
            "date": first,
            "category": "home",
        }
        for c, first, last, form in more
    ]
    columns = ["participation_id", "project", "started_on", "ended_on", "form", "state", "hours", "date", "category"]
    register = story.frame(own, columns)
    names = ("plans", "placements", "spells", "time_registrations")
    return {"participants": table, **dict.fromkeys(names, register)}


SURVEY = {
    "survey": {
        "likert": {"likert_agreement": ["believes_job"]},
        "self_rated_health": "health",
        "influence": {"on_goal": {"team_meeting": "goal"}, "on_conversation": {"team_meeting": "talk"}},
        "who5": [f"w{n}" for n in range(5)],
        "who5_limits": [50, 35, 52],
    },
    "norms": {"who5": {"mean": 70, "source": "somewhere"}},
}


def test_every_measure_is_the_function_of_its_name(story):
    """exits.job is job in exits.py; what its rows are split by, they say."""
    participation = {
        "age": 20,
        "gender": "male",
        "match_group": "2",
        "education": "vocational",
        "work_experience": "none",
    }
    participation |= {"benefit": "own_wage", "pathway": "retention", "exited_on": "2012-05-01", "exit_reason": "job"}
    participation |= {"weight": 2.0}
    row = {
        "participation_id": 1,
        "started_on": "2012-02-01",
        "ended_on": "2012-03-01",
        "form": "single",
        "state": "job",
    }
    row |= {
        "company_id": "c",
        "event": "course",
        "task": "accompany",
        "done_on": "2012-02-01",
        "hours": 1,
        "mentor_id": "m",
    }
    row |= {"date": "2012-02-01", "category": "home", "time_of_day": "09-12", "effort": "none", "weeks": 3}
    row |= {"measured_on": "2012-02-01", "instrument": "ladder", "item": "sleep", "score": 3.0}
    row |= {"outcome": "weeks", "value": 3.0}
    names = ["plans", "placements", "spells", "time_registrations", "company_participants", "events", "tasks"]
    names += ["parallel_efforts", "measurements", "outcomes", "excerpts"]
    row |= {"source": "s", "speaker": "A", "theme": "t", "text": "yes"}
    company = {"company_id": "c", "ownership": "public", "industry": "hotel", "prior_experience": "yes"}
    keys = {"projects": {"north": {"name": "N", "expected_participants": 3}}, **SURVEY}
    registers = {name: [row] for name in names}
    registers["measurements"] = [row, {**row, "measured_on": "2012-04-01"}]
    who = {"participant_id": "p1", "project": "north"}
    registers["stages"] = [{**who, "stage": stage} for stage in ("target_group", "first_interview")]
    asked = {"respondent_id": "r", "project": "north", "form": "f", "answer": "3"}
    registers["answers"] = [
        *({**asked, "question": f"w{n}"} for n in range(5)),
        *({**asked, "question": name, "answer": "some_or_high"} for name in ("believes_job", "goal", "talk")),
        {**asked, "question": "health", "answer": "good"},
    ]
    counts = story.frame([{"measure": "survey.invited", "n": 9, "project": "north"}]).astype({"n": "float64"})
    data = story.data(
        "north", keys=keys, participants=[participation], companies=[company], aggregates=counts, **registers
    )
    for measure in MEASURES:
        rows = measure(data)
        assert {line(*both) for both in zip(rows["measure"], rows["by"], strict=True)} == {measure.line}


@pytest.mark.parametrize("function", MEASURES, ids=lambda measure: measure.line)
def test_a_programme_with_nothing_registered_has_no_rows(story, function):
    assert function(story.data()).empty


@settings(max_examples=25)
@given(participations, registrations)
def test_the_groups_of_a_measure_make_all_enrolled(story, rows, more):
    data = story.data(**registers(story, rows, more))
    for function in (
        participants.enrolled.by("age_band"),
        participants.enrolled.by("gender"),
        participants.enrolled.by("match_group"),
        participants.enrolled.by("exit_reason"),
        participants.enrolled.by("status_group"),
    ):
        assert function(data)["n"].sum() == len(rows)
    ended = [f(data)["n"].iloc[0] for f in (exits.job, exits.education, exits.other_reasons, participants.active)]
    assert sum(ended) == len(rows)
    assert exits.self_supporting(data)["n"].iloc[0] == ended[0] + ended[1]
    assert placements.started.by("match_group")(data)["n"].sum() == placements.started(data)["n"].iloc[0]
    assert placements.started.by("match_group")(data)["of"].sum() == len(rows)
    assert exits.self_supporting.by("age_band")(data)["n"].sum() == exits.self_supporting(data)["n"].iloc[0]


@settings(max_examples=8)
@given(participations, registrations, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(story, rows, more, random):
    tables = registers(story, rows, more)
    shuffled = {name: table.sample(frac=1, random_state=random.randrange(2**32)) for name, table in tables.items()}
    known = [f for f in MEASURES if not f.line.startswith("companies.")]
    assert to_csv_text(compute(story.data(**shuffled), *known)) == to_csv_text(compute(story.data(**tables), *known))


@settings(max_examples=25)
@given(participations, registrations)
def test_the_projects_together_are_the_programme(story, rows, more):
    """For whatever counts participations, placements or hours; the cut-offs are the projects' own."""
    tables = registers(story, rows, more)
    functions = [
        participants.enrolled,
        participants.exited,
        participants.enrolled.by("age_band"),
        participants.cumulative,
        plans.started,
    ]
    functions += [
        placements.registered.by("form"),
        placements.started.by("match_group"),
        exits.self_supporting.by("match_group"),
        participants.enrolled.by("exit_reason"),
        time.hours,
    ]
    keys = ["measure", "by", "group", "at"]
    whole = compute(story.data(**tables), *functions).set_index(keys)["n"].astype(float)
    parts = [
        compute(story.data(project=p, **tables), *functions).set_index(keys)["n"].astype(float)
        for p in ("north", "south")
    ]
    together = parts[0].add(parts[1], fill_value=0).reindex(whole.index)
    months = whole.index.get_level_values(0) == "participants.cumulative"
    assert together[~months].round(9).tolist() == whole[~months].tolist()
    assert together[months].iloc[-1:].tolist() == whole[months].iloc[-1:].tolist()


@settings(max_examples=10)
@given(participations, registrations)
def test_shares_lie_within_0_and_1_and_their_intervals_around_them(story, rows, more):
    table = compute(story.data(**registers(story, rows, more)), *MEASURES)
    shares = table[table["of"].notna() & table["value"].notna()]
    assert shares["value"].between(0, 1).all()
    known = shares[shares["ci_low"].notna()]
    assert (known["ci_low"] <= known["value"] + 1e-12).all() and (known["value"] <= known["ci_high"] + 1e-12).all()


@settings(max_examples=25)
@given(participations, registrations)
def test_nobody_has_left_by_more_than_all(story, rows, more):
    data = story.data(**registers(story, rows, more))
    table = compute(data, *(f for f in MEASURES if f is exits.incidence))
    assert (table.groupby("at")["value"].sum() <= 1 + 1e-9).all()
