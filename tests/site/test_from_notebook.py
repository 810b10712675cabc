"""Executed notebooks become the Markdown of pages."""

import pypandoc
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from forlob.programme.read_programme import read_programme
from forlob.show.outputs import MADE_BY_PAGE
from forlob.show.words import Words
from forlob.site.from_notebook import body
from forlob.site.render_builtin import READ
from tests.end_to_end.line import LILLE

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture(scope="module")
def programme():
    return read_programme(LILLE / "programme.yaml")


@pytest.fixture
def page(programme):
    """Makes the body of a page of some cells, in a language."""

    def make(*cells, language: str = "da", **how):
        return body(new_notebook(cells=list(cells)), Words(language, programme), "nordby-", "../", **how)

    return make


def prose(source: str, *tags: str):
    return new_markdown_cell(source, metadata={"tags": list(tags)})


def code(source: str, *outputs, tags: tuple[str, ...] = ()):
    return new_code_cell(source, outputs=list(outputs), metadata={"tags": list(tags)}, execution_count=1)


def shown(kind: str, data: dict, **about):
    """An output that Page made."""
    return new_output("display_data", data=data, metadata={"forlob": {**MADE_BY_PAGE["forlob"], "kind": kind, **about}})


def chart(caption: str = "Andel af deltagerne", alt: str = "Søjlediagram"):
    return shown("chart", {"image/svg+xml": SVG}, key="shares-1", caption=caption, alt=alt, measures=["plans.started"])


def table(text: str = "| a |\n|---|\n| 1 |\n\n: Tal {#tbl-a}", measures=("participants.enrolled by exit_reason",)):
    return shown("table", {"text/markdown": text, "text/html": "<table>"}, measures=list(measures))


def failure(name: str = "ValueError", message: str = "no figures"):
    return new_output("error", ename=name, evalue=message, traceback=["Traceback ...", message])


def test_prose_is_shown_in_the_language_of_the_page(page):
    cells = [
        prose("## Fakta", "da"),
        prose("## Facts", "en"),
        prose("Both."),
        prose("For the researcher.", "note"),
        code("show()", table()),
    ]
    assert page(*cells).markdown.startswith("## Fakta\n\nBoth.\n\n| a |")
    assert page(*cells, language="en").markdown.startswith("## Facts\n\nBoth.\n\n| a |")
    assert "researcher" not in page(*cells).markdown


def test_a_heading_with_nothing_below_it_is_left_out(page):
    made = page(
        prose("## Timer\n\nMentorernes tid.", "da"),
        code("page.show(charts.hours)"),
        prose("## Status", "da"),
        code("show()", table()),
        prose("### Mere", "da"),
        prose("Ord uden tal.", "da"),
    ).markdown
    assert "Timer" not in made and "Mentorernes" not in made
    assert made.startswith("## Status") and "Mere" not in made and "Ord uden tal" not in made


def test_a_heading_stays_above_a_part_of_its_own(page):
    made = page(prose("## Tid", "da"), prose("### Timer", "da"), code("show()", table())).markdown
    assert made.startswith("## Tid\n\n### Timer\n\n| a |")


def test_a_chart_is_a_figure_file_with_alternative_text(page):
    made = page(code("page.show(charts.shares)", chart(alt='Søjle: "job"\n69 af 72', caption="Andel [a]")))
    assert made.figures == {"nordby-shares-1.svg": SVG}
    line = made.markdown.splitlines()[0]
    assert line.startswith("![Andel \\[a\\]](../figures/nordby-shares-1.svg)")
    assert line.endswith("{#fig-shares-1 fig-alt=\"Søjle: 'job' 69 af 72\"}")


def test_the_code_of_what_is_shown_is_folded_below_the_names_of_its_measures(page):
    made = page(
        code('programme = "lille"', tags=("parameters",)),
        code('programme = "lille"  # given', tags=("injected-parameters",)),
        code("page.measure(plans.started)"),
        code("page.show(charts.shares)", chart(), table(measures=("plans.started", "exits.job"))),
        code("page.show(tables.counts)", table()),
    ).markdown
    first, second = made.split('```{.python .cell-code code-fold="true"}\n')[1:]
    assert first.startswith("page.measure(plans.started)\n\npage.show(charts.shares)\n```")
    assert second.startswith("page.show(tables.counts)\n```")
    assert "programme =" not in made
    names = made.partition(":::: {.source}")[2].partition("```")[0]
    assert names.count("plans.started") == 1 and "exits.job" in names
    assert names.index("plans.started") < names.index("exits.job")


def test_the_rows_of_the_measures_table_are_not_shown(page):
    record = shown("measures", {"text/csv": "programme,project\n", "text/plain": "312 rows of the measures table"})
    assert page(prose("## Tal", "da"), code("page.measure(plans.started)", record)).markdown == ""


def printed(text: str, stream: str = "stdout"):
    return new_output("stream", name=stream, text=text)


def result(text: str, **more: str):
    return new_output("execute_result", data={"text/plain": text, **more}, execution_count=1)


def test_what_a_researcher_prints_is_shown_as_it_is_in_the_internal_profile(page):
    made = page(code("print(1)", printed("1\n")), code("2", result("2")), public=False).markdown
    assert made == "```text\n1\n```\n\n```text\n2\n```"


