"""Interview excerpts: speakers become letters, and what identifies a person is masked and remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cleaning.stories import found, messages, story, table, values

HEAD = "source; speaker; theme; text\n"
TAGUETTE = {"columns": {"excerpt_id": "id", "source": "document", "theme": "tag", "text": "content"}}


def excerpts(lines: str, mapping: dict | None = None, **more):
    return story({"excerpts": lines}, {"excerpts": mapping} if mapping else None, **more)


def test_a_speaker_that_is_a_letter_stays_and_others_get_the_free_ones_in_their_order():
    cleaned = excerpts(HEAD + "I; Bo; t; en\nI; A; t; to\nI; Anna; t; tre\nI; Bo; t; fire\nJ; Carl; t; fem")
    assert values(cleaned, "excerpts", "source", "speaker") == [
        ("I", "B"),
        ("I", "A"),
        ("I", "C"),
        ("I", "B"),
        ("J", "A"),
    ]
    assert messages(cleaned, "identifier_in_text") == [
        "3 speakers go by something else than a letter, the first in this row; each becomes a letter"
    ]


def test_the_names_of_speakers_are_nowhere_in_what_is_kept():
    lines = (
        HEAD
        + '''Gruppe med Anna Holm; Anna Holm; Annas sag; "Ja, sagde anna. Spørg Holms nabo."
    Gruppe med Anna Holm; Bo; t; "Det er Bo: vi kender det"'''
    )
    cleaned = excerpts(lines)
    kept = cleaned.registers["excerpts"].to_csv() + cleaned.findings.to_csv()
    assert not any(name in kept.casefold() for name in ("anna", "holm", "bo:"))
    assert values(cleaned, "excerpts", "text", "identifier_at") == [
        ("Ja, sagde […]. Spørg […] nabo.", "excerpts.csv, row 2"),
        ("Det er […]: vi kender det", "excerpts.csv, row 3"),
    ]


def test_a_passage_of_several_turns_has_their_letters():
    raw = table(HEAD + "I; Anna; t; x\nI; Bo; t; nej")
    raw.cells.iloc[0, 3] = "Kom du?\nBo: Ja.\nCarla: Jeg med.\nInterviewer: Godt."
    assert values(excerpts(raw), "excerpts", "text")[0] == "Kom du?\nB: Ja.\nC: Jeg med.\nInterviewer: Godt."


def test_a_word_and_a_colon_alone_are_no_turn():
    assert values(excerpts(HEAD + "I; A; t; Sandheden: vi ved det ikke"), "excerpts", "text") == [
        "Sandheden: vi ved det ikke"
    ]


def test_taguette_has_its_speaker_in_the_text_and_its_levels_in_the_tag():
    lines = "id; document; tag; content\n7; Gruppe; nabo.hjælp; A: Ja.\n7; Gruppe; ; A: Ja.\n8; Gruppe; nabo; Uden."
    cleaned = excerpts(lines, TAGUETTE | {"speaker": "text", "theme_levels": "."})
    assert values(cleaned, "excerpts", "excerpt_id", "speaker", "theme", "text") == [
        ("7", "A", "nabo > hjælp", "Ja."),
        ("7", "A", None, "Ja."),
        ("8", None, "nabo", "Uden."),
    ]
    assert found(cleaned) == [
        ("value_missing", "note", "excerpts", 3, "tag"),
        ("value_missing", "note", "excerpts", 4, "content"),
    ]


def test_where_each_document_is_an_informant_the_documents_get_letters():
    lines = "id; document; tag; content\n1; Med Bo.docx; t; Ja.\n2; Med Anna.docx; t; Nej.\n3; Med Bo.docx; t; Jo."
    cleaned = excerpts(lines, TAGUETTE | {"speaker": "source"})
    assert values(cleaned, "excerpts", "source", "speaker") == [("A", "A"), ("B", "B"), ("A", "A")]
    assert "Anna" not in cleaned.registers["excerpts"].to_csv() + cleaned.findings.to_csv()


def test_without_a_speaker_the_message_says_how_to_tell_of_one():
    cleaned = excerpts("id; document; tag; content\n1; G; t; Ja.", TAGUETTE)
    (said,) = messages(cleaned, "column_missing")
    assert "speaker: text" in said and "speaker: source" in said


@pytest.mark.parametrize(
    "held",
    [
        "010190-1234",
        "0101901234",
        "12 34 56 78",
        "+45 12345678",
        "ib@example.dk",
        "Birthe",
        "BIRTHES",
        "birthe's",
        "Per Bo",
    ],
)
def test_what_identifies_a_person_is_masked_and_the_row_remembered(held):
    cleaned = excerpts(
        HEAD + f"I; A; t; Ring til {held} i dag\nI; A; t; Ring i dag", names_to_mask=["Birthe", "Per Bo"]
    )
    assert values(cleaned, "excerpts", "text", "identifier_at") == [
        ("Ring til […] i dag", "excerpts.csv, row 2"),
        ("Ring i dag", None),
    ]
    assert found(cleaned) == [("identifier_in_text", "repaired", "excerpts", 2, "text")]
    assert held not in cleaned.findings.to_csv()


def test_an_omission_that_the_researcher_has_written_is_no_identifier():
    assert values(excerpts(HEAD + "I; A; t; Ja […] nej"), "excerpts", "identifier_at") == [None]


@given(st.lists(st.tuples(st.sampled_from("IJ"), st.sampled_from(["A", "b", "Bo", "Anna", "Informant 2"])), min_size=1))
def test_informants_are_as_many_as_before_and_all_are_letters(speakers):
    raw = table(HEAD + "\n".join(f"{source}; {who}; t; {n}" for n, (source, who) in enumerate(speakers)))
    kept = set(values(excerpts(raw), "excerpts", "source", "speaker"))
    assert len(kept) == len(set(speakers))
    assert all(len(who) == 1 and who.isupper() for _, who in kept)
