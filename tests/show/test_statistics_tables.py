"""Tables of the statistics page: answers and participants, by project, and the internal list of participants."""

from pathlib import Path

import pandas as pd
import pytest

from forlob.measures import answers as of_answers
from forlob.notebook import Page
from forlob.programme.programme import Programme
from forlob.programme.selection import Selection
from forlob.show import tables
from forlob.show.words import Words
from forlob.storage.workspace import Workspace
from tests.show import examples

DA = Words("da")
GROUP = "Besøg: Opgave"


def cells(table) -> list[list[str]]:
    lines = [line for line in table.markdown.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[:1] + lines[2:]]


def answer(subgroup, participants, answers=None, project="", **more):
    """Who gave an answer, of 20; and how often it was given, of 40, where that is said."""
    rows = [
        examples.row(
            "answers.participants by question, answer",
            participants,
            20,
            GROUP,
            subgroup,
            project,
            unit="participants",
            **more,
        )
    ]
    if answers is not None:
        rows.append(
            examples.row("answers.given by question, answer", answers, 40, GROUP, subgroup, project, unit="answers")
        )
    return rows


def test_answers_stand_beside_the_participants_where_they_are_more():
    rows = [*answer("Ledsagelse", 5, 5), *answer("Samtale", 15, 35)]
    assert cells(tables.statistics(examples.table(*rows), DA)) == [
        ["Spørgsmål og svar", "Antal", "Andel", "Svar givet"],
        ["**Besøg: Opgave**", "", "", ""],
        ["Samtale", "15", "75 %", "35"],
        ["Ledsagelse", "5", "25 %", "5"],
    ]
    single = examples.row("answers.given by question, answer", 7, 20, "Besøg: Varighed", "Kort", "", unit="answers")
    assert cells(tables.statistics(examples.table(*rows, single), DA))[-1] == ["Kort", "7", "35 %", "7"]
    once = [*answer("Ledsagelse", 5, 5), *answer("Samtale", 15, 15)]
    assert cells(tables.statistics(examples.table(*once), DA))[0][-1] == "Andel"


def test_suppressed_answers_stand_last_whatever_their_counts():
    rows = [*answer("b", None, suppressed=True), *answer("a", None, suppressed=True), *answer("c", 12)]
    rows += answer("other_answers", None, suppressed=True)
    found = [row[0] for row in cells(tables.statistics(examples.table(*rows), DA))[2:]]
    assert found == ["c", "b", "a", "Andre svar"]


def test_projects_stand_beside_one_another():
    rows = [*answer("Samtale", 15), *answer("Ledsagelse", 5), *answer("Samtale", 9, project="assens")]
    assert cells(tables.statistics_by_project(examples.table(*rows), DA)) == [
        ["Spørgsmål og svar", "Hele programmet", "assens"],
        ["**Besøg: Opgave**", "", ""],
        ["Samtale", "15 (75 %)", "9 (45 %)"],
        ["Ledsagelse", "5 (25 %)", "–"],
    ]


#: No folder is read: the page is given its registers.
NOWHERE = Workspace(*[Path("nowhere")] * 4)


def page(profile: str) -> Page:
    programme = Programme.model_validate(
        {
            "id": "p",
            "title": "P",
            "extracts": [{"file": "x.csv", "registers": {"participants": None}}],
            "projects": {"north": {"name": "Nord"}},
        }
    )
    made = Page("answers.given by question, answer", programme, Selection(language="da", profile=profile), NOWHERE)
    days = {"enrolled_on": ["2012-01-10", "2012-02-01"], "exited_on": ["2012-03-31", None]}
    participations = {
        "participant_id": ["a1", "b2"],
        "project": "north",
        "exit_reason": ["job", None],
        "participation_id": [1, 2],
    }
    dates = {name: pd.to_datetime(values) for name, values in days.items()}
    made.counted.__dict__["registers"] = {"participants": pd.DataFrame({**participations, **dates})}
    return made


def test_the_list_of_participants_is_in_the_internal_profile(displayed):
    page("internal").participant_list()
    (made,) = displayed
    assert cells(made)[1:] == [
        ["a1", "Nord", "10-01-2012", "31-03-2012", "Job"],
        ["b2", "Nord", "01-02-2012", "–", "Fortsat indskrevet"],
    ]


def test_and_never_in_the_public_one(displayed):
    page("public").participant_list()
    assert displayed == []


@pytest.mark.parametrize("profile", ["public", "internal"])
def test_no_participant_is_among_the_measures(displayed, profile):
    made = page(profile)
    made.participant_list()
    made.measure(of_answers.given, of_answers.participants)
    if profile == "public":  # of two participations nothing is published
        assert displayed == []
        return
    assert "answers.given" in displayed[-1].table["measure"].tolist()
    assert not {"a1", "b2"} & set(displayed[-1].table.astype(str).to_numpy().ravel())