@pytest.mark.parametrize(
    "output",
    [
        printed("person 7\n"),
        printed("person 7\n", "stderr"),
        result("person 7"),
        result("<pandas.io.formats.style.Styler>", **{"text/html": "<b>person 7</b>"}),
        new_output("display_data", data={"text/markdown": "person 7"}),
        new_output("display_data", data={"text/plain": "person 7"}, metadata={"forlob": {"kind": "block"}}),
    ],
)
def test_a_public_page_leaves_off_what_page_did_not_make(page, output):
    cells = [prose("## Personer", "da"), code("x", output, table()), prose("## Slut", "da"), code("y", output)]
    made = page(*cells, own=True).markdown
    assert "person 7" not in made and "| a |" in made and "Slut" not in made
    assert "2 output fra celle 2 og 4 er udeladt" in made
    assert "2 outputs of cells 2 and 4 are left off" in page(*cells, language="en").markdown


def test_nothing_is_said_of_a_stream_without_text_or_of_cells_for_the_researcher(page):
    made = page(code("x", printed("\n")), code("y", printed("person 7"), tags=("parameters",)), code("z", table()))
    assert "udeladt" not in made.markdown and "person 7" not in made.markdown


def test_a_cell_tagged_public_is_shown_and_marked_in_a_notebook_of_the_programme_s_own_alone(page):
    cells = [code("x", printed("12 in all"), result("13 in all"), tags=("public",)), code("y", printed("person 7"))]
    own = page(*cells, own=True).markdown
    assert "```text\n12 in all\n```" in own and "13 in all" in own and "person 7" not in own
    assert own.count("celle 1 i notebooken. Forfatteren har mærket cellen public") == 1
    assert "1 output fra celle 2 er udeladt" in own
    built_in = page(*cells, own=False).markdown
    assert "in all" not in built_in and "3 output fra celle 1 og 2" in built_in
    assert "Forfatteren" not in page(*cells, own=True, public=False).markdown


def test_what_came_before_a_failure_is_left_off_too(page):
    made = page(code("x", printed("person 7"), failure()), code("y", printed("person 8")))
    assert made.failed and "person" not in made.markdown and "1 output fra celle 1" in made.markdown


@pytest.mark.parametrize("ticks", ["```", "`````", "``\r`", "``\x1b[0m`", "``\x00`", "~~~", "   ```"])
def test_printed_text_stays_in_its_block_of_code(page, ticks):
    text = f"{ticks}\n\n<script>alert(1)</script>\n\n{ticks}"
    open_before = prose("```\nnever closed")
    for cells in ([code("x", printed(text))], [open_before, code("x", printed(text))], [code(text, table())]):
        html = pypandoc.convert_text(page(*cells, public=False).markdown, "html", READ)
        assert "<script" not in html and "script" in html
    html = pypandoc.convert_text(page(code(text, failure(message=text))).markdown, "html", READ)
    assert "<script" not in html


def test_codes_of_a_terminal_and_half_characters_are_not_shown(page):
    text = "\x1b[31mrød\x1b[0m \x1b]8;;http://e.example\x1b\\link\x1b]8;;\x1b\\ a\x00b\tc \ud83d"
    made = page(code("x", printed(text)), code("y", failure(message=text)), public=False).markdown
    assert made.startswith("```text\nrød link ab\tc \N{REPLACEMENT CHARACTER}\n```")
    assert "ValueError: rød link ab c" in made and "\x1b" not in made
    made.encode("utf-8")


def test_a_very_long_output_is_cut_and_a_picture_is_named(page):
    made = page(code("x", printed("1234567890" * 10_000)), public=False).markdown
    assert len(made) < 51_000 and made.endswith("Yderligere 50.000 tegn er udeladt.")
    picture = result("<Figure size 640x480 with 1 Axes>", **{"image/png": "iVBORw0KGgo="})
    assert "billede uden alternativ tekst" in page(code("x", picture), public=False).markdown


def test_a_cell_that_raised_is_shown_and_nothing_after_it(page):
    made = page(
        prose("For the researcher.", "note"),
        code("x = 1", tags=("parameters",)),
        code("x = 2", tags=("injected-parameters",)),
        prose("## Status", "da"),
        code("page.show(tables.counts)", table()),
        prose("## Tid", "da"),
        code("1 / 0", failure("ZeroDivisionError", "division\nby `zero`")),
        prose("## Efter", "da"),
        code("show()", table("| b |")),
    )
    assert made.failed
    assert "| a |" in made.markdown and "| b |" not in made.markdown and "Efter" not in made.markdown
    assert "celle 6: `ZeroDivisionError: division by 'zero'`" in made.markdown
    assert made.markdown.endswith("```python\n1 / 0\n```") and ".callout-important" in made.markdown
    assert "Traceback" not in made.markdown


def test_a_failure_names_nobody(page):
    made = page(code("check()", failure("KeyError", "010190-1234 and 0101901234 of borger@kommune.dk")))
    assert "010190" not in made.markdown and "borger@" not in made.markdown


def test_a_long_failure_is_cut(page):
    assert len(page(code("check()", failure(message="x" * 5000))).markdown) < 800


def test_a_notebook_without_failures_has_not_failed(page):
    made = page(code("show()", table()))
    assert made.failed is False and made.figures == {}
