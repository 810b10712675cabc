"""Quotes: chosen by their beginning, word for word as the extract has them, and none that identifies a person."""

import pandas as pd
import pytest

from forlob.errors import ConfigError, UsageError
from forlob.programme.read_quotes import Quote
from forlob.show.quotes import Passage, chosen, quotes
from forlob.show.words import Words

DA = Words("da")
COLUMNS = ["source", "speaker", "theme", "text", "identifier_at"]
EXCERPTS = pd.DataFrame(
    [
        ["G", "A", "Naboskab > Hjælp", "Vi hilser på *alle*.", None],
        ["G", "A", "Naboskab", "Vi hilser på *alle*.", None],
        ["G", "B", "Arbejde", "Vi søger job.", None],
        ["G", "C", "Arbejde", "Ring til […] i dag.", "g.csv, row 5"],
        ["G", None, None, "Hvem sagde det?", None],
    ],
    columns=COLUMNS,
).astype("string")


def choose(*picked: Quote, public: bool = True, names=(), excerpts=EXCERPTS):
    return chosen(picked, excerpts, names, public)


def test_the_words_are_those_of_the_extract_whatever_the_beginning_says():
    assert choose(Quote("q", begins="Vi  søger")) == [Passage("Arbejde", "B", "Vi søger job.")]


def test_of_several_themes_the_first_or_the_one_that_is_asked_for():
    assert choose(Quote("q", begins="Vi hilser"))[0].theme == "Naboskab > Hjælp"
    assert choose(Quote("q", begins="Vi hilser", theme="Naboskab"))[0].theme == "Naboskab"


def test_a_beginning_that_several_have_must_be_told_apart():
    with pytest.raises(ConfigError, match="^q, line 3: 2 excerpts begin so"):
        choose(Quote("q, line 3", begins="Vi"))
    assert choose(Quote("q", begins="Vi", speaker="B"))[0].text == "Vi søger job."


@pytest.mark.parametrize("begins", ["Vi hilste", "hilser", "vi søger"])
def test_words_that_nobody_said_are_no_quote(begins):
    with pytest.raises(ConfigError, match="^q, line 3: no excerpt begins so"):
        choose(Quote("q, line 3", begins=begins))


@pytest.mark.parametrize("begins", ["Ring til", "Ring til Birthe i dag", "Ring til 12 34 56 78 i"])
def test_a_quote_that_identified_a_person_stops_the_public_page_and_is_masked_in_the_internal_one(begins):
    with pytest.raises(UsageError) as problem:
        choose(Quote("q, line 3", begins=begins), names=["Birthe"])
    said = str(problem.value)
    assert said.startswith("q, line 3: the quote identifies a person: g.csv, row 5 holds")
    assert "Birthe" not in said and "12 34" not in said
    assert choose(Quote("q", begins=begins), names=["Birthe"], public=False)[0].text == "Ring til […] i dag."


def test_a_passage_that_is_not_chosen_stops_nothing():
    assert len(choose(Quote("q", begins="Vi søger"))) == 1


def test_the_source_is_named_where_there_are_several():
    more = pd.concat([EXCERPTS, pd.DataFrame([["H", "B", "Arbejde", "Nej.", None]], columns=COLUMNS)]).astype("string")
    assert choose(Quote("q", begins="Nej"), excerpts=more)[0].informant == "H: B"


def test_quotes_stand_below_their_theme_a_line_a_line_and_mean_nothing_but_themselves():
    made = quotes(
        [
            Passage("Naboskab > Hjælp", "A", "Vi *kan*.\nB: <b>Ja</b>"),
            Passage("Arbejde", "", "Hvem?"),
            Passage("Naboskab", "C", "Ja."),
        ],
        DA,
    ).markdown
    assert made.splitlines() == [
        "### Naboskab", "", "> Ja\\.".replace("\\", ""), ">", "> [Informant C]{.speaker}", "",
        "#### Hjælp", "", "> Vi \\*kan\\*.", ">", "> B: \\<b\\>Ja\\</b\\>", ">", "> [Informant A]{.speaker}", "",
        "### Arbejde", "", "> Hvem?", ">", "> [Informant uoplyst]{.speaker}",
    ]  # fmt: skip


def test_the_notebook_shows_a_quote_as_one():
    made = quotes([Passage("Arbejde", "A", "Ja.")], DA).html
    assert '<blockquote><p>Ja.</p><p><span class="speaker">Informant A</span></p></blockquote>' in made
