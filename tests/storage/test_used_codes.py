"""Built-in codes that a programme does not use: which they are, and that no figure counts them."""

import pandas as pd
import pytest

from forlob.counted import Counted
from forlob.measures import events, exits, funnel, participants
from forlob.measures.data import Data
from forlob.programme.check_names import wrong_names
from forlob.programme.codes_used import with_codes_used
from forlob.programme.programme import Programme
from forlob.programme.selection import Selection
from forlob.storage.register_files import write_registers
from forlob.storage.used_codes import read_codes_used, write_codes_used
from forlob.storage.workspace import CODES_USED, Workspace
from tests.cleaning.stories import programme, story

PEOPLE = """
    participant_id; project; enrolled_on; exited_on; exit_reason; match_group; benefit
    1; north; 2012-01-10; 2012-03-31; {first}; 2; SU
    2; south; 2012-06-01; 2012-09-30; {second}; 3; SU
    3; south; 2012-06-01; ; ; 2; SU
"""
OWN = {"exit_reason": {"fuldtid": {"da": "fuldtid", "status": "self_supporting"}, "deltid": {"da": "deltid"}}}


EXTRACTS = [{"file": "a.csv", "registers": {"participants": None}}]


def told(first="Job", second="Andet", **more):
    people = PEOPLE.format(first=first, second=second)
    values = {"participants": {"values": {"benefit": {"SU": "study_grant"}}}}
    happened = "participant_id; event; started_on\n1; course; 2012-02-01"
    return story({"participants": people, "events": happened}, values, **more).registers


def counted(tmp_path, registers, measure, project="", **more):
    """The n of each group of a measure, as the page of a project counts it."""
    folders = Workspace(*[tmp_path] * 4)
    if not (folders.registers / CODES_USED).is_file():
        write_registers(folders.registers, registers)
    known = programme(EXTRACTS, **more)
    page = Counted(known, Selection(project=project, profile="internal"), folders)
    page.measure(measure)
    rows = page.table[page.table["at"].isin(["", "0"])]
    return dict(zip(rows["group"], rows["n"], strict=True))


def test_what_some_project_uses_is_counted_in_each_with_zeros_and_nothing_else(tmp_path):
    """Match groups 2 and 3 occur, 1 does not; north, which has nobody in 3, is comparable with south."""
    registers = told()
    assert counted(tmp_path, registers, participants.enrolled.by("match_group"), "north") == {
        "2": 1,
        "3": 0,
        "not_registered": 0,
    }
    assert counted(tmp_path, registers, participants.enrolled.by("match_group")) == {
        "2": 2,
        "3": 1,
        "not_registered": 0,
    }
    assert counted(tmp_path, registers, participants.enrolled.by("benefit")) == {"study_grant": 3, "not_registered": 0}
    assert counted(tmp_path, registers, events.registered.by("event")) == {"course": 1, "not_registered": 0}
    final = {"job": 1, "other": 0, "active": 0, "not_registered": 0}
    assert counted(tmp_path, registers, participants.enrolled.by("exit_reason"), "north") == final
    assert counted(tmp_path, registers, participants.enrolled.by("status_group"), "north") == {
        "self_supporting": 1,
        "other": 0,
        "active": 0,
        "not_registered": 0,
    }
    assert counted(tmp_path, registers, exits.incidence, "south") == {"job": 0, "other": 0}
    assert counted(tmp_path, registers, exits.job, "south") == {"": 0}
    assert counted(tmp_path, registers, exits.education, "south") == {}
    assert counted(tmp_path, registers, exits.self_supporting, "south") == {"": 0}


def test_codes_of_the_programmes_own_are_always_there_and_unused_built_in_ones_are_not(tmp_path):
    registers = told("fuldtid", "Andet", code_lists=OWN)
    final = counted(tmp_path, registers, participants.enrolled.by("exit_reason"), code_lists=OWN)
    assert final == {"other": 1, "fuldtid": 1, "deltid": 0, "active": 1, "not_registered": 0}
    curves = counted(tmp_path, registers, exits.incidence, code_lists=OWN)
    assert curves == {"fuldtid": 0, "other": 0}
    assert counted(tmp_path, registers, exits.job, code_lists=OWN) == {}


