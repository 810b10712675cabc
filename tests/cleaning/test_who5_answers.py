"""WHO-5 as it is answered: a survey coded from 1 to 6 is noticed, a single answer outside the range is repaired."""

import pytest

from forlob.measures.data import Data
from forlob.measures.who5 import scores
from tests.cleaning.stories import found, messages, programme, story

ITEMS = ["A", "B", "C", "D", "E"]
MAPPING = {"answers": {"columns": {"respondent_id": "r"}}}


def told(*people: str, **survey):
    """What becomes of a survey: each text holds a person's answers to A, B, C, D and E, with spaces between."""
    lines = ["r; form; question; answer"]
    for number, said in enumerate(people):
        lines += [f"r{number}; W; {item}; {answer}" for item, answer in zip(ITEMS, said.split(), strict=True)]
    return story({"answers": "\n".join(lines)}, MAPPING, survey={"who5": ITEMS, **survey})


def scores_of(cleaned, **survey):
    made = programme([{"file": "answers.csv", "registers": MAPPING}], survey={"who5": ITEMS, **survey})
    return list(scores(Data.of(made, cleaned.registers)))


def test_a_survey_coded_1_to_6_is_an_error_that_names_the_key():
    cleaned = told("1 2 3 4 5", "6 5 4 3 2", "2 6 1 1 3")
    assert found(cleaned, "column_not_used") == [("who5_coding", "error", "answers", 7, "answer")]
    (said,) = messages(cleaned, "who5_coding")
    assert "survey: {who5_coded_from: 1}" in said and cleaned.registers == {}


def test_with_the_key_1_to_6_are_0_to_5_points():
    """(0 + 1 + 2 + 3 + 4) x 4 = 40, and 5 points each are 100."""
    cleaned = told("1 2 3 4 5", "6 6 6 6 6", who5_coded_from=1)
    assert found(cleaned) == [] and scores_of(cleaned, who5_coded_from=1) == [40, 100]
    assert sorted(set(cleaned.registers["answers"]["answer"])) == ["0", "1", "2", "3", "4", "5"]


def test_an_answer_outside_the_coding_is_not_registered():
    """Coded from 1, 0 is no answer; the other four, 2 points each, stand for it: 40."""
    cleaned = told("0 3 3 3 3", "7 3 3 3 3", who5_coded_from=1)
    assert found(cleaned, "question_not_answered") == [
        ("bad_number", "repaired", "answers", row, "answer") for row in (2, 7)
    ]
    assert scores_of(cleaned, who5_coded_from=1) == [40, 40]


@pytest.mark.parametrize("wrong", ["6", "9", "-1", "2.5", "55"])
def test_a_single_answer_outside_0_to_5_is_repaired(wrong):
    """The other four make (3 + 3 + 3 + 3) / 4 x 5 x 4 = 60."""
    cleaned = told(f"3 3 3 3 {wrong}", "0 0 0 0 0")
    assert found(cleaned) == [("bad_number", "repaired", "answers", 6, "answer")]
    assert "lies outside the answers to WHO-5 from 0 to 5" in messages(cleaned, "bad_number")[0]
    assert scores_of(cleaned) == [60, 0] and cleaned.registers["answers"]["answer"].isna().sum() == 1


def test_one_6_is_a_slip_where_other_questions_are_answered_with_0_and_two_are_a_coding():
    assert found(told("0 3 3 3 6", "0 3 3 3 4")) == [("bad_number", "repaired", "answers", 6, "answer")]
    assert [rule for rule, *_ in found(told("0 3 3 3 6", "0 3 3 3 6"), "question_not_answered")] == ["who5_coding"]


def test_who_says_that_it_is_coded_from_0_gets_a_6_repaired():
    cleaned = told("1 1 1 1 6", "1 1 1 1 1", who5_coded_from=0)
    assert found(cleaned) == [("bad_number", "repaired", "answers", 6, "answer")]


def test_0_in_words_is_a_0():
    cleaned = story(
        {"answers": "r; form; question; answer\nr1; W; A; 6\nr2; W; A; På intet tidspunkt"},
        MAPPING,
        survey={"who5": ITEMS},
    )
    assert [rule for rule, *_ in found(cleaned, "question_not_answered")] == ["bad_number"]


def test_other_questions_may_be_answered_with_anything():
    cleaned = story({"answers": "r; form; question; answer\nr1; W; age; 6"}, MAPPING, survey={"who5": ITEMS})
    assert found(cleaned, "question_not_answered") == []
    other_form = story(
        {"answers": "r; form; question; answer\nr1; V; A; 6"}, MAPPING, survey={"form": "W", "who5": ITEMS}
    )
    assert found(other_form, "question_not_answered") == []


def test_the_coding_is_judged_over_all_files():
    """In the first file alone there is a 6 and no 0; the second has a 0 to the same question."""
    extracts = [{"file": f"{name}.csv", "registers": MAPPING} for name in ("one", "two")]
    from forlob.cleaning.clean import clean
    from tests.cleaning.stories import KEY, table

    texts = {"one": "r; form; question; answer\nr1; W; A; 6", "two": "r; form; question; answer\nr2; W; A; 0"}
    tables = {place: table(text, f"{name}.csv") for place, (name, text) in enumerate(texts.items())}
    cleaned = clean(programme(extracts, survey={"who5": ITEMS}), tables, lambda: KEY)
    assert [rule for rule, *_ in found(cleaned, "question_not_answered")] == ["bad_number"]
