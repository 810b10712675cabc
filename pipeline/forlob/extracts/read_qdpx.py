"""Reads the coded passages of a REFI-QDA project (.qdpx): what NVivo, MAXQDA, ATLAS.ti and QualCoder exchange."""

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.extracts.read_xml import read_xml
from forlob.extracts.read_zip import MEGABYTE, Zip
from forlob.extracts.speakers import Turns, split_turn
from forlob.programme.extract_models import Format
from forlob.programme.registers import LEVELS

PROJECT = "project.qde"
MOST_OF_PROJECT, MOST_OF_SOURCE, MOST_OF_SOURCES = 32 * MEGABYTE, 8 * MEGABYTE, 128 * MEGABYTE
HEADER = ["source", "excerpt_id", "speaker", "theme", "text"]
INTERNAL = "internal://"


class Source(NamedTuple):
    name: str
    text: str
    turns: Turns


def read_qdpx(path: Path, name: str, form: Format) -> RawTable:
    """One row a coding: source, excerpt_id (the selection's guid), speaker, theme and text, as the register has them.

    A selection with several codes gives a row each. The theme is the code with those above it. Positions count Unicode
    code points, the end is not included. The speaker is whose turn the selection stands in; empty where the source has
    no turns. A coding of something else than plain text gives a row without a text. Rows are numbered in the order of
    the file, the first being 2.

    Raises FileProblem where the file is not such a project, or is made to do harm: see Zip and read_xml.
    """
    with Zip(path, "a REFI-QDA project (.qdpx)") as files:
        if PROJECT not in files:
            raise FileProblem(
                "damaged_file", f"the file holds no {PROJECT}, so it is no REFI-QDA project; export it again"
            )
        root = read_xml(files.read(PROJECT, MOST_OF_PROJECT), PROJECT)
        if root.tag != "Project":
            raise FileProblem("damaged_file", f"{PROJECT} holds no Project; export the whole project, not the codebook")
        themes = {guid: theme for codes in root.iterfind("CodeBook/Codes") for guid, theme in _themes(codes, ())}
        left = MOST_OF_SOURCES
        records: list[list[str]] = []
        for element in root.iterfind("Sources/*"):
            for holder in element.iter():
                selections = holder.findall("PlainTextSelection")
                if any(selection.find("Coding") is not None for selection in selections):
                    source = _source(element, holder, files, min(MOST_OF_SOURCE, left))
                    left -= len(source.text.encode())
                    for selection in selections:
                        records += _excerpts(selection, source, themes)
                elif holder.tag != "PlainTextSelection" and holder.find("Coding") is not None:
                    records += [
                        [_name(element), holder.get("guid", ""), "", theme, ""] for theme in _codes(holder, themes)
                    ]
    return raw_table(name, dict(enumerate([HEADER, *records], 1)), 1, decimal=form.decimal or ".")


def _themes(element: ET.Element, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """guid -> theme, of the codes below an element."""
    for code in element.iterfind("Code"):
        levels = (*above, " ".join(code.get("name", "").split()))
        yield code.get("guid", "").lower(), LEVELS.join(level for level in levels if level)
        yield from _themes(code, levels)


def _codes(holder: ET.Element, themes: dict[str, str]) -> Iterator[str]:
    """The themes that a selection is coded with."""
    for reference in holder.iterfind("Coding/CodeRef"):
        guid = reference.get("targetGUID", "").lower()
        if guid not in themes:
            raise FileProblem(
                "damaged_file", "a selection is coded with a code that the codebook lacks; export it again"
            )
        yield themes[guid]


def _excerpts(selection: ET.Element, source: Source, themes: dict[str, str]) -> Iterator[list[str]]:
    codes = list(_codes(selection, themes))
    if not codes:
        return
    start, end = _place(selection, "startPosition"), _place(selection, "endPosition")
    if not 0 <= start < end <= len(source.text):
        message = "a selection lies outside the text of its source; export the project again"
        raise FileProblem("damaged_file", message)
    found, words = split_turn(source.text[start:end])
    speaker = source.turns.speaker_at(start + _spaces(source.text[start:end]))
    words = words if found and found == speaker else source.text[start:end].strip()
    for theme in codes:
        yield [source.name, selection.get("guid", ""), speaker, theme, unicodedata.normalize("NFC", words)]


def _spaces(text: str) -> int:
    """The spaces that a selection begins with: a turn may begin after them."""
    return len(text) - len(text.lstrip())


def _place(selection: ET.Element, name: str) -> int:
    value = selection.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 12):
        raise FileProblem("damaged_file", f"a selection has no {name} that is a number; export the project again")
    return int(value)


def _name(element: ET.Element) -> str:
    return " ".join(element.get("name", "").split()) or element.get("guid", "")


def _source(element: ET.Element, holder: ET.Element, files: Zip, most: int) -> Source:
    """The text that selections point into: inside the project file, or in a file of its folder of sources."""
    inside = holder.find("PlainTextContent")
    text = inside.text or "" if inside is not None else _text(holder.get("plainTextPath", ""), files, most)
    return Source(_name(element), text, Turns(text))


def _text(path: str, files: Zip, most: int) -> str:
    path = path.replace("\\", "/")
    if not path.lower().startswith(INTERNAL):
        message = "the text of a source does not lie in the file itself; export the project with its sources"
        raise FileProblem("unsafe_file" if path else "damaged_file", message)
    file = path[len(INTERNAL) :].lstrip("/")
    if ".." in file.split("/"):
        raise FileProblem("unsafe_file", "the text of a source leads outside the file; export the project again")
    entry = next((name for name in (f"Sources/{file}", file) if name in files), None)
    if entry is None:
        raise FileProblem(
            "damaged_file", "the text of a source is not in the file; export the project with its sources"
        )
    data = files.read(entry, most)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem("damaged_file", "the text of a source is not UTF-8; export the project again") from None
