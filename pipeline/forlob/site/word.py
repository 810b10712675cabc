"""Writes pages of a report as one Word file, with pandoc and the report's own look, for a municipality to keep.

The same pages give the same bytes: the parts of the file carry no time.
"""

import io
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pypandoc

from forlob.errors import RenderError
from forlob.site.png import to_png
from forlob.site.render_builtin import READ, SECONDS_A_PAGE
from forlob.site.site_folder import CODE, FIGURE, Page, Site, theme_folder

#: The language of proofing, by the language of a report.
LOCALES = {"da": "da-DK", "en": "en-GB"}
#: The first day that a zip file knows, for every part of a Word file: its bytes are then the same in every run.
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: A4 with 2.5 cm on all sides, and a footer that counts the pages.
PAGE = (
    f'<w:sectPr xmlns:r="{OFFICE}"><w:footerReference w:type="default" r:id="rIdFooter"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr>"
)
FOOTER = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr xmlns:w="{MAIN}"><w:p><w:pPr>'
    '<w:pStyle w:val="Footer"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
    "</w:ftr>"
)
FOOTER_LINK = f'<Relationship Id="rIdFooter" Type="{OFFICE}/footer" Target="footer1.xml"/>'
FOOTER_TYPE = (
    '<Override PartName="/word/footer1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>'
)
SECTION = re.compile(r"<w:sectPr\b[^>]*/>|<w:sectPr\b.*?</w:sectPr>", re.DOTALL)
DATED = re.compile(r"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)


def write_word(site: Site, pages: Iterable[Page], title: str, subtitle: str, out: Path) -> None:
    """Write `pages` of a site as the Word file `out`: the first as the document's own text, the others as chapters.

    Code, the names of measures and the lists of files are left out; links to other pages become text. Raises
    RenderError where pandoc fails or a chart cannot be drawn.
    """
    with tempfile.TemporaryDirectory(prefix="forlob-word-") as name:
        folder = Path(name)
        text = "\n\n".join(_chapter(page, place, site, folder) for place, page in enumerate(pages))
        (folder / "reference.docx").write_bytes(reference())
        options = [f"--from={READ}", "--to=docx", "--wrap=none", "--reference-doc=reference.docx"]
        options += [f"--lua-filter={theme_folder() / 'word.lua'}", f"--metadata=title:{title}"]
        options += [f"--metadata=subtitle:{subtitle}", f"--metadata=lang:{LOCALES.get(site.language, site.language)}"]
        _pandoc([*options, "--output=made.docx"], folder, out.name, text.encode())
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(without_times((folder / "made.docx").read_bytes()))


def reference() -> bytes:
    """The file that pandoc takes styles and page from: its own, with the theme's styles, on A4 with page numbers."""
    changed = {
        "word/styles.xml": lambda text: (theme_folder() / "word-styles.xml").read_text(encoding="utf-8"),
        "word/document.xml": lambda text: SECTION.sub(PAGE, text, count=1),
        "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", f"{FOOTER_LINK}</Relationships>"),
        "[Content_Types].xml": lambda text: text.replace("</Types>", f"{FOOTER_TYPE}</Types>"),
    }
    made = io.BytesIO()
    own = zipfile.ZipFile(io.BytesIO(_pandoc(["--print-default-data-file=reference.docx"])))
    with own, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in own.namelist():
            data = own.read(part)
            new.writestr(part, changed[part](data.decode("utf-8")).encode("utf-8") if part in changed else data)
        new.writestr("word/footer1.xml", FOOTER)
    return made.getvalue()


def without_times(docx: bytes) -> bytes:
    """A Word file whose parts stand in the order of their names, each of the same day, with no time of its making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        first = [name for name in ("[Content_Types].xml",) if name in old.namelist()]
        for name in [*first, *sorted(set(old.namelist()) - set(first))]:
            data = old.read(name)
            if name == "docProps/core.xml":
                data = DATED.sub("", data.decode("utf-8")).encode("utf-8")
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(part, data)
    return made.getvalue()


def _chapter(page: Page, place: int, site: Site, folder: Path) -> str:
    """The Markdown of a page with its charts as PNG files in `folder`; the first page's title is the document's own."""
    text = CODE.sub("", page.text)
    for figure in dict.fromkeys(FIGURE.findall(text)):
        source = (site.folder / page.file).parent / figure
        if source.suffix.lower() == ".svg":
            (folder / f"{source.stem}.png").write_bytes(to_png(source.read_text(encoding="utf-8")))
            text = text.replace(f"]({figure})", f"]({source.stem}.png)")
        else:
            (folder / source.name).write_bytes(source.read_bytes())
            text = text.replace(f"]({figure})", f"]({source.name})")
    if place == 0:
        return re.sub(r"(?m)^#(#+ )", r"\1", text)
    return f"# {page.heading}\n\n{text}"


def _pandoc(options: list[str], folder: Path | None = None, what: str = "a Word file", text: bytes = b"") -> bytes:
    """What pandoc says; its files go to and come from `folder`."""
    try:
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), *options],
            input=text,
            cwd=folder,
            capture_output=True,
            timeout=SECONDS_A_PAGE,
            env={**os.environ, "SOURCE_DATE_EPOCH": "315532800"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RenderError(f"{what} could not be made: pandoc cannot be run ({type(error).__name__}).") from error
    if done.returncode != 0:
        said = " ".join(done.stderr.decode(errors="replace").split())
        raise RenderError(f"{what} could not be made: pandoc stopped with exit status {done.returncode}: {said}")
    return done.stdout
