"""Who speaks: what begins a turn, and who goes by a letter already."""

import pytest

from forlob.extracts.speakers import Turns, letter_of, split_turn


@pytest.mark.parametrize(
    ("speaker", "letter"),
    [
        ("A", "A"),
        ("å", "Å"),
        ("b.", "B"),
        ("Informant C", "C"),
        ("Borger d", "D"),
        ("Bo", ""),
        ("Informant 2", ""),
        ("", ""),
    ],
)
def test_a_letter_is_a_letter_also_after_a_word_that_says_no_name(speaker, letter):
    assert letter_of(speaker) == letter


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("A: Ja.", "A", "Ja."),
        ("  Informant 2:\tNej.", "Informant 2", "Nej."),
        ("Anna K.: Måske.", "Anna K.", "Måske."),
        ("Vi mødes klokken 12:30 hver dag.", "", "Vi mødes klokken 12:30 hver dag."),
        ("og så: ja", "", "og så: ja"),
        ("", "", ""),
    ],
)
def test_a_passage_may_begin_with_its_speaker(text, speaker, words):
    assert split_turn(text) == (speaker, words)


def test_a_turn_runs_on_over_several_lines_until_the_next():
    text = "A: En.\nTo.\n\nTre.\nB: Fire."
    turns = Turns(text)
    assert [turns.speaker_at(text.index(word)) for word in ("En", "To", "Tre", "Fire")] == ["A", "A", "A", "B"]
    assert Turns("En.").speaker_at(0) == ""
