"""Form, question, answer, how many answers and how many participants."""

import pandas as pd
import pytest

from forlob.disclosure.gate import protect, without_rare_answers
from forlob.measures import answers, quality
from forlob.measures.rows import compute


def statistics(data):
    """How often each answer was given, and who gave it."""
    return pd.concat([answers.given(data), answers.participants(data)], ignore_index=True)


def answer(participant, question, text, form="survey", **more):
    return {"participant_id": participant, "form": form, "question": question, "answer": text, **more}


def test_answers_are_counted_of_those_who_answered(story, numbers):
    """Anna and Bo answer the first question, Carl leaves it; only Anna answers the second."""
    register = [answer("a", "q1", "yes"), answer("b", "q1", "no"), answer("c", "q1", None), answer("a", "q2", "yes")]
    rows = statistics(story.data(participants=[{}, {}, {}], answers=register))
    for unit in ("answers", "participants"):
        found = {("survey: q1", "no"): 1, ("survey: q1", "yes"): 1, ("survey: q2", "yes"): 1}
        assert numbers(rows, unit=unit) == found
        of = {("survey: q1", "no"): 2, ("survey: q1", "yes"): 2, ("survey: q2", "yes"): 1}
        assert numbers(rows, "of", unit) == of


def test_of_several_answers_answers_and_participants_are_counted(story, numbers):
    """Anna says x twice and y, Bo says y: four answers by two participants."""
    register = [answer("a", "q", "x"), answer("a", "q", "x"), answer("a", "q", "y"), answer("b", "q", "y")]
    rows = statistics(story.data(answers=register))
    assert numbers(rows, unit="answers") == {("survey: q", "x"): 2, ("survey: q", "y"): 2}
    assert set(numbers(rows, "of", "answers").values()) == {4}
    assert numbers(rows, unit="participants") == {("survey: q", "x"): 1, ("survey: q", "y"): 2}
    assert set(numbers(rows, "of", "participants").values()) == {2}


def test_respondents_who_are_no_participants_count_too(story, numbers):
    register = [{"respondent_id": "r1", "form": "f", "question": "q", "answer": "yes"}, answer("a", "q", "yes", "f")]
    assert numbers(statistics(story.data(answers=register)), unit="participants") == {("f: q", "yes"): 2}


def test_respondents_are_counted_by_project_and_between_dates(story, numbers):
    """Of three respondents two answer in north, one of them in March."""
    register = [
        {
            "respondent_id": "1",
            "project": "north",
            "form": "f",
            "question": "q",
            "answer": "yes",
            "answered_on": "2012-02-29",
        },
        {
            "respondent_id": "2",
            "project": "north",
            "form": "f",
            "question": "q",
            "answer": "no",
            "answered_on": "2012-03-01",
        },
        {
            "respondent_id": "3",
            "project": "south",
            "form": "f",
            "question": "q",
            "answer": "no",
            "answered_on": "2012-03-31",
        },
    ]
    read = lambda **cut: numbers(statistics(story.data(answers=register, **cut)), unit="participants")  # noqa: E731
    assert read(project="north") == {("f: q", "no"): 1, ("f: q", "yes"): 1}
    assert read(from_date=_day("2012-03-01")) == {("f: q", "no"): 2}
    assert read(to_date=_day("2012-02-29")) == {("f: q", "yes"): 1}
    assert read(project="north", from_date=_day("2012-03-01"), to_date=_day("2012-03-31")) == {("f: q", "no"): 1}


def test_answers_that_name_no_project_are_the_programmes(story):
    register = [{"respondent_id": "1", "form": "f", "question": "q", "answer": "yes"}]
    assert statistics(story.data(answers=register, project="north")).empty
    assert not statistics(story.data(answers=register)).empty


def test_questions_stand_in_the_order_of_the_forms(story):
    register = [
        answer("a", "Zebra?", "x", "B"),
        answer("a", "Abe?", "x", "B"),
        answer("b", "Start?", "x", "A"),
        answer("b", "Kat?", "x", "B"),
    ]
    rows = statistics(story.data(answers=register))
    assert list(rows["group"].drop_duplicates()) == ["B: Zebra?", "B: Abe?", "B: Kat?", "A: Start?"]


def test_answers_stand_in_the_order_of_a_code_list_of_the_question(story):
    lists = {"Helbred": {"good": {"da": "Godt", "en": "Good"}, "bad": {"da": "Dårligt", "en": "Bad"}}}
    register = [answer("a", "Helbred", "Dårligt"), answer("b", "Helbred", "Godt"), answer("c", "Helbred", "Ved ikke")]
    rows = statistics(story.data(answers=register, keys={"code_lists": lists}))
    assert list(rows["subgroup"])[:3] == ["good", "bad", "Ved ikke"]


