"""REFI-QDA projects in a few words, for the tests of the reader."""

import io
import uuid
import zipfile
from xml.sax.saxutils import quoteattr

OPEN = '<Project xmlns="urn:QDA-XML:project:1.0" name="p">'


def guid(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def archive(entries: dict[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as files:
        for name, content in entries.items():
            files.writestr(zipfile.ZipInfo(name), content, compression)
    return made.getvalue()


def code(name: str, *below: str) -> str:
    return f'<Code guid="{guid(name)}" name={quoteattr(name)} isCodable="true">{"".join(below)}</Code>'


def selection(start: int | str, end: int | str, *codes: str) -> str:
    coded = "".join(f'<Coding guid="{guid(name)}"><CodeRef targetGUID="{guid(name)}"/></Coding>' for name in codes)
    at = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{guid(f"{start}-{end}")}" {at}>{coded}</PlainTextSelection>'


def source(*selections: str, name: str = "Interview", path: str | None = "internal://s.txt", inside: str = "") -> str:
    where = f" plainTextPath={quoteattr(path)}" if path is not None else ""
    text = f"<PlainTextContent>{inside}</PlainTextContent>" if inside else ""
    return f'<TextSource guid="{guid(name)}" name={quoteattr(name)}{where}>{text}{"".join(selections)}</TextSource>'


def project(codes: str, *sources: str, users: str = "") -> str:
    return f"{OPEN}{users}<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{''.join(sources)}</Sources></Project>"


def qdpx(text: str, codes: str, *selections: str, **more: str | None) -> bytes:
    """A project of one source."""
    return archive({"project.qde": project(codes, source(*selections, **more)), "Sources/s.txt": text})
