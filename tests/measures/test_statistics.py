"""Form, question, answer, count."""

from pipeline.measures.statistics import statistics


def answer(participant, question, text, form="survey"):
    return {"participant_id": participant, "form": form, "question": question, "answer": text}


def test_answers_are_counted_of_those_who_answered(story, numbers):
    """Anna and Bo answer the first question, Carl leaves it; only Anna answers the second."""
    register = [answer("a", "q1", "yes"), answer("b", "q1", "no"), answer("c", "q1", None), answer("a", "q2", "yes")]
    rows = statistics(story.data(participants=[{}, {}, {}], answers=register))
    found = {("survey: q1", "no"): 1, ("survey: q1", "yes"): 1, ("survey: q2", "yes"): 1}
    assert numbers(rows) == found
    assert numbers(rows, "of") == {("survey: q1", "no"): 2, ("survey: q1", "yes"): 2, ("survey: q2", "yes"): 1}


def test_of_several_answers_by_one_participant_each_counts_once(story, numbers):
    register = [answer("a", "q", "x"), answer("a", "q", "x"), answer("a", "q", "y"), answer("b", "q", "y")]
    rows = statistics(story.data(answers=register))
    assert numbers(rows) == {("survey: q", "x"): 1, ("survey: q", "y"): 2}
    assert set(rows["of"]) == {2}


def test_respondents_who_are_no_participants_count_too(story):
    register = [{"respondent_id": "r1", "form": "f", "question": "q", "answer": "yes"}, answer("a", "q", "yes", "f")]
    assert statistics(story.data(answers=register))["n"].tolist() == [2]


def test_without_answers_the_coded_columns_are_the_questions(story, numbers):
    data = story.data(
        participants=[{"gender": "male"}, {"gender": None}],
        placements=[{"course_id": 1, "started_on": "2012-02-01", "form": "single"}] * 2,
    )
    rows = statistics(data)
    found = numbers(rows)
    assert found["participants: gender", "male"] == 1 and found["participants: gender", "female"] == 0
    assert found["placements: form", "single"] == 2
    assert "not_registered" not in set(rows["subgroup"])
    assert numbers(rows, "of")["participants: gender", "male"] == 1


def test_no_registers_no_rows(story):
    assert statistics(story.data()).empty
