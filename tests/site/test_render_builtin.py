"""The built-in renderer: what becomes of the Markdown of a page, and of the site as a whole."""

import json
import re
from pathlib import Path

import pytest

from forlob.errors import RenderError
from forlob.site import render_builtin

PAGES = Path(__file__).parent / "pages"
PLAIN_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36"/>'


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site")
    render_builtin.render(PAGES, out)
    return out


def page(tmp_path: Path, text: str, language: str = "da", **about) -> str:
    """The HTML of a site's only page."""
    pages, out = tmp_path / "pages", tmp_path / "out"
    (pages / "figures").mkdir(parents=True)
    (pages / "figures" / "a.svg").write_text(PLAIN_SVG)
    (pages / "index.md").write_text(text, encoding="utf-8")
    contents = [{"file": "index.md", "title": "Forside", "part": ""}]
    site = {"title": "Rapport", "language": language, "programme": "x", "pages": contents} | about
    (pages / "site.json").write_text(json.dumps(site))
    out.mkdir()
    render_builtin.render(pages, out)
    return (out / "index.html").read_text(encoding="utf-8")


def flat(html: str) -> str:
    return re.sub(r">\s+<", "><", html)


def test_every_page_figure_and_download_is_there(site):
    made = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert made == {
        "index.html", "projects/fjordby.html", "projects/sandmark.html",
        "programme.html", "quality.html", "method.html",
        "figures/fjordby-participants.svg", "figures/fjordby-plans.svg", "figures/programme-cumulative.svg",
        "measures.csv", "assets/forlob.css",
    }  # fmt: skip


def test_twice_gives_the_same_bytes(site, tmp_path):
    render_builtin.render(PAGES, tmp_path)
    for path in site.rglob("*"):
        if path.is_file():
            assert (tmp_path / path.relative_to(site)).read_bytes() == path.read_bytes()


def test_progress_names_each_page_in_turn(tmp_path):
    said = []
    render_builtin.render(PAGES, tmp_path, said.append)
    assert said[0] == "[1/6] index.md"
    assert said[-1] == "[6/6] method.md"


@pytest.mark.parametrize(("jobs", "most"), [(1, 1), (3, 3)])
def test_so_many_pages_are_made_at_a_time(tmp_path, monkeypatch, jobs, most):
    at_work, seen, really = set(), [], render_builtin._render_page

    def made(site, page, *given):
        at_work.add(page.file)
        seen.append(len(at_work))
        really(site, page, *given)
        at_work.remove(page.file)

    monkeypatch.setattr(render_builtin, "_render_page", made)
    render_builtin.render(PAGES, tmp_path, jobs=jobs)
    assert max(seen) == most


def test_a_figure_has_number_caption_alternative_text_and_size(tmp_path):
    html = flat(page(tmp_path, '![Antal *deltagere*](figures/a.svg){#fig-a fig-alt="To søjler: 3 & <4>"}\n'))
    assert (
        '<figure class="figure" id="fig-a"><figcaption id="fig-a-caption"><span class="label">Figur 1</span>'
        " Antal <em>deltagere</em></figcaption>"
        '<div class="chart" role="group" tabindex="0" aria-labelledby="fig-a-caption">'
        '<img src="figures/a.svg" alt="To søjler: 3 &amp; &lt;4&gt;" width="96" height="48"></div></figure>'
    ) in html


def test_figures_and_tables_are_counted_apart_and_references_lead_to_them(tmp_path):
    text = (
        "Se @fig-b og [@tbl-t].\n\n![A](figures/a.svg){#fig-a}\n\n![B](figures/a.svg){#fig-b}\n\n"
        "| a | b |\n|---|--:|\n| x | 1 |\n\n: Tal {#tbl-t}\n"
    )
    html = page(tmp_path, text)
    assert 'Se <a href="#fig-b" class="reference">Figur\u00a02</a> og ' in html
    assert '<a href="#tbl-t" class="reference">Tabel\u00a01</a>.' in html
    assert '<figcaption id="tbl-t-caption"><span class="label">Tabel 1</span> Tal</figcaption>' in html


def test_english_words(tmp_path):
    html = page(tmp_path, "![A](figures/a.svg){#fig-a}\n\n::: {.callout-warning}\nx\n:::\n", language="en")
    assert '<html lang="en">' in html
    assert "Figure 1" in html
    assert '<p class="callout-title">Warning</p>' in html


def test_a_table_scrolls_and_has_headers_for_columns_and_rows(tmp_path):
    table = "|   | Antal | Andel |\n|---|---|---|\n| Job | 1.234 | 71 % |\n| Uoplyst | – | |\n\n: T {#tbl-t}\n"
    html = flat(page(tmp_path, table))
    assert '<div class="table-region" role="region" tabindex="0" aria-labelledby="tbl-t-caption">' in html
    assert '<th scope="col"><span class="visually-hidden">Gruppe</span></th>' in html
    assert '<th class="num" scope="col">Antal</th>' in html
    assert '<th scope="row">Job</th><td class="num">1.234</td><td class="num">71 %</td>' in html
    assert '<th scope="row">Uoplyst</th><td class="num">–</td><td class="num"></td>' in html


