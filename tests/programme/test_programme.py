"""What a programme knows of itself."""

from forlob.programme.code_lists import built_in, list_name
from forlob.programme.programme import Programme

PROGRAMME = Programme.model_validate(
    {
        "id": "p",
        "title": "P",
        "extracts": [{"file": "f", "registers": {"plans": {"unknown": {"started_on": "error"}}}}],
        "code_lists": {
            "exit_reason": {"retired": {"da": "Pension", "status": "other"}},
            "form": {"shop": {"da": "Butik"}},
        },
        "exit_status": {"flex_job": "self_supporting"},
        "projects": {"a": {"name": "A", "expected_participants": 10}, "b": {"name": {"da": "B", "en": "Bee"}}},
    }
)


def test_own_codes_stand_beside_the_built_in_ones():
    assert list(PROGRAMME.code_list("form")) == ["company_centre", "single", "shop"]
    assert PROGRAMME.code_list("exit_reason")["retired"].da == "Pension"
    assert PROGRAMME.code_list("no such column") == {}


def test_a_status_is_the_programmes_own_or_the_code_lists_or_other():
    assert [PROGRAMME.status_of(reason) for reason in ("flex_job", "job", "retired", "unheard_of")] == [
        "self_supporting",
        "self_supporting",
        "other",
        "other",
    ]


def test_the_expected_number_of_the_programme_needs_that_of_every_project():
    assert (PROGRAMME.expected_participants("a"), PROGRAMME.expected_participants(None)) == (10, None)


def test_a_label_alone_stands_for_both_languages():
    assert PROGRAMME.projects["a"].name.in_language("en") == "A"
    assert PROGRAMME.projects["b"].name.in_language("en") == "Bee"


def test_every_exit_reason_belongs_to_a_status_group():
    statuses = built_in()["status_group"]
    assert {item["status"] for item in built_in()["exit_reason"].values()} <= set(statuses)


def test_a_column_may_take_its_answers_from_a_list_of_another_name():
    assert [list_name(column) for column in ("form", "category", "gender")] == [
        "placement_form",
        "time_category",
        "gender",
    ]
