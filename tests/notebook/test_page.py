"""What a researcher has of a page: registers, rows, sources, figures, and sentences for mistakes."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from forlob.errors import UsageError
from forlob.measures import exits, participants, placements, themes
from forlob.measures.declared import share
from forlob.notebook import Page
from forlob.programme.selection import Selection
from forlob.show import charts, tables
from forlob.storage.register_files import write_registers
from forlob.storage.workspace import Workspace
from tests.cleaning.stories import programme as small_programme
from tests.cleaning.stories import story

EXTRACTS = [{"file": "participants.csv", "registers": {"participants": None}}]
PEOPLE = """\
participant_id; project; enrolled_on; gender; exited_on; exit_reason
1; north; 2012-01-10; Kvinde; 2012-03-01; Job
2; north; 2012-01-11; Kvinde; 2012-03-01; Andet
3; south; 2012-01-12; Mand; 2012-03-01; Job"""


@pytest.fixture
def page(tmp_path, displayed):
    write_registers(Workspace(*[tmp_path] * 4).registers, story({"participants": PEOPLE}).registers)
    return Page(
        "own", small_programme(EXTRACTS), Selection(language="en", profile="internal"), Workspace(*[tmp_path] * 4)
    )


def test_a_register_is_a_copy_of_what_the_page_counts(page):
    table = page.register("participants")
    assert table["gender"].tolist() == ["female", "female", "male"]
    table["gender"] = "x"
    assert page.register("participants")["gender"].tolist() == ["female", "female", "male"]
    with pytest.raises(UsageError, match=r"there is no register plans. This page has participants\."):
        page.register("plans")


def test_rows_are_a_data_frame_and_recorded(page, displayed):
    rows = page.rows(exits.job, by="gender")
    assert dict(zip(rows["group"], rows["n"], strict=True)) == {"male": 1, "female": 1, "not_registered": 0}
    (record,) = displayed
    assert record.table["n"].sum() == 2 and [entry.measure for entry in record.codebook] == ["exits.job"]


def test_the_source_of_a_measure_is_shown(page, displayed):
    page.source(exits.self_supporting)
    (block,) = displayed
    assert "exits.self_supporting" in block.markdown and "def self_supporting(data" in block.markdown


def test_what_is_counted_twice_is_recorded_once(page, displayed):
    page.measure(exits.job)
    page.measure(exits.job)
    assert len(displayed) == 1


def test_a_measure_that_is_declared_again_is_counted_again(page, displayed):
    """What a cell is run again for: 2 women of 3, then 1 man of 3; the rows of before are gone."""
    for code in ("female", "male"):

        @share(of=participants.enrolled)
        def chosen(data, code=code):
            return data.participations["gender"] == code

        page.show(tables.measures, chosen)
    first, second = displayed
    assert "| 2 | 3 |" in " ".join(first.markdown.split()) and "| 1 | 3 |" in " ".join(second.markdown.split())
    assert page.counted.gated()["n"].tolist() == [1]


def test_a_figure_needs_to_be_said_in_words(page, displayed):
    figure = Figure(figsize=(4, 2))
    figure.subplots().plot([1, 2])
    with pytest.raises(UsageError, match="page.figure takes a figure and what it shows in words: page.figure"):
        page.figure(figure)
    with pytest.raises(UsageError, match="page.figure takes a figure"):
        page.figure([1, 2], alt="a line")
    page.figure(figure, alt={"da": "en linje", "en": "a line"}, caption="From one to two")
    (chart,) = displayed
    assert chart.alt == "a line" and "<desc" in chart.svg and 'viewBox="0 0 288 144"' in chart.svg
    page.figure(figure, alt="a line", caption="From one to two")
    assert displayed[1].svg.replace("figure-2", "figure-1") == chart.svg


def late(data):
    return []


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        (
            (tables.measures, "exits.job"),
            {},
            "'exits.job' is a text. Give the measure itself: `from forlob.measures im",
        ),
        ((tables.measures, late), {}, "late is a function and no measure. Put @count(...) or @share(of=...) above it"),
        ((tables.measures, pd.DataFrame()), {}, "a table of rows is no measure. Give the measure itself"),
        ((tables.measures, None), {}, "NoneType is no measure"),
        ((tables.measures,), {"by": "gender"}, "say which measure"),
        ((tables.measures, "gender"), {}, "'gender' is what a measure is split by: write by=\"gender\"."),
        ((tables.measures, "young"), {}, "young, or page.own.young where it stands in measures.py"),
        ((exits.job,), {}, "page.show takes first how to show, then what: page.show(tables.measures, exits.job)."),
        ((exits.job, tables.measures), {}, "page.show takes first how to show, then what"),
        (
            (charts.shares, exits.job),
            {"sorted": True},
            "shares has no option sorted; did you mean sort? It takes sort,",
        ),
        ((late, exits.job), {}, "late shows no rows. Take one of charts or tables"),
        ((tables.measures, exits.job), {"by": 7}, "by takes the names of one or two dimensions"),
        ((tables.measures, exits.job), {"by": ("gender", 7)}, "by takes the names of one or two dimensions"),
        ((tables.measures, exits.job), {"by": "sex"}, "by sex: there is no such dimension"),
        (
            (charts.medians, exits.job),
            {"by": "gender"},
            "charts.medians does not show exits.job by gender, a share. It shows: median (whole, by one dimension). ",
        ),
        (
            (charts.heat_map, exits.job),
            {"by": "gender"},
            "It is shown by tables.by_group, tables.counts, ",
        ),
        ((tables.crosstab, exits.job), {"by": "gender"}, "tables.crosstab does not show exits.job by gender"),
        ((charts.curves, exits.job), {}, "It shows: curve (whole, over time, by one dimension, over time)."),
        (
            (charts.likert, exits.job),
            {},
            "charts.likert does not show exits.job, a share. It shows: share (by q",
        ),
        ((tables.measures, participants.cumulative), {}, "does not show participants.cumulative, a curve."),
        ((tables.measures, exits.job), {"caption": 7}, "caption takes a text, or one a language"),
        ((tables.measures, exits.job), {"totals": True}, "totals=True is of measures that are split"),
    ],
)
def test_a_mistake_gets_a_sentence(page, given, options, said):
    with pytest.raises(UsageError) as raised:
        page.show(*given, **options)
    assert said in str(raised.value)


def test_a_plain_caption_is_one_for_both_languages(page, displayed):
    page.show(tables.measures, exits.job, caption="Til job")
    assert displayed[0].caption == "Til job"


def test_a_measure_that_the_programme_has_no_register_for_shows_nothing(page, displayed, monkeypatch):
    monkeypatch.setenv("FORLOB_PROGRAMME_FILE", "programme.yaml")  # as a report does
    page.show(tables.measures, themes.excerpts)
    assert displayed == []


@share(of=participants.enrolled, needs=["participants.exited"])
def ended_soon(data):
    return data.participations["exited_on"].notna()


@share(of=participants.enrolled)
def forgotten(data):
    data.participations["exited_on"].notna()  # noqa: B018


@pytest.mark.parametrize(
    ("measure", "by", "said"),
    [
        (
            themes.excerpts,
            "",
            "Nothing to show of `themes.excerpts by theme`: it counts every excerpt, and there is",
        ),
        (placements.started, "", "it needs the register placements, which this page does not have."),
        (exits.job, "pathway", "every participation would need a column pathway, which is not there."),
        (ended_soon, "", "it needs participants.exited, and participants has no such column; did you mean exited_on?"),
    ],
)
def test_who_works_in_a_notebook_is_told_why_there_is_nothing(page, displayed, measure, by, said, monkeypatch):
    told = []
    monkeypatch.setattr("forlob.notebook.in_lab.say", told.append)
    page.show(tables.measures, measure, by=by)
    assert displayed == [] and said in told[0]


def test_a_function_that_gives_nothing_says_so(page):
    with pytest.raises(UsageError, match="own.forgotten gives nothing: its last line should begin with `return`."):
        page.show(tables.measures, forgotten)


def test_a_measure_says_what_it_is_and_what_it_can_be_split_by_here(page):
    said = page.card(exits.job)
    assert (
        "share of `participants.enrolled`" in said and "| can be split by | gender, exit_reason, status_group |" in said
    )
    assert "**`own.ended_soon`** Ended soon" in page.card(ended_soon)


def test_tab_lists_what_a_page_does(page):
    assert {"show", "rows", "register", "own", "preview"} <= set(dir(page))
    assert not {name for name in dir(page) if name.startswith("_") or name in ("card", "counted", "folders")}


def test_a_page_says_what_it_has_and_what_can_be_counted(page):
    said = page._repr_markdown_()
    assert "| `participants` | 3 |" in said and "| `exits.` | " in said and "`job`" in said
    assert "`themes.`" not in said and "page.preview()" in said