def test_a_code_that_a_group_or_a_status_of_programme_yaml_names_stays(tmp_path):
    more = {
        "groups": {"benefit": {"cash": ["cash_benefit", "start_help"]}},
        "exit_status": {"no_benefit": "progression"},
    }
    registers = told(**more)
    assert counted(tmp_path, registers, participants.enrolled.by("benefit"), **more) == {
        "cash": 0,
        "study_grant": 3,
        "not_registered": 0,
    }
    final = counted(tmp_path, registers, participants.enrolled.by("exit_reason"), **more)
    assert final == {"job": 1, "no_benefit": 0, "other": 1, "active": 1, "not_registered": 0}
    assert "progression" in counted(tmp_path, registers, participants.enrolled.by("status_group"), **more)


def test_stages_of_the_funnel_are_those_reached_or_delivered(tmp_path):
    stages = "participant_id; stage; reached_on\n1; target_group; 2012-02-01"
    given = "measure; n; as_of\nfunnel.team_meeting; 7; 2012-02-01"
    registers = story({"stages": stages, "aggregates": given}).registers
    write_codes_used(tmp_path, registers)
    known = programme([{"file": "a.csv", "registers": {"stages": None, "aggregates": None}}])
    assert with_codes_used(known, read_codes_used(tmp_path)).stages == ["target_group", "team_meeting"]
    assert set(known.stages) > {"employment_offer"}


def test_a_survey_keeps_all_answers_of_its_scales(tmp_path):
    write_codes_used(tmp_path, {})
    known = programme([{"file": "a.csv", "registers": {"answers": None}}])
    assert with_codes_used(known, read_codes_used(tmp_path)).code_list("likert_agreement")


def test_the_files_of_the_registers_tell_the_same_as_the_registers(tmp_path):
    registers = told()
    write_registers(tmp_path, registers)
    before = (tmp_path / CODES_USED).read_bytes()
    write_codes_used(tmp_path)
    assert (tmp_path / CODES_USED).read_bytes() == before
    used = read_codes_used(tmp_path)
    assert (used["exit_reason"], used["match_group"], used["task"]) == (["job", "other"], ["2", "3"], [])
    assert used["status_group"] == ["other", "self_supporting"]


def test_without_the_file_all_codes_stay(tmp_path):
    registers = told()
    counted(tmp_path, registers, participants.enrolled.by("match_group"))
    (tmp_path / "registers" / CODES_USED).unlink()
    page = Counted(programme(EXTRACTS), Selection(profile="internal"), Workspace(*[tmp_path] * 4))
    page.measure(participants.enrolled.by("match_group"))
    assert list(page.table["group"]) == ["1", "2", "3", "not_registered"]


def test_a_code_list_may_be_replaced(tmp_path):
    """`Job` is no answer then, and not one built-in code is counted."""
    more = {"code_lists": OWN, "replace_code_lists": ["exit_reason"]}
    values = {"participants": {"values": {"benefit": {"SU": "study_grant"}}}}
    cleaned = story({"participants": PEOPLE.format(first="fuldtid", second="Job")}, values, **more)
    assert list(cleaned.findings["rule"]) == ["unknown_answer"]
    final = counted(tmp_path, cleaned.registers, participants.enrolled.by("exit_reason"), **more)
    assert final == {"fuldtid": 1, "deltid": 0, "active": 1, "not_registered": 1}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"replace_code_lists": ["exit_reasons"], "code_lists": OWN}, "exit_reasons is no built-in code list"),
        ({"replace_code_lists": ["gender"]}, "gender is replaced by nothing. Add its codes under code_lists"),
    ],
)
def test_what_is_wrong_with_a_replaced_list_is_said(more, said):
    extracts = [{"file": "a.csv", "registers": {"participants": None}}]
    made = Programme.model_validate({"id": "p", "title": "P", "extracts": extracts, **more})
    assert any(said in sentence for _, sentence in wrong_names(made))


def test_funnel_without_any_stage_is_empty(tmp_path):
    table = pd.DataFrame({"participant_id": ["1"], "stage": [pd.NA], "project": ["north"]}, dtype="string")
    write_codes_used(tmp_path, {"stages": table})
    known = with_codes_used(programme([{"file": "a.csv", "registers": {"stages": None}}]), read_codes_used(tmp_path))
    assert funnel.reached(Data.of(known, {"stages": table})).empty
