"""REFI-QDA projects: coded passages by code points, and files that are made to do harm."""

import io
import struct
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from examples.focus_group import make
from examples.focus_group.transcript import THEMES, TURNS, coded
from tests.extracts.files import problem, read, rows
from tests.extracts.projects import OPEN, archive, code, guid, project, qdpx, selection, source

TEXT = "A: Vi hjælper hinanden 😊 året rundt.\nB: Ja, også på øen.\n"
CODES = code("Naboskab", code("Hjælp"), code("Fester")) + code("Arbejde")


def excerpts(folder, content: bytes) -> list[tuple]:
    """(source, speaker, theme, text) of each row."""
    return [(row[0], *row[2:]) for row in rows(read(folder, content, "f.qdpx")).values()]


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def test_a_passage_is_its_code_points_and_its_theme_the_code_with_those_above(tmp_path):
    content = qdpx(TEXT, CODES, selection(*at("hinanden 😊 året"), "Hjælp"), selection(*at("også på øen"), "Arbejde"))
    assert excerpts(tmp_path, content) == [
        ("Interview", "A", "Naboskab > Hjælp", "hinanden 😊 året"),
        ("Interview", "B", "Arbejde", "også på øen"),
    ]


def test_the_columns_are_those_of_the_register_and_the_first_coding_is_row_2(tmp_path):
    table = read(tmp_path, qdpx(TEXT, CODES, selection(0, 5, "Hjælp")), "f.qdpx")
    assert table.header == ["source", "excerpt_id", "speaker", "theme", "text"]
    assert rows(table) == {2: ["Interview", guid("0-5"), "A", "Naboskab > Hjælp", "Vi"]}


def test_several_codes_on_a_selection_give_a_row_each_and_no_code_gives_none(tmp_path):
    content = qdpx(TEXT, CODES, selection(3, 5, "Fester", "Naboskab"), selection(0, 9))
    assert [row[2] for row in excerpts(tmp_path, content)] == ["Naboskab > Fester", "Naboskab"]


def test_the_speaker_before_the_passage_is_not_said_twice(tmp_path):
    both = selection(0, len(TEXT), "Hjælp")
    ((_, speaker, _, text),) = excerpts(tmp_path, qdpx(TEXT, CODES, both))
    assert (speaker, text) == ("A", "Vi hjælper hinanden 😊 året rundt.\nB: Ja, også på øen.")


def test_a_line_with_a_colon_is_no_turn_where_it_comes_once(tmp_path):
    text = "Sted: Fælleshuset\nAnna: Ja.\nBo: Nej.\nAnna: Jo.\nBo: Nå."
    spoken = {
        word: selection(text.index(word), text.index(word) + len(word), "Arbejde") for word in ("huset", "Jo", "Nå")
    }
    assert [row[1] for row in excerpts(tmp_path, qdpx(text, CODES, *spoken.values()))] == ["", "Anna", "Bo"]


def test_a_byte_order_mark_does_not_count_but_line_ends_of_two_characters_do(tmp_path):
    text = "\ufeffén\r\nto tre"
    ((_, _, _, said),) = excerpts(tmp_path, qdpx(text, CODES, selection(4, 6, "Arbejde")))
    assert said == "to"


def test_text_may_stand_in_the_project_file_and_a_source_in_another_case(tmp_path):
    inside = project(CODES, source(selection(0, 2, "Arbejde"), path=None, inside="Ja, det gør vi"))
    assert excerpts(tmp_path, archive({"project.qde": inside}))[0][3] == "Ja"
    other = archive({"PROJECT.QDE": project(CODES, source(selection(0, 2, "Arbejde"))), "sources\\S.TXT": "Ja, det"})
    assert excerpts(tmp_path, other)[0][3] == "Ja"


def test_a_coded_picture_is_a_row_without_words(tmp_path):
    coding = f'<Coding guid="{guid("c")}"><CodeRef targetGUID="{guid("Arbejde")}"/></Coding>'
    inner = f'<PictureSelection guid="{guid("y")}">{coding}</PictureSelection>'
    picture = f'<PictureSource guid="{guid("x")}" name="Huset">{inner}</PictureSource>'
    assert excerpts(tmp_path, archive({"project.qde": project(CODES, picture)})) == [("Huset", "", "Arbejde", "")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(codec="utf-8", exclude_characters=":\ufeff"), min_size=1, max_size=60),
    st.data(),
)
def test_any_passage_comes_back_as_it_was_marked(tmp_path, text, data):
    marked = text + "æ😊"
    start = data.draw(st.integers(0, len(marked) - 1))
    end = data.draw(st.integers(start + 1, len(marked)))
    content = qdpx(marked, CODES, selection(start, end, "Arbejde"), selection(len(marked) - 2, len(marked), "Fester"))
    table = read(tmp_path, content, "f.qdpx")
    assert table.cells.iloc[0, 4] == unicodedata.normalize("NFC", marked[start:end].strip())
    assert table.cells.iloc[-1, 4] == "æ😊"


def test_the_example_comes_back_from_the_reader(tmp_path):
    text, passages = coded(TURNS)
    expected = [
        (p.speaker, p.theme, text[p.start : p.end]) for p in passages if p.theme in THEMES["Fællesskab i området"]
    ]
    read_ = excerpts(tmp_path, make().files["fokusgruppe.qdpx"])
    assert [(speaker, theme.rpartition(" > ")[2], words) for _, speaker, theme, words in read_] == expected


