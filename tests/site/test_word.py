"""Word files: what becomes of a page's figures, tables, headings and boxes, and that the bytes repeat."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

import pytest

from forlob.errors import RenderError
from forlob.site.site_folder import read_site
from forlob.site.word import reference, without_times, write_word

PAGES = Path(__file__).parent / "pages"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(out: Path) -> Path:
    site = read_site(PAGES)
    pages = {page.file: page for page in site.pages}
    chosen = [pages[name] for name in ("projects/fjordby.md", "quality.md", "method.md")]
    write_word(site, chosen, "Fjordby", "Evaluering af Fjordprogrammet", out)
    return out


@pytest.fixture(scope="module")
def word(tmp_path_factory) -> zipfile.ZipFile:
    return zipfile.ZipFile(write(tmp_path_factory.mktemp("word") / "fjordby.docx"))


@pytest.fixture(scope="module")
def body(word) -> ElementTree.Element:
    return ElementTree.fromstring(word.read("word/document.xml"))


def text(element) -> str:
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def paragraphs(body, style: str) -> list[str]:
    """The texts of the paragraphs of a style."""
    found = []
    for paragraph in body.iter(f"{W}p"):
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        if named is not None and named.get(f"{W}val") == style:
            found.append(text(paragraph))
    return found


def test_figures_are_pictures_with_alternative_text_and_a_numbered_caption(word, body):
    pictures = [name for name in word.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2 and all(word.read(name).startswith(b"\x89PNG") for name in pictures)
    described = [element.get("descr") for element in body.iter() if element.tag.endswith("}docPr")]
    assert described == [
        "Liggende søjler: 80 forventede og 84 faktiske deltagere.",
        "Liggende søjler: 79 med indsatsplan, 55 i praktik, 6 i job og 14 i uddannelse, af 84 deltagere.",
    ]
    assert paragraphs(body, "ImageCaption")[0] == "Figur 1. Forventede og faktiske deltagere"


def test_tables_are_tables_with_a_head_that_repeats(body):
    tables = list(body.iter(f"{W}tbl"))
    assert len(tables) == 3
    for table in tables:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows[1:])
    cells = [[text(cell) for cell in row.findall(f"{W}tc")] for row in tables[0].findall(f"{W}tr")]
    assert cells[:2] == [["Status", "Antal", "Andel", "95 %-interval"], ["Job", "6", "7 %", "3–15 %"]]
    assert paragraphs(body, "TableCaption")[0].startswith("Tabel 1. Status ved afslutningen")


def test_no_level_of_heading_is_skipped(body):
    levels = [int(style.get(f"{W}val")[-1]) for style in body.iter(f"{W}pStyle") if "Heading" in style.get(f"{W}val")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    assert "Datakvalitet" in paragraphs(body, "Heading1") and "Fund" in paragraphs(body, "Heading2")
    assert paragraphs(body, "Title") == ["Fjordby"]
    assert "Visitation" in paragraphs(body, "BoxTitle")


def test_code_measures_and_links_to_other_pages_are_left_out(word, body):
    whole = text(body)
    assert "page.show" not in whole and "participants.expected ·" not in whole
    assert "se også datakvalitet" in whole.casefold()
    targets = re.findall(r'Target="([^"]+)"', word.read("word/_rels/document.xml.rels").decode())
    assert not [target for target in targets if target.endswith((".md", ".html", ".csv", ".svg"))]


def test_references_lead_to_their_figure(body):
    links = {link.get(f"{W}anchor"): text(link) for link in body.iter(f"{W}hyperlink")}
    assert links["fig-fjordby-plans"].replace("\u00a0", " ") == "Figur 2"
    assert set(links) <= {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}


def test_title_language_and_page(word, body):
    core = word.read("docProps/core.xml").decode()
    assert "<dc:title>Fjordby</dc:title>" in core and "<dc:language>da-DK</dc:language>" in core
    assert "dcterms:created" not in core
    assert 'w:val="da-DK"' in word.read("word/styles.xml").decode()
    (paper,) = body.iter(f"{W}pgSz")
    assert (paper.get(f"{W}w"), paper.get(f"{W}h")) == ("11906", "16838")
    assert " PAGE " in word.read("word/footer1.xml").decode()


def test_every_style_that_is_used_is_there(word, body):
    kinds = ("pStyle", "rStyle", "tblStyle")
    used = {element.get(f"{W}val") for kind in kinds for element in body.iter(f"{W}{kind}")}
    styles = ElementTree.fromstring(word.read("word/styles.xml"))
    assert used <= {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}


def test_twice_gives_the_same_bytes(tmp_path):
    assert write(tmp_path / "a.docx").read_bytes() == write(tmp_path / "b.docx").read_bytes()


def test_a_word_file_without_times():
    """Parts written in another order at another time."""

    def packed(day: int, *names: str) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as new:
            for name in names:
                said = f"<a><dcterms:created x='1'>2026-01-0{day}</dcterms:created></a>" if "core" in name else "<a/>"
                new.writestr(zipfile.ZipInfo(name, (2026, 1, day, 0, 0, 0)), said)
        return made.getvalue()

    one = without_times(packed(1, "word/document.xml", "docProps/core.xml", "[Content_Types].xml"))
    assert one == without_times(packed(2, "[Content_Types].xml", "docProps/core.xml", "word/document.xml"))
    assert zipfile.ZipFile(io.BytesIO(one)).namelist()[0] == "[Content_Types].xml"


def test_the_reference_is_the_themes():
    parts = zipfile.ZipFile(io.BytesIO(reference()))
    assert b"Callout Title" in parts.read("word/styles.xml") and b"footer1.xml" in parts.read("[Content_Types].xml")


def test_a_chart_that_cannot_be_drawn_stops_it(tmp_path):
    (tmp_path / "pages").mkdir()
    chart = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image/></svg>'
    (tmp_path / "pages" / "a.svg").write_text(chart)
    page = '---\ntitle: A\n---\n\n![b](a.svg){#fig-a fig-alt="c"}\n'
    (tmp_path / "pages" / "index.md").write_text(page)
    (tmp_path / "pages" / "site.json").write_text(
        '{"title": "T", "language": "en", "pages": [{"file": "index.md", "title": "A"}]}'
    )
    site = read_site(tmp_path / "pages")
    with pytest.raises(RenderError, match="<image>"):
        write_word(site, site.pages, "A", "", tmp_path / "a.docx")