@pytest.mark.parametrize(
    ("cell", "is_number"),
    [
        ("1.234,5", True), ("71 %", True), ("51 (71 %)", True), ("3,4–5,6", True),
        ("1.020.751 kr.", True), ("−2", True),
        ("31-03-2013", False), ("2012-03", False), ("2 eller 3", False), ("under 30", False), ("–", False),
    ],
)  # fmt: skip
def test_which_cells_are_numbers(tmp_path, cell, is_number):
    html = page(tmp_path, f"| a | b |\n|---|---|\n| x | {cell} |\n")
    assert ('<td class="num">' in html) == is_number


def test_a_suppressed_cell_is_told_apart_and_leaves_its_column_one_of_numbers(tmp_path):
    html = page(tmp_path, "| a | b |\n|---|---|\n| x | : |\n| y | 12 |\n")
    assert '<td class="num suppressed">:</td>' in html and '<td class="num">12</td>' in html


def test_long_cells_in_a_pipe_table_do_not_set_widths(tmp_path):
    long = "et langt svar " * 12
    html = page(tmp_path, f"| a | b |\n|---|---|\n| {long} | {long} |\n")
    assert "<col" not in html
    assert '<td class="long">' in html


def test_a_callout_is_a_note_with_a_title(tmp_path):
    html = flat(page(tmp_path, "::: {.callout-note}\n## Husk\nTekst.\n:::\n\n::: {.callout-important}\nTekst.\n:::\n"))
    assert '<div class="callout callout-note" role="note"><p class="callout-title">Husk</p><p>Tekst.</p></div>' in html
    assert '<div class="callout callout-important" role="note"><p class="callout-title">Vigtigt</p>' in html


def test_code_is_folded_away_but_there(tmp_path):
    html = page(tmp_path, '```{.python .cell-code code-fold="true"}\nx = 1\n```\n')
    assert '<details class="code"><summary>Vis kode</summary>' in html
    assert "code-fold" not in html
    assert '<span class="dv">1</span>' in html


def test_no_heading_level_is_skipped_and_the_title_is_the_only_h1(tmp_path):
    text = "## A\n\n::: {.effort-model}\n::: {.box}\n#### B\n:::\n::: {.box}\n#### C\n:::\n:::\n\n### D\n\n## E\n"
    html = page(tmp_path, text)
    assert re.findall(r"<h([2-6])[^>]*>([A-E])<", html) == list(zip("23332", "ABCDE", strict=True))
    assert html.count("<h1>Forside</h1>") == html.count("<h1") == 1
    assert '<h3 class="box-title">B</h3>' in html


def test_a_link_to_a_page_leads_to_the_page(site):
    html = (site / "index.html").read_text(encoding="utf-8")
    assert '<a href="projects/fjordby.html">Fjordby</a>' in html
    assert 'href="quality.html#fund"' in (site / "method.html").read_text(encoding="utf-8")


def test_dollars_backslashes_and_rules_are_text(tmp_path):
    html = page(tmp_path, "Fra $5 til $6 i C:\\data.\n\n---\nikke: metadata\n---\n")
    assert "Fra $5 til $6 i C:\\data." in html
    assert "ikke: metadata" in html


def test_titles_are_text_not_markup(tmp_path):
    html = page(tmp_path, "---\ntitle: 'A & <b> $5$ \"c\"'\n---\n\nx\n", title="R & D $1$")
    assert "<h1>A &amp; &lt;b&gt; $5$ &quot;c&quot;</h1>" in html
    assert ">R &amp; D $1$</a>" in html


def test_the_contents_mark_the_page_one_is_on_and_the_one_that_failed(site):
    html = (site / "projects" / "sandmark.html").read_text(encoding="utf-8")
    mark = '<span class="incomplete">ikke komplet</span>'
    assert html.count(f'<a href="sandmark.html" aria-current="page">Sandmark {mark}</a>') == 2
    assert '<body class="page status-failed">' in html
    assert "En beregning fejlede" in html
    assert '<a href="../quality.html">Datakvalitet</a>' in html
    assert '<p class="part">Projekter</p>' in html


def test_pages_lead_to_the_one_before_and_the_one_after(site):
    html = (site / "programme.html").read_text(encoding="utf-8")
    assert '<a class="previous" rel="prev" href="projects/sandmark.html"><span>Forrige</span> Sandmark</a>' in html
    assert '<a class="next" rel="next" href="quality.html"><span>Næste</span> Datakvalitet</a>' in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[x](projects/none.md)", r"index\.md links to projects/none\.html, which is not there"),
        ("[x](#nowhere)", r"index\.md links to #nowhere, which is not there"),
        ('<img src="https://example.org/a.png">', r"index\.md would ask the network for https://example\.org/a\.png"),
        ('<p id="a"></p>\n\n<p id="a"></p>', r"index\.md uses the id a more than once"),
    ],
)
def test_a_finished_page_that_is_broken(tmp_path, text, said):
    with pytest.raises(RenderError, match=said):
        page(tmp_path, text)


def test_a_language_without_words(tmp_path):
    with pytest.raises(RenderError, match="da or en"):
        page(tmp_path, "x", language="sv")


def test_pandoc_that_fails_is_one_message(tmp_path, monkeypatch):
    program = tmp_path / "pandoc"
    program.write_text("#!/bin/sh\necho 'it\n broke' >&2\nexit 83\n")
    program.chmod(0o755)
    monkeypatch.setattr(render_builtin.pypandoc, "get_pandoc_path", lambda: str(program))
    with pytest.raises(RenderError, match=r"index\.md could not be made: pandoc stopped with exit status 83: it broke"):
        page(tmp_path, "x")
