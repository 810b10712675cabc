"""Encodings: the declared one, the one that the bytes tell, and what is neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.extracts.decode import decode
from forlob.extracts.raw_tables import FileProblem

TEXT = "Køn;Beløb\nKvinde – æøå;5 €\n"
LATIN = "Køn;Beløb\nKvinde æøå;5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("declared", [True, False])
def test_the_declared_encoding_and_the_one_the_bytes_tell(encoding, declared):
    assert decode(TEXT.encode(encoding), encoding if declared else None) == TEXT


@pytest.mark.parametrize("encoding", ["iso-8859-1", "latin-1", "iso-8859-15", "cp865", "mac-roman"])
def test_other_encodings_may_be_declared(encoding):
    assert decode(LATIN.encode(encoding), encoding) == LATIN


def test_a_byte_order_mark_goes_with_utf8_declared():
    assert decode(TEXT.encode("utf-8-sig"), "UTF-8") == TEXT
    assert decode(b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le") == TEXT


def test_plain_letters_are_any_encoding():
    for declared in (None, "utf-8", "cp1252", "iso-8859-1"):
        assert decode(b"a;b\n1;2\n", declared) == "a;b\n1;2\n"


@pytest.mark.parametrize(
    ("data", "declared", "row", "message"),
    [
        (TEXT.encode(), "cp1252", 1, "the file is UTF-8, programme.yaml says cp1252; set format.encoding to utf-8"),
        (
            b"a;b\n" + TEXT.encode(),
            "latin-1",
            2,
            "the file is UTF-8, programme.yaml says latin-1; set format.encoding to utf-8",
        ),
        (
            b"a;b\n" + TEXT.encode("cp1252"),
            "utf-8",
            2,
            "a byte of the row is not utf-8; it may be cp1252: set format.encoding in programme.yaml",
        ),
        (
            TEXT.encode("utf-16"),
            "cp1252",
            1,
            "the file is utf-16, programme.yaml says cp1252; set format.encoding to utf-16",
        ),
        (
            TEXT.encode("utf-16-le"),
            "utf-8",
            1,
            "the file is utf-16-le, programme.yaml says utf-8; set format.encoding to utf-16-le",
        ),
        (
            TEXT.encode("utf-8-sig"),
            "cp1252",
            1,
            "the file is utf-8, programme.yaml says cp1252; set format.encoding to utf-8",
        ),
        (TEXT.encode(), "utf-16", 1, "the file is not utf-16; it may be utf-8: set format.encoding in programme.yaml"),
        (
            TEXT.encode("cp1252"),
            "iso-8859-1",
            2,
            "a character of the row is not iso-8859-1 but cp1252; set format.encoding to cp1252",
        ),
        (
            TEXT.encode() + TEXT.encode("cp1252"),
            None,
            1,
            "the file mixes UTF-8 and cp1252; deliver it again in one of them",
        ),
        ("æ\n".encode("cp1252") + b"\x81", None, 2, "a byte of the row is not cp1252; deliver it again as UTF-8"),
        (
            b"a;b\n1;\0\n",
            None,
            2,
            "the row holds a NUL character, so the file is damaged or not text; deliver it again",
        ),
    ],
)
def test_what_is_not_as_declared(data, declared, row, message):
    with pytest.raises(FileProblem) as raised:
        decode(data, declared)
    assert (raised.value.rule, raised.value.row, raised.value.message) == ("wrong_encoding", row, message)


@given(
    st.binary(max_size=200), st.sampled_from([None, "utf-8", "cp1252", "utf-16", "latin-1", "ascii", "utf-7", "big5"])
)
def test_any_bytes_are_text_or_a_problem(data, declared):
    try:
        assert isinstance(decode(data, declared), str)
    except FileProblem as problem:
        assert problem.rule == "wrong_encoding"


@given(st.text(alphabet="abcæøåÆØÅéüß –€;\n", min_size=1))
def test_danish_text_survives(text):
    for encoding in ("utf-8", "cp1252"):
        assert decode(text.encode(encoding), encoding if encoding == "cp1252" and text.isascii() else None) == text