@pytest.mark.parametrize(
    "texts",
    [
        [f"tal {n % 21}" for n in range(63)],
        ["ja", "nej", "en", "to", "tre", "fire"],
        ["kort", "Det var svært at få ham til at møde op, men det lykkedes til sidst."],
        ["ja", "ring til […]"],
    ],
    ids=["many", "each in own words", "long", "masked"],
)
def test_free_text_is_counted_and_not_named(story, numbers, texts):
    rows = statistics(story.data(answers=[answer(str(n), "q", text) for n, text in enumerate(texts)]))
    assert numbers(rows, unit="participants") == {("survey: q", "free_text"): len(texts)}


def test_few_answers_given_by_many_are_named(story, numbers):
    register = [answer(str(n), "q", text) for n, text in enumerate(["ja", "ja", "nej", "ved ikke"])]
    rows = statistics(story.data(answers=register))
    assert numbers(rows, unit="answers") == {
        ("survey: q", "ja"): 2,
        ("survey: q", "nej"): 1,
        ("survey: q", "ved ikke"): 1,
    }


def test_what_few_wrote_is_not_named_in_public(story):
    """Of 23 one wrote where she lives: neither her answer nor the smallest other one, which hides it, is named."""
    given = ["ja"] * 12 + ["nej"] * 10 + ["jeg bor på Fyn"]
    data = story.data(answers=[answer(str(n), "q", text) for n, text in enumerate(given)])
    rows = without_rare_answers(protect(compute(data, statistics), 5, programme=data.programme), data.programme)
    shown = rows[["subgroup", "n", "unit", "suppressed"]].values.tolist()
    assert shown == [
        ["ja", 12, "answers", False],
        ["other_answers", None, "answers", True],
        ["ja", 12, "participants", False],
        ["other_answers", None, "participants", True],
    ]


def test_what_one_unit_hides_the_other_does_not_show(story):
    """Each of 23 answers once, so that a count of answers is the count of participants."""
    lists = {"q": {code: {"da": code} for code in "xyz"}}
    given = ["x"] * 12 + ["y"] * 8 + ["z"] * 3
    data = story.data(answers=[answer(str(n), "q", text) for n, text in enumerate(given)], keys={"code_lists": lists})
    rows = protect(compute(data, statistics), 5, programme=data.programme)
    hidden = {(row.subgroup, row.unit) for row in rows.itertuples() if row.suppressed}
    assert hidden == {(code, unit) for code in "yz" for unit in ("answers", "participants")}


def test_many_answers_of_few_participants_are_suppressed(story):
    """Three participants gave z nine times."""
    lists = {"q": {"x": {"da": "x"}, "z": {"da": "z"}}}
    register = [answer(str(n), "q", "x") for n in range(20)] + [answer(str(n % 3), "q", "z") for n in range(9)]
    data = story.data(answers=register, keys={"code_lists": lists})
    rows = protect(compute(data, statistics), 5, programme=data.programme)
    assert rows.loc[rows["subgroup"] == "z", "suppressed"].all()


def test_without_answers_the_coded_columns_are_the_questions(story, numbers):
    data = story.data(
        participants=[{"gender": "male"}, {"gender": None}],
        placements=[{"participation_id": 1, "started_on": "2012-02-01", "form": "single"}] * 2,
    )
    rows = statistics(data)
    found = numbers(rows, unit="answers")
    assert found["participants: gender", "male"] == 1 and found["participants: gender", "female"] == 0
    assert found["placements: form", "single"] == 2
    assert "not_registered" not in set(rows["subgroup"])
    assert numbers(rows, "of", "answers")["participants: gender", "male"] == 1
    people = numbers(rows, unit="participants")
    assert people["placements: form", "single"] == 1 and ("participants: gender", "male") not in people


def test_no_registers_no_rows(story):
    assert statistics(story.data()).empty


def _day(text):
    from datetime import date

    return date.fromisoformat(text)


def test_rows_without_any_question_go_through_as_they_are(story):
    """The page of the cleaning counts how complete the registers are, and no answers."""
    data = story.data(participants=[{"gender": "male"}])
    rows = protect(compute(data, quality.completeness), 5, programme=data.programme)
    pd.testing.assert_frame_equal(without_rare_answers(rows, data.programme), rows)
    pd.testing.assert_frame_equal(without_rare_answers(rows.astype({"group": "str"}), data.programme), rows)
