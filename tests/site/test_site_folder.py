"""What stops a folder of pages from becoming a site, and the message that says so."""

import json
from pathlib import Path

import pytest

from forlob.errors import RenderError
from forlob.show.markdown import escape
from forlob.site.site_folder import read_site, theme_folder

FIGURE = "![En figur](figures/a.svg){#fig-a fig-alt='En figur'}\n"


def folder_of(tmp_path: Path, text: str = "Tekst.\n", **about) -> Path:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "a.svg").write_text("<svg/>")
    (tmp_path / "index.md").write_text(text, encoding="utf-8")
    pages = [{"file": "index.md", "title": "Forside", "part": ""}]
    site = {"title": "Rapport", "language": "da", "programme": "x", "pages": pages} | about
    (tmp_path / "site.json").write_text(json.dumps(site))
    return tmp_path


def test_a_site_is_its_pages_and_the_files_beside_them(tmp_path):
    site = read_site(folder_of(tmp_path, "---\ntitle: Hej\nsubtitle: Med dig\nstatus: failed\n---\n\nTekst.\n"))
    (page,) = site.pages
    assert (page.heading, page.subtitle, page.failed, page.title) == ("Hej", "Med dig", True, "Forside")
    assert page.text.strip() == "Tekst."
    assert site.files == ("figures/a.svg",)
    assert site.note == ""


def test_without_front_matter_the_title_of_the_contents_is_the_heading(tmp_path):
    assert read_site(folder_of(tmp_path)).pages[0].heading == "Forside"


def test_links_lead_up_and_down(tmp_path):
    folder = folder_of(tmp_path, pages=[{"file": "index.md", "title": "A"}, {"file": "projects/b.md", "title": "B"}])
    (folder / "projects").mkdir()
    (folder / "projects" / "b.md").write_text("Tekst.")
    first, second = read_site(folder).pages
    assert first.link_to(second.html) == "projects/b.html"
    assert second.link_to(first.html) == "../index.html"
    assert second.link_to(second.html) == "b.html"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![x](figures/b.svg)", "The page index.md shows the figure figures/b.svg, which is missing."),
        ("![x](https://example.org/a.svg)", "The page index.md shows https://example.org/a.svg"),
        (FIGURE + "\n" + FIGURE, "The page index.md uses the id fig-a more than once."),
        ("Se @fig-b.", "The page index.md refers to @fig-b, but has no figure or table of that id."),
        ("---\ntitle: [\n---\n\nTekst", "The front matter of the page index.md is not valid YAML"),
    ],
)
def test_a_page_that_would_be_broken(tmp_path, text, said):
    with pytest.raises(RenderError, match="index.md") as raised:
        read_site(folder_of(tmp_path, text))
    assert str(raised.value).startswith(said)


@pytest.mark.parametrize(
    "text",
    [
        FIGURE + "\nSe @fig-a, og skriv til navn@fig-x.dk.",
        '![En figur](figures/a.svg){#fig-a fig-alt="Nr. #fig-a {1}"}',
        "```\n![x](figures/b.svg) {#fig-a} @fig-b\n```\n\n" + FIGURE,
        "Skriv `@fig-b` for at henvise.",
        escape("Et svar: @fig-b"),
        '![Søjler](figures/a.svg){#fig-a fig-alt="Et svar: @fig-b"}',
        "| a |\n|---|\n| 1 |\n\n: Tabel [med klammer] {#tbl-a}\n\nSe @tbl-a.",
    ],
)
def test_a_page_that_is_not_broken(tmp_path, text):
    read_site(folder_of(tmp_path, text))


def test_a_page_of_the_contents_without_a_file(tmp_path):
    folder = folder_of(tmp_path, pages=[{"file": "index.md", "title": "A"}, {"file": "projects/b.md", "title": "B"}])
    with pytest.raises(RenderError, match=r"projects/b\.md is listed in site\.json, but the file is missing"):
        read_site(folder)


@pytest.mark.parametrize("file", ["../index.md", "/index.md", "index.html", ""])
def test_a_page_outside_the_folder(tmp_path, file):
    with pytest.raises(RenderError, match=r"must be a \.md file in the folder"):
        read_site(folder_of(tmp_path, pages=[{"file": file, "title": "B"}]))


def test_a_folder_without_site_json(tmp_path):
    with pytest.raises(RenderError, match=r"site\.json is missing"):
        read_site(tmp_path)


def test_site_json_without_a_title(tmp_path):
    with pytest.raises(RenderError, match="says nothing of 'title'"):
        read_site(folder_of(tmp_path, title=""))


def test_site_json_cut_short(tmp_path):
    folder_of(tmp_path)
    (tmp_path / "site.json").write_text('{"title": ')
    with pytest.raises(RenderError, match="is not valid JSON"):
        read_site(tmp_path)


def test_no_first_page(tmp_path):
    folder = folder_of(tmp_path, pages=[{"file": "b.md", "title": "B"}])
    (folder / "b.md").write_text("Tekst.")
    with pytest.raises(RenderError, match=r"no index\.md"):
        read_site(folder)


def test_the_theme_is_found():
    names = {path.name for path in theme_folder().iterdir()}
    assert names >= {"forlob.css", "forlob.lua", "template.html", "favicon.svg"}
