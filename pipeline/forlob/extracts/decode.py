"""From bytes to text, in the declared encoding or the one that the bytes tell."""

import codecs
import re

from forlob.extracts.raw_tables import FileProblem

BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
#: A letter such as æ, ø, å or é as UTF-8 writes it.
UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")
#: What stands for nothing in ISO 8859 but is a dash, a quotation mark or the euro in cp1252.
C1 = re.compile(r"[\x80-\x9f]")

#: What programs of old end a file with; a line break may follow.
END_OF_FILE = "\x1a"


def decode(data: bytes, declared: str | None) -> str:
    """The text of a file, without a byte order mark. Undeclared it is UTF-8 where the bytes are that, else cp1252.

    Raises FileProblem where the bytes are not what is declared, or mix two encodings; it names the row of the first.
    """
    mark = next((encoding for bom, encoding in BYTE_ORDER_MARKS.items() if data.startswith(bom)), None)
    wide = _utf16_without_mark(data) if mark is None else None
    encoding = codecs.lookup(declared).name if declared else mark or wide or ("utf-8" if _is_utf8(data) else "cp1252")
    found = mark or wide
    if declared and found and not encoding.startswith(found[:6]):
        raise _wrong(f"the file is {found}, programme.yaml says {declared}; set format.encoding to {found}", 1)
    if declared and not found and encoding.startswith(("utf-16", "utf-32")) and b"\0" not in data:
        other = "utf-8" if _is_utf8(data) else "cp1252"
        raise _wrong(f"the file is not {declared}; it may be {other}: set format.encoding in programme.yaml", 1)
    if not encoding.startswith("utf") and not data.isascii() and _is_utf8(data):
        row = _row(data, next(place for place, byte in enumerate(data) if byte > 127))
        raise _wrong(f"the file is UTF-8, programme.yaml says {declared}; set format.encoding to utf-8", row)
    if declared is None and encoding == "cp1252" and (letter := UTF8_LETTER.search(data)):
        row = _row(data, letter.start())
        raise _wrong("the file mixes UTF-8 and cp1252; deliver it again in one of them", row)
    if encoding.startswith("utf-16") and len(data) % 2 and data.endswith(END_OF_FILE.encode()):
        data = data[:-1]
    text = without_end_mark(_decoded(data, encoding, declared or encoding))
    if encoding.startswith("iso8859") and (sign := C1.search(text)):
        row = text.count("\n", 0, sign.start()) + 1
        raise _wrong(f"a character of the row is not {declared} but cp1252; set format.encoding to cp1252", row)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise _wrong("the row holds a NUL character, so the file is damaged or not text; deliver it again", row)
    return text.removeprefix("\ufeff")


def without_end_mark(text: str) -> str:
    """A text without the sign that ends a file of old.

    >>> without_end_mark("a;b" + chr(10) + chr(26))
    'a;b\\n'
    """
    before, mark, after = text[-3:].rpartition(END_OF_FILE)
    return text[:-3] + before if mark and not after.strip("\r\n") else text


def _decoded(data: bytes, encoding: str, said: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        other = "utf-8" if _is_utf8(data) else "cp1252"
        hint = (
            f"it may be {other}: set format.encoding in programme.yaml"
            if other != encoding
            else "deliver it again as UTF-8"
        )
        raise _wrong(f"a byte of the row is not {said}; {hint}", _row(data, error.start)) from None


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin letters in UTF-16 are every other byte NUL."""
    start = data[:2000]
    even, odd = start[0::2], start[1::2]
    for encoding, nul, full in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if len(nul) > 1 and nul.count(0) > 0.8 * len(nul) and full.count(0) == 0:
            return encoding
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _row(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _wrong(message: str, row: int) -> FileProblem:
    return FileProblem("wrong_encoding", message, row)