# ---- Files that cannot be used ----

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
EXTERNAL = '<!DOCTYPE Project SYSTEM "file:///etc/hostname">'
SOUND = project(CODES, source(selection(0, 2, "Arbejde")))


def pointing(path: str | None) -> bytes:
    """A project whose source says that its text lies at a path."""
    return qdpx(TEXT, CODES, selection(0, 2, "Hjælp"), path=path)


def locked() -> bytes:
    """The flag of a password set in the entries' headers."""
    content = bytearray(qdpx(TEXT, CODES, selection(0, 2, "Arbejde")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + place] |= 1
            start += 4
    return bytes(content)


def twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        files.writestr("project.qde", SOUND)
        with pytest.warns(UserWarning):
            files.writestr("project.qde", SOUND)
    return made.getvalue()


def lying(size: int) -> bytes:
    """A source whose headers say that it is small, and which unpacks to more."""
    content = bytearray(archive({"project.qde": SOUND, "Sources/s.txt": "a" * size}))
    at_ = content.rfind(b"PK\x01\x02")
    content[at_ + 24 : at_ + 28] = struct.pack("<I", 10)
    return bytes(content)


HOSTILE = {
    "not a zip": (b"a,b\n1,2\n", "damaged_file", "not a REFI-QDA project"),
    "cut off": (qdpx(TEXT, CODES, selection(0, 2, "Hjælp"))[:-40], "damaged_file", "not a REFI-QDA project"),
    "another zip": (archive({"word/document.xml": "<a/>"}), "damaged_file", "holds no project.qde"),
    "a codebook": (archive({"project.qde": "<CodeBook/>"}), "damaged_file", "holds no Project"),
    "no XML": (archive({"project.qde": "<Project><a></Project>"}), "damaged_file", "project.qde is not XML (line 1)"),
    "nothing in it": (archive({"project.qde": ""}), "damaged_file", "project.qde is not XML"),
    "a name upwards": (archive({"project.qde": SOUND, "../evil.txt": "x"}), "unsafe_file", "leads outside"),
    "a name up by backslash": (archive({"project.qde": SOUND, "a\\..\\..\\x": "x"}), "unsafe_file", "leads outside"),
    "a name from the root": (archive({"project.qde": SOUND, "/etc/x": "x"}), "unsafe_file", "leads outside"),
    "a name of a drive": (archive({"project.qde": SOUND, "C:/x": "x"}), "unsafe_file", "leads outside"),
    "one name twice": (twice(), "unsafe_file", "two parts of one name"),
    "a password": (locked(), "unsafe_file", "password"),
    "a DOCTYPE": (archive({"project.qde": DOCTYPE + SOUND}), "unsafe_file", "holds a DOCTYPE"),
    "a DOCTYPE in UTF-16": (
        archive({"project.qde": f'<?xml version="1.0" encoding="UTF-16"?>{EXTERNAL}{SOUND}'.encode("utf-16")}),
        "unsafe_file", "holds a DOCTYPE",
    ),
    "too deep": (archive({"project.qde": OPEN + "<a>" * 5000}), "unsafe_file", "deeper or larger"),
    "a source outside": (pointing("internal://../s.txt"), "unsafe_file", "leads outside"),
    "a source elsewhere": (pointing("file:///etc/passwd"), "unsafe_file", "does not lie in the file"),
    "a source beside": (pointing("relative:///s.txt"), "unsafe_file", "does not lie in the file"),
    "a source without a text": (pointing(None), "damaged_file", "does not lie in the file"),
    "a source that is missing": (pointing("internal://t.txt"), "damaged_file", "not in the file"),
    "a zip for a source": (
        archive({"project.qde": SOUND, "Sources/s.txt": archive({"x": "æ" * 500})}), "damaged_file", "not UTF-8",
    ),
    "past the end": (qdpx(TEXT, CODES, selection(3, len(TEXT) + 1, "Hjælp")), "damaged_file", "outside the text"),
    "end before start": (qdpx(TEXT, CODES, selection(9, 3, "Hjælp")), "damaged_file", "outside the text"),
    "a negative start": (qdpx(TEXT, CODES, selection("-1", 3, "Hjælp")), "damaged_file", "no startPosition"),
    "an endless end": (qdpx(TEXT, CODES, selection(0, "9" * 5000, "Hjælp")), "damaged_file", "no endPosition"),
    "an unknown code": (qdpx(TEXT, CODES, selection(0, 2, "Ukendt")), "damaged_file", "codebook lacks"),
    "a bomb": (
        archive({"project.qde": SOUND, "Sources/s.txt": bytes(9 * 2**20)}), "unsafe_file", "9 MB when it is unpacked",
    ),
    "a project that is a bomb": (
        archive({"project.qde": b" " * (20 * 2**20)}), "unsafe_file", "as if to fill the memory",
    ),
    "sizes that lie": (lying(2_000_000), "damaged_file", "damaged"),
    "nothing coded": (qdpx(TEXT, CODES), "no_rows", "no row below"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_wrong_or_hostile_file_is_one_sentence(tmp_path, case):
    content, rule, part = HOSTILE[case]
    found, _, message = problem(tmp_path, content, "f.qdpx")
    assert found == rule and part in message, message
    assert "\n" not in message and "Traceback" not in message and len(message) < 200
    assert sorted(path.name for path in tmp_path.iterdir()) == ["f.qdpx"]
