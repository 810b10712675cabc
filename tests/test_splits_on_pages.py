"""A page shows any measure by any dimension in the internal profile; a public one those that the gate knows."""

import pytest

from forlob.measures import exits, participants
from forlob.measures.declared import share
from forlob.notebook import Page
from forlob.programme.selection import Selection
from forlob.show import tables
from forlob.storage.register_files import write_registers
from forlob.storage.workspace import Workspace
from tests.cleaning.stories import programme as small_programme
from tests.cleaning.stories import story

EXTRACTS = [{"file": "participants.csv", "registers": {"participants": None}}]
HEAD = "participant_id; project; enrolled_on; gender; exited_on; exit_reason\n"
#: Ten women of whom six left for a job, and ten men of whom seven did.
LEFT = [*["Kvinde; 2012-03-01; Job"] * 6, *["Kvinde; 2012-03-01; Andet"] * 4]
LEFT += [*["Mand; 2012-03-01; Job"] * 7, *["Mand; 2012-03-01; Andet"] * 3]
PEOPLE = HEAD + "\n".join(f"{n}; north; 2012-01-10; {left}" for n, left in enumerate(LEFT))


@pytest.fixture
def page_of(tmp_path, displayed):
    """A page of the small programme in a profile, and the list of what it displays."""
    write_registers(Workspace(*[tmp_path] * 4).registers, story({"participants": PEOPLE}).registers)

    def made(profile):
        displayed.clear()
        selection = Selection(language="en", profile=profile)
        return Page("own", small_programme(EXTRACTS), selection, Workspace(*[tmp_path] * 4)), displayed

    return made


def test_a_split_that_no_page_has_is_shown_and_recorded_in_the_internal_profile(page_of):
    page, shown = page_of("internal")
    page.show(tables.measures, exits.self_supporting, by="gender", zeros=False)
    (table,) = shown
    assert table.caption == "Self-supporting (job or education) by gender"
    assert "| Female | 6 | 10 | 60% |" in " ".join(table.markdown.split()).replace(": ", "")
    rows = page.counted.gated()
    assert dict(zip(rows["group"], rows["n"], strict=True)) == {"female": 6, "male": 7, "not_registered": 0}


def test_in_the_public_profile_it_is_said_and_neither_shown_nor_recorded(page_of):
    page, shown = page_of("public")
    page.show(tables.counts, participants.enrolled, by="gender")
    page.show(tables.measures, exits.self_supporting, by="gender")
    table, note = shown
    assert "Female" in table.markdown
    assert "is shown in the internal report only" in note.markdown
    assert set(page.counted.gated()["by"]) == {"gender"}


def test_a_measure_of_a_cell_is_the_researchers_own(page_of):
    @share(of=participants.enrolled)
    def late(data):
        return data.registers["participants"]["gender"] == "male"

    late.function.__module__ = "__main__"
    page, shown = page_of("internal")
    page.show(tables.measures, late)
    assert "own.late" in shown[0].measures and page.counted.gated()["n"].tolist() == [10]
    page, shown = page_of("public")
    page.show(tables.measures, late)
    assert "Late is shown in the internal report only" in shown[0].markdown and len(shown) == 1


def test_a_key_figure_that_a_public_page_may_not_show_is_said_too(page_of):
    page, shown = page_of("public")
    page.key_figures(participants.enrolled, exits.job.by("gender"))
    note, figures = shown
    assert "is shown in the internal report only" in note.markdown
    assert figures.measures == ["participants.enrolled"]


def test_what_is_shown_twice_is_counted_once(page_of, monkeypatch):
    page, _ = page_of("internal")
    page.show(tables.counts, participants.enrolled, by="gender")
    monkeypatch.setattr(participants.enrolled.function, "__code__", (lambda data: 1 / 0).__code__)
    page.show(tables.counts, participants.enrolled, by="gender")


def test_what_programme_yaml_asks_for_goes_through_the_gate_of_a_public_page(page_of):
    """Of ten women six left for a job, of ten men seven: the four and three others are few, and so all is hidden."""
    page, shown = page_of("public")
    page.programme.breakdowns.update({"exits.self_supporting": ["gender"], "participants.exited": ["gender"]})
    page.breakdowns(exits, participants)
    jobs, exited = shown
    assert "| 6 |" not in " ".join(jobs.markdown.split()) and "suppressed" in jobs.caption
    assert "| 10 |" in " ".join(exited.markdown.split())
    rows = page.counted.gated()
    assert set(rows["by"]) == {"gender"} and set(rows.loc[rows["suppressed"], "measure"]) == {"exits.self_supporting"}


def test_what_is_asked_for_of_other_modules_is_no_matter_of_a_page(page_of):
    page, shown = page_of("internal")
    page.programme.breakdowns.update({"participants.enrolled": ["gender"]})
    page.breakdowns(exits)
    assert shown == []
