"""What a run selects."""

import pandas as pd
import pytest

from forlob.errors import UsageError
from forlob.programme.selection import Selection, as_date, check_selection, projects_of, selected
from tests.cleaning.stories import PARTICIPATIONS, programme, story

PROGRAMME = programme([{"file": "f", "registers": {"plans": None}}])
TASKS = """
    participant_id; task; done_on; mentor_id
    1; accompany; 2012-02-01; anna
    1; accompany; 2012-02-02; bo
    1; accompany; 2012-06-02; bo
    2; accompany; 2012-03-01; bo
"""
PLANS = "participant_id; started_on\n1; 2012-02-01\n2; 2012-02-01"
REGISTERS = story(
    {"participants": PARTICIPATIONS, "tasks": TASKS, "plans": PLANS, "companies": "company_id\n7"}
).registers


def left(**selection: str) -> dict[str, int]:
    return {name: len(frame) for name, frame in selected(REGISTERS, Selection(**selection)).items()}


def test_nothing_selected_is_everything():
    assert left() == {"participants": 3, "plans": 2, "companies": 1, "tasks": 4}
    assert Selection().folder == Selection(profile="public").folder == ""


def test_a_project_a_participant_and_a_mentor():
    assert left(project="south") == {"participants": 1, "plans": 0, "companies": 1, "tasks": 1}
    assert left(participant="1") == {"participants": 2, "plans": 1, "companies": 1, "tasks": 3}
    # Anna did one task, in the first participation of participant 1: that participation, its plan and her task alone.
    assert left(mentor="anna") == {"participants": 1, "plans": 1, "companies": 1, "tasks": 1}
    assert left(mentor="bo", project="north") == {"participants": 2, "plans": 2, "companies": 1, "tasks": 2}


def test_companies_of_a_participant_or_mentor_are_those_of_the_participations():
    links = "participant_id; company_id\n1; 7\n2; 8"
    tables = {"participants": PARTICIPATIONS, "tasks": TASKS, "company_participants": links}
    registers = story({**tables, "companies": "company_id\n7\n8\n9"}).registers
    assert list(selected(registers, Selection(participant="2"))["companies"]["company_id"]) == ["8"]
    assert list(selected(registers, Selection(mentor="anna"))["companies"]["company_id"]) == ["7"]
    assert len(selected(registers, Selection(project="north"))["companies"]) == 3


def test_the_projects_that_a_report_is_about():
    def projects(**selection):
        return projects_of(REGISTERS, Selection(**selection), PROGRAMME)

    assert projects() == ["north", "south"]
    assert projects(project="south") == projects(project="south", participant="1") == ["south"]
    assert projects(participant="1") == projects(mentor="bo") == ["north", "south"]
    assert projects(participant="2") == projects(mentor="anna") == ["north"]
    with pytest.raises(UsageError, match="no such participant"):
        projects(participant="9")


@pytest.mark.parametrize(
    "selection", [{"mentor": "carl"}, {"participant": "9"}, {"mentor": "anna", "project": "south"}]
)
def test_nobody_left_is_an_error(selection):
    with pytest.raises(UsageError, match="the registers have no such"):
        left(**selection)


def test_a_mentor_without_participations_has_rows_of_no_participation():
    """Without participants the tasks belong to no participation."""
    registers = story({"tasks": TASKS}).registers
    assert len(selected(registers, Selection(mentor="bo"))["tasks"]) == 3


def test_rows_of_no_participation_are_no_mentors():
    missing = REGISTERS["tasks"].assign(participation_id=REGISTERS["tasks"]["participation_id"].mask(lambda c: c == 1))
    answers = pd.DataFrame({"participation_id": pd.array([pd.NA, 1], "Int64")})
    chosen = selected({"tasks": missing, "answers": answers}, Selection(mentor="anna"))
    assert len(chosen["answers"]) == 0


def test_the_folder_names_what_is_selected():
    assert Selection(language="en").folder == "lang-en"
    full = Selection("north", "anna", "1", "2012-01-01", "2012-12-31", "da", "internal")
    assert full.folder == (
        "project-north_mentor-anna_participant-1_from-2012-01-01_to-2012-12-31_lang-da_profile-internal"
    )


def test_the_parameters_of_a_notebook_have_the_language_of_the_programme():
    assert Selection(project="north").parameters(PROGRAMME) == {
        "project": "north",
        "mentor": "",
        "participant": "",
        "from_date": "",
        "to_date": "",
        "language": "da",
        "profile": "public",
        "where": "",
    }


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        ({"project": "nort"}, "project: p has no project 'nort'. It has north, south."),
        ({"language": "dk"}, "language: 'dk' is not da or en."),
        ({"profile": "secret"}, "profile: 'secret' is not public or internal."),
        (
            {"participant": "1"},
            "participant: the figures of one participant need the internal profile. Add --profile internal.",
        ),
        ({"from_date": "31-03-2013"}, "from: '31-03-2013' is not a date of the form 2013-03-31."),
        ({"to_date": "20130331"}, "to: '20130331' is not a date of the form 2013-03-31."),
        ({"to_date": "2013-02-31"}, "to: '2013-02-31' is not a date of the form 2013-03-31."),
        ({"from_date": "2013-02-01", "to_date": "2013-01-31"}, "from: 2013-02-01 is later than to: 2013-01-31."),
        ({"mentor": "../anna"}, "mentor: an id holds no slash and begins with no point."),
        ({"mentor": 7}, "parameter mentor: 7 is not text; give it in quotes."),
    ],
)
def test_what_cannot_be_selected(selection, message):
    with pytest.raises(UsageError) as raised:
        check_selection(Selection(**selection), PROGRAMME)
    assert str(raised.value) == message


def test_what_can():
    check_selection(Selection("north", "anna", "1", "2012-01-01", "2012-01-01", "en", "internal"), PROGRAMME)
    assert as_date("from", "") is None


def test_participations_with_a_code_and_what_is_registered_about_them():
    """What is about no participation is left out; the companies are those that one of them is placed in."""
    registers = {
        "participants": pd.DataFrame({"participation_id": [1, 2, 3], "gender": ["female", "male", None]}),
        "placements": pd.DataFrame({"participation_id": [1, 2, 2], "company_id": ["a", "b", "c"]}),
        "companies": pd.DataFrame({"company_id": ["a", "b", "c"]}),
        "aggregates": pd.DataFrame({"measure": ["survey.invited"]}),
    }
    women = selected(registers, Selection(where="gender=female"))
    assert {name: len(frame) for name, frame in women.items()} == {"participants": 1, "placements": 1, "companies": 1}
    unknown = selected(registers, Selection(where="gender=not_registered"))
    assert unknown["participants"]["participation_id"].tolist() == [3] and unknown["placements"].empty
