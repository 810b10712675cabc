"""Measurements on declared scales: what is known, what lies in the range, and one score a day."""

import pytest

from tests.cleaning.stories import PARTICIPATIONS, found, messages, story

SCALES = {
    "ladder": {
        "name": {"da": "Stigen", "en": "The ladder"},
        "items": {"sleep": {"da": "Søvn", "en": "Sleep"}, "work": {"da": "Arbejde", "en": "Work"}},
        "from": 1,
        "to": 10,
        "respondents": {"participant": {"da": "Deltager", "en": "Participant"}},
    },
    "strain": {"name": "Strain", "items": {"sleep": "Sleeplessness"}, "from": 0, "to": 4},
}
HEAD = "participant_id; measured_on; instrument; item; score; respondent\n"


def measured(rows, scales=SCALES, **more):
    text = HEAD + "\n".join(rows)
    return story({"participants": PARTICIPATIONS, "measurements": text}, scales=scales, **more)


def column(cleaned, name):
    return [None if str(cell) in ("<NA>", "nan") else cell for cell in cleaned.registers["measurements"][name]]


def test_codes_and_labels_lead_to_codes_and_other_spellings_are_noted():
    cleaned = measured(["1;2012-02-01;Stigen;Søvn;3;Deltager", "2;2012-02-01;ladder; ARBEJDE;4;participant"])
    assert column(cleaned, "instrument") == ["ladder", "ladder"]
    assert column(cleaned, "item") == ["sleep", "work"]
    assert column(cleaned, "respondent") == ["participant", "participant"]
    assert found(cleaned) == [("spelling", "repaired", "measurements", 3, "item")]


def test_a_score_outside_the_range_becomes_not_registered():
    """10 and 1 are within; 11 is not, nor is 7 on the scale that ends at 4."""
    rows = ["1;2012-02-01;ladder;sleep;10;", "1;2012-03-01;ladder;sleep;1;", "1;2012-03-05;ladder;sleep;11;"]
    cleaned = measured([*rows, "1;2012-03-06;strain;sleep;7;"])
    assert column(cleaned, "score") == [10, 1, None, None]
    assert found(cleaned) == [("bad_number", "repaired", "measurements", row, "score") for row in (4, 5)]
    assert messages(cleaned, "bad_number")[0] == (
        "11 lies outside the scale ladder from 1 to 10; correct it in the source"
    )


def test_an_item_that_is_not_declared_becomes_not_registered_and_the_row_stays():
    rows = ["1;2012-02-01;ladder;slep;3;", "1;2012-02-01;lader;sleep;3;", "1;2012-02-01;ladder;work;3;chef"]
    cleaned = measured(rows)
    assert column(cleaned, "item") == [None, "sleep", "work"]
    assert column(cleaned, "instrument") == ["ladder", None, "ladder"]
    assert column(cleaned, "respondent") == [None, None, None]
    assert found(cleaned) == [
        ("unknown_answer", "repaired", "measurements", 2, "item"),
        ("unknown_answer", "repaired", "measurements", 3, "instrument"),
        ("unknown_answer", "repaired", "measurements", 4, "respondent"),
    ]
    assert messages(cleaned, "unknown_answer")[0] == (
        "unexpected answer 'slep' (is it 'sleep'?); add it to values.item or scales in programme.yaml"
    )


def test_programme_yaml_may_call_them_errors():
    for what in ("item", "score"):
        rows = [f"1;2012-02-01;ladder;{'slep' if what == 'item' else 'sleep'};{11 if what == 'score' else 3};"]
        cleaned = measured(rows, mapping={"measurements": {"unknown": {what: "error"}}})
        assert cleaned.registers == {} and list(cleaned.findings["severity"]) == ["error"]


def test_a_scale_without_respondents_takes_them_as_they_are_written():
    cleaned = measured(["1;2012-02-01;strain;sleep;3;Mentor", "1;2012-02-01;strain;Sleeplessness;3;"])
    assert column(cleaned, "respondent") == ["Mentor", None] and found(cleaned) == []


def test_without_scales_all_is_taken_as_it_is_written():
    cleaned = measured(["1;2012-02-01;Spindelvæv;Netværk;47;Deltager"], scales={})
    assert column(cleaned, "item") == ["Netværk"] and column(cleaned, "score") == [47] and found(cleaned) == []


def test_of_two_scores_on_one_day_the_last_row_counts():
    rows = ["1;2012-02-01;ladder;sleep;3;", "1;2012-02-01;ladder;sleep;;", "1;2012-02-01;ladder;sleep;5;"]
    cleaned = measured([*rows, "1;2012-02-01;ladder;sleep;6;participant", "1;2012-02-02;ladder;sleep;4;"])
    assert column(cleaned, "score") == [None, 5, 6, 4]
    assert found(cleaned, "value_missing") == [("measured_twice", "set_aside", "measurements", 2, "measured_on")]
    assert messages(cleaned, "measured_twice") == ["measured again on the same day; row 4 is kept"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"from": 10, "to": 1}, "from should be below to"),
        ({"real_change": 10}, "larger than the whole range"),
        ({"real_change": 0}, "greater than 0"),
        ({"items": {}}, "at least 1"),
        ({"direction": "up"}, "higher_is_better"),
    ],
)
def test_a_scale_that_cannot_be_is_refused(change, said):
    with pytest.raises(ValueError, match=said):
        measured([], scales={"ladder": {**SCALES["ladder"], **change}})
