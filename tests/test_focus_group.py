"""The synthetic focus group: the same bytes each time, a valid project, and highlights as Taguette has them."""

import csv
import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from examples.focus_group import FILES, make
from examples.focus_group.transcript import TURNS, coded

NAMESPACE = "{urn:QDA-XML:project:1.0}"


@pytest.fixture(scope="module")
def files():
    return make().files


def test_the_same_bytes_each_time(files):
    assert tuple(files) == FILES and make().files == files


def test_every_passage_is_what_stands_in_brackets_in_its_turn():
    text, passages = coded(TURNS)
    assert "[" not in text and "]" not in text
    marked = {part.split("]")[0] for _, words, _ in TURNS for part in words.split("[")[1:]}
    assert {text[passage.start : passage.end] for passage in passages} == marked
    assert {passage.speaker for passage in passages} == set("ABCD")


def test_a_project_points_into_its_own_source_and_codebook(files):
    with zipfile.ZipFile(io.BytesIO(files[FILES[0]])) as project:
        names = project.namelist()
        root = ET.fromstring(project.read("project.qde"))
        sources = {name: project.read(name).decode() for name in names if name.startswith("Sources/")}
    assert [child.tag.removeprefix(NAMESPACE) for child in root] == ["Users", "CodeBook", "Sources"]
    (source,) = root.iter(f"{NAMESPACE}TextSource")
    text = sources["Sources/" + source.get("plainTextPath").removeprefix("internal://")]
    codes = {code.get("guid") for code in root.iter(f"{NAMESPACE}Code")}
    assert {reference.get("targetGUID") for reference in root.iter(f"{NAMESPACE}CodeRef")} <= codes
    for selection in source.iter(f"{NAMESPACE}PlainTextSelection"):
        passage = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
        assert passage and passage == passage.strip()
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(guids) == len(set(guids))


def test_highlights_are_a_row_a_tag_with_the_columns_of_taguette(files):
    rows = list(csv.reader(io.StringIO(files[FILES[1]].decode(), newline="")))
    assert rows[0] == ["id", "document", "tag", "content"]
    assert all(content[:3] in ("A: ", "B: ", "C: ", "D: ") for *_, content in rows[1:])
    assert len({row[0] for row in rows[1:]}) < len(rows) - 1
