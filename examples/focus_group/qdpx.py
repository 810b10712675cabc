"""Passages as a REFI-QDA project: a zip file of project.qde and the transcript."""

import io
import uuid
import zipfile
from xml.etree import ElementTree as ET

from examples.focus_group.transcript import COMMUNITY, SOURCE, THEMES, Passage

NAMESPACE = "urn:QDA-XML:project:1.0"
SCHEMA = f"{NAMESPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
WHEN = "2018-06-04T10:00:00Z"
#: Every id is made from what it is of.
IDS = uuid.uuid5(uuid.NAMESPACE_URL, "forlob/examples/focus-group")


def as_qdpx(text: str, passages: list[Passage]) -> bytes:
    """The project; entries are not compressed, so that the bytes are the same on every machine."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as files:
        for name, content in {
            "project.qde": _project(passages),
            f"Sources/{_id('source')}.txt": text.encode(),
        }.items():
            files.writestr(zipfile.ZipInfo(name, (2018, 6, 4, 10, 0, 0)), content)
    return made.getvalue()


def _project(passages: list[Passage]) -> bytes:
    user = _id("user")
    by = {"creatingUser": user, "creationDateTime": WHEN}
    project = ET.Element(
        "Project",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": SCHEMA,
            "name": "Birkely",
            "origin": "examples.focus_group",
            "creatingUserGUID": user,
            "creationDateTime": WHEN,
        },
    )
    ET.SubElement(ET.SubElement(project, "Users"), "User", guid=user, name="Forsker 1")
    codes = ET.SubElement(ET.SubElement(project, "CodeBook"), "Codes")
    theme, *below = THEMES[COMMUNITY]
    above = ET.SubElement(codes, "Code", guid=_id(theme), name=theme, isCodable="true", color="#0f5470")
    for name in below:
        ET.SubElement(above, "Code", guid=_id(name), name=name, isCodable="true", color="#7a4b00")
    path = f"internal://{_id('source')}.txt"
    source = ET.SubElement(
        ET.SubElement(project, "Sources"),
        "TextSource",
        {"guid": _id("source"), "name": SOURCE, "plainTextPath": path, **by},
    )
    for start, end in dict.fromkeys((passage.start, passage.end) for passage in passages):
        place = {"startPosition": str(start), "endPosition": str(end)}
        guid = _id(f"selection {start}")
        selection = ET.SubElement(source, "PlainTextSelection", {"guid": guid, "name": f"{start},{end}", **place, **by})
        for passage in passages:
            if passage.start == start:
                coding = ET.SubElement(selection, "Coding", {"guid": _id(f"coding {start} {passage.theme}"), **by})
                ET.SubElement(coding, "CodeRef", targetGUID=_id(passage.theme))
    ET.indent(project)
    return ET.tostring(project, encoding="utf-8", xml_declaration=True)


def _id(name: str) -> str:
    return str(uuid.uuid5(IDS, name))
