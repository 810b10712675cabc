"""What interviews are about: passages and informants by theme."""

from forlob.measures import themes


def coded(*rows):
    """Rows as (source, speaker, theme, text)."""
    return [dict(zip(("source", "speaker", "theme", "text"), row, strict=True)) for row in rows]


#: Two passages of A, one of B and one of C; what A says first has two themes, one below the other's.
GROUP = coded(
    ("G", "A", "Naboskab > Hjælp", "ja"),
    ("G", "A", "Naboskab > Fester", "ja"),
    ("G", "A", "Arbejde", "nej"),
    ("G", "B", "Naboskab", "måske"),
    ("G", "C", "Naboskab > Hjælp", "tja"),
)


def test_a_theme_counts_what_is_below_it_and_each_passage_once(story, numbers):
    rows = themes.excerpts(story.data(excerpts=GROUP))
    assert numbers(rows) == {"Naboskab": 3, "Naboskab > Hjælp": 2, "Naboskab > Fester": 1, "Arbejde": 1}
    assert set(rows["of"]) == {4} and set(rows["unit"]) == {"excerpts"} and rows["ci_low"].isna().all()


def test_the_theme_with_the_most_passages_stands_first_with_those_below_it(story):
    assert list(themes.excerpts(story.data(excerpts=GROUP))["group"]) == [
        "Naboskab", "Naboskab > Hjælp", "Naboskab > Fester", "Arbejde",
    ]  # fmt: skip


def test_informants_count_once_a_theme(story, numbers):
    rows = themes.informants(story.data(excerpts=GROUP))
    assert numbers(rows) == {"Naboskab": 3, "Naboskab > Hjælp": 2, "Naboskab > Fester": 1, "Arbejde": 1}
    assert set(rows["of"]) == {3}


def test_a_theme_by_informant_has_its_noughts(story, numbers):
    rows = numbers(themes.by_informant(story.data(excerpts=GROUP)))
    assert [rows["Naboskab", who] for who in "ABC"] == [1, 1, 1]
    assert [rows["Arbejde", who] for who in "ABC"] == [1, 0, 0]


def test_the_same_letter_in_two_interviews_is_two_informants(story, numbers):
    data = story.data(excerpts=coded(("G", "A", "t", "ja"), ("H", "A", "t", "ja"), ("B", "B", "t", "nej")))
    assert numbers(themes.informants(data)) == {"t": 3}
    assert numbers(themes.by_informant(data)) == {("t", "B"): 1, ("t", "G: A"): 1, ("t", "H: A"): 1}


def test_an_id_tells_two_passages_of_the_same_words(story, numbers):
    rows = coded(("G", "A", "t", "ja"), ("G", "A", "t", "ja"), ("G", "A", "u", "ja"))
    assert numbers(themes.excerpts(story.data(excerpts=rows))) == {"t": 1, "u": 1}
    named = [row | {"excerpt_id": name} for row, name in zip(rows, "112", strict=True)]
    assert list(themes.excerpts(story.data(excerpts=named))["of"]) == [2, 2]


def test_what_has_no_theme_or_speaker_is_not_registered(story, numbers):
    data = story.data(excerpts=coded(("G", "A", "t", "ja"), ("G", None, None, "nej")))
    assert numbers(themes.excerpts(data)) == {"t": 1, "not_registered": 1}
    assert numbers(themes.informants(data)) == {"t": 1, "not_registered": 0}
    assert numbers(themes.by_informant(data))["not_registered", "not_registered"] == 1


def test_without_interviews_there_are_no_rows(story):
    for function in (themes.excerpts, themes.informants, themes.by_informant):
        assert function(story.data(participants=[{}])).empty
